import { replaceEqualDeep } from '@tanstack/react-query';
import type { CallView } from '../../host/parts/clocks/views.ts';
import type { DeviceSummary } from '../../host/parts/devices/views.ts';
import type { ReservationBrief } from '../../host/parts/reservations/views.ts';
import type { RoomView } from '../../host/parts/rooms/views.ts';
import type { QueueView } from '../../host/parts/rotation/views.ts';
import type { ServiceCallView } from '../../host/parts/service-calls/views.ts';
import type { TechnicianView } from '../../host/parts/technicians/views.ts';
import type { BoardChange, BoardLists, BoardSnapshot, ChangedLists } from '../../host/screens/views.ts';

/** How a list of the board is held, and how a change goes into what is held. */
interface ListRule<Whole, Changed, Held> {
  hold(whole: Whole): Held;
  merge(held: Held, changed: Changed): Held;
}

/** Every list of the board. What says the same as before keeps its identity in each of them. */
const rules = {
  rooms: byNo<RoomView>(),
  technicians: byNo<TechnicianView>(),
  queues: inPlace<QueueView>(),
  calls: shared((call: CallView) => call.clockId),
  serviceCalls: shared((call: ServiceCallView) => call.id),
  reservations: shared((one: ReservationBrief) => one.id),
  devices: asOne<DeviceSummary>(),
} satisfies { [List in keyof BoardLists]: ListRule<BoardLists[List], ChangedLists[List], unknown> };

type Rules = typeof rules;
/** Rooms and technicians by number, the other lists in their order. */
type HeldLists = { readonly [List in keyof Rules]: ReturnType<Rules[List]['hold']> };

/**
 * The live board as the screens hold it. What says the same as before keeps its identity, down to one place of a queue
 * and one clock of a room, so that only what changed repaints.
 */
export interface Board extends HeldLists {
  /** The last journal row this includes. */
  seq: number;
  businessDate: string;
  catalogVersion: number;
  /** In the order of the site. */
  roomNos: readonly string[];
  /** In the order of the site. */
  technicianNos: readonly string[];
  /** In the order of the site. */
  queueIds: readonly string[];
  /** Who swiped last at the clock-room reader, and when (store time, UTC ms). */
  spotlight: (NonNullable<BoardChange['spotlight']> & { at: number }) | null;
  /** What just happened, newest first. */
  recent: BoardChange['events'];
}

const recentLimit = 50;

/** A queue by its id; undefined where there is none any more. */
export function queueOf(board: Board, queueId: string): QueueView | undefined {
  return board.queues.find(({ id }) => id === queueId);
}

/** The board as a snapshot tells it. */
export function boardOf(snapshot: BoardSnapshot): Board {
  return {
    seq: snapshot.seq,
    businessDate: snapshot.businessDate,
    catalogVersion: snapshot.catalogVersion,
    roomNos: snapshot.rooms.map((room) => room.no),
    technicianNos: snapshot.technicians.map((technician) => technician.no),
    queueIds: snapshot.queues.map((queue) => queue.id),
    ...eachList((name) => rules[name].hold(snapshot[name] as never)),
    spotlight: null,
    recent: [],
  };
}

/**
 * The board after a change. `'old'` when the board has it already, `'gap'` when something between is missing and the
 * snapshot must be loaded again. A change without journal rows (a device) carries the board's own seq.
 */
export function applyChange(board: Board, change: BoardChange): Board | 'old' | 'gap' {
  if (change.afterSeq !== board.seq) return change.seq <= board.seq ? 'old' : 'gap';
  const lists = eachList((name) => rules[name].merge(board[name] as never, change[name] as never));
  const { rooms, technicians } = lists;
  return {
    ...lists,
    seq: change.seq,
    businessDate: change.businessDate,
    catalogVersion: change.catalogVersion,
    roomNos: rooms.size === board.rooms.size ? board.roomNos : [...rooms.keys()],
    technicianNos: technicians.size === board.technicians.size ? board.technicianNos : [...technicians.keys()],
    queueIds: board.queueIds,
    spotlight: change.spotlight ? { ...change.spotlight, at: change.serverTime } : board.spotlight,
    recent:
      change.events.length === 0
        ? board.recent
        : [...change.events.toReversed(), ...board.recent].slice(0, recentLimit),
  };
}

const listNames = Object.keys(rules) as (keyof Rules)[];

/** Goes through the lists of the board; each is dealt with by its own rule. */
function eachList(of: (name: keyof Rules) => unknown): HeldLists {
  return Object.fromEntries(listNames.map((name) => [name, of(name)])) as HeldLists;
}

/** Entries by their number; a change carries those that changed. */
function byNo<T extends { no: string }>(): ListRule<readonly T[], readonly T[], ReadonlyMap<string, T>> {
  return {
    hold: (whole) => new Map(whole.map((one) => [one.no, one])),
    merge: (held, changed) => {
      let next: Map<string, T> | null = null;
      for (const one of changed) {
        const kept = replaceEqualDeep(held.get(one.no), one);
        if (kept !== held.get(one.no)) next = (next ?? new Map(held)).set(one.no, kept);
      }
      return next ?? held;
    },
  };
}

/** Entries that keep their places; a change carries those that changed. */
function inPlace<T extends { id: string }>(): ListRule<readonly T[], readonly T[], readonly T[]> {
  return {
    hold: (whole) => whole,
    merge: (held, changed) => {
      if (changed.length === 0) return held;
      const byId = new Map(changed.map((one) => [one.id, one]));
      return replaceEqualDeep(
        held,
        held.map((one) => byId.get(one.id) ?? one),
      );
    },
  };
}

/** A change carries a whole new list: the old entries stay where they say the same, the old list where all of them do. */
function shared<T>(keyOf: (one: T) => string): ListRule<readonly T[], readonly T[] | null, readonly T[]> {
  return {
    hold: (whole) => whole,
    merge: (held, changed) => {
      if (!changed) return held;
      const byKey = new Map(held.map((one) => [keyOf(one), one]));
      const next = changed.map((one) => replaceEqualDeep(byKey.get(keyOf(one)), one));
      return next.length === held.length && next.every((one, at) => one === held[at]) ? held : next;
    },
  };
}

/** One thing and no list; a change carries all of it. */
function asOne<T>(): ListRule<T, T | null, T> {
  return {
    hold: (whole) => whole,
    merge: (held, changed) => (changed ? replaceEqualDeep(held, changed) : held),
  };
}
