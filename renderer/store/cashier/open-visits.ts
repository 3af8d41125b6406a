import { normalCode } from '../../../core/kernel/typed.ts';
import type { RoomView } from '../../../host/parts/rooms/views.ts';
import type { VisitView } from '../../../host/parts/visits/views.ts';

import type { Board } from '../../client/board-state.ts';

/** Which guests of which visit are at the counter. */
export interface Chosen {
  visitId: string;
  guestIds: string[] | 'all';
}

/** A visit that has not been paid, as the cashier's list shows it. */
export interface OpenVisit {
  roomNo: string;
  visit: VisitView;
  /** All of its clocks have ended. */
  isReady: boolean;
  /** The next end of a running clock, UTC ms. */
  nextDueAt: number | null;
  /** Since when it waits to be paid, UTC ms. */
  readySince: number | null;
}

/** A visit found by what was typed: by its room (all guests), or by a wristband (that guest). */
export interface FoundVisit {
  open: OpenVisit;
  guestId: string | null;
  exact: boolean;
}

/** Visits to be paid: those waiting to pay first (the longest first), then the others by when they will end. */
export function openVisitsOf(board: Pick<Board, 'roomNos' | 'rooms'>): OpenVisit[] {
  return board.roomNos
    .flatMap((no) => {
      const room = board.rooms.get(no);
      return room?.visit ? [openVisitOf(room, room.visit)] : [];
    })
    .sort((a, b) => {
      if (a.isReady !== b.isReady) return a.isReady ? -1 : 1;
      if (a.isReady) return (a.readySince ?? 0) - (b.readySince ?? 0);
      return (a.nextDueAt ?? Number.POSITIVE_INFINITY) - (b.nextDueAt ?? Number.POSITIVE_INFINITY);
    });
}

function openVisitOf(room: RoomView, visit: VisitView): OpenVisit {
  const clocks = visit.guests.flatMap((guest) => guest.clocks);
  const dues = clocks.flatMap((clock) => (clock.state === 'started' && clock.dueAt !== null ? [clock.dueAt] : []));
  const ends = clocks.flatMap((clock) => (clock.endedAt === null ? [] : [clock.endedAt]));
  return {
    roomNo: room.no,
    visit,
    isReady: room.state === 'awaiting-payment',
    nextDueAt: dues.length > 0 ? Math.min(...dues) : null,
    readySince: ends.length > 0 ? Math.max(...ends) : null,
  };
}

/**
 * The visits that what was typed may mean, exact ones first. Nothing typed means all. Where bands are numbered like
 * rooms, one number may be a room and the band of a guest: then both are given.
 */
export function findVisits(visits: readonly OpenVisit[], typed: string): FoundVisit[] {
  const wanted = normalCode(typed).toLowerCase();
  if (wanted === '') return visits.map((open) => ({ open, guestId: null, exact: false }));
  const found = visits.flatMap((open): FoundVisit[] => {
    const roomNo = open.roomNo.toLowerCase();
    const guest = open.visit.guests.find((candidate) => candidate.wristbandNo?.toLowerCase() === wanted);
    const isRoom = roomNo === wanted;
    // All of one guest is that guest.
    const isBand = guest && !(isRoom && open.visit.guests.length === 1);
    if (isRoom || isBand) {
      return [
        ...(isRoom ? [{ open, guestId: null, exact: true }] : []),
        ...(isBand ? [{ open, guestId: guest.id, exact: true }] : []),
      ];
    }
    const nearly =
      roomNo.startsWith(wanted) ||
      open.visit.guests.some((candidate) => candidate.wristbandNo?.toLowerCase().startsWith(wanted));
    return nearly ? [{ open, guestId: null, exact: false }] : [];
  });
  return [...found.filter(({ exact }) => exact), ...found.filter(({ exact }) => !exact)];
}

/** The guest who wears a band. */
export function guestWith(visits: readonly OpenVisit[], bandNo: string): Chosen | null {
  for (const { visit } of visits) {
    const guest = visit.guests.find(({ wristbandNo }) => wristbandNo?.toLowerCase() === bandNo.toLowerCase());
    if (guest) return { visitId: visit.id, guestIds: [guest.id] };
  }
  return null;
}

/** The visits that came together with one, itself included, in the order of the list. */
export function partyOf(visits: readonly OpenVisit[], visit: Pick<VisitView, 'partyId'>): OpenVisit[] {
  return visits.filter((open) => open.visit.partyId === visit.partyId);
}
