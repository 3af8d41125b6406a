import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { Site } from '../../core/model/site/schema.ts';
import type { SimLine } from '../../hardware/sim/sim-line.ts';

type Transport = Site['buses'][number]['transport'];

/** Speed written into the site file; a pseudo-terminal takes any. */
const PTY_BAUD_RATE = 115_200;

/**
 * A simulated line that can be pulled out of the computer and plugged in again at the same place: behind a port, as
 * with a converter, or behind a serial device whose name stays as `/dev/serial/by-id/…` does.
 */
export class PluggableLine {
  readonly sim: SimLine;
  readonly transport: Transport;
  readonly #put: () => Promise<void>;
  readonly #folder: string | undefined;
  #isPlugged = true;

  private constructor(sim: SimLine, transport: Transport, put: () => Promise<void>, folder?: string) {
    this.sim = sim;
    this.transport = transport;
    this.#put = put;
    this.#folder = folder;
  }

  /** @param port 0 takes a free one; throws HardwareError TRANSPORT_OPEN_FAILED */
  static async onPort(sim: SimLine, port: number): Promise<PluggableLine> {
    const taken = await sim.listen(port);
    const put = async () => void (await sim.listen(taken));
    return new PluggableLine(sim, { type: 'tcp', host: '127.0.0.1', port: taken }, put);
  }

  /** @param name of the device, in a folder of its own where a store may look for it; throws HardwareError TRANSPORT_OPEN_FAILED, SIM_NOT_SUPPORTED */
  static async onPty(sim: SimLine, name: string): Promise<PluggableLine> {
    const folder = mkdtempSync('/tmp/clockroom-sim-');
    const device = path.join(folder, name);
    const put = async () => {
      const target = await sim.openPty();
      mkdirSync(folder, { recursive: true });
      rmSync(device, { force: true });
      symlinkSync(target, device);
    };
    await put();
    return new PluggableLine(sim, { type: 'serial', path: device, baudRate: PTY_BAUD_RATE }, put, folder);
  }

  /** Whoever has it open sees it go, and it cannot be opened. Pulling out what is out does nothing. */
  async pull(): Promise<void> {
    if (!this.#isPlugged) return;
    this.#isPlugged = false;
    await this.sim.close();
    if (this.transport.type === 'serial') rmSync(this.transport.path, { force: true });
  }

  /** Throws HardwareError TRANSPORT_OPEN_FAILED: its port was taken meanwhile. */
  async plug(): Promise<void> {
    if (this.#isPlugged) return;
    await this.#put();
    this.#isPlugged = true;
  }

  /** Out and in again at once: a converter that loses power for a moment, an adapter that is touched. */
  async cut(): Promise<void> {
    if (!this.#isPlugged) return;
    if (this.transport.type === 'tcp') {
      this.sim.dropConnections();
      return;
    }
    await this.pull();
    await this.plug();
  }

  /** For good. */
  async close(): Promise<void> {
    this.#isPlugged = false;
    await this.sim.close();
    if (this.#folder) rmSync(this.#folder, { recursive: true, force: true });
  }
}
