import type { StoreState } from '../../core/model/state.ts';

/** The bed of a guest as slips say it; missing in a room with one bed. */
export function bedOf(state: StoreState, guestId: string, roomNo: string): string | undefined {
  const beds = state.site.rooms.get(roomNo)?.beds ?? 1;
  const bed = state.visits.guest(guestId)?.bed;
  return beds > 1 && bed !== undefined ? String(bed) : undefined;
}
