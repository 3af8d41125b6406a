import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const place = z.strictObject({
  ...{ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) },
  maximized: z.boolean().default(false),
});
const schema = z.strictObject({
  /** Where each screen's window stood, by the name of the screen. */
  windows: z.record(z.string(), place).default({}),
  /** Where updates come from; null: nowhere. */
  updates: z.string().nullable().default(null),
});

type Settings = z.output<typeof schema>;
/** Where a window stands on the desktop, in its points, when it is not over all of a monitor. */
export type WindowPlace = z.output<typeof place>;

/** What the desktop remembers from one start to the next: `desktop.json` in its own folder. */
export class DesktopSettings {
  readonly #file: string;
  #settings: Settings;

  /** `folder`: Electron's own one. A file that cannot be read, or is not as it should be, is as none. */
  constructor(folder: string) {
    this.#file = path.join(folder, 'desktop.json');
    this.#settings = readIn(this.#file);
  }

  placeOf(screen: string): WindowPlace | null {
    return this.#settings.windows[screen] ?? null;
  }

  get updates(): string | null {
    return this.#settings.updates;
  }

  keepPlace(screen: string, { x, y, width, height, maximized }: WindowPlace): void {
    const place = { x, y, width, height, maximized };
    this.#keep({ ...this.#settings, windows: { ...this.#settings.windows, [screen]: place } });
  }

  keepUpdates(address: string | null): void {
    if (address !== this.#settings.updates) this.#keep({ ...this.#settings, updates: address });
  }

  /** A place that could not be written down is forgotten; nothing else depends on it. */
  #keep(settings: Settings): void {
    this.#settings = settings;
    try {
      mkdirSync(path.dirname(this.#file), { recursive: true, mode: 0o700 });
      writeFileSync(`${this.#file}.new`, `${JSON.stringify(settings, null, 1)}\n`, { mode: 0o600 });
      renameSync(`${this.#file}.new`, this.#file);
    } catch {
      // Known until the program ends.
    }
  }
}

function readIn(file: string): Settings {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return schema.parse({});
  }
}
