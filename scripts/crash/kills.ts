import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { hourMs, minuteMs } from '../../core/kernel/time.ts';
import { verifyStore } from '../../db/verify.ts';
import type { SafekeepingState } from '../../host/parts/safekeeping/views.ts';
import { Chance } from '../day/chance.ts';
import { compare, happenedTwice, rowsByCommand } from './compare.ts';
import { Desk } from './desk.ts';
import { Guests } from './guests.ts';
import { Ledger } from './ledger.ts';
import { crashSite } from './site.ts';
import { foldersIn, type StoreFolders, StoreProcess, smallScreens } from './store-process.ts';

export interface KillsOptions {
  kills: number;
  seed: number;
  /** A file of an older program, gzipped, that is killed while its schema is brought up to date. */
  oldFile: string;
  onKill?(done: number): void;
}

/** When a store was killed. */
export type Moment = 'opening' | 'migrating' | 'working' | 'copying' | 'closing';

export interface KillsSummary {
  kills: number;
  seed: number;
  moments: Record<Moment, number>;
  commands: { sent: number; answered: number; refused: number; unanswered: number; sentAgain: number };
  /** Of those that were not answered: how many the journal had all the same. */
  unansweredAndThere: number;
  journalRows: number;
  proofs: number;
  lost: string[];
  doubled: string[];
  refusedAndThere: string[];
  /** Sent again, and not answered as the first time. */
  answeredOtherwise: string[];
  /** Starts after which the store did not record, with the codes of why. */
  stopped: string[];
  proofProblems: string[];
  ok: boolean;
}

const desks = 4;
const proveEvery = 25;
/** A file longer than this is left for a fresh one: proving it again and again would take all the time. */
const mostRows = 6_000;
/** For a copy that is to be killed. */
const longestWaitMs = 6_000;
/** Answered commands that are sent once more after each start, besides those without an answer. */
const sentAgainEach = 15;

/** Kills a store again and again under load, and compares what it said with what it has. */
export async function runKills(options: KillsOptions): Promise<KillsSummary> {
  const root = mkdtempSync(path.join(tmpdir(), 'clockroom-kills-'));
  const run = new KillRun(options, root);
  try {
    return await run.run();
  } finally {
    await run.end();
    rmSync(root, { recursive: true, force: true });
  }
}

class KillRun {
  readonly #options: KillsOptions;
  readonly #root: string;
  readonly #chance: Chance;
  readonly #summary: KillsSummary;
  readonly #screens: string;
  readonly #siteFile: string;
  /** Told once: how long a store took to open, ms. */
  #openingMs = 400;
  #stores = 0;
  #folders!: StoreFolders;
  #ledger = new Ledger();
  #desks: Desk[] = [];
  #laterMs = 0;
  #next!: StoreProcess;
  #live: StoreProcess | null = null;

  constructor(options: KillsOptions, root: string) {
    const { kills, seed } = options;
    this.#options = options;
    this.#root = root;
    this.#chance = new Chance(seed);
    this.#screens = smallScreens(root);
    this.#siteFile = path.join(root, 'site.json');
    writeFileSync(this.#siteFile, JSON.stringify(crashSite()));
    this.#summary = {
      ...{ kills, seed },
      moments: { opening: 0, migrating: 0, working: 0, copying: 0, closing: 0 },
      commands: { sent: 0, answered: 0, refused: 0, unanswered: 0, sentAgain: 0 },
      ...{ unansweredAndThere: 0, journalRows: 0, proofs: 0, lost: [], doubled: [], refusedAndThere: [] },
      ...{ answeredOtherwise: [], stopped: [], proofProblems: [], ok: false },
    };
  }

