import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  openSync,
  readSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { StoreError } from '../../core/kernel/error.ts';
import { siteError } from '../../core/model/site/errors.ts';
import { openSecrets, type RecoveryKeys, sealSecrets } from '../../core/seal/recovery-seal.ts';
import { nonceBytes, tagBytes } from '../../core/seal/sealed-field.ts';
import { DatabaseError } from '../../db/engine/error.ts';
import { makeFolder, moveWhole } from '../../db/engine/whole-file.ts';
import { lastMove } from '../../db/parts/site/moves.ts';
import { StoreReader } from '../../db/store-reader.ts';
import { megabyte } from '../contract/sizes.ts';
import { makeCopy } from './copies.ts';
import type { Places } from './places.ts';
import { builtIn, newPreparedFolder, type Restored } from './restore.ts';
import { sealedSchema, secretsOf, secretsSchema } from './secrets.ts';

/**
 * The one file by which a store leaves for another computer: a line of JSON, then a packed body under a key of its own
 * (AES-256-GCM, the line is authenticated with it), which the recovery code alone opens. The body is a line of JSON (the
 * secrets, and what the beacons had seen) and the whole copy.
 */

const keyBytesOfBody = 32;
const family = 'clockroom-move/';
const kind = `${family}1`;
/** A longer first line is none of ours. */
const maxHeadBytes = 16_384;
/** What is left free on a disk beside what is written. */
const spareBytes = 16 * megabyte;
export const moveFileEnding = '.clockroom-move';

const headSchema = z.object({
  kind: z.literal(kind),
  moveId: z.uuid(),
  /** UTC ms. */
  at: z.int(),
  /** The key of the body. */
  key: sealedSchema,
  nonce: z.string(),
});

const factsSchema = z.object({
  /** The last row; the one that says that the store left. */
  head: z.object({ seq: z.int(), hash: z.string() }),
  /** Hash of the first row: which store it is. */
  first: z.string(),
  /** SHA-256 of the copy, hex. */
  sha256: z.string(),
  secrets: secretsSchema,
});

export interface MoveInput {
  places: Places;
  /** Where it is made: an absolute path; what is there already is replaced. */
  file: string;
  moveId: string;
  /** Of the recovery sheet. */
  publicKey: string;
  /** UTC ms. */
  at: number;
}

/** A restoring out of the file of a move. */
export interface OpenedMove extends Restored {
  moveId: string;
}

/** What of a file of a move can be read without the code. */
export interface MoveFileHead {
  moveId: string;
  /** UTC ms. */
  at: number;
  /** Whose sheet opens it. */
  sheetId: string;
}

/**
 * Whether a folder can take the file. Throws MOVE_PLACE_AWAY, MOVE_PLACE_FULL. `bytes`: of the store's file, which
 * needs as much again beside itself while the copy is proved.
 */
export function requireRoom(folders: readonly string[], bytes: number): void {
  for (const folder of folders) {
    const needed = bytes + spareBytes;
    const probe = path.join(folder, `.clockroom-${process.pid}.partial`);
    let free: number;
    try {
      const { bavail, bsize } = statfsSync(folder);
      free = bavail * bsize;
      closeSync(openSync(probe, 'w', 0o600));
    } catch {
      throw siteError('MOVE_PLACE_AWAY', { folder });
    } finally {
      rmSync(probe, { force: true });
    }
    if (free < needed) {
      throw siteError('MOVE_PLACE_FULL', { folder, needMb: inMb(needed), freeMb: Math.floor(free / megabyte) });
    }
  }
}

/**
 * Makes the file out of a store that has left already: a whole copy, proved, and its secrets. It has its name when all
 * of it is on the disk, was read back and was what was written. Throws MOVE_PLACE_AWAY, MOVE_PLACE_FULL,
 * MOVE_FILE_DAMAGED, COPY_NOT_PROVED, DatabaseError.
 */
