import { columnOf } from '../model/clock-types/clock-types.ts';
import type { JournalEvent } from '../model/events.ts';

import { isTurn, policyFor } from '../rules/rotation/policy-in-force.ts';
import { StoreInMemory } from './in-memory/store-in-memory.ts';
import { Tally } from './tally.ts';

/** The days as they were: what every technician had of the clocks ordered in a period. */
export class ActualDays {
  readonly tally = new Tally();
  /** Main clocks that ended. */
  readonly endedIds = new Set<string>();
  readonly #store = new StoreInMemory();
  readonly #extensions = new Map<string, { minutes: number; mainId: string }>();
  readonly #period: { fromDate: string; toDate: string };

  constructor(period: { fromDate: string; toDate: string }) {
    this.#period = period;
  }

  read(event: JournalEvent): void {
    this.#store.take(event);
    switch (event.type) {
      case 'clock.extended': {
        const { clockId, parentId, minutes } = event.payload;
        this.#extensions.set(clockId, { minutes, mainId: parentId });
        break;
      }
      case 'clock.ended':
        this.#end(event.payload.clockId, event.payload.extensionIds);
        break;
      case 'commission.earned':
        if (this.#isCounted(event.payload.refId)) this.tally.paid(event.payload);
        break;
    }
  }

  #isCounted(clockId: string): boolean {
    return this.endedIds.has(this.#extensions.get(clockId)?.mainId ?? clockId);
  }

  #end(clockId: string, extensionIds: readonly string[]): void {
    const clock = this.#store.clocks.byId(clockId);
    const { fromDate, toDate } = this.#period;
    if (!clock || clock.technicianNo === null || clock.businessDate < fromDate || clock.businessDate > toDate) return;
    this.endedIds.add(clockId);
    const { type, serviceCode, technicianNo, minutes, priceMinor, businessDate } = clock;
    const service = this.#store.site.services.get(serviceCode);
    const policy = policyFor(this.#store, clock.queueId ?? '', businessDate);
    const begunAs = { technicianNo, type, paidAs: type };
    const shared = { itemId: clockId, serviceCode, technicianNo, priceMinor, businessDate, spans: [], begunAs };
    const counts = !service || isTurn(service, policy);
    const column = columnOf(clock, this.#store);
    this.tally.count({ ...shared, clockId, type, column, minutes, extensionOf: null, isTurn: counts });
    for (const id of extensionIds) {
      const extension = this.#extensions.get(id);
      if (!extension) continue;
      const extensionOf = { wholeMinutes: minutes, orderedAt: 0 };
      const extended = { type: 'extension' as const, column: 'extension' as const };
      const own = { ...extended, clockId: id, minutes: extension.minutes, extensionOf, isTurn: false };
      this.tally.count({ ...shared, ...own });
    }
  }
}
