import type { ReservationBrief } from '../../../host/api/reservation-service.ts';
import type { RoomView, TechnicianView } from '../../../host/api/views.ts';
import type { CatalogIndex } from '../../client/catalog-index.ts';
import { lastOpenClock } from './clock-order.ts';
import { numberedIn } from './technician-choice.ts';

/**
 * What is typed into the box on top: a word finds things, a room with more words does something there
 * (`302 加钟 30`, `302 88 201`, `205 clean`). Pure: the board, the catalog and the words come in.
 */

export const verbs = [
  'extend',
  'end',
  'call',
  'clean',
  'pay',
  'goods',
  'open',
  'after',
  'convert',
  'change',
  'arrive',
] as const;
export type Verb = (typeof verbs)[number];

/** Everything a line can mean. Ids are looked up already, so that doing it is one command. */
export type BoardAction =
  | {
      kind: 'open';
      roomNo: string;
      guestCount: number;
      /** How many guests get the item; an item for two is ordered once for both. */
      orderCount: number;
      serviceCode: string | null;
      /** As typed: numbers, with the mark of how they were chosen. */
      technicianNos: string[];
    }
  | {
      kind: 'order';
      roomNo: string;
      guestId: string;
      serviceCode: string;
      technicianNos: string[];
      /** What it comes after, and who serves that. */
      after?: { clockId: string; sameNo: string | null };
    }
  | { kind: 'convert'; roomNo: string; clockId: string; technicianNo: string }
  | {
      kind: 'change-item';
      roomNo: string;
      clockId: string;
      technicianNo: string;
      from: string;
      serviceCode: string;
      /** It costs less, and a manager has to approve. */
      isCheaper: boolean;
    }
  | { kind: 'extend'; roomNo: string; clockId: string; technicianNo: string; units: number; minutes: number }
  | { kind: 'end'; roomNo: string; clockId: string; technicianNo: string }
  | { kind: 'call-again'; roomNo: string; clockId: string; technicianNo: string }
  | { kind: 'clean'; roomNo: string }
  /** The guests who reserved the room are here. */
  | { kind: 'arrive'; roomNo: string; reservationId: string; guestName: string; startsAt: number }
  | { kind: 'pay'; roomNo: string; visitId: string }
  | { kind: 'goods'; roomNo: string; guestId: string; goodsCode: string; quantity: number };

export type Hit =
  | { kind: 'room'; roomNo: string }
  | { kind: 'band'; bandNo: string; roomNo: string }
  | { kind: 'technician'; technicianNo: string; roomNo: string | null }
  | { kind: 'service'; code: string }
  | { kind: 'goods'; code: string };

/** Why a line cannot be done as it stands. `word` is the part that does not fit. */
export type LineProblem =
  | 'unknown-word'
  | 'room-not-vacant'
  | 'room-not-open'
  | 'room-not-dirty'
  | 'which-clock'
  | 'which-guest'
  | 'no-running-clock'
  | 'no-called-clock'
  | 'no-clock-before'
  | 'no-item'
  | 'no-reservation'
  | 'bad-minutes'
  | 'too-many-guests';

export type CommandLine =
  | { kind: 'empty' }
  | { kind: 'find'; hits: Hit[] }
  | { kind: 'act'; action: BoardAction }
  | { kind: 'problem'; problem: LineProblem; word: string };

export interface LineContext {
  rooms: ReadonlyMap<string, RoomView>;
  technicians: ReadonlyMap<string, TechnicianView>;
  catalog: CatalogIndex;
  /** Still to come, by time. */
  reservations: readonly ReservationBrief[];
  /** The words of each verb in every language, lower case. */
  words: Readonly<Record<Verb, readonly string[]>>;
  /** Whether a typed word finds a name (part of it, or its pinyin initials). */
  finds: (typed: string, code: string, names: readonly string[]) => boolean;
}

const maxHits = 8;
const guestCountPattern = /^(\d{1,2})(?:位|人|p)$/;
const numberPattern = /^\d{1,4}$/;

