import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
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

/**
 * Opens what devices name only where devices are, and files only in the store's own folder for prints. Settings of
 * before may name anything, and a link may lead anywhere: it is looked at each time something is opened.
 */
export class DevicePaths {
  readonly #dataDir: string;

  /** @param dataDir holds the store's folder */
  constructor(dataDir: string) {
    this.#dataDir = dataDir;
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
