import type { AuthorisedAct } from '../../model/authorisations/authorisation.ts';
import type { StoreEvent } from '../../model/events.ts';

/** An approval that something could not have happened without. */
export interface AuthorisationNeed {
  act: AuthorisedAct;
  subject: string;
  /** Minor units; null where the act has no amount. */
  amountMinor: number | null;
  /** Null: it was done without one. */
  authorisationId: string | null;
}

/** Which approval an event rests on; null where it needs none. */
export function needOf(event: StoreEvent): AuthorisationNeed | null {
  switch (event.type) {
    case 'clock.itemChanged': {
      const { clockId, priceMinor, fromPriceMinor, authorisationId } = event.payload;
      if (priceMinor >= fromPriceMinor) return null;
      return {
        act: 'clock.changeItem',
        subject: clockId,
        amountMinor: fromPriceMinor - priceMinor,
        authorisationId,
      };
    }
    case 'clock.cancelled': {
      const { clockId, writtenOffMinor: amountMinor = 0, authorisationId = null } = event.payload;
      return amountMinor > 0 ? { act: 'clock.cancel', subject: clockId, amountMinor, authorisationId } : null;
    }
    case 'clock.handedBack': {
      const { clockId, why, authorisationId } = event.payload;
      const act = why === 'refused' ? 'clock.refuse' : 'clock.replaceLate';
      return { act, subject: clockId, amountMinor: null, authorisationId };
    }
    default:
      return null;
  }
}
