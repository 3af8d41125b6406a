import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

/** One thing that happened to a device. */
export interface DeviceLogEntry {
  /** UTC ms. */
  at: number;
  /** As in jobs and tests: `printer/front`, `terminal/floor-2/1`, `voice`, `reader/desk`, `line/floor-2`. */
  device: string;
  level: 'info' | 'warn';
  /** Stable: `state`, `fault`, `job`, `rerouted`, `test`, `output`. */
  event: string;
  /** Facts for people: short texts and numbers, never a secret. */
  facts: Readonly<Record<string, string | number | boolean>>;
}

export interface DeviceLogQuery {
  /** Only devices whose name begins so. */
  device?: string | undefined;
  level?: 'warn' | undefined;
  /** At most so many, the newest. */
  limit: number;
}

/** A file is begun anew at this size, and so many are kept: a few months of a store. */
const mostBytesOfFile = 1_000_000;
const filesKept = 5;
const longestFact = 200;
const mostFacts = 12;
/** What might be one, whatever it is called: nothing of the kind is ever written. */
const secretNames = /pin|token|key|scbk|secret|password|code$|uid|card/i;
/** Names that look like one of those and are not. */
const harmless: ReadonlySet<string> = new Set(['code', 'errorCode']);

/**
 * What happened to the store's devices, in files of their own beside the program's log: `devices.log`, and older ones
 * as `devices.1.log` to `devices.4.log`. A disk that is full stops the log, not the store.
 */
export class DeviceLog {
  readonly #folder: string;
  readonly #now: () => number;
  readonly #mostBytes: number;
  #bytes: number | undefined;

  /** @param folder made where it does not exist */
  constructor(folder: string, options: { now(): number; mostBytesOfFile?: number }) {
    this.#folder = folder;
    this.#now = options.now;
    this.#mostBytes = options.mostBytesOfFile ?? mostBytesOfFile;
  }

  /** Writes one line. Facts that are no short text, number or yes/no, or that could be a secret, are left out. */
  add(
    device: string,
    event: string,
    facts: Readonly<Record<string, unknown>> = {},
    level: 'info' | 'warn' = 'info',
  ): void {
    const entry: DeviceLogEntry = {
      at: this.#now(),
      device: device.slice(0, longestFact),
      level,
      event,
      facts: plainFacts(facts),
    };
    const line = `${JSON.stringify(entry)}\n`;
    try {
      this.#rotate(Buffer.byteLength(line));
      appendFileSync(this.#file(0), line, { mode: 0o600 });
    } catch {
      // The store goes on; the next line tries again.
      this.#bytes = undefined;
    }
  }

  /** The newest first. */
  read({ device, level, limit }: DeviceLogQuery): (DeviceLogEntry & { id: string })[] {
    const found: (DeviceLogEntry & { id: string })[] = [];
    for (let number = 0; number < filesKept && found.length < limit; number++) {
      for (const [index, line] of [...this.#lines(number).entries()].reverse()) {
        const entry = entryOf(line);
        if (!entry) continue;
        if (device !== undefined && !entry.device.startsWith(device)) continue;
        if (level !== undefined && entry.level !== level) continue;
        found.push({ id: `${number}.${index}`, ...entry });
        if (found.length >= limit) break;
      }
    }
    return found;
  }

  /** The newest file as it is, for a person to keep; the oldest line first. */
  text(): string {
    return this.#lines(0).join('\n');
  }

  #lines(number: number): string[] {
    try {
      return readFileSync(this.#file(number), 'utf8')
        .split('\n')
        .filter((line) => line !== '');
    } catch {
      return [];
    }
  }

  #rotate(moreBytes: number): void {
    if (this.#bytes === undefined) {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      this.#bytes = existsSync(this.#file(0)) ? statSync(this.#file(0)).size : 0;
    }
    if (this.#bytes > 0 && this.#bytes + moreBytes > this.#mostBytes) {
      rmSync(this.#file(filesKept - 1), { force: true });
      for (let number = filesKept - 2; number >= 0; number--) {
        if (existsSync(this.#file(number))) renameSync(this.#file(number), this.#file(number + 1));
      }
      this.#bytes = 0;
    }
    this.#bytes += moreBytes;
  }

  #file(number: number): string {
    return path.join(this.#folder, number === 0 ? 'devices.log' : `devices.${number}.log`);
  }
}

function plainFacts(facts: Readonly<Record<string, unknown>>): DeviceLogEntry['facts'] {
  const plain: [string, string | number | boolean][] = [];
  for (const [name, value] of Object.entries(facts)) {
    if (plain.length >= mostFacts) break;
    if (secretNames.test(name) && !harmless.has(name)) continue;
    if (typeof value === 'string') plain.push([name, value.slice(0, longestFact)]);
    else if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)))
      plain.push([name, value]);
  }
  return Object.fromEntries(plain);
}

/** Null for half a line that a power cut left. */
function entryOf(line: string): DeviceLogEntry | null {
  try {
    const entry: unknown = JSON.parse(line);
    if (typeof entry !== 'object' || entry === null) return null;
    const { at, device, level, event, facts } = entry as Record<string, unknown>;
    if (typeof at !== 'number' || typeof device !== 'string' || typeof event !== 'string') return null;
    return {
      at,
      device,
      level: level === 'warn' ? 'warn' : 'info',
      event,
      facts: typeof facts === 'object' && facts !== null ? plainFacts({ ...facts }) : {},
    };
  } catch {
    return null;
  }
}
