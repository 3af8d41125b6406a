import { normalCode } from '../../../core/kernel/typed.ts';
import type { HandBackCause } from '../../../core/model/clocks/clock.ts';
import type { RoomView } from '../../../host/parts/rooms/views.ts';
import { lastOpenClock } from '../orders/clock-order.ts';
import { numberedIn } from '../orders/technician-choice.ts';
import { type LineContext, type Verb, verbs } from './line-context.ts';
import { type Spoken, speak } from './spoken-words.ts';

/**
 * What is typed into the box on top: a word finds things, a room with more words does something there
 * (`302 加钟 30`, `302 88 201`, `205 clean`). Pure: the board, the catalog and the words come in.
 */

/** The item after the first one. */
export interface NextItem {
  serviceCode: string;
  /** As typed; none for whoever serves the first. */
  technicianNos: string[];
  /** Whoever serves the first goes on, and how many that are. */
  same: number;
}

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
      next?: NextItem;
    }
  | {
      kind: 'order';
      roomNo: string;
      guestId: string;
      serviceCode: string;
      technicianNos: string[];
      /** What it comes after, and who serves that. */
      after?: { clockId: string; sameNo: string | null };
      next?: NextItem;
    }
  /** Who was called does not serve it; a manager has to approve. */
  | {
      kind: 'hand-back';
      why: HandBackCause;
      roomNo: string;
      clockId: string;
      technicianNo: string;
      /** Who comes instead, as typed; null where nobody was named. */
      instead: string | null;
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
  | 'no-next-item'
  | 'not-late'
  | 'bad-minutes'
  | 'too-many-guests';

export type CommandLine =
  | { kind: 'empty' }
  | { kind: 'find'; hits: Hit[] }
  | { kind: 'act'; action: BoardAction }
  /** What the last word may become: whole lines. */
  | { kind: 'complete'; completions: Completion[] }
  | { kind: 'help' }
  | { kind: 'problem'; problem: LineProblem; word: string };

export interface Completion {
  verb: Verb;
  line: string;
}

const maxHits = 8;
const helpWords = ['?', 'help', '帮助'];

/** Reads a line. Never throws: what it does not understand comes back as a problem with the word. */
export function parseCommandLine(line: string, context: LineContext): CommandLine {
  const words = normalCode(line).toLowerCase().split(/\s+/).filter(Boolean).slice(0, 12);
  const [first, ...rest] = words;
  if (first === undefined) return { kind: 'empty' };
  if (helpWords.includes(first)) return { kind: 'help' };
  const room = roomOf(first, context);
  if (room) {
    const meaning = rest.length > 0 ? actionIn(room, rest, context) : null;
    const isOpenEnded = meaning === null ? /\s$/.test(line) : meaning.kind === 'problem';
    const completions = isOpenEnded ? completionsOf(room, words, context) : [];
    if (completions.length > 0) return { kind: 'complete', completions };
    if (meaning) return meaning;
  }
  if (rest.length > 0) {
    const hits = find(normalCode(line), context);
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
  // Where bands are numbered like rooms, a room's number is the room, wherever its band is.
  const bands: Hit[] = [];
  for (const room of rooms.values()) {
    const no = room.no.toLowerCase();
    if (no === wanted) exact.push({ kind: 'room', roomNo: room.no });
    else if (no.startsWith(wanted)) near.push({ kind: 'room', roomNo: room.no });
    for (const guest of room.visit?.guests ?? []) {
      if (guest.wristbandNo?.toLowerCase() === wanted) {
        bands.push({ kind: 'band', bandNo: guest.wristbandNo, roomNo: room.no });
      }
    }
  }
  exact.push(...bands);
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

function actionIn(room: RoomView, words: string[], context: LineContext): CommandLine {
  const spoken = speak(words, context);
  if ('unknown' in spoken) return problem('unknown-word', spoken.unknown);
  const { verb } = spoken;
  if (verb === 'clean') {
    return room.state === 'dirty' ? done({ kind: 'clean', roomNo: room.no }) : problem('room-not-dirty', room.no);
  }
  if (verb === 'arrive') return arrival(room, context);
  if (verb === 'extend' || verb === 'end' || verb === 'call') return clockAction(room, verb, spoken, context);
  if (verb === 'refuse' || verb === 'late') return handBack(room, verb, spoken);
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

function serviceAction(room: RoomView, spoken: Spoken, context: LineContext): CommandLine {
  const { serviceCode, technicianNos } = spoken;
  const together = (serviceCode && context.catalog.serviceByCode.get(serviceCode)?.guests) || 1;
  const guestCount = spoken.guestCount ?? together;
  const orderCount = serviceCode === null ? 0 : together > 1 ? 1 : guestCount;
  if (!room.visit) {
    if (room.state !== 'vacant' && room.state !== 'reserved') return problem('room-not-vacant', room.no);
    if (guestCount < 1 || guestCount > room.beds) return problem('too-many-guests', String(guestCount));
    const next = nextItem(spoken, context);
    if (next === 'no-next-item') return problem(next, room.no);
    return done({ kind: 'open', roomNo: room.no, guestCount, orderCount, serviceCode, technicianNos, ...next });
  }
  if (serviceCode === null) return problem('room-not-vacant', room.no);
  if (spoken.verb === 'after') return orderAfter(room, serviceCode, spoken, context);
  const guests = room.visit.guests;
  const idle = guests.filter((guest) => !guest.clocks.some((clock) => clock.state !== 'ended'));
  const guest = guests.length === 1 ? guests[0] : idle.length === 1 ? idle[0] : undefined;
  if (!guest) return problem('which-guest', room.no);
  const next = nextItem(spoken, context);
  if (next === 'no-next-item') return problem(next, room.no);
  return done({ kind: 'order', roomNo: room.no, guestId: guest.id, serviceCode, technicianNos, ...next });
}

/** The second item of a line, by whoever serves the first unless somebody is named or who is named cannot do it. */
function nextItem(
  { technicianNos: firstNos, next }: Spoken,
  { catalog, technicians }: LineContext,
): { next?: NextItem } | 'no-next-item' {
  if (!next) return {};
  const service = catalog.serviceByCode.get(next.serviceCode ?? '');
  if (!service) return 'no-next-item';
  const { code: serviceCode, skill, technicians: count = 1 } = service;
  const isAble = (word: string) => technicians.get(numberedIn(word)?.technicianNo ?? word)?.skills.includes(skill);
  const goesOn = next.technicianNos.length === 0 && firstNos.every(isAble);
  return { next: { serviceCode, technicianNos: next.technicianNos, same: goesOn ? count : 0 } };
}

/** What the last word may become, of what could be done in the room now; everything where it is not begun yet. */
function completionsOf(room: RoomView, typed: readonly string[], context: LineContext): Completion[] {
  const begun = typed.length > 1 ? (typed.at(-1) ?? '') : '';
  const before = typed.length > 1 ? typed.slice(0, -1) : typed;
  return verbs.flatMap((verb) => {
    const word = context.words[verb].find((one) => one.startsWith(begun));
    if (word === undefined || word === begun) return [];
    const line = [...before, word].join(' ');
    const meaning = actionIn(room, [...before.slice(1), word], context);
    const isPossible = meaning.kind === 'act' || (meaning.kind === 'problem' && needsMore.has(meaning.problem));
    return isPossible ? [{ verb, line }] : [];
  });
}

/** What is only not said to its end yet. */
const needsMore: ReadonlySet<LineProblem> = new Set(['which-clock', 'no-item', 'which-guest']);

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

/**
 * A call that is refused, or whose technician is late. Of the numbers, one that was called here is whose call it is,
 * another one who comes instead.
 */
function handBack(room: RoomView, verb: 'refuse' | 'late', { technicianNos }: Spoken): CommandLine {
  const called = (room.visit?.guests ?? [])
    .flatMap((guest) => guest.clocks)
    .filter(({ parentId, state }) => parentId === null && state === 'called');
  const named = called.filter(({ technicianNo }) => technicianNos.includes(technicianNo ?? ''));
  const clocks = named.length > 0 ? named : called;
  const [clock] = clocks;
  if (!clock) return problem('no-called-clock', room.no);
  if (clocks.length > 1) return problem('which-clock', room.no);
  const technicianNo = clock.technicianNo ?? '';
  if (verb === 'late' && clock.lateAt === null) return problem('not-late', technicianNo);
  const instead = technicianNos.find((word) => word !== technicianNo) ?? null;
  const why = verb === 'refuse' ? 'refused' : 'late-to-room';
  return done({ kind: 'hand-back', why, roomNo: room.no, clockId: clock.id, technicianNo, instead });
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
