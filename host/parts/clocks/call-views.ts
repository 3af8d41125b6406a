import type { Clock } from '../../../core/model/clocks/clock.ts';
import type { StoreState } from '../../../core/model/state.ts';
import { isPresent } from '../../../core/model/visits/visit.ts';
import type { CallView } from './views.ts';

/** The calls that wait for their technicians, the newest first. */
export function callViews(state: StoreState): CallView[] {
  return state.clocks
    .busy()
    .filter((clock) => clock.state === 'called')
    .sort((a, b) => (b.calledAt ?? 0) - (a.calledAt ?? 0) || ((a.technicianNo ?? '') < (b.technicianNo ?? '') ? -1 : 1))
    .map((clock) => callView(state, clock));
}

function callView(state: StoreState, clock: Clock): CallView {
  const guests = state.visits.guestsOf(clock.visitId).filter(isPresent);
  return {
    clockId: clock.id,
    technicianNo: clock.technicianNo ?? '',
    roomNo: clock.roomNo,
    serviceCode: clock.serviceCode,
    type: clock.type,
    wristbandNo: guests.find((guest) => guest.id === clock.guestId)?.wristbandNo ?? null,
    guestCount: guests.length,
    calledAt: clock.calledAt ?? clock.orderedAt,
    callCount: clock.callCount,
    lateAt: clock.lateAt,
  };
}
