import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseError } from '../../../db/engine/error.ts';
import { FileLock } from '../../../db/engine/file-lock.ts';
import { makeFolder } from '../../../db/engine/whole-file.ts';
import { StartError } from '../../contract/start-error.ts';
import { Heartbeat, type HeartbeatOptions, thisMachine } from './heartbeat.ts';

const beatMs = 2_000;
const standsMs = 15_000;

/** What holds a folder, to be let go in the opposite order. */
type Held = { release(): void | Promise<void> };

/**
 * The folder a store is kept in, held by one process at a time. Three locks say so, and none is left behind by a power
 * cut: a listening local socket named after the folder's true path; a lock of the system on a file in it, which holds
 * under every path (a mount, a container); and a heartbeat in it, which another computer on a network share sees. What
 * stands in the folder is for whoever runs the store alone.
 */
export class DataFolder {
  readonly path: string;
  readonly #held: readonly Held[];
  readonly #heartbeat: Heartbeat;

  private constructor(folder: string, held: readonly Held[], heartbeat: Heartbeat) {
    this.path = folder;
    this.#held = held;
    this.#heartbeat = heartbeat;
  }

  /**
   * Makes the folder if need be and takes it; waits where another computer may have it. Throws StartError
   * DATA_FOLDER_UNUSABLE, DATA_FOLDER_IN_USE, DATA_FOLDER_SHARED or STORE_FILE_LINKED.
   */
  static async take(folder: string, options: Partial<HeartbeatOptions> = {}): Promise<DataFolder> {
    let real: string;
    try {
      makeFolder(folder);
      accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
      real = realpathSync(folder);
    } catch (error) {
      throw new StartError('DATA_FOLDER_UNUSABLE', { folder, detail: codeOf(error) }, { cause: error });
    }
    const held: Held[] = [];
    try {
      held.push(await socketLock(real, folder));
      held.push(...fileLocks(real, folder));
      const heartbeat = await Heartbeat.begin(real, { machine: thisMachine(), beatMs, standsMs, ...options });
      if (!(heartbeat instanceof Heartbeat)) {
        throw new StartError('DATA_FOLDER_SHARED', { folder, host: heartbeat.heldBy });
      }
      held.push({ release: () => heartbeat.end() });
      closeToOthers(real);
      return new DataFolder(real, held, heartbeat);
    } catch (error) {
      await letGo(held);
      throw error;
    }
  }

  /** Told once when another computer has taken the folder all the same: its name. */
  onTaken(listener: (name: string) => void): void {
    this.#heartbeat.onTaken(listener);
  }

  /** Lets go of the folder. */
  release(): Promise<void> {
    return letGo(this.#held);
  }
}

async function letGo(held: readonly Held[]): Promise<void> {
  for (const one of held.toReversed()) await one.release();
}

async function socketLock(real: string, folder: string): Promise<Held> {
  const address = lockAddress(real);
  const lock = (await listen(address)) ?? ((await isLeftBehind(address)) ? await listen(address) : null);
  if (!lock) throw new StartError('DATA_FOLDER_IN_USE', { folder });
  return { release: () => new Promise<void>((resolve) => lock.close(() => resolve())) };
}

/** In the folder, and where the store's file really is. */
function fileLocks(real: string, folder: string): Held[] {
  const file = path.join(real, 'store.sqlite');
  const folders = new Set([real]);
  if (existsSync(file)) {
    if (statSync(file).nlink > 1) throw new StartError('STORE_FILE_LINKED', { file });
    folders.add(path.dirname(realpathSync(file)));
  }
  const held: Held[] = [];
  try {
    for (const one of folders) {
      const lock = FileLock.take(path.join(one, 'lock'));
      if (!lock) throw new StartError('DATA_FOLDER_IN_USE', { folder });
      held.push(lock);
    }
    return held;
  } catch (error) {
    for (const one of held) void one.release();
    if (!(error instanceof DatabaseError)) throw error;
    throw new StartError('DATA_FOLDER_UNUSABLE', { folder, detail: error.code }, { cause: error });
  }
}

/** Also where the folder was there before. What cannot be closed (a share without rights) stays as it is. */
function closeToOthers(folder: string): void {
  if (process.platform === 'win32') return;
  attempt(() => chmodSync(folder, 0o700));
  for (const name of readdirSync(folder)) {
    const inside = path.join(folder, name);
    attempt(() => {
      const stat = lstatSync(inside);
      if (stat.isFile()) chmodSync(inside, 0o600);
      else if (stat.isDirectory()) chmodSync(inside, 0o700);
    });
  }
}

function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // Somebody else's.
  }
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
