import { closeSync, fstatSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { dayMs } from '../../../core/kernel/time.ts';

/** Days of log files that are kept. */
const keptDays = 30;
/** Bytes of one day: a fault that repeats must not fill the disk that the store's books need. */
const mostBytesADay = 64 * 1024 * 1024;

/**
 * The files of the program's log, one a day (UTC), older ones than thirty days gone. What cannot be written (a full
 * disk, a folder that is gone) is left out and counted: a log stops nobody. The first line that can be written again
 * is preceded by how many are missing.
 */
export class LogFiles {
  readonly #folder: string;
  readonly #now: () => Date;
  #file: { day: string; handle: number } | undefined;
  #lost = 0;
  /** The last line ends in the middle: the disk was full there. */
  #isLineBegun = false;

  /** @param folder made where it does not exist */
  constructor(folder: string, now: () => Date) {
    this.#folder = folder;
    this.#now = now;
    // The file stands there from the start, and old ones are gone with it.
    this.write('');
  }

  /** One line with its end. Never throws. */
  write(line: string): void {
    try {
      const handle = this.#today();
      if (this.#lost > 0) {
        const missing = {
          level: 40,
          time: this.#now().toISOString(),
          lost: this.#lost,
          msg: 'lines could not be logged',
        };
        this.#put(handle, `${JSON.stringify(missing)}\n`);
        this.#lost = 0;
      }
      this.#put(handle, line);
    } catch {
      if (line !== '') this.#lost += 1;
      this.close();
    }
  }

  /** Closes the file; the next line opens it again. */
  close(): void {
    const file = this.#file;
    this.#file = undefined;
    if (!file) return;
    try {
      closeSync(file.handle);
    } catch {
      // What a failed disk did not take is gone either way.
    }
  }

  #put(handle: number, line: string): void {
    const bytes = Buffer.from(this.#isLineBegun ? `\n${line}` : line);
    if (fstatSync(handle).size + bytes.length > mostBytesADay) throw new Error('enough for one day');
    const written = writeSync(handle, bytes);
    this.#isLineBegun = written < bytes.length && (written > 0 || this.#isLineBegun);
    if (written < bytes.length) throw new Error('the disk is full');
  }

  #today(): number {
    const now = this.#now();
    const day = dayOf(now);
    if (this.#file?.day === day) return this.#file.handle;
    this.close();
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const handle = openSync(path.join(this.#folder, `${day}.log`), 'a', 0o600);
    this.#file = { day, handle };
    this.#removeOld(dayOf(new Date(now.getTime() - keptDays * dayMs)));
    return handle;
  }

  #removeOld(oldest: string): void {
    for (const name of readdirSync(this.#folder)) {
      if (/^\d{4}-\d{2}-\d{2}\.log$/.test(name) && name.slice(0, 10) < oldest)
        rmSync(path.join(this.#folder, name), { force: true });
    }
  }
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
