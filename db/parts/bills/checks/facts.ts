import { StoreError } from '../../../../core/kernel/error.ts';
import type { JournalEvent } from '../../../../core/model/events.ts';
import type { StoreState } from '../../../../core/model/state.ts';

import { billDue } from '../../../../core/rules/bills/decide.ts';
import type { Facts } from '../../../engine/proof.ts';

/** A bill has every line that was due, and nothing was still going on. */
export function billFacts(state: StoreState, event: JournalEvent): Facts {
  if (event.type !== 'bill.settled') return {};
  const { bill } = event.payload;
  try {
    const { lines, currency, openClockIds } = billDue(state, bill.visitId, bill.guestIds);
    return { lines: [bill.lines, lines], currency: [bill.currency, currency], openClocks: [openClockIds.length, 0] };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return { guests: [error.code, null] };
  }
}
