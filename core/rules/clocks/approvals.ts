import type { ApprovalSubject, AuthorisationNeed } from '../../model/authorisations/authorisation.ts';
import { mainClock } from '../../model/clocks/find.ts';
import type { StoreEvent } from '../../model/events.ts';
import type { Approvable } from '../authorisations/decide.ts';

export function theClock(id: string): ApprovalSubject {
  return { kind: 'clock', id };
}

const ofClock: Approvable[string] = { kind: 'clock', require: (state, id) => void mainClock(state, id) };

/** What of clocks a manager approves. */
export const clockApprovals = {
  'clock.refuse': ofClock,
  'clock.replaceLate': ofClock,
  'clock.changeItem': ofClock,
  'clock.cancel': ofClock,
  'clock.convert': ofClock,
} satisfies Approvable;

export type ApprovedClockAct = keyof typeof clockApprovals;

/** Which approval an event of a clock rests on; null where it needs none. */
export function clockNeedOf(event: StoreEvent): AuthorisationNeed | null {
  switch (event.type) {
    case 'clock.itemChanged': {
      const { clockId, priceMinor, fromPriceMinor, currency, authorisationId } = event.payload;
      if (priceMinor >= fromPriceMinor) return null;
      return {
        act: 'clock.changeItem',
        subject: theClock(clockId),
        amountMinor: fromPriceMinor - priceMinor,
        currency,
        authorisationId,
      };
    }
    case 'clock.cancelled': {
      const { clockId, writtenOffMinor: amountMinor = 0, currency, authorisationId = null } = event.payload;
      if (amountMinor === 0) return null;
      return { act: 'clock.cancel', subject: theClock(clockId), amountMinor, currency, authorisationId };
    }
    case 'clock.converted': {
      const { clockId, running, changesPay, authorisationId = null } = event.payload;
      if (!running || !changesPay) return null;
      return { act: 'clock.convert', subject: theClock(clockId), amountMinor: null, currency: null, authorisationId };
    }
    case 'clock.handedBack': {
      const { clockId, why, authorisationId } = event.payload;
      const act = why === 'refused' ? 'clock.refuse' : 'clock.replaceLate';
      return { act, subject: theClock(clockId), amountMinor: null, currency: null, authorisationId };
    }
    default:
      return null;
  }
}
