import { refusalsOf } from '../../../db/parts/cards/queries.ts';
import type { StoreDatabase } from '../../../db/store-database.ts';
import type { CardService } from './service.ts';
import type { RefusalView } from './views.ts';

export interface CardBookOptions {
  db: StoreDatabase;
  businessDate(): string;
}

/** What is written of cards. */
export class CardBook implements CardService {
  readonly #options: CardBookOptions;

  constructor(options: CardBookOptions) {
    this.#options = options;
  }

  refusals(): RefusalView[] {
    const { db, businessDate } = this.#options;
    return refusalsOf(db.read, businessDate()).map(({ seq, at, place, roomNo, who, code }) => ({
      ...{ seq, at, place, roomNo, who, code },
    }));
  }
}
