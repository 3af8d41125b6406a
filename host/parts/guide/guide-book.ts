import { journalAfter, pastOf } from '../../../db/engine/journal.ts';
import { noKeys } from '../../../db/engine/key-store.ts';
import type { StoreDatabase } from '../../../db/store-database.ts';
import type { GuideService } from './service.ts';
import { guide, rules } from './steps.ts';
import type { GuideStepId, GuideView } from './views.ts';

const rowsAtOnce = 500;
/** As whom a store is set up, and a practice becomes one: what stands before that was done by nobody who learns. */
const beginnings = ['setup', 'practice'];
const steps = Object.entries(rules) as [GuideStepId, (typeof rules)[GuideStepId]][];

export interface GuideBookOptions {
  db: StoreDatabase;
}

/** Reads on in the journal from where it was last asked: what was done stays done. */
export class GuideBook implements GuideService {
  readonly #db: StoreDatabase;
  readonly #doneAt = new Map<GuideStepId, number>();
  #seq: number | null = null;

  constructor({ db }: GuideBookOptions) {
    this.#db = db;
  }

  view(): GuideView | null {
    if (!this.#db.isSetUp || !this.#db.state.site.demo) return null;
    this.#readOn();
    const stepsOf = (role: keyof GuideView) => guide[role].map((id) => ({ id, doneAt: this.#doneAt.get(id) ?? null }));
    return {
      receptionist: stepsOf('receptionist'),
      technician: stepsOf('technician'),
      cashier: stepsOf('cashier'),
      manager: stepsOf('manager'),
      owner: stepsOf('owner'),
    };
  }

  #readOn(): void {
    const { read } = this.#db;
    let seq = this.#seq ?? pastOf(read, beginnings);
    for (;;) {
      const rows = journalAfter(read, seq, rowsAtOnce, noKeys);
      for (const row of rows) {
        for (const [id, isDoneBy] of steps) if (!this.#doneAt.has(id) && isDoneBy(row)) this.#doneAt.set(id, row.at);
      }
      seq = rows.at(-1)?.seq ?? seq;
      if (rows.length < rowsAtOnce) break;
    }
    this.#seq = seq;
  }
}
