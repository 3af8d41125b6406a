import { EventEmitter } from 'node:events';
import { dayMs, minuteMs } from '../../../core/kernel/time.ts';
import type { StoreLog } from '../../contract/log.ts';
import { type MachineNames, machineNames } from './machine-names.ts';
import type { ServerPair, StoreAuthority } from './store-authority.ts';

/** A certificate is made anew so long before its end: a store that nobody restarts has a good one all the same. */
const renewBeforeMs = 60 * dayMs;
const lookEveryMs = minuteMs;

export interface ServerIdentityOptions {
  authority: StoreAuthority;
  log: StoreLog;
  /** The machine's names and addresses as of now; the system's own unless given. */
  names?: (() => MachineNames) | undefined;
  /** The wall clock, UTC ms. */
  now?: (() => number) | undefined;
}

/**
 * What the store shows of itself to its network: a certificate for the names and addresses it has at the time. The key
 * is kept in memory alone and made anew with each certificate.
 */
export class ServerIdentity {
  readonly authority: StoreAuthority;
  readonly #log: StoreLog;
  readonly #names: () => MachineNames;
  readonly #now: () => number;
  readonly #changes = new EventEmitter<{ change: [ServerPair] }>();
  readonly #timer: ReturnType<typeof setInterval>;
  #pair: ServerPair;
  #of: string;

  constructor({ authority, log, names = machineNames, now = Date.now }: ServerIdentityOptions) {
    this.authority = authority;
    this.#log = log;
    this.#names = names;
    this.#now = now;
    const machine = names();
    this.#of = JSON.stringify(machine);
    this.#pair = this.#make(machine);
    this.#timer = setInterval(() => this.look(), lookEveryMs).unref();
  }

  get pair(): ServerPair {
    return this.#pair;
  }

  /** What the certificate is for. */
  get names(): MachineNames {
    return this.authority.vouchedFor(JSON.parse(this.#of) as MachineNames);
  }

  /** Told of each new certificate. */
  onChange(listener: (pair: ServerPair) => void): void {
    this.#changes.on('change', listener);
  }

  /** Makes a new certificate where the machine has other names or addresses now, or the one there is ends soon. */
  look(): void {
    const machine = this.#names();
    const of = JSON.stringify(machine);
    if (of === this.#of && this.#isGood()) return;
    this.#of = of;
    this.#pair = this.#make(machine);
    this.#changes.emit('change', this.#pair);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#changes.removeAllListeners();
  }

  /** Also one that begins in the future is none: the clock was set back since. */
  #isGood(): boolean {
    const { certificate } = this.#pair;
    const now = this.#now();
    return certificate.validFromDate.getTime() <= now && certificate.validToDate.getTime() - now > renewBeforeMs;
  }

  #make(machine: MachineNames): ServerPair {
    const { hosts, addresses } = this.authority.vouchedFor(machine);
    const left = [...machine.hosts, ...machine.addresses].filter((name) => ![...hosts, ...addresses].includes(name));
    const pair = this.authority.serverPair(machine, this.#now());
    this.#log.info(
      { for: [...hosts, ...addresses], until: pair.certificate.validTo },
      'the store has a new certificate for its network',
    );
    // Screens that ask for such a one would be shown a certificate that does not fit.
    if (left.length > 0) this.#log.warn({ left }, 'the store’s authority may not vouch for these names and addresses');
    return pair;
  }
}
