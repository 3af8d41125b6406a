import type { OsdpBus } from '../../../hardware/osdp/driver.ts';
import { createTransport } from '../../../hardware/transport/open.ts';
import type { Transport } from '../../../hardware/transport/transport.ts';
import type { LineGiven } from '../../parts/finding/service.ts';
import type { DevicePaths } from '../kind/device-path.ts';

/** A line that is looked at: the store's own, lent between its questions, or one that was opened for it. */
export interface LookedAt {
  /** The store's bus on it; null: nobody's. */
  bus: OsdpBus | null;
  /** One use at a time. */
  lend<T>(use: (line: Transport) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A line of its own, opened. Throws HardwareError TRANSPORT_OPEN_FAILED, DEVICE_PATH. */
export async function openLine({ transport }: LineGiven, paths: DevicePaths): Promise<LookedAt> {
  const line = paths.guarded(createTransport(transport), transport);
  await line.open();
  await line.flush();
  let last: Promise<unknown> = Promise.resolve();
  return {
    bus: null,
    lend: (use) => {
      const used = last.then(() => use(line));
      last = used.catch(() => undefined);
      return used;
    },
    close: async () => {
      await line.close();
      await last;
    },
  };
}

/** The store's own line. */
export function lentLine(bus: OsdpBus): LookedAt {
  return { bus, lend: (use) => bus.lend(use), close: async () => undefined };
}
