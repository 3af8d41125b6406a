import type { WishesSlice } from '../../../core/model/wishes/slice.ts';
import type { Wish } from '../../../core/model/wishes/wish.ts';
import { columns, columnsOf } from '../../engine/columns.ts';
import type { ReadHandle } from '../../engine/connection.ts';
import { KeptByKey } from '../../engine/kept.ts';

const wishColumns = columnsOf<Wish>()(
  'id',
  'visitId',
  'guestId',
  'text',
  'notedAt',
  'notedBy',
  'changedAt',
  'withdrawnAt',
);

/** The conditions of partial indexes are written out as in the schema: that is how SQLite finds them. */
export class StoredWishes implements WishesSlice {
  readonly #read: ReadHandle;
  readonly #ofVisit: KeptByKey<readonly Wish[]>;

  constructor(read: ReadHandle) {
    this.#read = read;
    this.#ofVisit = new KeptByKey(read, ['wishes', 'guests'], (visitId) =>
      read.all<Wish>(
        `SELECT ${columns(wishColumns)} FROM wishes
         WHERE visitId = ? AND visitId IS NOT NULL AND withdrawnAt IS NULL
         UNION ALL
         SELECT ${columns(wishColumns, 'w')} FROM guests AS g CROSS JOIN wishes AS w
         ON w.guestId = g.id AND w.guestId IS NOT NULL AND w.withdrawnAt IS NULL
         WHERE g.visitId = ? AND g.billId IS NULL AND g.leftAt IS NULL
         ORDER BY notedAt, id`,
        visitId,
        visitId,
      ),
    );
  }

  byId(wishId: string) {
    return this.#read.get<Wish>(`SELECT ${columns(wishColumns)} FROM wishes WHERE id = ?`, wishId) ?? null;
  }

  ofVisit(visitId: string) {
    return this.#ofVisit.get(visitId);
  }
}
