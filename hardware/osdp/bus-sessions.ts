import { randomBytes } from 'node:crypto';
import { HardwareError } from '../error.ts';
import type { BusOptions } from './bus-types.ts';
import type { TerminalSettings } from './clock-terminal.ts';
import { BROADCAST_ADDRESS } from './codec/frame.ts';
import { TerminalSession } from './session.ts';
import { timing } from './timing.ts';

export function isAddress(address: number): boolean {
  return Number.isInteger(address) && address >= 0 && address < BROADCAST_ADDRESS;
}

/** The panel's side of one terminal of a bus. Throws OSDP_BAD_ARGUMENT: not 0–126, or a key that is not 16 bytes. */
export function newSession(options: BusOptions, { address, scbk }: TerminalSettings): TerminalSession {
  if (!isAddress(address) || (scbk && scbk.length !== 16)) throw new HardwareError('OSDP_BAD_ARGUMENT', { address });
  const { offlineAfterMs = timing.offlineAfterMs } = options;
  return new TerminalSession({
    address,
    ...(scbk ? { scbk } : {}),
    idlePollMs: Math.min(options.idlePollMs ?? timing.idlePollMs, offlineAfterMs - timing.idlePollSlackMs),
    offlineAfterMs,
    mark: options.mark ?? true,
    randomBytes: options.randomBytes ?? randomBytes,
  });
}
