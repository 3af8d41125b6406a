import type { DecisionContext } from '../../kernel/context.ts';
import { currencyCode } from '../../kernel/fields.ts';
import { addDays } from '../../kernel/time.ts';
import { instantOf } from '../../model/attendance/day.ts';
import { sumOf } from '../../model/bills/bill.ts';
import type { JournalEvent, StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import type { IncidentFacts } from '../../model/incident.ts';
import { ownCurrency } from '../../model/site/find.ts';
import type { StoreState } from '../../model/state.ts';
import { owedIn } from './minimum-charge.ts';

/** Says once of every visit that it is still open after its trading day; asked by the store's own clock. */
export function noticeLeftOpen(state: StoreState, ctx: DecisionContext): StoreEvent[] {
  const currency = currencyCode.parse(ownCurrency(state));
  return state.visits.toNoticeOpen(ctx.businessDate).map(({ id: visitId, roomNo, openedBy }) => {
    const amountMinor = sumOf(owedIn(state, visitId));
    return event('visit.leftOpen', { visitId, roomNo, openedBy, owed: { amountMinor, currency } });
  });
}

/** When the next visit will be open after its trading day, UTC ms; infinite while none is open. */
export function nextLeftOpenAt(state: Pick<StoreState, 'isSetUp' | 'site' | 'visits'>): number {
  const [next] = state.isSetUp ? state.visits.toNoticeOpen('9999-12-31') : [];
  if (!next) return Number.POSITIVE_INFINITY;
  const { timeZone, businessDayStartsAt } = state.site.site.store;
  return instantOf(addDays(next.businessDate, 1), businessDayStartsAt, timeZone);
}

/** What of visits stands on the day's list: left open over the end of the day, moved to a cheaper room, closed short of the minimum. */
export function visitIncidents({ type, payload }: JournalEvent): IncidentFacts[] {
  switch (type) {
    case 'visit.leftOpen': {
      const { visitId, roomNo, openedBy: actor, owed } = payload;
      return [{ kind: 'visit-left-open', visitId, roomNo, actor, ...owed }];
    }
    case 'visit.guestMoved': {
      const { toVisitId: visitId, fromRoomNo: roomNo, lowered, reason = null, allowedBy = null } = payload;
      return lowered ? [{ kind: 'minimum-lowered', visitId, roomNo, ...lowered, reason, allowedBy }] : [];
    }
    case 'visit.closed': {
      const { visitId, roomNo, unpaid } = payload;
      return unpaid ? [{ kind: 'minimum-lowered', visitId, roomNo, ...unpaid }] : [];
    }
    default:
      return [];
  }
}
