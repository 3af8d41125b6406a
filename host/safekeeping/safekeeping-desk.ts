import { randomBytes, randomUUID } from 'node:crypto';
import { commonError } from '../../core/kernel/errors.ts';
import { newRecoveryCode } from '../../core/seal/recovery-code.ts';
import { recoveryKeysOf } from '../../core/seal/recovery-seal.ts';
import type { Inspection } from '../../db/inspection.ts';
import { doubtJobs } from '../../db/operational/jobs.ts';
import { lastMove } from '../../db/parts/site/moves.ts';
import type { RunOwn } from '../contract/commands.ts';
import type { Connection } from '../contract/connection.ts';
import type { NewId } from '../contract/time.ts';
import type {
  Approval,
  MoveRequest,
  OpenMoveRequest,
  RestoreRequest,
  SafekeepingService,
  TakeBackRequest,
} from '../parts/safekeeping/service.ts';
import type { AwayPort, CopyView, DoneView, MovePlacesView, SafekeepingState } from '../parts/safekeeping/views.ts';
import { approvedBy } from './approval.ts';
import { stakeClaim } from './claims.ts';
import { type Gap, gapOf } from './gap.ts';
import { MoveDesk } from './move-desk.ts';
import { RestoreDesk, type RestoreDeskOptions } from './restore-desk.ts';
import { sheetsOf } from './secrets.ts';
import { setAside } from './set-aside.ts';

export interface SafekeepingDeskOptions extends RestoreDeskOptions {
  inspection: Inspection;
  run: RunOwn;
  newId: NewId;
  /** Prints a recovery sheet. Throws DEVICE_UNKNOWN, or as a print. */
  print(printerId: string, sheet: { sheetId: string; code: string }): Promise<void>;
  /** The store goes on: devices are opened, and what it does by itself begins. */
  onGoOn(): Promise<void>;
}

/** What screens ask of a store's safekeeping. */
export class SafekeepingDesk implements SafekeepingService {
  readonly #options: SafekeepingDeskOptions;
  readonly #opening = randomUUID();
  readonly #restore: RestoreDesk;
  readonly #move: MoveDesk;

  constructor(options: SafekeepingDeskOptions) {
    this.#options = options;
    this.#restore = new RestoreDesk(options);
    this.#move = new MoveDesk(options);
  }

  state(): SafekeepingState {
    const { stop, state, inspection, places } = this.#options;
    const { proof, copy, segment, sheet } = state.state;
    return {
      opening: this.#opening,
      stop: stop.isStopped
        ? {
            faults: stop.faults.map(({ code, context }) => ({ code, context })),
            isUnusable: inspection.isUnusable,
            isAcceptable: stop.isAcceptable,
          }
        : null,
      proof: proof && { ...doneView(proof), problems: proof.problems },
      copy: copy && doneView(copy),
      segment: segment && doneView(segment),
      sheet: sheet && { sheetId: sheet.sheetId, at: sheet.at },
      lacksSheet: this.#lacksSheet(),
      hasSecondPlace: places.copies.length > 1,
      move: this.#move.view(),
      restoring: this.#restore.restoring,
    };
  }

  #lacksSheet(): boolean {
    const { stop, state, given, db } = this.#options;
    // A screen may still ask as the store closes.
    if (given === null || state.state.sheet !== null || stop.isStopped || !db.isOpen) return false;
    return db.isSetUp && !db.state.site.demo;
  }

  async accept(connection: Connection, approval: Approval): Promise<void> {
    const { stop, inspection, people, state, places } = this.#options;
    this.#requireAcceptable();
    const { sheet } = state.state;
    const sheetIds = [...new Set([...(sheet ? [sheet.sheetId] : []), ...sheetsOf(places.sources)])];
    const approved = await approvedBy(connection, approval, { people, sheetIds });
    this.#requireAcceptable();
    const gap: Gap = { how: 'accepted', ...gapOf(inspection, stop.faults), ...approved };
    if (inspection.isUnusable) this.#beginAnew(gap);
    else await this.#goOn(gap, connection.stationId);
  }

  copies(): CopyView[] {
    return this.#restore.copies();
  }

  restore(connection: Connection, request: RestoreRequest): Promise<void> {
    return this.#restore.begin(connection, request);
  }

  openMove(connection: Connection, request: OpenMoveRequest): Promise<void> {
    return this.#restore.beginMove(connection, request);
  }

  movePlaces(connection: Connection): MovePlacesView {
    return this.#move.places(connection);
  }

  move(connection: Connection, request: MoveRequest): Promise<void> {
    return this.#move.begin(connection, request);
  }

  takeMoveBack(connection: Connection, request: TakeBackRequest): Promise<void> {
    return this.#move.takeBack(connection, request);
  }

  async copyNow(): Promise<void> {
    const { stop, keeper } = this.#options;
    stop.require();
    await keeper.copyNow();
  }

  async makeSheet(connection: Connection, printerId: string | null): Promise<{ sheetId: string; code: string }> {
    const { stop, state, print, run, now, keeper, people } = this.#options;
    stop.require();
    const code = newRecoveryCode(randomBytes);
    const { sheetId, publicKey } = recoveryKeysOf(code);
    // Paper that did not come out opens nothing.
    if (printerId !== null) await print(printerId, { sheetId, code });
    run(
      'store.recordRecoverySheet',
      { sheetId },
      people.sessionOn(connection)?.staffNo ?? 'system',
      connection.stationId,
    );
    state.change({ sheet: { sheetId, publicKey, at: now() } });
    keeper.secretsChanged();
    return { sheetId, code };
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

  /** A store that was opened out of the file of a move says so; `away`: the devices whose port is not here. */
  recordPendingArrival(away: () => readonly AwayPort[]): void {
    const { state, run, db, places, log } = this.#options;
    const { arrival } = state.state;
    const last = lastMove(db.read);
    if (arrival && last?.step === 'moved' && last.moveId === arrival.moveId) {
      const { moveId, by, actor } = arrival;
      run('store.recordArrival', { moveId, by, epoch: last.epoch, away: [...away()] }, actor, 'desk');
    }
    if (arrival) state.change({ arrival: null, move: null });
    stakeClaim(db.read, places, log);
  }

  #requireAcceptable(): void {
    const { stop, inspection, given } = this.#options;
    if (!stop.isStopped) throw commonError('TRADING_NOT_STOPPED');
    const summary = stop.faults.map(({ code }) => code).join(', ');
    if (!stop.isAcceptable || (inspection.isUnusable && !given)) throw commonError('LOSS_NOT_ACCEPTABLE', { summary });
  }

  async #goOn({ actor, ...said }: Gap, station: string): Promise<void> {
    const { db, now, run, stop, given, onGoOn } = this.#options;
    // What was printed or called since nobody knows.
    db.transact((tx) => doubtJobs(tx, now()));
    run('store.recordGap', said, actor, station);
    // What was found while the store ran has ended what it does by itself: it opens anew.
    const isFoundLate = said.faults.includes('STORE_ELSEWHERE');
    stop.end();
    if (isFoundLate && given) given.reopen(() => {});
    else await onGoOn();
  }

  /** There is nothing to go on with: the next opening finds a new store, whose first rows say what it comes after. */
  #beginAnew(gap: Gap): void {
    const { state, places, given, now } = this.#options;
    state.change({ gap });
    given?.reopen(() => void setAside(places.dataDir, now()));
  }
}

function doneView({ at, ok, code }: DoneView): DoneView {
  return { at, ok, code };
}
