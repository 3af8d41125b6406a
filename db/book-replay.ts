import { withCurrencySaid } from '../core/model/event-currency.ts';
import type { JournalEvent } from '../core/model/events.ts';
import { ownCurrency } from '../core/model/site/find.ts';
import { checkRow } from './engine/checked-rows.ts';
import type { ReadHandle, WriteHandle } from './engine/connection.ts';
import { eventOfRow, type JournalHead, type JournalRow } from './engine/journal.ts';
import type { OpeningKeys } from './engine/key-store.ts';
import type { DatabasePart } from './engine/part.ts';
import type { Problems } from './engine/problems.ts';
import type { JournalCheck } from './engine/proof.ts';
import { evolve } from './evolve.ts';
import { SiteCache } from './parts/site/site-cache.ts';
import { databaseParts } from './parts.ts';
import { storedState } from './state.ts';
import { ChainCheck } from './verify/chain.ts';
import { FactCheck } from './verify/facts.ts';
import { TimeCheck } from './verify/times.ts';

const parts: readonly DatabasePart[] = databaseParts;

export interface BookReplayOptions {
  /** The tables that are led along the journal. */
  tx: WriteHandle;
  /** The file that is proved. */
  stored: ReadHandle;
  keys: OpeningKeys;
  problems: Problems<string>;
  /** Where it goes on: the last row the tables have, and what the checks knew then. */
  after?: { head: JournalHead; checks: readonly unknown[] };
}

/**
 * Goes along the journal, row by row in its order: the chain, every check of every part, and tables that are led along.
 * Whoever brings the tables of an earlier row, with what the checks knew there, begins behind it.
 */
export class BookReplay {
  readonly #options: BookReplayOptions;
  readonly #state: ReturnType<typeof storedState>;
  readonly #chain: ChainCheck;
  readonly #checks: readonly JournalCheck[];
  #command: JournalRow[] = [];
  #isReplaying = true;
  #rows = 0;

  constructor(options: BookReplayOptions) {
    const { tx, stored, problems, after } = options;
    this.#options = options;
    this.#state = storedState(tx, new SiteCache());
    this.#chain = new ChainCheck(problems, after?.head);
    const state = this.#state;
    const factsOf = parts.flatMap(({ facts }) => (facts ? [(event: JournalEvent) => facts(state, event)] : []));
    this.#checks = [
      new TimeCheck(state, problems),
      ...parts.flatMap((part) => part.checks?.({ state, stored, problems }) ?? []),
      new FactCheck(factsOf, problems),
    ];
    if (after) for (const [at, check] of this.#checks.entries()) check.takeUp?.(after.checks[at]);
  }

  /** False from the first row on that cannot be read or applied: then no table says anything. */
  get isReplaying(): boolean {
    return this.#isReplaying;
  }

  /** How many rows were taken. */
  get rows(): number {
    return this.#rows;
  }

  /** The next row. A command is replayed when its last row is there. */
  take(row: JournalRow): void {
    this.#rows += 1;
    this.#chain.next(row);
    if (this.#command[0] && this.#command[0].commandId !== row.commandId) this.#replayCommand();
    if (this.#isReplaying) this.#command.push(row);
  }

  /** After the last row. */
  end(): void {
    this.#replayCommand();
    if (this.#isReplaying) for (const check of this.#checks) check.finish?.();
  }

  /** What every check has to know to go on behind the last row; JSON. */
  get known(): unknown[] {
    return this.#checks.map((check) => check.known?.() ?? null);
  }

  /** One command: its rows are proved against the tables as they stand, and lead them on. */
  #replayCommand(): void {
    const rows = this.#command;
    this.#command = [];
    if (!this.#isReplaying || rows.length === 0) return;
    const { tx, keys, problems } = this.#options;
    let seq = rows[0]?.seq ?? 0;
    try {
      const command = rows.map((row) => {
        seq = row.seq;
        checkRow(row, keys);
        return eventOfRow(row, keys);
      });
      seq = rows[0]?.seq ?? 0;
      for (const check of this.#checks) check.before?.(command);
      for (const event of command) {
        seq = event.seq;
        const said = withCurrencySaid(event, () => ownCurrency(this.#state));
        for (const check of this.#checks) check.next?.(said);
        evolve(tx, event, this.#state);
      }
      for (const check of this.#checks) check.after?.(command);
    } catch (error) {
      problems.add('REPLAY_FAILED', { seq, message: error instanceof Error ? error.message : String(error) });
      this.#isReplaying = false;
    }
  }
}
