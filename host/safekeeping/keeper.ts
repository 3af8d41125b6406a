import { StoreError } from '../../core/kernel/error.ts';
import { dayMs, hourMs, minuteMs } from '../../core/kernel/time.ts';
import type { StoreFault } from '../../db/inspection.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import type { StoreLog } from '../contract/log.ts';
import type { Asked } from '../contract/reports.ts';
import type { StoreTime } from '../contract/time.ts';
import type { BooksReports } from '../parts/books/reports.ts';
import type { BooksProof } from '../parts/books/views.ts';
import type { KeepRule } from './copies.ts';
import { KeeperWork } from './keeper-work.ts';
import type { Places } from './places.ts';
import type { Restored } from './restore.ts';
import type { StateFile } from './state-file.ts';
import type { TradingStop } from './trading-stop.ts';

const againAfterMs = 10 * minuteMs;

export interface KeeperOptions extends StoreTime {
  places: Places;
  state: StateFile;
  stop: TradingStop;
  reports: Asked<BooksReports>;
  log: StoreLog;
  db: StoreDatabase;
  keep: KeepRule;
  /** So many days at most lie between two proofs of the whole journal. */
  wholeProofDays: number;
  /** Off for a store that is not looked after: a practice, a simulated day. */
  isOn: boolean;
}

/** What a proof finds that stops the store. */
const stopping = {
  FILE_DAMAGED: 'DATA_DAMAGED',
  SCHEMA_DIFFERS: 'SCHEMA_FOREIGN',
  CHAIN_BROKEN: 'JOURNAL_CHAIN_BROKEN',
} as const satisfies Record<string, StoreFault['code']>;

/** What a store does for its own safety by itself: all pages at the start and daily, the proof of each night. */
export class Keeper {
  readonly #options: KeeperOptions;
  readonly #work = new KeeperWork();
  readonly #underWay = new Map<string, Promise<void>>();
  /** What failed is tried again later, UTC ms. */
  readonly #notBefore = new Map<string, number>();
  #arePagesSeen = false;
  #areSecretsStale = false;

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  /** Asked every second: begins what is due. */
  look(): void {
    const { state, stop, now, businessDate, db, isOn } = this.#options;
    if (!isOn || stop.isStopped || !db.isSetUp) return;
    const { pages, proof, copy } = state.state;
    if (!this.#arePagesSeen || !pages || now() - pages.at >= dayMs) this.#begin('pages', () => this.#lookAtPages());
    if (proof?.businessDate !== businessDate() && !this.#underWay.has('copy')) {
      this.#begin('proof', () => this.#prove());
    }
    if (this.#isSegmentDue()) this.#begin('segment', () => this.#keepRows());
    // A copy is proved from where the store was: by then that is said.
    const isProving = this.#underWay.has('proof');
    if (copy?.businessDate !== businessDate() && !isProving) this.#begin('copy', () => this.#keepCopy());
  }

  /** A PIN was set, somebody was erased, a sheet was made: the sealed secrets are another now. */
  secretsChanged(): void {
    this.#areSecretsStale = true;
  }

  /** Makes a copy now, beside those of each night. Throws as the copy does. */
  async copyNow(): Promise<void> {
    await this.#keepRows();
    await this.#keepCopy(true);
  }

  /** Prepares what a restoring would put in the store's place. Throws as `prepareRestore`. */
  prepareRestore(name: string | null, code: string | null): Promise<Restored> {
    const { places, now } = this.#options;
    return this.#work.do('restore', { places, name, code, at: now() });
  }

  /** Breaks off what is under way. */
  async close(): Promise<void> {
    await this.#work.close();
    await Promise.all(this.#underWay.values());
  }

  #begin(name: string, work: () => Promise<void>): void {
    const { log, now } = this.#options;
    if (this.#underWay.has(name) || now() < (this.#notBefore.get(name) ?? 0)) return;
    const done = work()
      .catch((err: unknown) => {
        this.#notBefore.set(name, now() + againAfterMs);
        // The store closes, or the report was given up: the next opening begins anew.
        if (!isBrokenOff(err)) log.error({ err, name }, 'safekeeping failed');
      })
      .finally(() => this.#underWay.delete(name));
    this.#underWay.set(name, done);
  }

  async #lookAtPages(): Promise<void> {
    const { places, state, stop, now } = this.#options;
    const fault = await this.#work.do('pages', { file: places.file });
    this.#arePagesSeen = true;
    state.change({ pages: { at: now(), ok: fault === null, code: fault?.code ?? null } });
    if (fault) stop.stop(fault);
  }

  #isSegmentDue(): boolean {
    const { state, now } = this.#options;
    const { segment } = state.state;
    return !segment || now() - segment.at >= hourMs || this.#areSecretsStale;
  }

  async #keepRows(): Promise<void> {
    const { places, state, now } = this.#options;
    this.#areSecretsStale = false;
    const publicKey = state.state.sheet?.publicKey ?? null;
    const after = state.state.segment?.head ?? null;
    try {
      const { seq, hash } = await this.#work.do('segment', { places, after, publicKey });
      state.change({ segment: { at: now(), ok: true, code: null, head: { seq, hash } } });
    } catch (error) {
      if (!isBrokenOff(error)) state.change({ segment: { at: now(), ok: false, code: codeOf(error), head: after } });
      throw error;
    }
  }

  async #keepCopy(byHand = false): Promise<void> {
    const { places, state, now, businessDate, keep } = this.#options;
    const today = businessDate();
    try {
      await this.#work.do('copy', { places, at: now(), businessDate: today, keep, byHand });
      state.change({ copy: { at: now(), ok: true, code: null, businessDate: today } });
    } catch (error) {
      // Tried again in a while, and told until then.
      const before = state.state.copy?.businessDate ?? '';
      if (!isBrokenOff(error))
        state.change({ copy: { at: now(), ok: false, code: codeOf(error), businessDate: before } });
      throw error;
    }
  }

  async #prove(): Promise<void> {
    const { reports, state, stop, now, businessDate, log, places, wholeProofDays } = this.#options;
    const today = businessDate();
    const { proof, after, why } = await reports['books.prove']([places.proof, wholeProofDays]);
    const found = proof.parts.flatMap((part) => part.problems);
    state.change({
      proof: {
        ...{ at: now(), ok: proof.ok, businessDate: today, problems: found.length },
        code: proof.ok ? null : 'PROOF_FAILED',
      },
    });
    log.info({ ok: proof.ok, head: proof.head, after, why }, 'the books were proved');
    if (!proof.ok) log.error({ codes: [...new Set(found.map(({ code }) => code))] }, 'the books do not fit');
    for (const fault of faultsIn(found)) stop.stop(fault);
  }
}

function faultsIn(found: BooksProof['parts'][number]['problems']): StoreFault[] {
  return found.flatMap(({ code, texts, context }) => {
    if (!(code in stopping)) return [];
    const names = `${context.kind} ${context.name} (${context.how})`;
    return { code: stopping[code as keyof typeof stopping], context: { ...context, names, detail: texts.en } };
  });
}

function isBrokenOff(error: unknown): boolean {
  return error instanceof StoreError && error.code === 'REPORT_BROKEN_OFF';
}

function codeOf(error: unknown): string {
  return error instanceof StoreError ? error.code : 'INTERNAL';
}
