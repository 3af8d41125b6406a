import { Beacon } from '../../db/engine/beacon.ts';
import { hashOfRow, type JournalHead } from '../../db/engine/journal.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import type { StoreLog } from '../contract/log.ts';

/** All beacons of a store, lit together. */
export class Beacons {
  readonly #beacons: readonly Beacon[];
  #first: string | null = null;

  /** @param paths near first */
  constructor(paths: readonly string[], log: StoreLog) {
    this.#beacons = paths.map(
      (path, at) => new Beacon(path, at === 0, (err) => log.warn({ err, path }, 'a beacon could not be written')),
    );
  }

  /** After a commit, and at the opening. */
  light(db: StoreDatabase, head: JournalHead): void {
    if (head.seq === 0) return;
    this.#first ??= hashOfRow(db.read, 1);
    for (const beacon of this.#beacons) beacon.light({ ...head, first: this.#first ?? '' });
  }

  async close(): Promise<void> {
    for (const beacon of this.#beacons) await beacon.close();
  }
}
