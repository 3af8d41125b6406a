import { replaceEqualDeep } from '@tanstack/react-query';
import type { CallView } from '../../host/parts/clocks/views.ts';
import type { DeviceSummary } from '../../host/parts/devices/views.ts';
import type { ReservationBrief } from '../../host/parts/reservations/views.ts';
import type { RoomView } from '../../host/parts/rooms/views.ts';
import type { QueueView } from '../../host/parts/rotation/views.ts';
import type { ServiceCallView } from '../../host/parts/service-calls/views.ts';
import type { TechnicianView } from '../../host/parts/technicians/views.ts';
import type { BoardChange, BoardSnapshot } from '../../host/screens/views.ts';

/**
 * The live board as the screens hold it. What says the same as before keeps its identity, down to one place of a queue
 * and one clock of a room, so that only what changed repaints.
 */
export interface Board {
  /** The last journal row this includes. */
  seq: number;
  businessDate: string;
  catalogVersion: number;
  /** In the order of the site. */
  roomNos: readonly string[];
  rooms: ReadonlyMap<string, RoomView>;
  technicianNos: readonly string[];
  technicians: ReadonlyMap<string, TechnicianView>;
  /** In the order of the site. */
  queueIds: readonly string[];
  queues: readonly QueueView[];
  calls: readonly CallView[];
  serviceCalls: readonly ServiceCallView[];
  /** Still to come, by time. */
  reservations: readonly ReservationBrief[];
  devices: DeviceSummary;
  /** Who swiped last at the clock-room reader, and when (store time, UTC ms). */
  spotlight: { technicianNo: string; lines: string[]; at: number } | null;
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
    rooms: new Map(snapshot.rooms.map((room) => [room.no, room])),
    technicianNos: snapshot.technicians.map((technician) => technician.no),
    technicians: new Map(snapshot.technicians.map((technician) => [technician.no, technician])),
    queueIds: snapshot.queues.map((queue) => queue.id),
    queues: snapshot.queues,
    calls: snapshot.calls,
    serviceCalls: snapshot.serviceCalls,
    reservations: snapshot.reservations,
    devices: snapshot.devices,
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
  const rooms = replaced(board.rooms, change.rooms);
  const technicians = replaced(board.technicians, change.technicians);
  return {
    seq: change.seq,
    businessDate: change.businessDate,
    catalogVersion: change.catalogVersion,
    rooms,
    roomNos: rooms.size === board.rooms.size ? board.roomNos : [...rooms.keys()],
    technicians,
    technicianNos: technicians.size === board.technicians.size ? board.technicianNos : [...technicians.keys()],
    queueIds: board.queueIds,
    queues: withQueues(board.queues, change.queues),
    calls: shared(board.calls, change.calls, (call) => call.clockId),
    serviceCalls: shared(board.serviceCalls, change.serviceCalls, (call) => call.id),
    reservations: shared(board.reservations, change.reservations, (one) => one.id),
    devices: change.devices ? replaceEqualDeep(board.devices, change.devices) : board.devices,
    spotlight: change.spotlight ? { ...change.spotlight, at: change.serverTime } : board.spotlight,
    recent:
      change.events.length === 0
        ? board.recent
        : [...change.events.toReversed(), ...board.recent].slice(0, recentLimit),
  };
}

function replaced<T extends { no: string }>(
  all: ReadonlyMap<string, T>,
  changed: readonly T[],
): ReadonlyMap<string, T> {
  let next: Map<string, T> | null = null;
  for (const one of changed) {
    const kept = replaceEqualDeep(all.get(one.no), one);
    if (kept !== all.get(one.no)) next = (next ?? new Map(all)).set(one.no, kept);
  }
  return next ?? all;
}

function withQueues(all: readonly QueueView[], changed: readonly QueueView[]): readonly QueueView[] {
  if (changed.length === 0) return all;
  const byId = new Map(changed.map((queue) => [queue.id, queue]));
  return replaceEqualDeep(
    all,
    all.map((queue) => byId.get(queue.id) ?? queue),
  );
}

/** A whole new list, with the old entries where they say the same; the old list where all of them do or none came. */
function shared<T>(before: readonly T[], after: readonly T[] | null, keyOf: (one: T) => string): readonly T[] {
  if (!after) return before;
  const byKey = new Map(before.map((one) => [keyOf(one), one]));
  const next = after.map((one) => replaceEqualDeep(byKey.get(keyOf(one)), one));
  return next.length === before.length && next.every((one, at) => one === before[at]) ? before : next;
}
