import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { StartError } from '../../contract/start-error.ts';

/**
 * The folder a store is kept in, held by one process at a time. The lock is a listening local socket named after the
 * folder's true path: the system lets go of it when the process ends, however it ends, so that there is no stale
 * lock to clear after a power cut.
 */
export class DataFolder {
  readonly path: string;
  readonly #lock: Server;

  private constructor(folder: string, lock: Server) {
    this.path = folder;
    this.#lock = lock;
  }

  /** Makes the folder if need be and takes it. Throws StartError DATA_FOLDER_UNUSABLE or DATA_FOLDER_IN_USE. */
  static async take(folder: string): Promise<DataFolder> {
    let real: string;
    try {
      makeFolder(folder);
      accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
      real = realpathSync(folder);
    } catch (error) {
      throw new StartError('DATA_FOLDER_UNUSABLE', { folder, detail: codeOf(error) }, { cause: error });
    }
    const address = lockAddress(real);
    const lock = (await listen(address)) ?? ((await isLeftBehind(address)) ? await listen(address) : null);
    if (!lock) throw new StartError('DATA_FOLDER_IN_USE', { folder });
    return new DataFolder(real, lock);
  }

  /** Lets go of the folder. */
  release(): Promise<void> {
    return new Promise((resolve) => this.#lock.close(() => resolve()));
  }
}

/** Step by step: where nothing can be made (below /proc), the system's own way of making the whole path never ends. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

function lockAddress(folder: string): string {
  const name = `clockroom-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  // Linux has socket names outside the file system, which leave nothing behind.
  return process.platform === 'linux' ? `\0${name}` : path.join(tmpdir(), `${name}.sock`);
}

/** Null if somebody else has the address. */
function listen(address: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error) =>
      codeOf(error) === 'EADDRINUSE' || codeOf(error) === 'EACCES' ? resolve(null) : reject(error),
    );
    server.listen(address, () => {
      server.unref();
      resolve(server);
    });
  });
}

/** True if the address is the file of a socket whose process is gone; the file is then removed. */
function isLeftBehind(address: string): Promise<boolean> {
  if (!path.isAbsolute(address) || process.platform === 'win32') return Promise.resolve(false);
  return new Promise((resolve) => {
    const probe = connect(address);
    probe.once('connect', () => {
      probe.destroy();
      resolve(false);
    });
    probe.once('error', () => {
      rmSync(address, { force: true });
      resolve(true);
    });
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
