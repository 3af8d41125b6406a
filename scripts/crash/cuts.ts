import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { StoreError } from '../../core/kernel/error.ts';
import { withoutPay } from '../../core/rules/commission/unseen.ts';
import { readSegment } from '../../db/engine/segment.ts';
import { verifyStore } from '../../db/verify.ts';
import type { AnyCommand, CommandAnswer } from '../../host/contract/commands.ts';
import { copiesIn, isWhole, segmentsIn } from '../../host/safekeeping/copies.ts';
import { placesOf } from '../../host/safekeeping/places.ts';
import { Chance } from '../day/chance.ts';
import { compare, happenedTwice } from './compare.ts';
import { Disk } from './disk.ts';
import type { Entry } from './ledger.ts';
import { type OpenedStore, openFile, openHouse } from './opened-store.ts';
import { recordStore, type StoreRecord } from './record.ts';
import { foldersIn, type StoreFolders, smallScreens } from './store-process.ts';

export interface CutsOptions {
  cuts: number;
  seed: number;
  /** Commands of each desk in each start of the store that is recorded. */
  commands: number;
  /** False: as on a disk that does nothing when it is told to sync. */
  isSyncHeard?: boolean;
  onCut?(done: number): void;
}

export interface CutsSummary {
  cuts: number;
  seed: number;
  recorded: { steps: number; syncs: number; answers: number };
  /** Commands that were acknowledged before the cut, over all cuts. */
  acknowledged: number;
  /** Cuts before the store was set up. */
  beforeSetUp: number;
  lost: string[];
  doubled: string[];
  answeredOtherwise: string[];
  stopped: string[];
  notOpened: string[];
  /** Copies and segments that have a name and are not whole. */
  notWhole: string[];
  proofs: number;
  proofProblems: string[];
  ok: boolean;
}

/** The proof is long. */
const proveEvery = 6;
/** So is the whole house, which begins to look after the file at once; the others open the file as it does. */
const openHouseEvery = 10;
const sentAgainEach = 5;

