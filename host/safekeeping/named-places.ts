import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { makeFolder, writeWhole } from '../../db/engine/whole-file.ts';
import { StartError } from '../contract/start-error.ts';

const schema = z.strictObject({
  /** Absolute path of the second place. */
  second: z.string().min(1).optional(),
  /** How many of each are kept. */
  keep: z.strictObject({ days: z.int().min(1).max(3_650), months: z.int().min(0).max(1_200) }).optional(),
  /** After how many days at the latest the whole journal is proved, not what is new alone. */
  proof: z.strictObject({ wholeEveryDays: z.int().min(1).max(366) }).optional(),
});

/** What `places.json` in a data folder says of where a store is kept safe; somebody may write it by hand. */
export type NamedPlaces = z.output<typeof schema>;

const fileIn = (dataDir: string) => path.join(dataDir, 'places.json');

/** Empty where there is none. Throws StartError PLACES_INVALID. */
export function placesIn(dataDir: string): NamedPlaces {
  let text: string;
  try {
    text = readFileSync(fileIn(dataDir), 'utf8');
  } catch {
    return {};
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const detail = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new StartError('PLACES_INVALID', { file: fileIn(dataDir), detail }, { cause: error });
  }
}

/** Keeps the second place for the starts to come. */
export function keepSecondPlace(dataDir: string, second: string): void {
  const places = { ...placesIn(dataDir), second };
  makeFolder(dataDir);
  writeWhole(fileIn(dataDir), `${JSON.stringify(places, null, 1)}\n`);
}