export async function makeMoveFile({ places, file, moveId, publicKey, at }: MoveInput): Promise<{ bytes: number }> {
  const folder = path.join(places.dataDir, 'moving');
  const partial = `${file}.partial`;
  rmSync(folder, { recursive: true, force: true });
  makeFolder(folder);
  try {
    const made = { file: places.file, folder, at, businessDate: '', proof: places.proof };
    const { path: copy, head, first, sha256 } = await makeCopy(made);
    const facts = { head, first, sha256, secrets: secretsOf(places.dataDir, places.file) };
    const key = randomBytes(keyBytesOfBody);
    await write(partial, { key, copy, facts, line: headLine({ moveId, at, key, publicKey }) });
    const read = await readBody(partial, key, null);
    if (read.sha256 !== sha256) throw siteError('MOVE_FILE_DAMAGED', { file });
    moveWhole(partial, file);
    return { bytes: statSync(file).size };
  } catch (error) {
    throw toldOfPlace(error, path.dirname(file));
  } finally {
    rmSync(partial, { force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Throws MOVE_FILE_GONE, MOVE_FILE_OTHER, MOVE_FILE_NEWER. */
export function headOfMove(file: string): MoveFileHead {
  const { moveId, at, key } = headIn(file).head;
  return { moveId, at, sheetId: key.sheetId };
}

/**
 * Makes the store of the file in a folder of its own, ready to take the place of the one that is there. Throws as
 * `headOfMove`, and MOVE_FILE_DAMAGED, MOVE_FILE_NEWER, COPY_NOT_PROVED.
 */
export async function prepareMove(
  places: Places,
  { file, keys, at }: { file: string; keys: RecoveryKeys; at: number },
): Promise<OpenedMove> {
  const { head } = headIn(file);
  const key = openSecrets(head.key, keys);
  if (key?.length !== keyBytesOfBody) throw siteError('MOVE_FILE_DAMAGED', { file });
  const folder = newPreparedFolder(places);
  const copy = path.join(folder, 'copy.sqlite');
  try {
    const { facts, sha256 } = await readBody(file, key, copy);
    if (sha256 !== facts.sha256) throw siteError('MOVE_FILE_DAMAGED', { file });
    const name = path.basename(file);
    const built = builtIn(folder, { name, path: copy, head: facts.head, secrets: facts.secrets, at }, null);
    requireLeft(path.join(folder, 'store.sqlite'), head.moveId, file);
    rmSync(copy, { force: true });
    return { ...built, moveId: head.moveId };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    if (error instanceof DatabaseError && error.code === 'FILE_TOO_NEW') {
      throw siteError('MOVE_FILE_NEWER', { program: String(error.context.version ?? '') });
    }
    throw error;
  }
}

/** What opens has left in this very move, with no row behind it. */
function requireLeft(store: string, moveId: string, file: string): void {
  const reader = StoreReader.open(store);
  try {
    const last = lastMove(reader.read);
    if (last?.step !== 'moved' || last.moveId !== moveId) throw siteError('MOVE_FILE_DAMAGED', { file });
  } finally {
    reader.close();
  }
}

function headLine(given: { moveId: string; at: number; key: Uint8Array; publicKey: string }): string {
  const { moveId, at, key, publicKey } = given;
  const nonce = randomBytes(nonceBytes).toString('base64url');
  return `${JSON.stringify({ kind, moveId, at, key: sealSecrets(key, publicKey, randomBytes), nonce })}\n`;
}

interface Written {
  key: Uint8Array;
  copy: string;
  facts: z.output<typeof factsSchema>;
  line: string;
}

async function write(file: string, { key, copy, facts, line }: Written): Promise<void> {
  const { nonce } = headSchema.parse(JSON.parse(line));
  const cipher = createCipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'));
  cipher.setAAD(Buffer.from(line));
  const body = async function* () {
    yield Buffer.from(`${JSON.stringify(facts)}\n`);
    yield* createReadStream(copy);
  };
  const whole = async function* (sealed: AsyncIterable<Buffer>) {
    yield Buffer.from(line);
    yield* sealed;
    yield cipher.getAuthTag();
  };
  await pipeline(Readable.from(body()), createGzip(), cipher, whole, createWriteStream(file, { mode: 0o600 }));
}

/** Reads all of it; the copy goes to `to`, or nowhere. Throws MOVE_FILE_DAMAGED, and what writing throws. */
async function readBody(
  file: string,
  key: Uint8Array,
  to: string | null,
): Promise<{ facts: z.output<typeof factsSchema>; sha256: string }> {
  const { head, line } = headIn(file);
  const { size } = statSync(file);
  const end = size - tagBytes;
  if (end <= line.length) throw siteError('MOVE_FILE_DAMAGED', { file });
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(head.nonce, 'base64url'));
  decipher.setAAD(line);
  decipher.setAuthTag(bytesOf(file, end, tagBytes));
  const hash = createHash('sha256');
  const told = firstLineAside();
  const hashed = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const sealed = createReadStream(file, { start: line.length, end: end - 1 });
  try {
    const kept = to === null ? nowhere : createWriteStream(to, { mode: 0o600 });
    await pipeline(sealed, decipher, createGunzip(), told.rest, hashed, kept);
    return { facts: factsSchema.parse(JSON.parse(told.line())), sha256: hash.digest('hex') };
  } catch (error) {
    if (codeOf(error) === 'ENOSPC') throw error;
    throw siteError('MOVE_FILE_DAMAGED', { file });
  }
}

async function nowhere(bytes: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of bytes);
}

/** Keeps the first line of what streams through, and lets the rest pass. */
function firstLineAside(): { rest: Transform; line(): string } {
  const parts: Buffer[] = [];
  let isOver = false;
  const rest = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (isOver) return done(null, chunk);
      const at = chunk.indexOf(0x0a);
      parts.push(at < 0 ? chunk : chunk.subarray(0, at));
      if (at < 0) return done();
      isOver = true;
      done(null, chunk.subarray(at + 1));
    },
  });
  return { rest, line: () => Buffer.concat(parts).toString('utf8') };
}

