import type { JournalEvent } from '../../model/events.ts';
import type { IncidentFacts } from '../../model/incident.ts';

/** What of goods stands on the day's list: taken off a bill, written off the shelf. */
export function goodsIncidents({ type, payload }: JournalEvent): IncidentFacts[] {
  switch (type) {
    case 'goods.cancelled': {
      const { visitId, roomNo, goodsCode, reason, worth, allowedBy = null } = payload;
      return worth ? [{ kind: 'goods-cancelled', visitId, roomNo, goodsCode, reason, allowedBy, ...worth }] : [];
    }
    case 'stock.adjusted': {
      const { goodsCode, reason, worth } = payload;
      return worth ? [{ kind: 'stock-written-off', goodsCode, reason, ...worth }] : [];
    }
    default:
      return [];
  }
}
