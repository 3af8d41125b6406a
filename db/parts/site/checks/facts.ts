import type { JournalEvent } from '../../../../core/model/events.ts';
import type { StoreState } from '../../../../core/model/state.ts';
import { isToConfirm } from '../../../../core/rules/site/rights.ts';
import { toldOfJump } from '../../../../core/rules/site/time-set.ts';
import type { Facts } from '../../../engine/proof.ts';

/**
 * What has to be confirmed rests on an approval, whoever had the right to it; a clock that was set names the bills and
 * clocks it moved.
 */
export function siteFacts(state: StoreState, event: JournalEvent): Facts {
  if (event.type === 'store.clockJumped' && event.payload.moved !== undefined) {
    const { misdated, moved } = toldOfJump(state, event.payload, event);
    return { misdated: [event.payload.misdated, misdated], moved: [event.payload.moved, moved] };
  }
  if (event.type !== 'settings.changed' || !state.isSetUp) return {};
  const { way, approval, unasked, changes } = event.payload;
  const isConfirmed = approval !== null || way === 'plan' || unasked === true;
  return { isConfirmed: [isConfirmed || !isToConfirm(state, changes, event.actor), true] };
}
