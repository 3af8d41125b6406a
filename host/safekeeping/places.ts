import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { MarkPlaces } from '../../db/proof-mark.ts';

/** What the program that holds a store's folder gives it to be kept safe by. */
export interface Safekeeping {
  /** The folder of beacons away from the store's own; null: none. */
  beaconFolder: string | null;
  /** A second place for copies, best another disk; null: none. */
  secondPlace: string | null;
  /** Closes the store, does the work on its files, and opens it again. Returns at once; what fails is logged. */
  reopen(work: () => void | Promise<void>): void;
}

/** Where everything stands. */
export interface Places {
  dataDir: string;
  /** The store's file. */
  file: string;
  /** Near first. */
  beacons: readonly string[];
  /** Near first. */
  copies: readonly string[];
  /** What was proved so far; witnessed beside each beacon. */
  proof: MarkPlaces;
  /** Where a copy may be found: these, and what another computer has left in the second place. */
  sources: readonly string[];
}

export const storeFileName = 'store.sqlite';
const copiesFolder = 'backups';
const secondFolder = 'clockroom-';

/** The places of a store's folder; without safekeeping there are none but its own. */
export function placesOf(dataDir: string, given: Pick<Safekeeping, 'beaconFolder' | 'secondPlace'> | null): Places {
  // A folder is known by its path: the store in it may be gone.
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const far = given?.beaconFolder ? [path.join(given.beaconFolder, `${name}.beacon`)] : [];
  const second = given?.secondPlace ? [path.join(given.secondPlace, `${secondFolder}${name}`)] : [];
  const beacons = [path.join(dataDir, 'journal.beacon'), ...far];
  return {
    ...{ dataDir, beacons },
    file: path.join(dataDir, storeFileName),
    proof: { folder: path.join(dataDir, 'proof'), witnesses: beacons.map((beacon) => `${beacon}.proof`) },
    copies: [path.join(dataDir, copiesFolder), ...second],
    sources: [...new Set([path.join(dataDir, copiesFolder), ...second, ...leftIn(given?.secondPlace ?? null)])],
  };
}

function leftIn(secondPlace: string | null): string[] {
  if (secondPlace === null) return [];
  try {
    const names = readdirSync(secondPlace).filter((name) => name.startsWith(secondFolder));
    return names.map((name) => path.join(secondPlace, name));
  } catch {
    return [];
  }
}
