import type { RoomRecord } from '../../core/model/rooms/room.ts';
import { isPresent } from '../../core/model/visits/visit.ts';
import { billDue } from '../../core/rules/bills/decide.ts';
import { keptReservation } from '../../core/rules/reservations/locks.ts';
import { allRooms } from '../../db/parts/rooms/queries.ts';
import { type FullVisit, openVisits } from '../../db/queries/board.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import type { TerminalState } from '../parts/devices/views.ts';
import type { RoomView } from '../parts/rooms/views.ts';
import { roomView } from './room-view.ts';

export interface RoomSources {
  db: StoreDatabase;
  terminalState(roomNo: string): TerminalState;
}

/** All rooms, in the order of the site. */
export function roomViews(sources: RoomSources): RoomView[] {
  const { read, state } = sources.db;
  const records = new Map(allRooms(read).map((record) => [record.no, record]));
  const visits = new Map(openVisits(read).map((full) => [full.visit.roomNo, full]));
  return state.site.site.rooms.map(({ no }) => viewOf(sources, no, records.get(no), visits.get(no) ?? null));
}

/** One room; none where the site has it no more. */
export function roomViewOf(sources: RoomSources, roomNo: string): RoomView[] {
  const { state } = sources.db;
  if (!state.site.rooms.has(roomNo)) return [];
  const visit = state.visits.openIn(roomNo);
  const full = visit && {
    visit,
    guests: state.visits.guestsOf(visit.id),
    clocks: state.clocks.ofVisit(visit.id),
    goods: state.goods.ofVisit(visit.id),
  };
  return [viewOf(sources, roomNo, state.rooms.byNo(roomNo) ?? undefined, full)];
}

function viewOf(
  { db: { state }, terminalState }: RoomSources,
  roomNo: string,
  record: RoomRecord | undefined,
  visit: FullVisit | null,
): RoomView {
  const { site } = state;
  const room = site.rooms.get(roomNo) ?? { no: roomNo, floor: '', kind: '', beds: 0 };
  const present = visit?.guests.filter(isPresent).map((guest) => guest.id) ?? [];
  return roomView({
    room,
    record: record ?? { no: roomNo, outOfOrder: null, dirtySince: null },
    visit,
    wishes: visit ? state.wishes.ofVisit(visit.visit.id) : [],
    totalMinor: visit && present.length > 0 ? billDue(state, visit.visit.id, present).totalMinor : 0,
    serviceCallId: state.serviceCalls.openIn(roomNo)?.id ?? null,
    terminal: terminalState(roomNo),
    waitingAlarmMinutes: site.site.store.waitingAlarmMinutes,
    isKept: keptReservation(state, roomNo) !== null,
  });
}
