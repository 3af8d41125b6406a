import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectPath } from '../common/project.ts';
import type { StoreOrder } from './store-child.ts';

/** Where everything of one store stands, and nothing else. */
export interface StoreFolders {
  /** What holds all of it. */
  root: string;
  dataDir: string;
  /** Away from the store's own folder. */
  second: string;
  /** The user's settings, where a beacon stands unless there is a second place. */
  settings: string;
}

export function foldersIn(root: string): StoreFolders {
  return {
    root,
    dataDir: path.join(root, 'store'),
    second: path.join(root, 'second'),
    settings: path.join(root, 'settings'),
  };
}

/** A folder with the least of screens. */
export function smallScreens(folder: string): string {
  const screens = path.join(folder, 'screens');
  mkdirSync(screens, { recursive: true });
  writeFileSync(path.join(screens, 'index.html'), '<!doctype html><title>Clockroom</title>');
  return screens;
}

/** A store in a process of its own, loaded before it is needed. */
export class StoreProcess {
  readonly #child: ChildProcess;
  readonly #loaded: Promise<void>;
  readonly #isWatched: boolean;
  #errors = '';
  #orderedAt = 0;

  /** `before`: a program that starts the store and looks on, with its arguments. */
  constructor(compileCache: string, before: readonly string[] = []) {
    this.#isWatched = before.length > 0;
    const [file = '', ...args] = [...before, process.execPath, projectPath('scripts/crash/store-child.ts')];
    this.#child = spawn(file, args, {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Whoever looks on sees calls, and no rings of them.
      env: { ...process.env, NODE_COMPILE_CACHE: compileCache, UV_USE_IO_URING: '0' },
    });
    this.#child.stderr?.on('data', (data) => {
      this.#errors += data;
    });
    this.#loaded = new Promise((resolve) => this.#child.once('message', () => resolve()));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get isGone(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Since it was told to open, ms. */
  get ageMs(): number {
    return performance.now() - this.#orderedAt;
  }

  /** Tells it to open; resolves when it was told. */
  async order(order: StoreOrder): Promise<void> {
    await Promise.race([this.#loaded, once(this.#child, 'exit')]);
    if (this.isGone) throw new Error(`the store did not load: ${this.#errors}`);
    this.#orderedAt = performance.now();
    this.#child.send(order);
  }

  /** Its address, or null where it was killed before. Throws with what it wrote where it ended by itself. */
  async address(): Promise<string | null> {
    const { stdout } = this.#child;
    const url = await Promise.race([
      once(stdout as NonNullable<typeof stdout>, 'data').then(([data]) => String(data).trim()),
      once(this.#child, 'exit').then(() => null),
    ]);
    if (url === null && this.#child.signalCode === null) throw new Error(`the store did not open: ${this.#errors}`);
    return url;
  }

  /** Asks it to close, and does not wait. */
  askToClose(): void {
    this.#child.send('close');
  }

  /** Resolves when it has ended by itself. */
  async ended(): Promise<number | null> {
    if (!this.isGone) await once(this.#child, 'exit');
    return this.#child.exitCode;
  }

  async kill(): Promise<void> {
    if (this.isGone) return;
    const gone = once(this.#child, 'exit');
    // Whoever looks on is killed alone; the store then goes by itself.
    if (this.#isWatched && this.#child.connected) this.#child.disconnect();
    this.#child.kill('SIGKILL');
    await gone;
  }
}
