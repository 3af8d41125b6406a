import type { JournalEvent } from '../../core/model/events.ts';

import type { ReadHandle } from '../engine/connection.ts';
import type { JournalCheck } from './journal-check.ts';
import type { ProblemList } from './problems.ts';

/** Counts every article through the journal by what was moved, not by what the events say is left. */
export class StockCount implements JournalCheck {
  readonly #counts = new Map<string, number>();

  next(event: JournalEvent): void {
    switch (event.type) {
      case 'site.imported':
        for (const { code, stock } of event.payload.site.goods) {
          if (stock !== undefined && !this.#counts.has(code)) this.#counts.set(code, stock);
        }
        break;
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
  compare(read: ReadHandle, problems: ProblemList): void {
    const rows = read.all<{ goodsCode: string; quantity: number }>('SELECT goodsCode, quantity FROM stock');
    const stored = new Map(rows.map((row) => [row.goodsCode, row.quantity]));
    for (const goodsCode of new Set([...stored.keys(), ...this.#counts.keys()])) {
      const facts = { stored: stored.get(goodsCode) ?? null, expected: this.#counts.get(goodsCode) ?? null };
      if (facts.stored !== facts.expected) problems.add('STOCK_DIFFERS', { goodsCode, ...facts });
    }
  }

  #add(goodsCode: string, quantity: number): void {
    this.#counts.set(goodsCode, (this.#counts.get(goodsCode) ?? 0) + quantity);
  }
}
