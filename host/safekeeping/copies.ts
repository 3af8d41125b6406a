import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { commonError } from '../../core/kernel/errors.ts';
import { dayMs } from '../../core/kernel/time.ts';
import { Connection } from '../../db/engine/connection.ts';
import { readHead } from '../../db/engine/journal.ts';
import { type SegmentName, segmentNamed } from '../../db/engine/segment.ts';
import { copyWhole, makeFolder, moveWhole, writeWhole } from '../../db/engine/whole-file.ts';
import { schema } from '../../db/parts.ts';
import { programMark } from '../../db/program-mark.ts';
import type { MarkPlaces } from '../../db/proof-mark.ts';
import { proveStore } from '../../db/prove.ts';
import { copyStoreFile } from '../../db/store-database.ts';
import { lookAtPages } from './pages.ts';

const factsSchema = z.object({
  kind: z.literal('clockroom-copy/1'),
  /** UTC ms. */
  at: z.int(),
  businessDate: z.string(),
  head: z.object({ seq: z.int(), hash: z.string() }),
  /** The hash of the journal's first row: which store it is of. */
  first: z.string(),
  /** SHA-256 of the file, hex. */
  sha256: z.string(),
  /** Somebody asked for it: it is kept beside the one of the day. */
  byHand: z.literal(true).optional(),
});

/** What stands beside a whole copy. */
export type CopyFacts = z.output<typeof factsSchema>;

/** A whole copy that was proved when it was made. */
export interface Copy extends CopyFacts {
  /** `store-2026-11-21T05-06-07-008Z`: the same in every place. */
  name: string;
  /** Of the file. */
  path: string;
}

/** How many days and months have a copy each. */
export interface KeepRule {
  days: number;
  months: number;
}

export const defaultKeep: KeepRule = { days: 14, months: 12 };

/** With the number of the program that makes it: the command may make one beside the store. */
const makingFolder = 'making-';

const copyPattern = /^store-\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}-\d{3}Z$/;

/** The whole copies in some places, newest first, each once; what has no facts beside it is none. */
export function copiesIn(places: readonly string[]): Copy[] {
  const found = places.flatMap((folder) =>
    namesIn(folder).flatMap((file) => {
      const name = file.replace(/\.json$/, '');
      if (name === file || !copyPattern.test(name)) return [];
      const facts = factsIn(path.join(folder, file));
      const copy = path.join(folder, `${name}.sqlite`);
      return facts && existsSync(copy) ? [{ ...facts, name, path: copy }] : [];
    }),
  );
  const once = new Map(found.toReversed().map((copy) => [copy.name, copy]));
  return [...once.values()].toSorted((a, b) => b.at - a.at);
}

/** The segments in some places, oldest first, with their paths. */
export function segmentsIn(places: readonly string[]): (SegmentName & { path: string })[] {
  const found = places.flatMap((folder) =>
    namesIn(folder).flatMap((file) => {
      const segment = segmentNamed(file);
      return segment ? [{ ...segment, path: path.join(folder, file) }] : [];
    }),
  );
  return found.toSorted((a, b) => a.fromSeq - b.fromSeq || a.toSeq - b.toSeq);
}

export interface MakeCopyInput {
  /** The store's file. */
  file: string;
  /** Where it is kept. */
  folder: string;
  /** UTC ms. */
  at: number;
  businessDate: string;
  /** Somebody asked for it. */
  byHand?: boolean | undefined;
  /** What the store's proofs have come to; it is gone on from where nothing speaks against it. */
  proof: MarkPlaces;
}

/**
 * A whole copy of a store's file, made beside the store's work, then opened in a folder of its own and proved, every
 * page of it looked at: only then it has its name. Throws DatabaseError, COPY_NOT_PROVED.
 */
