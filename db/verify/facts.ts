import type { JournalEvent } from '../../core/model/events.ts';

import type { Problems } from '../engine/problems.ts';
import type { Facts, JournalCheck } from '../engine/proof.ts';
import type { BookProblem } from './problems.ts';

/**
 * Looks at what rows say, against how the store stood: who was called is who starts and who ends, prices and minutes
 * are those of the site, a clock that ended early says so, a bill has every line that was due. So nothing was sold
 * cheaper, nobody else's clock taken, and no early end hidden.
 */
export class FactCheck implements JournalCheck {
  readonly #problems: Problems<BookProblem>;
  readonly #factsOf: readonly ((event: JournalEvent) => Facts)[];

  /** `factsOf`: what each part knows of its events. */
  constructor(factsOf: readonly ((event: JournalEvent) => Facts)[], problems: Problems<BookProblem>) {
    this.#factsOf = factsOf;
    this.#problems = problems;
  }

  next(event: JournalEvent): void {
    for (const factsOf of this.#factsOf) {
      for (const [what, [stored, expected]] of Object.entries(factsOf(event))) {
        const [is, must] = [textOf(stored), textOf(expected)];
        if (is === must) continue;
        this.#problems.add('FACT_WRONG', { seq: event.seq, type: event.type, what, stored: is, expected: must });
      }
    }
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
