import type { JournalEvent } from '../../../../core/model/events.ts';
import { type Holder, Holders } from '../../../../core/model/site/holders.ts';
import { sectionsIn } from '../../../../core/model/site/told.ts';

import type { ReadHandle } from '../../../engine/connection.ts';
import type { Problems } from '../../../engine/problems.ts';
import type { JournalCheck } from '../../../engine/proof.ts';
import type { StockProblem } from './problems.ts';

interface Known {
  holders: Holder[];
  counts: [goodsCode: string, count: number][];
}

/** Counts every article through the journal by what was moved, not by what the events say is left. */
export class StockCheck implements JournalCheck {
  readonly #stored: ReadHandle;
  readonly #problems: Problems<StockProblem>;
  #holders = new Holders();
  readonly #counts = new Map<string, number>();

  /** `stored`: the file that is proved. */
  constructor(stored: ReadHandle, problems: Problems<StockProblem>) {
    this.#stored = stored;
    this.#problems = problems;
  }

  known(): Known {
    return { holders: this.#holders.all, counts: [...this.#counts] };
  }

  takeUp({ holders, counts }: Known): void {
    this.#holders = Holders.of(holders);
    for (const [goodsCode, count] of counts) this.#counts.set(goodsCode, count);
  }

  next(event: JournalEvent): void {
    this.#takeSettings(event);
    switch (event.type) {
      case 'goods.ordered':
        for (const { goodsCode, quantity, stockAfter } of event.payload.lines) {
          if (stockAfter !== null) this.#add(goodsCode, -quantity);
        }
        break;
      case 'goods.cancelled':
        if (event.payload.stockAfter !== null) this.#add(event.payload.goodsCode, event.payload.quantity);
        break;
      case 'stock.adjusted':
        this.#add(event.payload.goodsCode, event.payload.quantity);
        break;
    }
  }

  /** Initial + adjusted − sold + cancelled must be what stands in the table. */
  finish(): void {
    const rows = this.#stored.all<{ goodsCode: string; quantity: number }>('SELECT goodsCode, quantity FROM stock');
    const stored = new Map(rows.map((row) => [row.goodsCode, row.quantity]));
    for (const goodsCode of new Set([...stored.keys(), ...this.#counts.keys()])) {
      const facts = { stored: stored.get(goodsCode) ?? null, expected: this.#counts.get(goodsCode) ?? null };
      if (facts.stored !== facts.expected) this.#problems.add('STOCK_DIFFERS', { goodsCode, ...facts });
    }
  }

  #takeSettings(event: JournalEvent): void {
    const sections = sectionsIn(event);
    if (!sections) return;
    for (const { kind, from, to } of this.#holders.take(sections)) {
      const count = this.#counts.get(from);
      if (kind !== 'goods' || count === undefined) continue;
      this.#counts.delete(from);
      this.#counts.set(to, count);
    }
    for (const { code, stock } of sections.goods?.goods ?? []) {
      if (stock !== undefined && !this.#counts.has(code)) this.#counts.set(code, stock);
    }
  }

  #add(goodsCode: string, quantity: number): void {
    this.#counts.set(goodsCode, (this.#counts.get(goodsCode) ?? 0) + quantity);
  }
}
