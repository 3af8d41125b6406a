import { type BusEvent, OsdpBus } from '../../hardware/osdp/driver.ts';
import type { FrameLogEntry } from '../../hardware/osdp/frame-log.ts';
import { LineSearch, osdpSpeeds, searchReplyMs } from '../../hardware/osdp/line-search.ts';
import { realScheduler } from '../../hardware/scheduler.ts';
import { createTransport } from '../../hardware/transport/open.ts';
import type { Transport } from '../../hardware/transport/transport.ts';
import { TerminalKeys } from '../../host/secrets/terminal-keys.ts';
import type { ToolArguments } from './arguments.ts';
import { ToolError } from './tool-error.ts';

/** Opens the line alone, without a bus. Throws HardwareError TRANSPORT_OPEN_FAILED. */
export async function openTransport({ transport }: ToolArguments): Promise<Transport> {
  const line = createTransport(transport);
  await line.open();
  await line.flush();
  return line;
}

/** Finds the line's speed where it was not given; leaves the line at it. Throws ToolError NOBODY_ANSWERS. */
export async function findSpeed(line: Transport, tool: ToolArguments, addresses: number[]): Promise<number | null> {
  if (!line.setSpeed) return null;
  if (tool.baudRate !== undefined) return tool.baudRate;
  const search = new LineSearch(line, realScheduler, { replyTimeoutMs: searchReplyMs });
  const speed = await search.speed(osdpSpeeds, addresses);
  if (speed === undefined) throw nobody();
  return speed;
}

export function nobody(): ToolError {
  return new ToolError('NOBODY_ANSWERS', {
    zh: '没有报钟器回应：请检查接线（A/B）、供电和地址',
    en: 'no terminal answers: check the wires (A/B), the power supply and the address',
  });
}

/** The keys of the store whose data folder was named, by `bus/address`. */
export function openKeys(tool: ToolArguments): TerminalKeys {
  try {
    return TerminalKeys.open(tool.dataDir);
  } catch {
    throw new ToolError('KEYS_UNREADABLE', {
      zh: `读不懂 ${tool.dataDir} 里的 terminal-keys.json`,
      en: `terminal-keys.json in ${tool.dataDir} cannot be read`,
    });
  }
}

export interface ToolBusOptions {
  onEvent?: (event: BusEvent) => void;
  onFrame?: (entry: FrameLogEntry) => void;
}

/**
 * Opens a bus over a line for the given terminals, each with its key where the store has one. Throws HardwareError
 * TRANSPORT_OPEN_FAILED instead of trying again for ever.
 */
export async function openBus(
  tool: ToolArguments,
  addresses: number[],
  keys: TerminalKeys,
  options: ToolBusOptions = {},
): Promise<OsdpBus> {
  const line = await openTransport(tool);
  try {
    await findSpeed(line, tool, addresses);
  } catch (error) {
    await line.close();
    throw error;
  }
  const speed = line.bitsPerSecond;
  await line.close();
  const { transport } = tool;
  const bus = new OsdpBus({
    id: tool.busId,
    transport: createTransport(
      transport.type === 'serial' && speed !== undefined ? { ...transport, baudRate: speed } : transport,
    ),
    scheduler: realScheduler,
    terminals: addresses.map((address) => {
      const key = keys.of(`${tool.busId}/${address}`);
      return { address, ...(key === null ? {} : { scbk: Uint8Array.from(Buffer.from(key, 'hex')) }) };
    }),
    onEvent: options.onEvent ?? (() => {}),
    ...(options.onFrame ? { onFrame: options.onFrame } : {}),
  });
  await bus.open();
  return bus;
}
