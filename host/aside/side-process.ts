import { type ChildProcess, fork } from 'node:child_process';
import type { Socket } from 'node:net';
import { constants, setPriority } from 'node:os';
import type { ToSideProcess } from './parent.ts';

/** How a process ended that was not asked to, with the last of what it wrote. */
export class SideProcessError extends Error {
  override readonly name = 'SideProcessError';
}

export interface SideProcessOptions<From> {
  /** The file it runs: `new URL('./…-process.ts', import.meta.url)`. */
  file: URL;
  args?: readonly string[];
  /** So much may its heap hold, MB; more ends it. */
  memoryMb?: number;
  onMessage(message: From): void;
  /** It is gone; null where it was ended from here. All that it said has been heard by then. */
  onEnd(fault: SideProcessError | null): void;
}

/** The end of what it wrote before it died, characters. */
const lastWords = 2_000;

/**
 * A process beside the store's own, with `serveParent` inside. What is sent is copied as between threads (Node's
 * `advanced` serialization), so both sides are of one version. Nobody stays for its sake.
 */
export class SideProcess<To, From> {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #isEnding = false;
  #errors = '';

  constructor({ file, args = [], memoryMb, onMessage, onEnd }: SideProcessOptions<From>) {
    const child = fork(file, args, {
      execArgv: memoryMb === undefined ? [] : [`--max-old-space-size=${memoryMb}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child = child;
    child.stderr?.on('data', (bytes: Buffer) => {
      this.#errors = (this.#errors + bytes.toString()).slice(-lastWords);
    });
    child.on('message', (message) => onMessage(message as From));
    this.#ended = new Promise((resolve) => {
      const end = (how: string) => {
        onEnd(this.#isEnding ? null : new SideProcessError(`${how}\n${this.#errors}`.trim()));
        resolve();
      };
      // It could not be begun: nothing is closed then.
      child.on('error', (error) => child.pid === undefined && end(error.message));
      child.on('close', (code, signal) => child.pid !== undefined && end(`ended with ${signal ?? code}`));
    });
    this.#hold('unref');
    behindTheStore(child.pid);
  }

  /** What cannot be sent because it is gone is told by `onEnd`. */
  send(message: To): void {
    this.#tell({ ask: message });
  }

  /** Kills it, whatever it does. Resolves when it is gone and holds no file any more. */
  async kill(): Promise<void> {
    this.#isEnding = true;
    this.#hold('ref');
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  /** Lets it do what it was sent, at most so many milliseconds; then it is killed. Resolves when it is gone. */
  async end(waitMs: number): Promise<void> {
    this.#isEnding = true;
    this.#hold('ref');
    this.#tell('end');
    const killed = setTimeout(() => this.#child.kill('SIGKILL'), waitMs);
    await this.#ended;
    clearTimeout(killed);
  }

  #tell(message: ToSideProcess<To>): void {
    if (this.#child.connected) this.#child.send(message as object, () => {});
  }

  /** Whether our own program stays as long as this one is there. */
  #hold(how: 'ref' | 'unref'): void {
    this.#child[how]();
    this.#child.channel?.[how]();
    (this.#child.stderr as Socket | null)?.[how]();
  }
}

/** The store is served first. Where the system does not let us, both are served alike. */
function behindTheStore(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Gone already, or not allowed.
  }
}
