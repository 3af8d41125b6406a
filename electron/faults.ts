import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { minuteMs } from '../core/kernel/time.ts';
import type { ElectronApi } from './electron-api.ts';

export interface FaultsOf {
  /** Calls back with what nobody caught in the main process. */
  onFault(listener: (error: unknown) => void): void;
  dataDir: string;
  /** Elapsed milliseconds. */
  elapsed(): number;
}

/**
 * What nobody caught ends the program, since nobody knows what state it is in: first it is written down, in a file of
 * its own that needs nothing of what may be broken, then the program starts anew. The store's file is made for ends
 * like this one. A program that ends within its first minute does not start again, or it would do so for ever.
 */
export function surviveFaults({ app, crashReporter }: Pick<ElectronApi, 'app' | 'crashReporter'>, of: FaultsOf): void {
  crashReporter.start({ uploadToServer: false });
  const startedAt = of.elapsed();
  let ended = false;
  of.onFault((error) => {
    if (ended) return;
    ended = true;
    writeDown(of.dataDir, error);
    if (of.elapsed() - startedAt >= minuteMs) app.relaunch();
    app.exit(1);
  });
}

function writeDown(dataDir: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const line = `${new Date().toISOString()} ${text}\n`;
  process.stderr.write(`clockroom: ${line}`);
  try {
    const folder = path.join(dataDir, 'logs');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    appendFileSync(path.join(folder, 'faults.log'), line, { mode: 0o600 });
  } catch {
    // It stands on stderr.
  }
}