  async run(): Promise<KillsSummary> {
    const { kills, onKill } = this.#options;
    this.#freshStore();
    for (let done = 0; done < kills; ) {
      done += this.#chance.is(0.06) ? await this.#killMigration() : await this.#killOnce();
      onKill?.(done);
      if (done % proveEvery === 0 || done >= kills || this.#chance.is(0.02)) this.#prove();
      const rows = existsSync(this.#file) && done < kills ? rowsByCommand(this.#file) : new Map();
      if (rows.size > mostRows / 4) this.#leaveStore();
    }
    await this.#lastLook();
    const { lost, doubled, refusedAndThere, answeredOtherwise, stopped, proofProblems } = this.#summary;
    const faults = [lost, doubled, refusedAndThere, answeredOtherwise, stopped, proofProblems];
    return { ...this.#summary, ok: faults.every(({ length }) => length === 0) };
  }

  async end(): Promise<void> {
    await this.#live?.kill();
    await this.#next.kill();
  }

  get #file(): string {
    return path.join(this.#folders.dataDir, 'store.sqlite');
  }

  #now = () => Date.now() + this.#laterMs;

  /** Another store in folders of its own; the one before is given up. */
  #freshStore(): void {
    this.#stores += 1;
    this.#folders = foldersIn(path.join(this.#root, `store-${this.#stores}`));
    mkdirSync(this.#folders.dataDir, { recursive: true });
    this.#ledger = new Ledger();
    const rooms = crashSite().rooms.map(({ no }) => no);
    this.#desks = Array.from(
      { length: desks },
      (_, at) => new Desk(this.#ledger, new Guests(rooms[at] ?? '', this.#chance), this.#now),
    );
    void this.#next?.kill();
    this.#next = this.#loaded();
  }

  #loaded(): StoreProcess {
    return new StoreProcess(path.join(this.#root, 'compiled'));
  }

  /** Opens the store with the process that is loaded, and loads the one after. */
  async #open(folders = this.#folders): Promise<StoreProcess> {
    const { dataDir, second, settings } = folders;
    const process = this.#next;
    const flags = ['--headless', '--data', dataDir, '--port', '0', '--site', this.#siteFile];
    // Every other store has a second place.
    if (this.#stores % 2 === 0) flags.push('--second', second);
    await process.order({ flags, screens: this.#screens, settings, laterMs: this.#laterMs });
    this.#live = process;
    this.#next = this.#loaded();
    return process;
  }

  async #killOnce(): Promise<number> {
    const chance = this.#chance;
    // The next start is later: rows are kept every hour, copies and the proof belong to a day.
    const isNextDay = chance.is(0.1);
    if (isNextDay) this.#laterMs += 25 * hourMs;
    else if (chance.is(0.5)) this.#laterMs += chance.between(61, 100) * minuteMs;
    const store = await this.#open();
    if (chance.is(0.2)) {
      await wait(chance.next() * this.#openingMs);
      await this.#kill(store, 'opening');
      return 1;
    }
    const { ended } = await this.#work(store);
    if (isNextDay) await this.#untilCopying(store);
    await wait(chance.is(0.4) ? chance.between(0, 60) : chance.between(20, 900));
    const isClosing = chance.is(0.12);
    if (isClosing) {
      store.askToClose();
      await wait(chance.between(0, 120));
    }
    await this.#kill(store, isClosing ? 'closing' : this.#isCopying(store) ? 'copying' : 'working');
    await ended;
    for (const desk of this.#desks) desk.leave();
    return 1;
  }

  /** Everybody comes in; what is known is compared; then they work. `ended`: when the store is gone. */
  async #work(store: StoreProcess): Promise<{ ended: Promise<unknown> }> {
    const url = await store.address();
    this.#openingMs = Math.max(150, (this.#openingMs + store.ageMs) / 2);
    const [first] = this.#desks;
    if (url === null || !first || !(await first.comeIn(url))) throw new Error('the store let nobody in');
    this.#summary.stopped.push(
      ...((await first.ask<SafekeepingState>('safekeeping.state'))?.stop?.faults ?? []).map(({ code }) => code),
    );
    this.#compare();
    const unanswered = this.#ledger.of('unknown').length;
    await Promise.all(this.#desks.slice(1).map((desk) => desk.comeIn(url)));
    this.#summary.commands.sentAgain += unanswered;
    await this.#sendAgain(first);
    if (this.#ledger.entries.length === 0) await this.#begin(first);
    this.#compare();
    return { ended: Promise.all(this.#desks.map((desk) => desk.work())) };
  }

  async #begin(desk: Desk): Promise<void> {
    for (const { no } of crashSite().technicians) await desk.act('technician.comeOnDuty', { technicianNo: no });
  }

  async #sendAgain(desk: Desk): Promise<void> {
    const answered = this.#ledger.of('answered');
    const rows = this.#rowCount();
    for (let time = 0; time < Math.min(sentAgainEach, answered.length); time += 1) {
      await desk.again(this.#chance.pick(answered));
      this.#summary.commands.sentAgain += 1;
    }
    if (this.#rowCount() < rows) this.#summary.lost.push('rows went while commands were sent again');
    for (const one of this.#desks) this.#summary.answeredOtherwise.push(...one.differences.splice(0));
  }

  #rowCount(): number {
    return [...rowsByCommand(this.#file).values()].reduce((sum, { types }) => sum + types.length, 0);
  }

  #compare(): void {
    const { lost, doubled, refusedAndThere } = compare(this.#ledger.entries, this.#file);
    this.#summary.lost.push(...lost);
    this.#summary.doubled.push(...doubled);
    this.#summary.refusedAndThere.push(...refusedAndThere);
  }

  async #untilCopying(store: StoreProcess): Promise<void> {
    const until = performance.now() + longestWaitMs;
    while (!this.#isCopying(store) && performance.now() < until) await wait(5);
  }

  /** What stores before it left when they were killed has their numbers. */
  #isCopying({ pid }: StoreProcess): boolean {
    return existsSync(path.join(this.#folders.dataDir, 'backups', `making-${pid}`));
  }

  async #kill(store: StoreProcess, moment: Moment): Promise<void> {
    // It may have ended meanwhile, where it was asked to.
    await store.kill();
    this.#live = null;
    this.#summary.moments[moment] += 1;
    if (!existsSync(this.#file)) return;
    const there = this.#ledger.of('unknown');
    if (there.length === 0) return;
    const rows = rowsByCommand(this.#file);
    this.#summary.commands.unanswered += there.length;
    this.#summary.unansweredAndThere += there.filter(({ commandId }) => rows.has(commandId)).length;
  }

  /** A file of an older program is brought up to date and killed meanwhile, until it is; nothing of it may be another. */
  async #killMigration(): Promise<number> {
    const folders = foldersIn(path.join(this.#root, `old-${this.#summary.moments.migrating}`));
    mkdirSync(folders.dataDir, { recursive: true });
    const file = path.join(folders.dataDir, 'store.sqlite');
    writeFileSync(file, gunzipSync(readFileSync(this.#options.oldFile)));
    const before = JSON.stringify([...rowsByCommand(file)]);
    const most = this.#chance.between(1, 3);
    for (let kill = 0; kill < most; kill += 1) {
      const store = await this.#open(folders);
      await wait(this.#chance.next() * this.#openingMs);
      await this.#kill(store, 'migrating');
    }
    const store = await this.#open(folders);
    if ((await store.address()) === null) throw new Error('the old store let nobody in');
    await store.kill();
    const rows = [...rowsByCommand(file)];
    const was = JSON.parse(before) as typeof rows;
    if (JSON.stringify(rows.slice(0, was.length)) !== before) this.#summary.lost.push('rows of an old file');
    this.#summary.proofProblems.push(...proofOf(file));
    this.#summary.proofs += 1;
    rmSync(folders.root, { recursive: true, force: true });
    return most;
  }

  #prove(): void {
    if (!existsSync(this.#file)) return;
    this.#summary.proofs += 1;
    this.#summary.proofProblems.push(
      ...proofOf(this.#file),
      ...happenedTwice(this.#file).map((what) => `twice: ${what}`),
    );
  }

  /** Proves a store that has become long, counts what was sent to it, and begins another. */
  #leaveStore(): void {
    this.#count();
    rmSync(this.#folders.root, { recursive: true, force: true });
    this.#freshStore();
  }

  #count(): void {
    this.#compare();
    this.#prove();
    const { commands } = this.#summary;
    commands.sent += this.#ledger.entries.length;
    commands.answered += this.#ledger.of('answered').length;
    commands.refused += this.#ledger.of('refused').length;
    this.#summary.journalRows += this.#rowCount();
  }

  /** The last store once more: it opens, everything is compared and proved. */
  async #lastLook(): Promise<void> {
    const store = await this.#open();
    const { ended } = await this.#work(store);
    store.askToClose();
    await Promise.all([ended, store.ended()]);
    for (const desk of this.#desks) desk.leave();
    this.#live = null;
    this.#count();
  }
}

/** What a proof of the books finds, by code. */
function proofOf(file: string): string[] {
  return verifyStore(file).problems.map(({ code, context }) => `${code} ${JSON.stringify(context)}`);
}
