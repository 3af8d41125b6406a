import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { minuteMs } from '../../core/kernel/time.ts';
import { type DayOutcome, dayLine, type NightDay } from './nightly.ts';
import type { DaySummary } from './summary.ts';

const script = path.resolve(import.meta.dirname, '..', '..', 'scripts', 'day.ts');
const run = promisify(execFile);
const outputBytes = 16 * 1024 * 1024;
const longestMs = 20 * minuteMs;

/** Runs one day in a process of its own, so that nothing it does reaches another. `hours`: how long the store is open. */
export async function dayInProcess(day: NightDay, hours?: number): Promise<DayOutcome> {
  const line = [script, ...dayLine(day), '--json', ...(hours === undefined ? [] : ['--hours', String(hours)])];
  try {
    return outcomeOf(await run(process.execPath, line, { maxBuffer: outputBytes, timeout: longestMs }));
  } catch (error) {
    // Status 1 of a day that is not clean comes with its summary.
    const { stdout = '', stderr = '', message } = error as { stdout?: string; stderr?: string; message: string };
    try {
      return outcomeOf({ stdout, stderr });
    } catch {
      return { failed: (stderr || message).slice(-2_000) };
    }
  }
}

function outcomeOf({ stdout, stderr }: { stdout: string; stderr: string }): DayOutcome {
  return { summary: JSON.parse(stdout) as DaySummary, logged: stderr.split('\n').filter((one) => one !== '') };
}
