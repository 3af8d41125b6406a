import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { genesisHash, rowHash } from '../../core/seal/journal-hash.ts';
import type { ReadHandle } from './connection.ts';
import { DatabaseError } from './error.ts';
import { type JournalHead, type JournalRow, rowsAfter } from './journal.ts';
import { writeWhole } from './whole-file.ts';

/** What a segment is, by its name. */
export interface SegmentName {
  name: string;
  /** The first and the last row. */
  fromSeq: number;
  toSeq: number;
}

const kind = 'clockroom-segment/1';
const pattern = /^rows-(\d{12})-(\d{12})\.segment$/;
/** A segment is held in memory while it is written: a store that was not copied for long gives several. */
const rowsAtMost = 50_000;

/** Null for a file that is no segment. */
export function segmentNamed(name: string): SegmentName | null {
  const [, from, to] = pattern.exec(name) ?? [];
  return from && to ? { name, fromSeq: Number(from), toSeq: Number(to) } : null;
}

/** Before the first row. */
export const journalStart: JournalHead = { seq: 0, hash: genesisHash };

/** Whether a row follows: its place, the hash before it, and its own. */
export function followsOn({ seq, hash }: JournalHead, row: JournalRow): boolean {
  return row.seq === seq + 1 && row.prevHash === hash && row.hash === rowHash(row);
}

/**
 * Writes the journal's rows behind a place into a folder, their chain checked, as one file with a hash over all of it;
 * the file has its name when it is whole and on the disk. Returns the last row that is written now; several calls may
 * be needed to come to the end. Throws DatabaseError FILE_DAMAGED where a row does not follow.
 */
export function writeSegment(read: ReadHandle, after: JournalHead, folder: string): JournalHead {
  let head = after;
  const lines: string[] = [];
  for (const row of rowsAfter(read, after.seq)) {
    if (!followsOn(head, row)) throw new DatabaseError('FILE_DAMAGED', { message: `journal row ${row.seq}` });
    head = { seq: row.seq, hash: row.hash };
    lines.push(JSON.stringify(row));
    if (lines.length >= rowsAtMost) break;
  }
  if (lines.length === 0) return after;
  const text = [JSON.stringify({ kind, after, head, rows: lines.length }), ...lines, ''].join('\n');
  const digits = (seq: number) => String(seq).padStart(12, '0');
  const path = join(folder, `rows-${digits(after.seq + 1)}-${digits(head.seq)}.segment`);
  writeWhole(path, Buffer.concat([sumOf(text), gzipSync(text)]));
  return head;
}

/** The rows of a segment. Throws DatabaseError FILE_DAMAGED where it is not as it was written. */
export function readSegment(path: string): JournalRow[] {
  const bytes = readFileSync(path);
  try {
    const text = gunzipSync(bytes.subarray(sumBytes)).toString('utf8');
    if (sumOf(text).equals(bytes.subarray(0, sumBytes))) {
      const [, ...lines] = text.split('\n');
      return lines.flatMap((line) => (line === '' ? [] : [JSON.parse(line) as JournalRow]));
    }
  } catch {
    // Told below.
  }
  throw new DatabaseError('FILE_DAMAGED', { message: path });
}

const sumBytes = 32;

function sumOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
