import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { StoreDatabase } from '../../db/store-database.ts';
import { verifyStore } from '../../db/verify.ts';
import { RunningStore } from '../../host/store/running-store.ts';
import { Chance } from '../../scripts/day/chance.ts';
import { tempFolder } from '../scripts/temp-folder.ts';
import { howMany } from '../support/how-many.ts';
import type { DayOrder } from './day-child.ts';

const folder = tempFolder();
afterAll(() => folder.remove());

const childScript = path.join(import.meta.dirname, 'day-child.ts');
const kills = howMany({ usual: 10, nightly: 100 });
/** From early to late evening in Shanghai: the busy hours. */
const evening = { from: Date.parse('2026-11-21T09:00:00Z'), to: Date.parse('2026-11-21T15:00:00Z') };
/** A file longer than this is left for a fresh one: proving it again and again would take all the time. */
const mostRows = howMany({ usual: 600, nightly: 1_200 });

/** A child that is loaded and waits for its order. */
class DayChild {
  readonly #child: ChildProcess;
  readonly #ready: Promise<void>;
  /** What was said and not yet looked at by `until`. */
  readonly acted: string[] = [];
  seenSeq = 0;
  problem: string | null = null;
  #lines = 0;
  #wanted: { lines: number; resolve: () => void } | null = null;

  constructor() {
    this.#child = fork(childScript, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    let ready = () => {};
    this.#ready = new Promise((resolve) => {
      ready = resolve;
    });
    const { stdout } = this.#child;
    if (!stdout) throw new Error('a child without a voice');
    createInterface(stdout).on('line', (line) => {
      if (line === 'ready') ready();
      else this.#take(line);
    });
  }

  #take(line: string): void {
    if (line.startsWith('a ')) this.acted.push(line.slice(2));
    else if (line.startsWith('s ')) this.seenSeq = Math.max(this.seenSeq, Number(line.slice(2)));
    else this.problem ??= line;
    this.#lines += 1;
    this.#look();
  }

  #look(): void {
    if (this.#wanted && (this.#lines >= this.#wanted.lines || this.problem !== null)) this.#wanted.resolve();
  }

  async begin(order: DayOrder): Promise<void> {
    await this.#ready;
    this.#child.send(order);
  }

  /** Resolves when so many things were told, or it has ended. */
  async told(lines: number): Promise<void> {
    const ended = once(this.#child, 'close');
    const enough = new Promise<void>((resolve) => {
      this.#wanted = { lines, resolve };
      this.#look();
    });
    await Promise.race([enough, ended]);
  }

  /** Kills it, and resolves when everything it said has arrived. */
  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const closed = once(this.#child, 'close');
    this.#child.kill('SIGKILL');
    await closed;
  }
}

/** A store set up and closed again, to begin from. */
async function setUpStore(): Promise<string> {
  const dataDir = path.join(folder.path, 'new');
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  mkdirSync(dataDir);
  const store = await RunningStore.open({ dataDir, demo: true, log, voice: 'none', now: () => evening.from });
  await store.close();
  return dataDir;
}

/** Looks into a file after a kill: how far it got, and where acknowledged commands stand. */
function look(file: string, commandIds: readonly string[]) {
  const db = StoreDatabase.open(file);
  try {
    const last = db.read.get<{ seq: number; at: number }>('SELECT seq, at FROM journal ORDER BY seq DESC LIMIT 1');
    const wrong = commandIds.filter((commandId) => {
      const rows = db.read.get<{ count: number; first: number; last: number }>(
        'SELECT COUNT(*) AS count, MIN(seq) AS first, MAX(seq) AS last FROM journal WHERE commandId = ?',
        commandId,
      );
      // The events of one act stand together: twice the same act would leave a gap or other rows between.
      return !rows || rows.count === 0 || rows.last - rows.first + 1 !== rows.count;
    });
    const doubled = db.read.all(
      `SELECT commandId FROM journal AS row WHERE type IN ('visit.opened', 'bill.settled', 'visit.closed')
       GROUP BY commandId, type, payload ->> 'visitId' HAVING COUNT(*) > 1`,
    );
    return { seq: last?.seq ?? 0, at: last?.at ?? 0, wrong, doubled };
  } finally {
    db.close();
  }
}

test(`${kills} kills in the busiest hours: nothing that was answered or shown is lost or doubled`, async () => {
  const chance = new Chance(20_261_121);
  const template = await setUpStore();
  let file = '';
  let dataDir = '';
  let fromAt = 0;
  let acknowledged: string[] = [];
  let folders = 0;
  let acts = 0;
  const freshStore = () => {
    folders += 1;
    dataDir = path.join(folder.path, `store-${folders}`);
    cpSync(template, dataDir, { recursive: true });
    file = path.join(dataDir, 'store.sqlite');
    fromAt = evening.from;
    acknowledged = [];
  };
  freshStore();
  let next = new DayChild();
  try {
    for (let kill = 1; kill <= kills; kill += 1) {
      const child = next;
      const begun = child.begin({ dataDir, seed: kill, fromAt });
      // The next one loads while this one works.
      next = new DayChild();
      await begun;
      // Most die at work, some while they open the file.
      if (chance.is(0.9)) await child.told(chance.between(1, 60));
      await delay(chance.between(0, 40));
      await child.kill();
      expect(child.problem).toBe(null);
      acknowledged.push(...child.acted);
      acts += child.acted.length;

      const { seq, at, wrong, doubled } = look(file, acknowledged);
      expect({ kill, wrong, doubled }).toEqual({ kill, wrong: [], doubled: [] });
      expect(seq).toBeGreaterThanOrEqual(child.seenSeq);
      const { problems } = verifyStore(file);
      expect({ kill, problems }).toEqual({ kill, problems: [] });
      fromAt = Math.max(at, evening.from) + 1;
      if (seq > mostRows || fromAt > evening.to) freshStore();
    }
  } finally {
    await next.kill();
  }
  expect(acts).toBeGreaterThan(kills);
}, 900_000);
