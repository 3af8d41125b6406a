import { existsSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { isDeviceNode, isPrinterPath, isPrintName, mayName } from '../../../core/model/site/device-path.ts';
import { HardwareError } from '../../../hardware/error.ts';
import type { Transport } from '../../../hardware/transport/transport.ts';

/** The folder of the store in which printers that are files put their slips. */
const printedFolder = 'printed';

/** What of a device's settings says where it is. */
interface Named {
  type: string;
  path?: string | undefined;
}

interface Machine {
  platform: NodeJS.Platform;
  /** The folder in which Linux tells of its lines. */
  terminals: string;
}

/**
 * Opens what devices name only where devices are, and files only in the store's own folder for prints. Settings of
 * before may name anything, and a link may lead anywhere: it is looked at each time something is opened.
 */
export class DevicePaths {
  readonly #dataDir: string;
  readonly #machine: Machine;

  /** @param dataDir holds the store's folder; `machine`: what is known of this computer's lines */
  constructor(dataDir: string, machine: Partial<Machine> = {}) {
    this.#dataDir = dataDir;
    this.#machine = { platform: process.platform, terminals: '/sys/class/tty', ...machine };
  }

  /**
   * Whether a device hangs on this computer, so that what it says was done by hand: neither over the network or the air,
   * nor a pseudo-terminal, at whose other end is a program. What is no line, such as a smart-card reader, does.
   */
  isOnBus({ type, path: named }: Named): boolean {
    if (type === 'tcp') return false;
    if (named?.startsWith('/') !== true) return true;
    const name = path.basename(realOf(named) ?? named);
    const { platform, terminals } = this.#machine;
    if (platform === 'darwin') return !/^(ttys\d+|[pt]ty[p-za-e][0-9a-f])$/.test(name);
    // The system knows a device behind each line that has one; pseudo-terminals are not even there.
    return !name.startsWith('rfcomm') && existsSync(path.join(terminals, name, 'device'));
  }

  /** The same settings, with a file's name as the path it is kept under. */
  placed<Line extends Named>(line: Line): Line {
    if (line.type !== 'file' || line.path === undefined || !isPrintName(line.path)) return line;
    return { ...line, path: path.join(this.#dataDir, printedFolder, line.path) };
  }

  /** DEVICE_PATH where such a device is not opened; null where it may be. Settings as they stand. */
  refusal(line: Named): 'DEVICE_PATH' | null {
    return this.#mayOpen(line) ? null : 'DEVICE_PATH';
  }

  /** The line of a device, which fails to open while its path may not be. */
  guarded<Line extends Transport>(transport: Line, line: Named): Line {
    const open = transport.open.bind(transport);
    transport.open = async () => {
      if (!this.#mayOpen(line)) {
        throw new HardwareError('DEVICE_PATH', { name: transport.name });
      }
      await open();
    };
    return transport;
  }

  #mayOpen(line: Named): boolean {
    const { type, path: named } = line;
    if (named === undefined) return true;
    if (!mayName(line)) return false;
    if (type === 'file' && isPrintName(named) && !isPrinterPath(named)) return this.#isOwnFile(named);
    // A port or share of Windows is no file; a node is what it leads to (`/dev/serial/by-id` has links).
    if (!named.startsWith('/')) return process.platform === 'win32';
    const real = realOf(named);
    return real === null || isDeviceNode(real);
  }

  /** The folder is the store's own, and what is in it no link to anywhere else. */
  #isOwnFile(name: string): boolean {
    const folder = path.join(this.#dataDir, printedFolder);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if (realpathSync(folder) !== path.join(realpathSync(this.#dataDir), printedFolder)) return false;
      const there = lstatSync(path.join(folder, name), { throwIfNoEntry: false });
      // A second name of one of the store's own files is no file of a printer.
      return there === undefined || (there.isFile() && there.nlink === 1);
    } catch {
      return false;
    }
  }
}

/** What a path leads to; null where nothing is. */
function realOf(named: string): string | null {
  try {
    return realpathSync(named);
  } catch {
    return null;
  }
}
