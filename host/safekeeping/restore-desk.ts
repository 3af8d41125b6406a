import { StoreError } from '../../core/kernel/error.ts';
import { commonError } from '../../core/kernel/errors.ts';
import { readRecoveryCode } from '../../core/seal/recovery-code.ts';
import { recoveryKeysOf } from '../../core/seal/recovery-seal.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import { type Connection, ownStationId } from '../contract/connection.ts';
import type { StoreLog } from '../contract/log.ts';
import type { RestoreRequest } from '../parts/safekeeping/service.ts';
import type { CopyView, RestoringView } from '../parts/safekeeping/views.ts';
import type { SignIn } from '../people/sign-in.ts';
import { approvedBy, keysOfCode } from './approval.ts';
import { copiesIn } from './copies.ts';
import type { Gap } from './gap.ts';
import type { Keeper } from './keeper.ts';
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
    const by = await this.#approved(connection, request);
    const code = this.#codeOf(request.recoveryCode);
    this.#requirePossible();
    this.#restoring = { step: 'preparing' };
    void this.#restore(request.copy, code, by);
  }

  async #restore(name: string | null, code: string | null, by: By): Promise<void> {
    const { keeper, places, given, log, now } = this.#options;
    try {
      const restored = await keeper.prepareRestore(name, code);
      log.info(restored, 'a restoring was prepared');
      const { head, ...view } = restored;
      this.#restoring = { step: 'taking', ...view, seq: head.seq };
      given?.reopen(() => {
        takePrepared(places, now());
        this.#remember(restored, code, by);
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
  async #approved(connection: Connection, { approval }: RestoreRequest): Promise<By> {
    const { db, people, places } = this.#options;
    if (approval) return approvedBy(connection, approval, { people, sheetIds: sheetsOf(places.sources) });
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
