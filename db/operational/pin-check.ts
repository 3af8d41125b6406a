import type { ReadHandle } from '../engine/connection.ts';
import type { Problems } from '../engine/problems.ts';
import type { JournalCheck } from '../engine/proof.ts';
import { staffWithForeignPin } from './credentials.ts';
import type { operationalProblems } from './problems.ts';

/** Names everybody whose PIN was written into the file by another way than the store's. */
export class PinCheck implements JournalCheck {
  readonly #stored: ReadHandle;
  readonly #problems: Problems<keyof typeof operationalProblems>;

  constructor(stored: ReadHandle, problems: Problems<keyof typeof operationalProblems>) {
    this.#stored = stored;
    this.#problems = problems;
  }

  finish(): void {
    for (const staffNo of staffWithForeignPin(this.#stored)) this.#problems.add('PIN_NOT_BOUND', { staffNo });
  }
}
