import { randomUUID } from 'node:crypto';
import { commonError } from '../../core/kernel/errors.ts';
import type { Inspection } from '../../db/inspection.ts';
import { doubtJobs } from '../../db/operational/jobs.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import type { RunOwn } from '../contract/commands.ts';
import type { Connection } from '../contract/connection.ts';
import type { Approval, SafekeepingService } from '../parts/safekeeping/service.ts';
import type { SafekeepingState } from '../parts/safekeeping/views.ts';
import type { SignIn } from '../people/sign-in.ts';
import { approvedBy } from './approval.ts';
import { type Gap, gapOf } from './gap.ts';
import type { Places, Safekeeping } from './places.ts';
import { setAside } from './set-aside.ts';
import type { StateFile } from './state-file.ts';
import type { TradingStop } from './trading-stop.ts';

export interface SafekeepingDeskOptions {
  db: StoreDatabase;
  people: SignIn;
  inspection: Inspection;
  places: Places;
  stop: TradingStop;
  state: StateFile;
  given: Safekeeping | null;
  now(): number;
  run: RunOwn;
  /** The store goes on: devices are opened, and what it does by itself begins. */
  onGoOn(): Promise<void>;
}

/** What screens ask of a store's safekeeping. */
export class SafekeepingDesk implements SafekeepingService {
  readonly #options: SafekeepingDeskOptions;
  readonly #opening = randomUUID();

  constructor(options: SafekeepingDeskOptions) {
    this.#options = options;
  }

  state(): SafekeepingState {
    const { stop, state, inspection } = this.#options;
    const { proof } = state.state;
    return {
      opening: this.#opening,
      stop: stop.isStopped
        ? {
            faults: stop.faults.map(({ code, context }) => ({ code, context })),
            isUnusable: inspection.isUnusable,
            isAcceptable: stop.isAcceptable,
          }
        : null,
      proof: proof && { at: proof.at, ok: proof.ok, code: proof.code, problems: proof.problems },
    };
  }

  async accept(connection: Connection, approval: Approval): Promise<void> {
    const { stop, inspection, people, state } = this.#options;
    this.#requireAcceptable();
    const approved = await approvedBy(connection, approval, { people, sheetId: state.state.sheet?.sheetId ?? null });
    this.#requireAcceptable();
    const gap: Gap = { how: 'accepted', ...gapOf(inspection, stop.faults), ...approved };
    if (inspection.isUnusable) this.#beginAnew(gap);
    else await this.#goOn(gap, connection.stationId);
  }

  /** What was agreed to before there was a journal stands in it from now on. */
  recordPendingGap(): void {
    const { state, run } = this.#options;
    const { gap } = state.state;
    if (!gap) return;
    const { actor, ...said } = gap;
    run('store.recordGap', said, actor, 'desk');
    state.change({ gap: null });
  }

  #requireAcceptable(): void {
    const { stop, inspection, given } = this.#options;
    if (!stop.isStopped) throw commonError('TRADING_NOT_STOPPED');
    const summary = stop.faults.map(({ code }) => code).join(', ');
    if (!stop.isAcceptable || (inspection.isUnusable && !given)) throw commonError('LOSS_NOT_ACCEPTABLE', { summary });
  }

  async #goOn({ actor, ...said }: Gap, station: string): Promise<void> {
    const { db, now, run, stop, onGoOn } = this.#options;
    // What was printed or called since nobody knows.
    db.transact((tx) => doubtJobs(tx, now()));
    run('store.recordGap', said, actor, station);
    stop.end();
    await onGoOn();
  }

  /** There is nothing to go on with: the next opening finds a new store, whose first rows say what it comes after. */
  #beginAnew(gap: Gap): void {
    const { state, places, given, now } = this.#options;
    state.change({ gap });
    given?.reopen(() => void setAside(places.dataDir, now()));
  }
}
