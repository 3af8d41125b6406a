import { commonError } from '../../core/kernel/errors.ts';
import type { CommandName } from '../../core/model/commands.ts';
import type { FaultCode, StoreFault } from '../../db/inspection.ts';

/** Recorded all the same: on whose word the store goes on. */
const always: ReadonlySet<CommandName> = new Set<CommandName>(['store.recordGap', 'store.recordMoveTakenBack']);
/** Who comes and goes while nothing is recorded stands in the program's log alone, so that a manager can come in. */
const unrecorded: ReadonlySet<CommandName> = new Set<CommandName>([
  'staff.recordSignIn',
  'staff.recordSignOut',
  'staff.recordRefusal',
]);
/** A person can go on without what is lost; what is damaged has to be restored. */
const acceptable: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'STORE_FILE_MISSING',
  'JOURNAL_WENT_BACK',
  'JOURNAL_OTHER',
  'STORE_ELSEWHERE',
]);

/** What a command may do. */
export type Gate = 'open' | 'unrecorded';

/** Whether the store may record. What is wrong with its file stops it, until a copy is restored or somebody takes it on. */
export class TradingStop {
  readonly #onStop: (fault: StoreFault) => void;
  #faults: StoreFault[];

  /** `onStop`: told of each fault that is found while the store runs. */
  constructor(faults: readonly StoreFault[], onStop: (fault: StoreFault) => void) {
    this.#faults = [...faults];
    this.#onStop = onStop;
  }

  get faults(): readonly StoreFault[] {
    return this.#faults;
  }

  get isStopped(): boolean {
    return this.#faults.length > 0;
  }

  /** Whether somebody may go on without what is lost. */
  get isAcceptable(): boolean {
    return this.isStopped && this.#faults.every(({ code }) => acceptable.has(code));
  }

  /** One of each kind is enough to stop. */
  stop(fault: StoreFault): void {
    if (this.#faults.some(({ code }) => code === fault.code)) return;
    this.#faults.push(fault);
    this.#onStop(fault);
  }

  /** Somebody took it on. */
  end(): void {
    this.#faults = [];
  }

  /** Throws TRADING_STOPPED. */
  require(): void {
    if (!this.isStopped) return;
    const codes = this.#faults.map(({ code }) => code);
    throw commonError('TRADING_STOPPED', { summary: codes.join(', '), faults: codes });
  }

  /** What becomes of a command. Throws TRADING_STOPPED. */
  gateOf(name: CommandName): Gate {
    if (!this.isStopped || always.has(name)) return 'open';
    if (unrecorded.has(name)) return 'unrecorded';
    this.require();
    return 'open';
  }
}
