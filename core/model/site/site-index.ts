import { queueIdOf } from '../rotation/queue.ts';
import type {
  LostCard,
  Site,
  SiteGoods,
  SiteRoom,
  SiteService,
  SiteStaff,
  SiteTechnician,
  SiteTender,
  SiteTerminal,
} from './schema.ts';

/** Who a card belongs to. */
export type CardHolder =
  | { kind: 'technician'; technician: SiteTechnician }
  | { kind: 'staff'; staff: SiteStaff }
  | { kind: 'wristband'; wristbandNo: string };

/** A site with what decisions look up, found without a search. Immutable: a new import makes a new one. */
export interface SiteIndex {
  readonly site: Site;
  readonly demo: boolean;
  readonly rooms: ReadonlyMap<string, SiteRoom>;
  readonly technicians: ReadonlyMap<string, SiteTechnician>;
  readonly staff: ReadonlyMap<string, SiteStaff>;
  readonly services: ReadonlyMap<string, SiteService>;
  readonly goods: ReadonlyMap<string, SiteGoods>;
  readonly tenders: ReadonlyMap<string, SiteTender>;
  readonly rotation: ReadonlyMap<string, Site['rotation'][number]>;
  readonly wristbands: ReadonlySet<string>;
  /** By upper-case hex UID; without those that are lost. */
  readonly cards: ReadonlyMap<string, CardHolder>;
  /** Cards that are refused everywhere, by UID. */
  readonly lostCards: ReadonlyMap<string, LostCard>;
  /** `bus/address` of the terminal on a room's wall. */
  readonly terminalOfRoom: ReadonlyMap<string, string>;
  /** Every terminal by `bus/address`. */
  readonly terminals: ReadonlyMap<string, SiteTerminal & { busId: string }>;
  /** Every queue there is, in the order of the groups: group, gender where the group rotates by it. */
  readonly queues: readonly SiteQueue[];
}

/** One rotation queue: of a group, or of one gender of it. */
export interface SiteQueue {
  id: string;
  group: string;
  gender: 'F' | 'M' | null;
}

export function indexSite(site: Site, demo: boolean): SiteIndex {
  const cards = new Map<string, CardHolder>();
  for (const band of site.wristbands) {
    if (band.card) cards.set(band.card, { kind: 'wristband', wristbandNo: band.no });
  }
  for (const technician of site.technicians) {
    if (technician.card) cards.set(technician.card, { kind: 'technician', technician });
  }
  for (const staff of site.staff) {
    if (staff.card) cards.set(staff.card, { kind: 'staff', staff });
  }
  const lostCards = byKey(site.lostCards ?? [], ({ card }) => card);
  for (const card of lostCards.keys()) cards.delete(card);
  const terminals = new Map<string, SiteTerminal & { busId: string }>();
  const terminalOfRoom = new Map<string, string>();
  for (const bus of site.buses) {
    for (const terminal of bus.terminals) {
      const id = terminalIdOf(bus.id, terminal.address);
      terminals.set(id, { ...terminal, busId: bus.id });
      if (terminal.room !== undefined) terminalOfRoom.set(terminal.room, id);
    }
  }
  const rotation = new Map(site.rotation.map((entry) => [entry.group, entry]));
  const queues = site.groups.flatMap(({ code }): SiteQueue[] =>
    rotation.get(code)?.byGender
      ? (['F', 'M'] as const).map((gender) => ({ id: queueIdOf(code, true, gender), group: code, gender }))
      : [{ id: queueIdOf(code, false, 'F'), group: code, gender: null }],
  );
  return {
    site,
    demo,
    rooms: byKey(site.rooms, (room) => room.no),
    technicians: byKey(site.technicians, (technician) => technician.no),
    staff: byKey(site.staff, (staff) => staff.no),
    services: byKey(site.services, (service) => service.code),
    goods: byKey(site.goods, (goods) => goods.code),
    tenders: byKey(site.tenders, (tender) => tender.code),
    rotation,
    wristbands: new Set(site.wristbands.map((band) => band.no)),
    cards,
    lostCards,
    terminals,
    terminalOfRoom,
    queues,
  };
}

/** How a terminal is named in jobs, logs and settings: `floor-2/1`. */
export function terminalIdOf(busId: string, address: number): string {
  return `${busId}/${address}`;
}

/** The queues a technician stands in: one per group. */
export function queuesOf(index: SiteIndex, technician: SiteTechnician): string[] {
  return technician.groups.map((group) =>
    queueIdOf(group, index.rotation.get(group)?.byGender ?? false, technician.gender),
  );
}

function byKey<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [keyOf(item), item]));
}