/** Reads a line. Never throws: what it does not understand comes back as a problem with the word. */
export function parseCommandLine(line: string, context: LineContext): CommandLine {
  const words = line.trim().toLowerCase().split(/\s+/).filter(Boolean).slice(0, 12);
  const [first, ...rest] = words;
  if (first === undefined) return { kind: 'empty' };
  const room = roomOf(first, context);
  if (room && rest.length > 0) return actionIn(room, rest, context);
  if (rest.length > 0) {
    const hits = find(line.trim(), context);
    return hits.length > 0 ? { kind: 'find', hits } : { kind: 'problem', problem: 'unknown-word', word: first };
  }
  return { kind: 'find', hits: find(first, context) };
}

/** The room of that number, or the one where that band's guest is. */
function roomOf(word: string, { rooms }: LineContext): RoomView | null {
  for (const room of rooms.values()) if (room.no.toLowerCase() === word) return room;
  return roomOfBand(word, rooms);
}

function roomOfBand(bandNo: string, rooms: ReadonlyMap<string, RoomView>): RoomView | null {
  for (const room of rooms.values()) {
    if (room.visit?.guests.some((guest) => guest.wristbandNo?.toLowerCase() === bandNo)) return room;
  }
  return null;
}

function find(word: string, { rooms, technicians, catalog, finds }: LineContext): Hit[] {
  const wanted = word.toLowerCase();
  const exact: Hit[] = [];
  const near: Hit[] = [];
  for (const room of rooms.values()) {
    const no = room.no.toLowerCase();
    if (no === wanted) exact.push({ kind: 'room', roomNo: room.no });
    else if (no.startsWith(wanted)) near.push({ kind: 'room', roomNo: room.no });
    for (const guest of room.visit?.guests ?? []) {
      if (guest.wristbandNo?.toLowerCase() === wanted) {
        exact.push({ kind: 'band', bandNo: guest.wristbandNo, roomNo: room.no });
      }
    }
  }
  for (const { no, name, clock } of technicians.values()) {
    const hit: Hit = { kind: 'technician', technicianNo: no, roomNo: clock?.roomNo ?? null };
    if (no === wanted) exact.push(hit);
    else if (finds(wanted, no, [name])) near.push(hit);
  }
  for (const { code, name } of catalog.services) {
    if (code === wanted) exact.push({ kind: 'service', code });
    else if (finds(wanted, code, Object.values(name))) near.push({ kind: 'service', code });
  }
  for (const { code, name } of catalog.goods) {
    if (code.toLowerCase() === wanted) exact.push({ kind: 'goods', code });
    else if (finds(wanted, code, Object.values(name))) near.push({ kind: 'goods', code });
  }
  return [...exact, ...near].slice(0, maxHits);
}

/** What the words after the room say, each of them taken for what it can be. */
interface Spoken {
  verb: Verb | null;
  serviceCode: string | null;
  goodsCode: string | null;
  technicianNos: string[];
  guestCount: number | null;
  /** A number that is nothing else: minutes, or how many. */
  number: number | null;
}

function actionIn(room: RoomView, words: string[], context: LineContext): CommandLine {
  const spoken: Spoken = {
    verb: null,
    serviceCode: null,
    goodsCode: null,
    technicianNos: [],
    guestCount: null,
    number: null,
  };
  for (const word of words) if (!take(word, spoken, context)) return problem('unknown-word', word);
  const { verb } = spoken;
  if (verb === 'clean') {
    return room.state === 'dirty' ? done({ kind: 'clean', roomNo: room.no }) : problem('room-not-dirty', room.no);
  }
  if (verb === 'arrive') return arrival(room, context);
  if (verb === 'extend' || verb === 'end' || verb === 'call') return clockAction(room, verb, spoken, context);
  if (verb === 'convert' || verb === 'change') return otherwise(room, verb, spoken, context);
  if (verb === 'pay') {
    return room.visit
      ? done({ kind: 'pay', roomNo: room.no, visitId: room.visit.id })
      : problem('room-not-open', room.no);
  }
  if (spoken.goodsCode !== null) return goodsAction(room, spoken.goodsCode, spoken.number ?? 1);
  if (verb === 'goods') return problem('unknown-word', words.join(' '));
  return serviceAction(room, spoken, context);
}

