import type { StoreEvent } from '../store/events.ts';
import type { AuthorisedAct } from './authorisation.ts';

/** An approval that something could not have happened without. */
export interface AuthorisationNeed {
  act: AuthorisedAct;
  subject: string;
  /** Null: it was done without one. */
  authorisationId: string | null;
}

/** Which approval an event rests on; null where it needs none. */
export function needOf(event: StoreEvent): AuthorisationNeed | null {
  switch (event.type) {
    case 'clock.itemChanged': {
      const { clockId, priceMinor, fromPriceMinor, authorisationId } = event.payload;
      return priceMinor < fromPriceMinor ? { act: 'clock.changeItem', subject: clockId, authorisationId } : null;
    }
    case 'clock.handedBack': {
      const { clockId, why, authorisationId } = event.payload;
      const act = why === 'refused' ? 'clock.refuse' : 'clock.replaceLate';
      return { act, subject: clockId, authorisationId };
    }
    default:
      return null;
  }
}
