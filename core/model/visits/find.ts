import { visitError } from './errors.ts';
import type { VisitsSlice } from './slice.ts';
import { type Guest, isPresent, type Visit } from './visit.ts';

interface State {
  visits: VisitsSlice;
}

/** Throws VISIT_UNKNOWN, VISIT_CLOSED. */
export function openVisit(state: State, visitId: string): Visit {
  const visit = state.visits.byId(visitId);
  if (!visit) throw visitError('VISIT_UNKNOWN', { visitId });
  if (visit.closedAt !== null) throw visitError('VISIT_CLOSED', { visitId, visitNo: visit.no });
  return visit;
}

/** A guest still in the house. Throws GUEST_UNKNOWN, GUEST_GONE. */
export function presentGuest(state: State, guestId: string): Guest {
  const guest = state.visits.guest(guestId);
  if (!guest) throw visitError('GUEST_UNKNOWN', { guestId });
  if (!isPresent(guest)) throw visitError('GUEST_GONE', { guestId });
  return guest;
}

export function presentGuests(state: State, visitId: string): Guest[] {
  return state.visits.guestsOf(visitId).filter(isPresent);
}