export async function makeCopy(input: MakeCopyInput): Promise<Copy> {
  const { file, folder, at, businessDate, byHand = false, proof } = input;
  clearLeft(folder, at);
  const making = path.join(folder, `${makingFolder}${process.pid}`);
  rmSync(making, { recursive: true, force: true });
  makeFolder(making);
  try {
    const made = path.join(making, 'store.sqlite');
    await copyStoreFile(file, made);
    const codes = lookAtPages(made) === null ? problemsOf(made, proof, at) : ['FILE_DAMAGED'];
    if (codes.length > 0) throw commonError('COPY_NOT_PROVED', { problems: codes.join(', ') });
    const facts: CopyFacts = {
      ...{ kind: 'clockroom-copy/1', at, businessDate },
      ...headOf(made),
      sha256: await sha256Of(made),
      ...(byHand && { byHand: true as const }),
    };
    const name = `store-${new Date(at).toISOString().replaceAll(/[:.]/g, '-')}`;
    const kept = path.join(folder, `${name}.sqlite`);
    moveWhole(made, kept);
    writeWhole(path.join(folder, `${name}.json`), Buffer.from(JSON.stringify(facts, null, 1)));
    return { ...facts, name, path: kept };
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

/** The mark of the store's own proofs is good for as long as they keep it. */
function problemsOf(made: string, places: MarkPlaces, at: number): string[] {
  const wholeEveryMs = Number.POSITIVE_INFINITY;
  const { problems } = proveStore(made, { places, program: programMark(), at, wholeEveryMs, isCopy: true });
  return [...new Set(problems.map(({ code }) => code))];
}

/** Whether a copy is still, byte for byte, what was proved. */
export async function isWhole({ path: file, sha256 }: Copy): Promise<boolean> {
  return (await sha256Of(file)) === sha256;
}

/**
 * Throws away what the rule does not keep: of copies, and of segments that lie before the oldest copy of a day. The rule
 * holds for those of the nights and for those made by hand, each by themselves: neither takes the other's place.
 */
export function prune(folder: string, { days, months }: KeepRule): void {
  const copies = copiesIn([folder]);
  const newestOf = (isByHand: boolean, lengthOfDate: number, most: number) => {
    const of = new Map<string, Copy>();
    for (const copy of copies.filter(({ byHand = false }) => byHand === isByHand)) {
      const key = copy.businessDate.slice(0, lengthOfDate);
      if (!of.has(key)) of.set(key, copy);
    }
    return [...of.values()].slice(0, most);
  };
  const daily = [false, true].flatMap((byHand) => newestOf(byHand, '2026-11-21'.length, Math.max(days, 1)));
  const monthly = [false, true].flatMap((byHand) => newestOf(byHand, '2026-11'.length, months));
  const kept = new Set([...daily, ...monthly].map(({ name }) => name));
  for (const { name } of copies) {
    if (kept.has(name)) continue;
    for (const end of ['.sqlite', '.json']) rmSync(path.join(folder, `${name}${end}`), { force: true });
  }
  const oldest = daily.length === 0 ? 0 : Math.min(...daily.map(({ head }) => head.seq));
  for (const segment of segmentsIn([folder])) if (segment.toSeq <= oldest) rmSync(segment.path, { force: true });
}

/** Brings to a second place what the first has and it has not. */
export function mirror(first: string, second: string): void {
  makeFolder(second);
  const there = new Set(namesIn(second));
  const isKept = (name: string) => segmentNamed(name) !== null || /^store-.*\.(sqlite|json)$/.test(name);
  // What tells of a copy comes after the copy.
  const missing = namesIn(first).filter((name) => isKept(name) && !there.has(name));
  for (const name of missing.toSorted((a, b) => b.localeCompare(a))) {
    copyWhole(path.join(first, name), path.join(second, name));
  }
}

/** What a copy that was broken off has left. */
function clearLeft(folder: string, at: number): void {
  for (const name of namesIn(folder).filter((one) => one.startsWith(makingFolder))) {
    const left = path.join(folder, name);
    if (at - statSync(left).mtimeMs > dayMs) rmSync(left, { recursive: true, force: true });
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function factsIn(file: string): CopyFacts | null {
  try {
    return factsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

function headOf(file: string): Pick<CopyFacts, 'head' | 'first'> {
  const { connection } = Connection.openToLook(file, schema);
  try {
    const { seq, hash } = readHead(connection.read);
    const first = connection.read.get<{ hash: string }>('SELECT hash FROM journal WHERE seq = 1');
    return { head: { seq, hash }, first: first?.hash ?? '' };
  } finally {
    connection.close();
  }
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
