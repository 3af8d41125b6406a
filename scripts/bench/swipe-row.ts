import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Site } from '../../core/model/site/schema.ts';
import { RunningStore } from '../../host/store/running-store.ts';
import { askWorker } from './ask-worker.ts';
import type { BareDatabase, BareSqlite } from './bare-database.ts';
import { callEverybody, demoSite, siteOf } from './bench-site.ts';
import { type BenchRow, benchRow, percentile } from './row.ts';
import type { FromTerminals, ToTerminals } from './swipe-terminals.ts';

const lineCount = 4;
const terminalsPerLine = 50;
const swipesPerSecond = 20;
const everyMs = 1000 / swipesPerSecond;
/** Swipes and bare commits take turns, so that both see whatever else the machine does. */
const turns = 4;
const mostTimesBare = 2;
const runs = 5;
/**
 * Terminals are asked as often as a 9,600 baud line of fifty could at best, which has 32 answered polls a second (row
 * “bus use”); the sockets of the benchmark have no such limit. The wait for the poll is not measured.
 */
const idlePollMs = 1_560;
const quiet = { info: () => {}, warn: () => {}, error: () => {} };

/**
 * From the last byte of the card on the line to the first byte of the answer at the terminal, with the start of a
 * clock committed in between: real sockets, the terminals in a thread of their own, a long read beside it all.
 */
export async function swipeToStartRow(sqlite: BareSqlite): Promise<BenchRow> {
  const measured: BenchRow[] = [];
  for (let run = 0; run < runs; run += 1) measured.push(await oneRun(sqlite));
  const byRatio = measured.toSorted((a, b) => (a.ratio ?? 0) - (b.ratio ?? 0));
  const median = byRatio[Math.floor(runs / 2)];
  if (!median) throw new Error('nothing was measured');
  const ratios = measured.map(({ ratio }) => ratio?.toFixed(2)).join(', ');
  return { ...median, note: `${median.note}; the median of ${runs} runs: ${ratios}` };
}

async function oneRun(sqlite: BareSqlite): Promise<BenchRow> {
  const dir = mkdtempSync(path.join(tmpdir(), 'clockroom-bench-'));
  const worker = new Worker(new URL('./swipe-terminals.ts', import.meta.url));
  const ask = askWorker<ToTerminals, FromTerminals>(worker);
  let reading: { end(): Promise<number> } | undefined;
  let store: RunningStore | undefined;
  let bare: BareCommits | undefined;
  try {
    const site = largeSite();
    const ports = await ask({ type: 'open', buses: site.buses }, 'ports');
    site.buses.forEach((bus, at) => {
      bus.transport = { type: 'tcp', host: '127.0.0.1', port: ports.ports[at] ?? 0 };
    });
    const siteFile = path.join(dir, 'site.json');
    writeFileSync(siteFile, JSON.stringify(site), { mode: 0o600 });
    store = await RunningStore.open({ dataDir: dir, siteFile, voice: 'none', log: quiet, idlePollMs });
    const file = path.join(dir, 'store.sqlite');
    bare = new BareCommits(sqlite, file);
    callEverybody(store, site);
    await allOnline(store);

    reading = sqlite.readForEver(file);
    const swipes = site.buses.flatMap((bus, line) =>
      bus.terminals.map(({ address }, at) => ({
        line,
        address,
        uid: site.technicians[line * terminalsPerLine + at]?.card ?? '',
      })),
    );
    // A store has run for hours when somebody swipes: each card is held at the next room first, and refused there.
    const elsewhere = swipes.map((swipe, at) => ({ ...swipe, uid: swipes[(at + 1) % swipes.length]?.uid ?? '' }));
    await ask({ type: 'swipe', swipes: elsewhere, everyMs }, 'answers');
    const answersMs: number[] = [];
    const bareMs: number[] = [];
    const atOnce = Math.ceil(swipes.length / turns);
    for (let from = 0; from < swipes.length; from += atOnce) {
      const now = swipes.slice(from, from + atOnce);
      answersMs.push(...(await ask({ type: 'swipe', swipes: now, everyMs }, 'answers')).answersMs);
      bareMs.push(...(await bare.measure(now.length)));
    }
    const started = startedClocks(store);
    const reads = await reading.end();
    reading = undefined;
    return benchRow(
      {
        name: 'swipe to committed start',
        unit: 'ms, p99',
        value: percentile(answersMs, 0.99),
        reference: percentile(bareMs, 0.99),
        target: `ratio ≤ ${mostTimesBare}, the median of ${runs} runs`,
        note: `${started} of ${swipes.length} clocks started, ${answersMs.length} answers, ${reads} whole reads beside; medians ${percentile(answersMs, 0.5).toFixed(2)} and ${percentile(bareMs, 0.5).toFixed(2)} ms; reference: bare BEGIN IMMEDIATE; insert; COMMIT on the same file, in turns with the swipes, same pace, same read beside`,
      },
      (ratio) => ratio <= mostTimesBare && started === swipes.length,
    );
  } finally {
    await reading?.end();
    bare?.close();
    await store?.close();
    await worker.terminate();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The demo store with two hundred rooms of one bed, a terminal in each, and as many technicians. */
function largeSite(): Site {
  const [terminal] = demoSite().buses[0]?.terminals ?? [];
  if (!terminal) throw new Error('the demo site has no terminal');
  const site = siteOf(lineCount * terminalsPerLine, lineCount * terminalsPerLine);
  site.buses = Array.from({ length: lineCount }, (_, line) => ({
    id: `line-${line + 1}`,
    transport: { type: 'sim' as const },
    terminals: Array.from({ length: terminalsPerLine }, (_, at) => ({
      ...terminal,
      address: at + 1,
      room: String(1001 + line * terminalsPerLine + at),
    })),
  }));
  return site;
}

async function allOnline(store: RunningStore): Promise<void> {
  while (store.devices.terminals().some(({ state }) => state !== 'online')) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  // What the rooms show first has been sent by then.
  await new Promise((resolve) => setTimeout(resolve, 3000));
}

function startedClocks(store: RunningStore): number {
  return store.board
    .snapshot()
    .rooms.flatMap(({ visit }) => visit?.guests ?? [])
    .flatMap(({ clocks }) => clocks)
    .filter(({ state }) => state === 'started').length;
}

/** How long a commit of one row of a journal's size takes by itself, at the pace of the swipes. */
class BareCommits {
  readonly #db: BareDatabase;

  constructor(sqlite: BareSqlite, file: string) {
    this.#db = sqlite.open(file);
    this.#db.exec('CREATE TABLE bench_commits (id INTEGER PRIMARY KEY, payload TEXT NOT NULL) STRICT');
  }

  async measure(count: number): Promise<number[]> {
    const payload = 'x'.repeat(600);
    const durationsMs: number[] = [];
    for (let commit = 0; commit < count; commit += 1) {
      const startedMs = performance.now();
      this.#db.exec('BEGIN IMMEDIATE');
      this.#db.run('INSERT INTO bench_commits (payload) VALUES (?)', payload);
      this.#db.exec('COMMIT');
      durationsMs.push(performance.now() - startedMs);
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
    return durationsMs;
  }

  close(): void {
    this.#db.close();
  }
}
