import type { JournalEvent } from '../../../../core/model/events.ts';
import type { StoreState } from '../../../../core/model/state.ts';
import type { Facts } from '../../../engine/proof.ts';

/** A wish is of a guest, or of guests, of that room; what is changed or withdrawn stood there like that. */
export function wishFacts(state: StoreState, event: JournalEvent): Facts {
  switch (event.type) {
    case 'wish.noted':
      return { place: placeFacts(state, event.payload) };
    case 'wish.changed':
    case 'wish.withdrawn': {
      const { wishId, guestId, before } = event.payload;
      const wish = state.wishes.byId(wishId);
      const stood = wish?.withdrawnAt === null ? [wish.guestId, wish.text] : null;
      return { place: placeFacts(state, event.payload), before: [[guestId, before], stood] };
    }
    case 'wish.moved': {
      const { wishId, fromVisitId } = event.payload;
      return { 'the visit it was of': [fromVisitId, state.wishes.byId(wishId)?.visitId ?? null] };
    }
    default:
      return {};
  }
}

interface Place {
  visitId: string;
  roomNo: string;
  guestId: string | null;
  ordinal: number | null;
}

function placeFacts(state: StoreState, { visitId, roomNo, guestId, ordinal }: Place) {
  const guest = guestId === null ? null : state.visits.guest(guestId);
  const ofGuest = guestId === null ? [visitId, null] : [guest?.visitId ?? null, guest?.ordinal ?? null];
  const expected = [...ofGuest, state.visits.byId(visitId)?.roomNo ?? null];
  return [[visitId, ordinal, roomNo], expected] as const;
}
