import { StoreError } from '../../core/kernel/error.ts';
import { commonError } from '../../core/kernel/errors.ts';
import { readRecoveryCode } from '../../core/seal/recovery-code.ts';
import { recoveryKeysOf } from '../../core/seal/recovery-seal.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import { type Connection, ownStationId } from '../contract/connection.ts';
import type { StoreLog } from '../contract/log.ts';
import type { Approval, OpenMoveRequest, RestoreRequest } from '../parts/safekeeping/service.ts';
import type { CopyView, RestoringView } from '../parts/safekeeping/views.ts';
import type { SignIn } from '../people/sign-in.ts';
import { approvedBy, keysOfCode } from './approval.ts';
import { copiesIn } from './copies.ts';
import type { Gap } from './gap.ts';
import type { Keeper } from './keeper.ts';
import { headOfMove } from './move-file.ts';
import type { Places, Safekeeping } from './places.ts';
import { type Restored, takePrepared } from './restore.ts';
import { sheetsOf } from './secrets.ts';
import type { StateFile } from './state-file.ts';
import type { TradingStop } from './trading-stop.ts';

export interface RestoreDeskOptions {
  db: StoreDatabase;
  people: SignIn;
  places: Places;
  stop: TradingStop;
  state: StateFile;
  keeper: Keeper;
  given: Safekeeping | null;
  log: StoreLog;
  now(): number;
}

type By = Pick<Gap, 'actor' | 'by'>;

/** Makes the store anew from what was kept, on somebody's word, where it has stopped or there is none. */
export class RestoreDesk {
  readonly #options: RestoreDeskOptions;
  #restoring: RestoringView | null = null;

  constructor(options: RestoreDeskOptions) {
    this.#options = options;
  }

  get restoring(): RestoringView | null {
    return this.#restoring;
  }

  copies(): CopyView[] {
    return copiesIn(this.#options.places.sources).map(({ name, at, head }) => ({ name, at, seq: head.seq }));
  }

  /** Returns when it has begun. */
  async begin(connection: Connection, request: RestoreRequest): Promise<void> {
    this.#requirePossible();
    const by = await this.#approved(connection, request.approval, sheetsOf(this.#options.places.sources));
    const code = this.#codeOf(request.recoveryCode);
    this.#requirePossible();
    this.#restoring = { step: 'preparing' };
    void this.#restore(request.copy, code, by);
  }

  /** The same out of the file of a move. */
  async beginMove(connection: Connection, { file, recoveryCode, approval }: OpenMoveRequest): Promise<void> {
    this.#requirePossible();
    const { sheetId } = headOfMove(file);
    const by = await this.#approved(connection, approval, [sheetId]);
    const keys = keysOfCode(recoveryCode, [sheetId]);
    this.#requirePossible();
    this.#restoring = { step: 'preparing' };
    const { keeper, now, state } = this.#options;
    const code = String(readRecoveryCode(recoveryCode));
    const sheet = { sheetId, publicKey: keys.publicKey, at: now() };
    void this.#make(
      () => keeper.prepareMove(file, code),
      // Said before the files are there: a start in between finds a move that was opened here.
      ({ moveId }) => state.change({ arrival: { moveId, ...by }, gap: null, sheet }),
    );
  }

  #restore(name: string | null, code: string | null, by: By): Promise<void> {
    const { keeper } = this.#options;
    return this.#make(
      () => keeper.prepareRestore(name, code),
      (restored) => this.#remember(restored, code, by),
    );
  }

  async #make<Made extends Restored>(prepare: () => Promise<Made>, remember: (made: Made) => void): Promise<void> {
    const { places, given, log, now } = this.#options;
    try {
      const restored = await prepare();
      log.info(restored, 'a restoring was prepared');
      const { copy, head, fromSegments, fromFile, lacking, withSecrets } = restored;
      this.#restoring = { step: 'taking', copy, seq: head.seq, fromSegments, fromFile, lacking, withSecrets };
      given?.reopen(() => {
        remember(restored);
        takePrepared(places, now());
      });
    } catch (err) {
      log.error({ err }, 'a restoring failed');
      const known = err instanceof StoreError ? err : commonError('INTERNAL');
      this.#restoring = { step: 'failed', code: known.code, context: known.context };
    }
  }

  /** The store that opens next says in its journal that it was restored; what is kept goes on under the same sheet. */
  #remember({ head }: Restored, code: string | null, by: By): void {
    const { state, stop, now } = this.#options;
    const keys = code === null ? null : recoveryKeysOf(code);
    const sheet = keys && { sheetId: keys.sheetId, publicKey: keys.publicKey, at: now() };
    state.change({
      ...(sheet ? { sheet } : {}),
      gap: { how: 'restored', faults: stop.faults.map((fault) => fault.code), stands: head, lost: null, ...by },
    });
  }

  #requirePossible(): void {
    const { stop, db, given } = this.#options;
    if ((!stop.isStopped && db.isSetUp) || !given) throw commonError('TRADING_NOT_STOPPED');
    if (this.#restoring && this.#restoring.step !== 'failed') throw commonError('RESTORE_UNDER_WAY');
  }

  /** Where nobody can be asked, the store's own computer is enough: what is missing then has to be taken on all the same. */
  async #approved(connection: Connection, approval: Approval | null, sheetIds: readonly string[]): Promise<By> {
    const { db, people } = this.#options;
    if (approval) return approvedBy(connection, approval, { people, sheetIds });
    if (db.isSetUp || connection.stationId !== ownStationId) throw commonError('RESTORE_NOT_HERE');
    return { actor: 'system', by: 'command' };
  }

  #codeOf(typed: string | null): string | null {
    if (typed === null) return null;
    keysOfCode(typed, sheetsOf(this.#options.places.sources));
    const code = readRecoveryCode(typed);
    return typeof code === 'string' ? code : null;
  }
}
