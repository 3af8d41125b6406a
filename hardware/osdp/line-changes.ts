import { HardwareError } from '../error.ts';
import type { OsdpBus } from './driver.ts';

/**
 * Gives a terminal another address; resolves when it answers there. It changes after its reply; where that got lost
 * it is looked for at the new address and, if it is not there, taken to be at the old one still.
 * `baudRate` is told along, for the protocol changes both at once: the line's own speed where it has one, else what
 * the converter is set to must be given. Throws OSDP_BAD_ARGUMENT (not 0–126, taken, no speed), OSDP_OFFLINE,
 * OSDP_REFUSED.
 */
export async function changeAddress(bus: OsdpBus, from: number, to: number, baudRate?: number): Promise<void> {
  const speed = bus.bitsPerSecond ?? baudRate;
  const isTaken = bus.terminals().some(({ address }) => address === to);
  if (!Number.isInteger(to) || to < 0 || to > 126 || isTaken || speed === undefined) {
    throw new HardwareError('OSDP_BAD_ARGUMENT', { address: to, baudRate: speed });
  }
  try {
    await bus.terminal(from).setLine(to, speed);
  } catch (error) {
    const isLost = error instanceof HardwareError && error.code === 'OSDP_OFFLINE';
    if (!isLost || error.context.reason === 'OSDP_LINE_LOST') throw error;
    bus.retarget(from, to);
  }
  if ((await bus.untilSettled(to)) === 'online') return;
  bus.retarget(to, from);
  throw new HardwareError('OSDP_OFFLINE', { address: to });
}

/**
 * Takes a whole line to another speed: every terminal is told in turn at the old one, then the line follows. Tells
 * which terminals answer at the new speed, and which were left behind (offline, or refused). Throws
 * TRANSPORT_NOT_SUPPORTED where the line has no speed of its own.
 */
export async function changeSpeed(bus: OsdpBus, bitsPerSecond: number): Promise<{ moved: number[]; left: number[] }> {
  if (bus.bitsPerSecond === undefined) throw new HardwareError('TRANSPORT_NOT_SUPPORTED', { bitsPerSecond });
  const told: number[] = [];
  const addresses = bus.terminals().map(({ address }) => address);
  for (const address of addresses) {
    try {
      await bus.terminal(address).setLine(address, bitsPerSecond);
      told.push(address);
    } catch {
      // Who is not there now cannot be taken along; it is named at the end.
    }
  }
  if (told.length > 0) await bus.setSpeed(bitsPerSecond);
  const moved: number[] = [];
  for (const address of told) if ((await bus.untilSettled(address)) === 'online') moved.push(address);
  return { moved, left: addresses.filter((address) => !moved.includes(address)) };
}
