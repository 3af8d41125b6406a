import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Site } from '../../core/site/schema.ts';
import { terminalIdOf } from '../../core/site/site-index.ts';

const fileSchema = z.record(z.string(), z.string().regex(/^[0-9A-F]{32}$/));

/**
 * The terminals' own keys (SCBK), in a file of their own that only the store's user may read: never in the journal,
 * the feed or a log. By `bus/address`, 16 bytes in upper-case hex.
 */
export class TerminalKeys {
  readonly #file: string;
  #keys: ReadonlyMap<string, string>;

  private constructor(file: string, keys: ReadonlyMap<string, string>) {
    this.#file = file;
    this.#keys = keys;
  }

  /** Reads `terminal-keys.json` of the data folder; there is none before the first import. */
  static open(dataDir: string): TerminalKeys {
    const file = path.join(dataDir, 'terminal-keys.json');
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
        return new TerminalKeys(file, new Map());
      throw error;
    }
    return new TerminalKeys(file, new Map(Object.entries(fileSchema.parse(JSON.parse(text)))));
  }

  /** The key of a terminal, or null for one that is spoken to in plain text. */
  of(terminalId: string): string | null {
    return this.#keys.get(terminalId) ?? null;
  }

  /** Takes a site file's keys over; a terminal whose key the file leaves out keeps the one it has. */
  adopt(site: Site): void {
    const keys = new Map<string, string>();
    for (const bus of site.buses) {
      for (const terminal of bus.terminals) {
        const id = terminalIdOf(bus.id, terminal.address);
        const key = terminal.scbk ?? this.#keys.get(id);
        if (key !== undefined) keys.set(id, key);
        const pending = this.#keys.get(pendingId(id));
        if (pending !== undefined) keys.set(pendingId(id), pending);
      }
    }
    this.#write(keys);
  }

  /** A key that a terminal was being given when nobody could tell whether it took it; null where there is none. */
  pendingOf(terminalId: string): string | null {
    return this.#keys.get(pendingId(terminalId)) ?? null;
  }

  /** Keeps a new key (hex, 16 bytes) beside the one in use, before the terminal hears of it. */
  prepare(terminalId: string, hex: string): void {
    this.#write(new Map([...this.#keys, [pendingId(terminalId), hex]]));
  }

  /** The terminal holds the prepared key: it is the one in use from now on. */
  confirm(terminalId: string): void {
    const keys = new Map(this.#keys);
    const key = keys.get(pendingId(terminalId));
    if (key !== undefined) keys.set(terminalId, key);
    keys.delete(pendingId(terminalId));
    this.#write(keys);
  }

  /** The terminal did not take the prepared key. */
  forget(terminalId: string): void {
    const keys = new Map(this.#keys);
    keys.delete(pendingId(terminalId));
    this.#write(keys);
  }

  /** The terminal has another address now; does nothing where it has no key. */
  rename(from: string, to: string): void {
    const key = this.#keys.get(from);
    if (key === undefined) return;
    const keys = new Map(this.#keys);
    keys.delete(from);
    this.#write(keys.set(to, key));
  }

  /** The file is replaced as a whole: a power cut leaves the old or the new one. */
  #write(keys: ReadonlyMap<string, string>): void {
    const temporary = `${this.#file}.new`;
    const handle = openSync(temporary, 'w', 0o600);
    try {
      writeSync(handle, JSON.stringify(Object.fromEntries(keys), null, 1));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, this.#file);
    this.#keys = keys;
  }
}

/** Where a key that is being installed stands in the file. */
function pendingId(terminalId: string): string {
  return `${terminalId} (installing)`;
}
