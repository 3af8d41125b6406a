import { deviceError } from '../../../core/model/devices/errors.ts';
import { HardwareError } from '../../../hardware/error.ts';
import type { TerminalState } from '../../../hardware/osdp/session-types.ts';
import type { TerminalKeys } from '../../secrets/terminal-keys.ts';

/** The part of a bus that the installation of a key needs. */
export interface KeyBus {
  terminal(address: number): { installKey(scbk: Uint8Array): Promise<void> };
  setKey(address: number, scbk: Uint8Array): void;
  untilSettled(address: number): Promise<TerminalState>;
}

/**
 * Gives a terminal a new key of its own. The key is on disk as “being installed” before the terminal hears of it: a
 * terminal whose key nobody has must be reset by hand. Where an earlier attempt ended in doubt (it may have taken the
 * key and its answer got lost) that key is tried first, and installed again, never a second one.
 * Throws StoreError TERMINAL_OFFLINE, OSDP_REFUSED.
 */
export async function installTerminalKey(
  bus: KeyBus,
  keys: TerminalKeys,
  terminal: { id: string; address: number },
  random: (count: number) => Uint8Array,
): Promise<void> {
  const { id, address } = terminal;
  const doubtful = keys.pendingOf(id);
  if (doubtful !== null) {
    bus.setKey(address, bytesOf(doubtful));
    if ((await bus.untilSettled(address)) === 'online') return keys.confirm(id);
  }
  const key = doubtful ?? Buffer.from(random(16)).toString('hex').toUpperCase();
  keys.prepare(id, key);
  try {
    await bus.terminal(address).installKey(bytesOf(key));
  } catch (error) {
    if (!(error instanceof HardwareError)) throw error;
    // Where the channel was not even opened, or the answer was a clear no, nothing is in doubt. Silence is: the key
    // stays “being installed” and is tried next time.
    const isClosed = doubtful === null && closedReasons.includes(String(error.context.reason));
    const isRefusal = error.code === 'OSDP_REFUSED' || isClosed;
    if (isRefusal) keys.forget(id);
    const before = keys.of(id);
    if (before !== null) bus.setKey(address, bytesOf(before));
    throw isRefusal
      ? deviceError('OSDP_REFUSED', { terminalId: id, ...error.context })
      : deviceError('TERMINAL_OFFLINE', { terminalId: id, ...error.context });
  }
  keys.confirm(id);
}

/** Reasons of a terminal that is there, but does not take the default key: it is not in its installation mode. */
const closedReasons: readonly string[] = ['OSDP_CHANNEL_REFUSED', 'OSDP_WRONG_KEY'];

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}