/** Records a store once, cuts the power at many places of the record, and opens what may be found on the disk then. */
export async function runCuts(options: CutsOptions): Promise<CutsSummary> {
  const base = mkdtempSync(path.join(tmpdir(), 'clockroom-cuts-'));
  try {
    const folders = foldersIn(path.join(base, 'disk'));
    mkdirSync(folders.root);
    const record = await recordStore({ folders, seed: options.seed, commands: options.commands });
    rmSync(folders.root, { recursive: true });
    mkdirSync(folders.root);
    return await new CutRun(options, folders, record, base).run();
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

class CutRun {
  readonly #options: CutsOptions;
  readonly #folders: StoreFolders;
  readonly #record: StoreRecord;
  readonly #chance: Chance;
  readonly #screens: string;
  readonly #summary: CutsSummary;
  /** Of each answered command: from where on in the record somebody knew. */
  readonly #knownFrom = new Map<Entry, number>();

  constructor(options: CutsOptions, folders: StoreFolders, record: StoreRecord, base: string) {
    const { cuts, seed } = options;
    this.#options = options;
    this.#folders = folders;
    this.#record = record;
    this.#chance = new Chance(seed);
    this.#screens = smallScreens(base);
    const bySaying = new Map(record.left.map(({ at, data }) => [JSON.stringify(data), at]));
    for (const entry of record.ledger.of('answered')) {
      if (entry.known.kind !== 'answered') continue;
      const at = bySaying.get(JSON.stringify(entry.known.answer));
      if (at === undefined) throw new Error(`no answer to ${entry.name} in the record`);
      this.#knownFrom.set(entry, at);
    }
    const { steps } = record;
    this.#summary = {
      ...{ cuts, seed },
      recorded: {
        steps: steps.length,
        syncs: steps.filter(({ kind }) => kind === 'sync').length,
        answers: this.#knownFrom.size,
      },
      ...{ acknowledged: 0, beforeSetUp: 0, lost: [], doubled: [], answeredOtherwise: [], stopped: [] },
      ...{ notOpened: [], notWhole: [], proofs: 0, proofProblems: [], ok: false },
    };
  }

  async run(): Promise<CutsSummary> {
    const { cuts, isSyncHeard = true, onCut } = this.#options;
    const { steps } = this.#record;
    const disk = new Disk(this.#folders.root);
    const places = Array.from({ length: cuts }, () => this.#place()).toSorted((one, other) => one - other);
    let taken = 0;
    for (const [at, place] of places.entries()) {
      for (; taken < place; taken += 1) {
        const step = steps[taken];
        if (step) disk.take(step, isSyncHeard);
      }
      disk.leave(this.#chance);
      const isLast = at === cuts - 1;
      const how = { isProved: at % proveEvery === 0 || isLast, isWhole: at % openHouseEvery === 0 || isLast };
      await this.#look(steps[place - 1]?.done ?? 0, how);
      onCut?.(at + 1);
    }
    const { lost, doubled, answeredOtherwise, stopped, notOpened, notWhole, proofProblems } = this.#summary;
    const faults = [lost, doubled, answeredOtherwise, stopped, notOpened, notWhole, proofProblems];
    return { ...this.#summary, ok: faults.every(({ length }) => length === 0) };
  }

  /** Anywhere; most often near a sync, before it or after. */
  #place(): number {
    const { steps } = this.#record;
    if (this.#chance.is(0.4)) return this.#chance.between(1, steps.length);
    const syncs = steps.flatMap(({ kind }, at) => (kind === 'sync' || kind === 'rename' ? [at] : []));
    return Math.max(1, Math.min(steps.length, this.#chance.pick(syncs) + this.#chance.between(-2, 3)));
  }

  /** What is found after the cut, opened as the product opens it. `at`: where in the record. */
  async #look(at: number, { isProved, isWhole }: { isProved: boolean; isWhole: boolean }): Promise<void> {
    const summary = this.#summary;
    const known = [...this.#knownFrom].flatMap(([entry, from]) => (from <= at ? [entry] : []));
    summary.acknowledged += known.length;
    await this.#lookAtKept();
    const file = path.join(this.#folders.dataDir, 'store.sqlite');
    let opened: OpenedStore;
    try {
      const place = { folders: this.#folders, laterMs: this.#record.laterMs, screens: this.#screens };
      opened = await (isWhole ? openHouse(place) : openFile(place));
    } catch (error) {
      summary.notOpened.push(`${at}: ${error instanceof Error ? error.message : String(error)}`);
      return;
    }
    try {
      const { faults, isSetUp } = opened;
      summary.stopped.push(...faults.map(({ code, context }) => `${at}: ${code} ${JSON.stringify(context)}`));
      if (!isSetUp) summary.beforeSetUp += 1;
      this.#compare(known, file, at);
      if (isSetUp && faults.length === 0) this.#sendAgain(opened, known, at);
      this.#compare(known, file, at);
    } finally {
      await opened.close();
    }
    if (isProved && opened.isSetUp) this.#prove(file);
  }

  #compare(known: readonly Entry[], file: string, at: number): void {
    const { lost, doubled } = compare(known, file);
    this.#summary.lost.push(...lost.map((what) => `${at}: ${what}`));
    this.#summary.doubled.push(...doubled.map((what) => `${at}: ${what}`));
  }

  /** What nobody knows the answer of, and some of the others; a command that was whole there answers as it did. */
  #sendAgain(store: OpenedStore, known: readonly Entry[], at: number): void {
    const { entries } = this.#record.ledger;
    const next = entries.filter((entry) => !known.includes(entry)).slice(0, sentAgainEach);
    const some = known.length === 0 ? [] : Array.from({ length: sentAgainEach }, () => this.#chance.pick(known));
    for (const { commandId, name, data, known: before } of [...some, ...next]) {
      const isKnown = known.some((entry) => entry.commandId === commandId);
      try {
        const answer = store.act(commandId, { name, data } as AnyCommand);
        const told = (one: CommandAnswer) =>
          JSON.stringify(store.seesPay ? one : { ...one, events: withoutPay(one.events) });
        if (isKnown && before.kind === 'answered' && told(answer) !== told(before.answer)) {
          this.#summary.answeredOtherwise.push(`${at}: ${name} ${commandId}`);
        }
      } catch (error) {
        if (error instanceof StoreError && !isKnown) continue;
        this.#summary.answeredOtherwise.push(`${at}: ${name} ${commandId}: ${String(error)}`);
      }
    }
  }

  /** What has a name is whole, here and in the second place. */
  async #lookAtKept(): Promise<void> {
    const { dataDir, second } = this.#folders;
    const { copies } = placesOf(dataDir, { beaconFolder: null, secondPlace: second });
    for (const place of copies) {
      for (const copy of copiesIn([place])) if (!(await isWhole(copy))) this.#summary.notWhole.push(copy.path);
      for (const segment of segmentsIn([place])) {
        try {
          readSegment(segment.path);
        } catch {
          this.#summary.notWhole.push(segment.path);
        }
      }
    }
  }

  #prove(file: string): void {
    this.#summary.proofs += 1;
    const { problems } = verifyStore(file);
    this.#summary.proofProblems.push(...problems.map(({ code, context }) => `${code} ${JSON.stringify(context)}`));
    this.#summary.proofProblems.push(...happenedTwice(file).map((what) => `twice: ${what}`));
  }
}
