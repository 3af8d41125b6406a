import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../../db/engine/whole-file.ts';

const place = z.object({ seq: z.int(), hash: z.string() });
const done = z.object({ at: z.int(), ok: z.boolean(), code: z.string().nullable() });

const schema = z.object({
  /** The last proof of the books, and on which trading day. */
  proof: done.extend({ businessDate: z.string(), problems: z.int() }).nullable().default(null),
  /** The last look at all pages of the file. */
  pages: done.nullable().default(null),
  /** The last whole copy. */
  copy: done.extend({ businessDate: z.string() }).nullable().default(null),
  /** Up to which row the journal stands in segments. */
  segment: done.extend({ head: place.nullable() }).nullable().default(null),
  /** What the last recovery sheet opens. */
  sheet: z.object({ sheetId: z.string(), publicKey: z.string(), at: z.int() }).nullable().default(null),
  /** The file of the last move to another computer, or why it was not made. */
  move: z
    .object({ moveId: z.string(), at: z.int(), file: z.string().nullable(), code: z.string().nullable() })
    .nullable()
    .default(null),
  /** A move whose file was opened here, where the journal does not say so yet. */
  arrival: z
    .object({ moveId: z.string(), by: z.enum(['pin', 'recovery-code', 'command']), actor: z.string() })
    .nullable()
    .default(null),
  /** A loss that was taken on where there is no journal to say so yet. */
  gap: z
    .object({
      how: z.enum(['accepted', 'restored']),
      faults: z.array(z.string()),
      stands: place.nullable(),
      lost: place.nullable(),
      by: z.enum(['pin', 'recovery-code', 'command']),
      actor: z.string(),
    })
    .nullable()
    .default(null),
});

/** What is known of a store's safekeeping from one start to the next; no secret. */
export type KeptState = z.output<typeof schema>;

const nothing: KeptState = schema.parse({});

/** `safekeeping.json` in the store's folder. What cannot be read counts as nothing known: everything is done anew. */
export class StateFile {
  readonly #file: string;
  #state: KeptState;

  constructor(dataDir: string) {
    this.#file = path.join(dataDir, 'safekeeping.json');
    this.#state = readState(this.#file);
  }

  get state(): KeptState {
    return this.#state;
  }

  /** The file is replaced as a whole. Throws what writing throws. */
  change(change: Partial<KeptState>): void {
    this.#state = { ...this.#state, ...change };
    writeWhole(this.#file, JSON.stringify(this.#state, null, 1));
  }
}

function readState(file: string): KeptState {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return nothing;
  }
}