/** Understands one word into `spoken`; false when it cannot be anything. */
function take(word: string, spoken: Spoken, { words, catalog, technicians, finds }: LineContext): boolean {
  const verb = verbs.find((candidate) => words[candidate].includes(word));
  if (verb && spoken.verb === null) {
    spoken.verb = verb;
    return true;
  }
  const guests = guestCountPattern.exec(word);
  if (guests) {
    spoken.guestCount = Number(guests[1]);
    return true;
  }
  if (spoken.goodsCode !== null && numberPattern.test(word)) {
    spoken.number = Number(word);
    return true;
  }
  const saysTime = spoken.verb === 'extend';
  if (!saysTime && spoken.serviceCode === null && catalog.serviceByCode.has(word)) {
    spoken.serviceCode = word;
    return true;
  }
  if (!saysTime && technicians.has(numberedIn(word)?.technicianNo ?? word)) {
    spoken.technicianNos.push(word);
    return true;
  }
  if (numberPattern.test(word)) {
    spoken.number = Number(word);
    return saysTime;
  }
  const goods = catalog.goods.find((one) => one.code.toLowerCase() === word);
  const service = goods ? undefined : catalog.services.find((one) => finds(word, one.code, Object.values(one.name)));
  const named =
    goods ?? (service ? undefined : catalog.goods.find((one) => finds(word, one.code, Object.values(one.name))));
  if (service && spoken.serviceCode === null) spoken.serviceCode = service.code;
  else if (named && spoken.goodsCode === null) spoken.goodsCode = named.code;
  else return false;
  return true;
}

function serviceAction(room: RoomView, spoken: Spoken, context: LineContext): CommandLine {
  const { serviceCode, technicianNos } = spoken;
  const together = (serviceCode && context.catalog.serviceByCode.get(serviceCode)?.guests) || 1;
  const guestCount = spoken.guestCount ?? together;
  const orderCount = serviceCode === null ? 0 : together > 1 ? 1 : guestCount;
  if (!room.visit) {
    if (room.state !== 'vacant' && room.state !== 'reserved') return problem('room-not-vacant', room.no);
    if (guestCount < 1 || guestCount > room.beds) return problem('too-many-guests', String(guestCount));
    return done({ kind: 'open', roomNo: room.no, guestCount, orderCount, serviceCode, technicianNos });
  }
  if (serviceCode === null) return problem('room-not-vacant', room.no);
  if (spoken.verb === 'after') return orderAfter(room, serviceCode, spoken, context);
  const guests = room.visit.guests;
  const idle = guests.filter((guest) => !guest.clocks.some((clock) => clock.state !== 'ended'));
  const guest = guests.length === 1 ? guests[0] : idle.length === 1 ? idle[0] : undefined;
  if (!guest) return problem('which-guest', room.no);
  return done({ kind: 'order', roomNo: room.no, guestId: guest.id, serviceCode, technicianNos });
}

/** An item after the one that goes on, by the same technician unless somebody is named. */
function orderAfter(
  room: RoomView,
  serviceCode: string,
  { technicianNos }: Spoken,
  { catalog, technicians }: LineContext,
): CommandLine {
  const busy = (room.visit?.guests ?? []).flatMap((guest) => {
    const clock = lastOpenClock(guest);
    return clock ? [{ guest, clock }] : [];
  });
  const [first] = busy;
  if (!first) return problem('no-clock-before', room.no);
  if (busy.length > 1) return problem('which-guest', room.no);
  const firstNo = first.clock.technicianNo ?? first.clock.requestedNo;
  const skill = catalog.serviceByCode.get(serviceCode)?.skill ?? '';
  const canGoOn = technicianNos.length === 0 && technicians.get(firstNo ?? '')?.skills.includes(skill);
  const after = { clockId: first.clock.id, sameNo: canGoOn ? firstNo : null };
  return done({ kind: 'order', roomNo: room.no, guestId: first.guest.id, serviceCode, technicianNos, after });
}

