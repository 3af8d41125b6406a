import { createHash } from 'node:crypto';
import { closeSync, existsSync, fdatasync, fsyncSync, openSync, readFileSync, write, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { JournalHead } from './journal.ts';
import { makeFolder, syncFolder } from './whole-file.ts';

/** How far a journal had got when it was last seen. */
export interface Sighting extends JournalHead {
  /** The hash of the journal's first row: which store it is. */
  first: string;
}

/** A record of a beacon; `count` goes up with each, whatever becomes of the journal. */
interface Record extends Sighting {
  count: number;
}

/** Two records fit, written by turns: one that was torn by a power cut leaves the other. */
const slotBytes = 512;
const slots = 2;
const kind = 'clockroom-beacon/1';
const syncAfterMs = 500;

function slotOf(record: Record): Buffer {
  const facts = JSON.stringify([kind, record.count, record.seq, record.hash, record.first]);
  const text = `${facts} ${sumOf(facts)}`;
  return Buffer.from(`${text.padEnd(slotBytes - 1)}\n`);
}

function recordIn(slot: string): Record | null {
  const [facts = '', sum] = slot.trim().split(' ');
  if (facts === '' || sum !== sumOf(facts)) return null;
  const [, count, seq, hash, first] = JSON.parse(facts) as [string, number, number, string, string];
  return { count, seq, hash, first };
}

function sumOf(facts: string): string {
  return createHash('sha256').update(facts).digest('hex').slice(0, 16);
}

function lastRecord(path: string): Record | null {
  let text: string;
  try {
    text = readFileSync(path, 'latin1');
  } catch {
    return null;
  }
  const found = Array.from({ length: slots }, (_, at) => recordIn(text.slice(at * slotBytes, (at + 1) * slotBytes)));
  return found.reduce((last, one) => (one && one.count > (last?.count ?? -1) ? one : last), null);
}

/** What a beacon says; null where there is none, or none that can be read. */
export function readBeacon(path: string): Sighting | null {
  const record = lastRecord(path);
  return record && { seq: record.seq, hash: record.hash, first: record.first };
}

/**
 * A small file outside the database that says how far the journal has got. It is written at every commit without
 * waiting for the disk, and is on it within a second: a file that went back in time is behind it.
 */
export class Beacon {
  readonly path: string;
  readonly #isNear: boolean;
  readonly #onFault: (fault: unknown) => void;
  #file: number | null = null;
  #count: number;
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** For a place that may be slow: what is to be written when the write under way is done. */
  #next: Sighting | null = null;
  #isWriting = false;
  #writing: Promise<void> = Promise.resolve();
  #hasFault = false;

  /**
   * `isNear`: in the same folder as the file, so that a write returns at once; any other place is written to beside
   * the store's work, and the last of several commits is what stands there. `onFault` hears of a place that cannot
   * be written, once until it can again; no commit waits for it or fails with it.
   */
  constructor(path: string, isNear: boolean, onFault: (fault: unknown) => void) {
    this.path = path;
    this.#isNear = isNear;
    this.#onFault = onFault;
    this.#count = lastRecord(path)?.count ?? 0;
  }

  /** After a commit. Never throws. */
  light(sighting: Sighting): void {
    if (this.#isNear) this.#attempt(() => this.#writeNow(sighting));
    else this.#writeSoon(sighting);
  }

  /** Writes what is left, syncs and closes. */
  async close(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#writing;
    const file = this.#file;
    this.#file = null;
    if (file === null) return;
    this.#attempt(() => {
      fsyncSync(file);
      closeSync(file);
    });
  }

  #writeNow(sighting: Sighting): void {
    const { file, slot, at } = this.#prepared(sighting);
    writeSync(file, slot, 0, slotBytes, at);
    this.#syncSoon();
  }

  #writeSoon(sighting: Sighting): void {
    this.#next = sighting;
    if (this.#isWriting) return;
    this.#isWriting = true;
    this.#writing = this.#writeAll().finally(() => {
      this.#isWriting = false;
    });
  }

  async #writeAll(): Promise<void> {
    for (let next = this.#next; next; next = this.#next) {
      this.#next = null;
      try {
        const { file, slot, at } = this.#prepared(next);
        await promisify(write)(file, slot, 0, slotBytes, at);
        this.#hasFault = false;
        this.#syncSoon();
      } catch (fault) {
        this.#fail(fault);
      }
    }
  }

  #prepared(sighting: Sighting): { file: number; slot: Buffer; at: number } {
    this.#file ??= openBeacon(this.path);
    this.#count += 1;
    const slot = slotOf({ ...sighting, count: this.#count });
    return { file: this.#file, slot, at: (this.#count % slots) * slotBytes };
  }

  #syncSoon(): void {
    if (this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#file !== null) fdatasync(this.#file, (fault) => fault && this.#fail(fault));
    }, syncAfterMs);
    this.#timer.unref();
  }

  #attempt(work: () => void): void {
    try {
      work();
      this.#hasFault = false;
    } catch (fault) {
      this.#fail(fault);
    }
  }

  #fail(fault: unknown): void {
    // A stick that was pulled out and put in again is another file.
    this.#file = null;
    if (this.#hasFault) return;
    this.#hasFault = true;
    this.#onFault(fault);
  }
}

function openBeacon(path: string): number {
  makeFolder(dirname(path));
  const isNew = !existsSync(path);
  // What stands there stays until it is written over: the slot beside it is the one before.
  closeSync(openSync(path, 'a', 0o600));
  if (isNew) syncFolder(dirname(path));
  return openSync(path, 'r+');
}
