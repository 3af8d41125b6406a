import { visitHistory } from '../../../db/engine/journal.ts';
import type { StoreDatabase } from '../../../db/store-database.ts';
import type { VisitService } from './service.ts';
import type { HistoryEntry } from './views.ts';

/** What is written of visits. */
export class VisitBook implements VisitService {
  readonly #db: StoreDatabase;

  constructor({ db }: { db: StoreDatabase }) {
    this.#db = db;
  }

  history(visitId: string): HistoryEntry[] {
    return visitHistory(this.#db.read, visitId, this.#db.keys);
  }
}
