import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { BenchBrowser } from './bench-page.ts';
import { type BenchRow, benchRow, percentile } from './row.ts';

const rounds = 3;
const settleMs = 15_000;
const watchedMs = 20_000;
/** Of `/proc/PID/stat`: clock ticks a second on every Linux. */
const ticksPerSecond = 100;
const emptyPage = 'data:text/html,<p>.</p>';
const emptyProcess = "process.stdout.write('up\\n'); setInterval(() => {}, 1000)";

/** A program that was started, when it said its first line, and that line. */
interface Started {
  child: ChildProcess;
  line: string;
  tookMs: number;
}

/**
 * What a warm start takes until the first screen is there, beside an empty Node process and an empty page; and what the
 * demonstration with all its simulated devices costs while nobody touches it, beside that process. No targets: told.
 * `startFile`: the script that starts a store. On systems without `/proc` nothing is told of the second.
 */
export async function startRows(browser: BenchBrowser | null, startFile: string): Promise<BenchRow[]> {
  const dir = mkdtempSync(path.join(tmpdir(), 'clockroom-bench-'));
  const store = ['--disable-warning=ExperimentalWarning', startFile, '--headless', '--demo', '--port', '0'];
  const args = [...store, '--data', path.join(dir, 'data')];
  try {
    // The first start makes the demonstration.
    await ended(await started(args));
    const [storeMs, emptyMs, screenMs, pageMs]: number[][] = [[], [], [], []];
    for (let round = 0; round < rounds; round += 1) {
      const one = await started(args);
      storeMs?.push(one.tookMs);
      if (browser) screenMs?.push(await browser.firstScreenMs(one.line));
      await ended(one);
      const empty = await started(['-e', emptyProcess]);
      emptyMs?.push(empty.tookMs);
      if (browser) pageMs?.push(await browser.firstScreenMs(emptyPage));
      await ended(empty);
    }
    const median = (of: number[] | undefined) => percentile(of ?? [], 0.5);
    const row = (name: string, value: number, reference: number, note: string) =>
      benchRow({ name, unit: 'ms, median', value, reference, target: 'none; told', note }, () => true);
    return [
      row('start: address', median(storeMs), median(emptyMs), 'demo store, warm; reference: an empty Node process'),
      ...(browser
        ? [row('start: first screen', median(screenMs), median(pageMs), 'in Chromium; reference: an empty page')]
        : []),
      ...(await idleDemoRows(args)),
    ];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function idleDemoRows(args: readonly string[]): Promise<BenchRow[]> {
  if (process.platform !== 'linux') return [];
  const store = await started(args);
  const empty = await started(['-e', emptyProcess]);
  await setTimeout(settleMs);
  const before = [usedOf(store), usedOf(empty)];
  await setTimeout(watchedMs);
  const [ofStore, ofEmpty] = [usedOf(store), usedOf(empty)];
  const percent = (now: { cpuMs: number }, at: number) => ((now.cpuMs - (before[at]?.cpuMs ?? 0)) / watchedMs) * 100;
  await ended(store);
  await ended(empty);
  const note = 'a demo store with its simulated terminals, printers and readers, nothing happening; no screen open';
  return [
    benchRow(
      {
        ...{ name: 'idle demo: CPU', unit: '% of one core', value: percent(ofStore, 0), target: 'none; told' },
        note: `${note}; an empty Node process: ${percent(ofEmpty, 1).toFixed(2)}`,
      },
      () => true,
    ),
    benchRow(
      {
        ...{ name: 'idle demo: memory', unit: 'MB resident', value: ofStore.memoryMb, reference: ofEmpty.memoryMb },
        ...{ target: 'none; told', note: `${note}; reference: an empty Node process` },
      },
      () => true,
    ),
  ];
}

function started(args: readonly string[]): Promise<Started> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore', 'ipc'] });
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (bytes) => {
      said += bytes;
      if (said.endsWith('\n')) resolve({ child, line: said.trim(), tookMs: performance.now() - startedMs });
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it said anything`)));
  });
}

function ended({ child }: Started): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

function usedOf({ child }: Started): { cpuMs: number; memoryMb: number } {
  const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8');
  // The name of the program stands in brackets and may hold blanks.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system] = [Number(fields[11]), Number(fields[12])];
  const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'));
  return { cpuMs: ((user + system) / ticksPerSecond) * 1000, memoryMb: Number(resident?.[1]) / 1000 };
}
