import type { ClockType } from '../model/clock-types/clock-types.ts';
import { columnOf, paidAs } from '../model/clock-types/clock-types.ts';
import type { Clock } from '../model/clocks/clock.ts';
import type { ServedSpan } from '../model/commission/earning.ts';
import type { EventPayloads } from '../model/events.ts';

import { isTurn, policyFor } from '../rules/rotation/policy-in-force.ts';
import type { StoreInMemory } from './in-memory/store-in-memory.ts';
import { type EndedClock, Tally } from './tally.ts';

/** What was served in days led on: by whom and how long, and what it came to when it ended. */
export class ServedClocks {
  readonly tally = new Tally();
  readonly endedIds = new Set<string>();
  readonly #store: StoreInMemory;
  readonly #period: { fromDate: string; toDate: string };
  readonly #spans = new Map<string, ServedSpan[]>();
  readonly #extensions = new Map<string, (EndedClock & { parentId: string })[]>();
  /** Who began a clock, and as what. */
  readonly #begunAs = new Map<string, EndedClock['begunAs']>();

  constructor(store: StoreInMemory, period: { fromDate: string; toDate: string }) {
    this.#store = store;
    this.#period = period;
  }

  /** A clock starts. `at`: UTC ms. */
  begin({ id, type }: Pick<Clock, 'id' | 'type'>, technicianNo: string, at: number): void {
    this.goOnAs(id, technicianNo, type);
    this.#spans.set(id, [{ technicianNo, fromAt: at, toAt: at }]);
  }

  /** What a clock that starts, or goes on as another type, is paid by: the settings of then. */
  goOnAs(clockId: string, technicianNo: string, type: ClockType): void {
    this.#begunAs.set(clockId, { technicianNo, type, paidAs: paidAs(type, this.#store.clocks.types()) });
  }

  /** Somebody else goes on with a running clock. */
  passOn(clockId: string, technicianNo: string, at: number): void {
    this.#closeSpan(clockId, at);
    this.#spans.get(clockId)?.push({ technicianNo, fromAt: at, toAt: at });
  }

  extend(
    clock: Clock,
    { clockId, minutes, priceMinor, serviceCode }: EventPayloads['clock.extended'],
    now: { at: number; businessDate: string },
  ): void {
    const list = this.#extensions.get(clock.id) ?? [];
    list.push({
      ...{ clockId, itemId: clock.pairOf ?? clock.id, type: 'extension', serviceCode, minutes, priceMinor },
      ...{ technicianNo: clock.technicianNo ?? '', isTurn: false, spans: [], businessDate: now.businessDate },
      ...{ column: 'extension' },
      begunAs: { technicianNo: clock.technicianNo ?? '', type: 'extension', paidAs: 'extension' },
      extensionOf: { wholeMinutes: clock.minutes, orderedAt: now.at },
      parentId: clock.id,
    });
    this.#extensions.set(clock.id, list);
  }

  undoExtension(clockId: string, extensionId: string): void {
    const kept = this.#extensions.get(clockId)?.filter((one) => one.clockId !== extensionId);
    if (kept) this.#extensions.set(clockId, kept);
  }

  /** Counts a clock that ends, and pays it as the rules and the other clocks of its item stand then. */
  end(clock: Clock, at: number): void {
    this.#closeSpan(clock.id, at);
    const { fromDate, toDate } = this.#period;
    if (clock.businessDate < fromDate || clock.businessDate > toDate) return;
    this.endedIds.add(clock.id);
    const { site } = this.#store;
    const spans = this.#spans.get(clock.id) ?? [];
    const item = this.#store.clocks.ofItem(clock.pairOf ?? clock.id).filter(({ state }) => state !== 'cancelled');
    const main = this.#endedClock(clock, spans);
    this.tally.count(main);
    this.tally.pay(
      main,
      item.map(({ id, priceMinor }) => ({ clockId: id, priceMinor })),
      site,
    );
    for (const extension of this.#extensions.get(clock.id) ?? []) {
      const own = { ...extension, technicianNo: clock.technicianNo ?? '', spans };
      this.tally.count(own);
      this.tally.pay(own, this.#extendedTogether(own, item), site);
    }
  }

  #endedClock(clock: Clock, spans: readonly ServedSpan[]): EndedClock {
    const { id, pairOf, type, serviceCode, minutes, priceMinor, businessDate } = clock;
    const service = this.#store.site.services.get(serviceCode);
    const policy = policyFor(this.#store, clock.queueId ?? '', businessDate);
    return {
      ...{ clockId: id, itemId: pairOf ?? id, type, serviceCode, technicianNo: clock.technicianNo ?? '' },
      ...{ minutes, priceMinor, spans, extensionOf: null, businessDate },
      column: columnOf(clock, this.#store),
      begunAs: this.#begunAs.get(id) ?? { technicianNo: clock.technicianNo ?? '', type, paidAs: type },
      isTurn: !service || isTurn(service, policy),
    };
  }

  /** The extensions of one item that were ordered at once share a price. */
  #extendedTogether(extension: EndedClock, item: readonly { id: string }[]): { clockId: string; priceMinor: number }[] {
    return item
      .flatMap(({ id }) => this.#extensions.get(id) ?? [])
      .filter((other) => other.extensionOf?.orderedAt === extension.extensionOf?.orderedAt)
      .map(({ clockId, priceMinor }) => ({ clockId, priceMinor }))
      .sort((a, b) => (a.clockId < b.clockId ? -1 : 1));
  }

  #closeSpan(clockId: string, at: number): void {
    const spans = this.#spans.get(clockId) ?? [];
    const last = spans.pop();
    if (last) spans.push({ ...last, toAt: at });
    this.#spans.set(clockId, spans);
  }
}