function headIn(file: string): { head: z.output<typeof headSchema>; line: Buffer } {
  let start: Buffer;
  try {
    start = bytesOf(file, 0, maxHeadBytes);
  } catch {
    throw siteError('MOVE_FILE_GONE', { file });
  }
  const line = start.subarray(0, start.indexOf(0x0a) + 1);
  let said: unknown;
  try {
    said = JSON.parse(line.toString('utf8'));
  } catch {
    throw siteError('MOVE_FILE_OTHER', { file });
  }
  const named = z.object({ kind: z.string().startsWith(family) }).safeParse(said);
  if (!named.success) throw siteError('MOVE_FILE_OTHER', { file });
  if (named.data.kind !== kind) throw siteError('MOVE_FILE_NEWER', { program: named.data.kind });
  const head = headSchema.safeParse(said);
  if (!head.success) throw siteError('MOVE_FILE_DAMAGED', { file });
  return { head: head.data, line };
}

function bytesOf(file: string, from: number, count: number): Buffer {
  const bytes = Buffer.alloc(count);
  const handle = openSync(file, 'r');
  try {
    return bytes.subarray(0, readSync(handle, bytes, 0, count, from));
  } finally {
    closeSync(handle);
  }
}

function toldOfPlace(error: unknown, folder: string): unknown {
  if (error instanceof StoreError || error instanceof DatabaseError) return error;
  if (codeOf(error) === 'ENOSPC') return siteError('MOVE_PLACE_FULL', { folder, needMb: '?', freeMb: 0 });
  return codeOf(error) === null ? error : siteError('MOVE_PLACE_AWAY', { folder });
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null;
}

function inMb(bytes: number): number {
  return Math.ceil(bytes / megabyte);
}
