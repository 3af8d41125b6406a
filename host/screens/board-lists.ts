import { queuesOf } from '../../core/model/site/site-index.ts';
import type { Touched } from '../../core/parts.ts';
import { spokenFor } from '../../core/rules/clocks/dispatch.ts';
import { callViews } from '../parts/clocks/call-views.ts';
import type { DeviceSummary } from '../parts/devices/views.ts';
import { upcoming } from '../parts/reservations/reservation-views.ts';
import { queueView } from '../parts/rotation/queue-view.ts';
import { serviceCallViews } from '../parts/service-calls/service-call-views.ts';
import { technicianViews } from '../parts/technicians/technician-views.ts';
import { type RoomSources, roomViewOf, roomViews } from './board-rooms.ts';
import type { BoardLists, ChangedLists } from './views.ts';

export interface ListSources extends RoomSources {
  now(): number;
  businessDate(): string;
  devices(): DeviceSummary;
}

/** How one list of the board is made. */
interface BoardList<Whole, Changed> {
  /** For a screen that loads the board. */
  whole(): Whole;
  /** For screens that have it: what of it some events made old. */
  changed(touched: Touched): Changed;
}

/** How all lists of the board are made; snapshot and change follow from it. */
export type BoardTable = { readonly [List in keyof BoardLists]: BoardList<BoardLists[List], ChangedLists[List]> };

/** The lists in the order in which they stand in an answer. */
export function boardTable(sources: ListSources): BoardTable {
  const { db, now, businessDate, devices } = sources;
  const { state, read } = db;
  return {
    rooms: byEntry(
      () => roomViews(sources),
      ({ rooms }) => [...rooms].flatMap((roomNo) => roomViewOf(sources, roomNo)),
    ),
    technicians: byEntry(
      () => technicianViews(db, businessDate()),
      ({ technicians }) => (technicians.size > 0 ? technicianViews(db, businessDate(), technicians) : []),
    ),
    queues: queueList(sources),
    calls: allOrNull(
      () => callViews(state),
      ({ boards }) => boards.has('calls'),
    ),
    serviceCalls: allOrNull(
      () => serviceCallViews(read),
      ({ boards }) => boards.has('serviceCalls'),
    ),
    reservations: allOrNull(
      () => upcoming(db, now()),
      ({ boards }) => boards.has('reservations'),
    ),
    // No event is about them: they are told of by themselves.
    devices: { whole: devices, changed: () => null },
  };
}

/**
 * The queues: besides those that events name, a change carries those of whoever a waiting order has spoken for, or
 * does no longer.
 */
function queueList({ db: { state }, now, businessDate }: ListSources): BoardTable['queues'] {
  /** As every screen has it. */
  let shown: ReadonlySet<string> = new Set();
  const make = (queueIds: Iterable<string>, spoken: ReadonlySet<string>) =>
    [...queueIds].map((id) => queueView(state, id, businessDate(), spoken));
  const lookAgain = () => {
    const before = shown;
    shown = spokenFor(state, { at: now(), businessDate: businessDate() });
    return [...before, ...shown].filter((no) => before.has(no) !== shown.has(no));
  };
  const all = () => {
    lookAgain();
    return make(
      state.site.queues.map(({ id }) => id),
      shown,
    );
  };
  return {
    whole: all,
    changed: ({ everything, queues }) => {
      if (everything) return all();
      const technicians = lookAgain().flatMap((no) => state.site.technicians.get(no) ?? []);
      return make(new Set([...queues, ...technicians.flatMap((one) => queuesOf(state.site, one))]), shown);
    },
  };
}

/** A list of which a change carries what changed. */
function byEntry<T>(whole: () => T[], some: (touched: Touched) => T[]): BoardList<T[], T[]> {
  return { whole, changed: (touched) => (touched.everything ? whole() : some(touched)) };
}

/** A short list: a change carries all of it, or nothing. */
function allOrNull<T>(whole: () => T, isTouched: (touched: Touched) => boolean): BoardList<T, T | null> {
  return { whole, changed: (touched) => (touched.everything || isTouched(touched) ? whole() : null) };
}

/** Every list as it stands. */
export function wholeLists(table: BoardTable): BoardLists {
  const whole = Object.entries(table).map(([name, list]) => [name, list.whole()]);
  // Each list is made by its own line of the table.
  return Object.fromEntries(whole) as BoardLists;
}

/** What of every list some events made old. */
export function changedLists(table: BoardTable, touched: Touched): ChangedLists {
  const changed = Object.entries(table).map(([name, list]) => [name, list.changed(touched)]);
  return Object.fromEntries(changed) as ChangedLists;
}
