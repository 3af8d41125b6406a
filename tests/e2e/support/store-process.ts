import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect } from 'vitest';

const scripts = path.resolve(import.meta.dirname, '../../../scripts');
const startScript = path.join(scripts, 'start.ts');

/** Proves the books of a store that was closed. */
export function proveBooks(dataDir: string): void {
  const proof = spawnSync(process.execPath, [path.join(scripts, 'verify.ts'), '--data', dataDir], { encoding: 'utf8' });
  expect([proof.status, proof.stderr]).toEqual([0, '']);
  expect(proof.stdout).toMatch(/^The books fit: \d+ journal rows/);
}

/** A store as `npm start -- --headless` runs it: a process of its own. */
export class StoreProcess {
  /** Where its screens are. */
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** Starts it and waits for its address. Throws with what it wrote when it ends instead. */
  static async start(options: { dataDir: string; siteFile?: string; port?: number }): Promise<StoreProcess> {
    const { dataDir, siteFile, port = 0 } = options;
    const args = ['--headless', '--data', dataDir, '--port', String(port)];
    if (siteFile !== undefined) args.push('--site', siteFile);
    const child = spawn(process.execPath, [startScript, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // What stands away from the data folder stays beside it.
      env: { ...process.env, XDG_CONFIG_HOME: `${dataDir}-settings` },
    });
    let errors = '';
    child.stderr.on('data', (data) => {
      errors += data;
    });
    const url = await new Promise<string>((resolve, reject) => {
      let out = '';
      child.stdout.on('data', (data) => {
        out += data;
        if (out.endsWith('\n')) resolve(out.trim());
      });
      child.on('exit', (code) => reject(new Error(`the store ended with ${code}: ${errors}`)));
    });
    return new StoreProcess(child, url);
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Asks it to close; its exit status. */
  async stop(): Promise<number | null> {
    return this.#end('SIGTERM');
  }

  /** As a power cut does it. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    }
    return child.exitCode;
  }
}
