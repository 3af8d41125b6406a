import { hourMs } from '../../core/kernel/time.ts';
import type { TechnicianChoice } from '../../core/model/clocks/choice.ts';
import type { SiteService } from '../../core/model/site/schema.ts';
import { isAvailable } from '../../core/rules/clocks/availability.ts';
import type { RoomView } from '../../host/parts/rooms/views.ts';
import type { TechnicianView } from '../../host/parts/technicians/views.ts';

import type { Chance } from './chance.ts';

/** A party on its way: when it comes, and how many they are. */
export interface Party {
  atMs: number;
  size: number;
  /** The visit of those who came along and sit in another room. */
  partyOf?: string;
}

/** How many parties come on a whole day, in fifteen hours: together well over three hundred guests. */
const partiesPerHour = 15.4;

/** The parties of a day between two instants (UTC ms): few at noon, many in the evening. */
export function partiesOf(chance: Chance, fromMs: number, toMs: number): Party[] {
  const count = Math.round(((toMs - fromMs) / hourMs) * partiesPerHour);
  return Array.from({ length: count }, () => {
    const early = chance.next();
    const late = chance.next();
    const share = chance.is(0.35) ? early : Math.max(early, late) * 0.95;
    return { atMs: Math.floor(fromMs + share * (toMs - fromMs)), size: sizeOf(chance) };
  }).sort((a, b) => a.atMs - b.atMs);
}

function sizeOf(chance: Chance): number {
  const draw = chance.next();
  return draw < 0.4 ? 1 : draw < 0.8 ? 2 : draw < 0.92 ? 3 : 4;
}

/** A free room for a party, none of them larger than it must be; or null. */
export function roomFor(chance: Chance, rooms: Iterable<RoomView>, size: number): RoomView | null {
  const free = [...rooms].filter((room) => room.state === 'vacant' && room.beds >= size);
  const beds = Math.min(...free.map((room) => room.beds));
  const smallest = free.filter((room) => room.beds === beds).sort((a, b) => a.no.localeCompare(b.no));
  return smallest.length > 0 ? chance.pick(smallest) : null;
}

/** Who fits into one room: a large party takes several, and pays as it likes. */
export function roomfuls(party: Party, largestBeds: number): Party[] {
  const rooms = Math.ceil(party.size / largestBeds);
  return Array.from({ length: rooms }, (_, index) => ({
    ...party,
    size: Math.floor((party.size + index) / rooms),
  }));
}

/** What is done in a room of a kind, by group. */
const groupsOfKind: Record<string, string[]> = { foot: ['foot'], massage: ['massage'], vip: ['spa', 'massage'] };

export interface Wish {
  serviceCode: string;
  choices: TechnicianChoice[];
}

/** Now and then a guest picks among those who are free, or has somebody called in. */
function otherChoice(
  chance: Chance,
  { group, skill }: SiteService,
  technicians: readonly TechnicianView[],
  asked: Set<string>,
): TechnicianChoice | null {
  const draw = chance.next();
  if (draw >= 0.08) return null;
  const kind = draw < 0.06 ? 'picked' : 'call';
  const able = technicians.filter(
    ({ no, skills, groups, state }) =>
      skills.includes(skill) &&
      !asked.has(no) &&
      (kind === 'picked'
        ? state === 'idle' && groups.includes(group)
        : state === 'off-duty' || (state === 'idle' && !groups.includes(group))),
  );
  if (able.length === 0) return null;
  const { no } = chance.pick(able);
  asked.add(no);
  return { kind, technicianNo: no };
}

/** What each guest of a party wants; null where somebody shares the item of the guest before. */
export function wishesOf(
  chance: Chance,
  room: RoomView,
  size: number,
  services: readonly SiteService[],
  technicians: Iterable<TechnicianView>,
  at: number,
  timeZone: string,
): (Wish | null)[] {
  const groups = groupsOfKind[room.kind] ?? ['foot'];
  const everybody = [...technicians];
  const onDuty = everybody.filter((technician) => technician.state !== 'off-duty');
  const asked = new Set<string>();
  const wishes: (Wish | null)[] = [];
  while (wishes.length < size) {
    const left = size - wishes.length;
    const offered = services.filter(
      (service) =>
        groups.includes(service.group) &&
        (service.guests ?? 1) <= left &&
        isAvailable(service, at, timeZone) &&
        onDuty.some(
          (technician) => technician.skills.includes(service.skill) && technician.groups.includes(service.group),
        ),
    );
    if (offered.length === 0) return [];
    const service = chance.pick(offered);
    const able = onDuty.filter((one) => one.skills.includes(service.skill) && !asked.has(one.no));
    const choices: TechnicianChoice[] = [];
    if (able.length > 0 && chance.is(0.28)) {
      const { no } = chance.pick(able);
      asked.add(no);
      choices.push({ kind: 'requested', technicianNo: no });
    } else {
      const other = otherChoice(chance, service, everybody, asked);
      if (other) choices.push(other);
    }
    wishes.push({ serviceCode: service.code, choices });
    for (let shared = 1; shared < (service.guests ?? 1); shared += 1) wishes.push(null);
  }
  return wishes;
}
