import { readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Site } from '../../core/model/site/schema.ts';
import { terminalIdOf } from '../../core/model/site/site-index.ts';
import { writeWhole } from '../../db/engine/whole-file.ts';

const fileSchema = z.record(z.string(), z.string().regex(/^[0-9A-F]{32}$/));

/**
 * The terminals' own keys (SCBK), in a file of their own that only the store's user may read: never in the journal,
 * the feed or a log. By `bus/address`, 16 bytes in upper-case hex. The installer's tools write the same file while the
 * store is open, so each change is made to what stands in the file then.
 */
export class TerminalKeys {
  readonly #file: string;
  #keys: ReadonlyMap<string, string>;

  private constructor(file: string, keys: ReadonlyMap<string, string>) {
    this.#file = file;
    this.#keys = keys;
  }

  /**
   * Reads `terminal-keys.json` of the data folder; there is none before the first import. What cannot be read is put
   * aside and told to `onBroken`, so that a store opens without it; without `onBroken` it is thrown.
   */
  static open(dataDir: string, onBroken?: (aside: string) => void): TerminalKeys {
    const file = path.join(dataDir, 'terminal-keys.json');
    try {
      return new TerminalKeys(file, readKeys(file) ?? new Map());
    } catch (error) {
      if (!onBroken || !(error instanceof SyntaxError || error instanceof z.ZodError)) throw error;
      const aside = `${file}.broken-${Date.now()}`;
      renameSync(file, aside);
      onBroken(aside);
      return new TerminalKeys(file, new Map());
    }
  }

  /** The key of a terminal, or null for one that is spoken to in plain text. */
  of(terminalId: string): string | null {
    return this.#keys.get(terminalId) ?? null;
  }

  /**
   * Takes a site file's keys over. No key is ever thrown away, for a terminal whose key nobody has must be reset by
   * hand: a terminal that the file leaves out, or gives no key, keeps the one it has; one that the file gives another
   * key may still hold the old one, which is tried when it is given a key again. True where a terminal has another key
   * now.
   */
  adopt(site: Site): boolean {
    let isChanged = false;
    this.#change((keys) => {
      for (const bus of site.buses) {
        for (const { address, scbk } of bus.terminals) {
          const id = terminalIdOf(bus.id, address);
          const before = keys.get(id);
          if (scbk === undefined || scbk === before) continue;
          if (before !== undefined && !keys.has(pendingId(id))) keys.set(pendingId(id), before);
          keys.set(id, scbk);
          isChanged = true;
        }
      }
    });
    return isChanged;
  }

  /** The terminals that `adopt` would give another key. */
  changedBy(site: Site): string[] {
    return site.buses.flatMap((bus) =>
      bus.terminals.flatMap(({ address, scbk }) => {
        const id = terminalIdOf(bus.id, address);
        return scbk === undefined || scbk === this.of(id) ? [] : [id];
      }),
    );
  }

  /** A key that a terminal was being given when nobody could tell whether it took it; null where there is none. */
  pendingOf(terminalId: string): string | null {
    return this.#keys.get(pendingId(terminalId)) ?? null;
  }

  /** Keeps a new key (hex, 16 bytes) beside the one in use, before the terminal hears of it. */
  prepare(terminalId: string, hex: string): void {
    this.#change((keys) => keys.set(pendingId(terminalId), hex));
  }

  /** The terminal holds the prepared key: it is the one in use from now on. */
  confirm(terminalId: string): void {
    this.#change((keys) => {
      const key = keys.get(pendingId(terminalId));
      if (key !== undefined) keys.set(terminalId, key);
      keys.delete(pendingId(terminalId));
    });
  }

  /** The terminal did not take the prepared key. */
  forget(terminalId: string): void {
    this.#change((keys) => keys.delete(pendingId(terminalId)));
  }

  /** The terminal has another address now; does nothing where it has no key. */
  rename(from: string, to: string): void {
    this.#change((keys) => {
      const key = keys.get(from);
      if (key === undefined) return;
      keys.delete(from);
      keys.set(to, key);
    });
  }

  #change(change: (keys: Map<string, string>) => void): void {
    const keys = new Map(readKeys(this.#file) ?? this.#keys);
    change(keys);
    this.#write(keys);
  }

  /** The file is replaced as a whole: a power cut leaves the old or the new one. */
  #write(keys: ReadonlyMap<string, string>): void {
    writeWhole(this.#file, JSON.stringify(Object.fromEntries(keys), null, 1));
    this.#keys = keys;
  }
}

/** What stands in the file; undefined where there is none. Throws what reading and parsing throw. */
function readKeys(file: string): Map<string, string> | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  return new Map(Object.entries(fileSchema.parse(JSON.parse(text))));
}

/** Where a key that is being installed stands in the file. */
function pendingId(terminalId: string): string {
  return `${terminalId} (installing)`;
}