/** Converts a clock of the rotation, or puts another item in place of one. */
function otherwise(
  room: RoomView,
  verb: 'convert' | 'change',
  { technicianNos: [technicianNo], serviceCode }: Spoken,
  { catalog }: LineContext,
): CommandLine {
  const clocks = (room.visit?.guests ?? [])
    .flatMap((guest) => guest.clocks)
    .filter(({ parentId, state }) => parentId === null && (state === 'called' || state === 'started'))
    .filter((clock) => technicianNo === undefined || clock.technicianNo === technicianNo)
    .filter((clock) => (verb === 'convert' ? clock.type === 'rotation' : clock.pairOf === null));
  const [clock] = clocks;
  if (!clock) return problem('no-running-clock', room.no);
  if (clocks.length > 1) return problem('which-clock', room.no);
  const shared = { roomNo: room.no, clockId: clock.id, technicianNo: clock.technicianNo ?? '' };
  if (verb === 'convert') return done({ kind: 'convert', ...shared });
  const service = catalog.serviceByCode.get(serviceCode ?? '');
  if (!service) return problem('no-item', room.no);
  const isCheaper = service.price < clock.priceMinor;
  return done({ kind: 'change-item', ...shared, from: clock.serviceCode, serviceCode: service.code, isCheaper });
}

function arrival(room: RoomView, { reservations }: LineContext): CommandLine {
  const next = reservations.find((one) => one.roomNo === room.no);
  if (!next) return problem('no-reservation', room.no);
  const { id, guestName, startsAt } = next;
  return done({ kind: 'arrive', roomNo: room.no, reservationId: id, guestName, startsAt });
}

function goodsAction(room: RoomView, goodsCode: string, quantity: number): CommandLine {
  const guest = room.visit?.guests[0];
  if (!guest) return problem('room-not-open', room.no);
  if (quantity < 1 || quantity > 99) return problem('unknown-word', String(quantity));
  return done({ kind: 'goods', roomNo: room.no, guestId: guest.id, goodsCode, quantity });
}

function clockAction(
  room: RoomView,
  verb: 'extend' | 'end' | 'call',
  spoken: Spoken,
  context: LineContext,
): CommandLine {
  const wantedState = verb === 'call' ? 'called' : 'started';
  const [technicianNo] = spoken.technicianNos;
  const clocks = (room.visit?.guests ?? [])
    .flatMap((guest) => guest.clocks)
    .filter((clock) => clock.parentId === null && clock.state === wantedState)
    .filter((clock) => technicianNo === undefined || clock.technicianNo === technicianNo);
  const [clock] = clocks;
  if (!clock) return problem(verb === 'call' ? 'no-called-clock' : 'no-running-clock', room.no);
  if (clocks.length > 1) return problem('which-clock', room.no);
  const shared = { roomNo: room.no, clockId: clock.id, technicianNo: clock.technicianNo ?? '' };
  if (verb === 'call') return done({ kind: 'call-again', ...shared });
  if (verb === 'end') return done({ kind: 'end', ...shared });
  const unitMinutes = context.catalog.serviceByCode.get(clock.serviceCode)?.extension.minutes ?? 30;
  const minutes = spoken.number ?? unitMinutes;
  const units = minutes / unitMinutes;
  if (!Number.isInteger(units) || units < 1 || units > 8) return problem('bad-minutes', String(minutes));
  return done({ kind: 'extend', ...shared, units, minutes });
}

function done(action: BoardAction): CommandLine {
  return { kind: 'act', action };
}

function problem(what: LineProblem, word: string): CommandLine {
  return { kind: 'problem', problem: what, word };
}
