import type { VisitsSlice } from '../../../core/model/visits/slice.ts';
import type { Guest, Visit } from '../../../core/model/visits/visit.ts';
import { columns } from '../../engine/columns.ts';
import type { ReadHandle, SqlValue } from '../../engine/connection.ts';
import { KeptByKey } from '../../engine/kept.ts';
import { guestColumns, visitColumns } from './rows.ts';

const visitSql = `SELECT ${columns(visitColumns)} FROM visits`;
const guestSql = `SELECT ${columns(guestColumns)} FROM guests`;

/** The conditions of partial indexes are written out as in the schema: that is how SQLite finds them. */
export class StoredVisits implements VisitsSlice {
  readonly #read: ReadHandle;
  readonly #guestsOf: KeptByKey<readonly Guest[]>;

  constructor(read: ReadHandle) {
    this.#read = read;
    this.#guestsOf = new KeptByKey(read, ['guests'], (visitId) =>
      read.all<Guest>(`${guestSql} WHERE visitId = ? ORDER BY ordinal, id`, visitId),
    );
  }

  byId(visitId: string) {
    return this.#one<Visit>(`${visitSql} WHERE id = ?`, visitId);
  }

  openIn(roomNo: string) {
    return this.#one<Visit>(`${visitSql} WHERE roomNo = ? AND closedAt IS NULL`, roomNo);
  }

  guest(guestId: string) {
    return this.#one<Guest>(`${guestSql} WHERE id = ?`, guestId);
  }

  guestsOf(visitId: string) {
    return this.#guestsOf.get(visitId);
  }

  guestWithWristband(wristbandNo: string) {
    return this.#one<Guest>(`${guestSql} WHERE wristbandNo = ? AND billId IS NULL AND leftAt IS NULL`, wristbandNo);
  }

  countOn(businessDate: string) {
    return (
      this.#one<{ count: number }>('SELECT COUNT(*) AS count FROM visits WHERE businessDate = ?', businessDate)
        ?.count ?? 0
    );
  }

  toNoticeOpen(businessDate: string) {
    return this.#read.all<Visit>(
      `${visitSql} WHERE closedAt IS NULL AND leftOpenAt IS NULL AND businessDate < ? ORDER BY businessDate, id`,
      businessDate,
    );
  }

  hasAny() {
    return this.#one('SELECT 1 FROM visits LIMIT 1') !== null;
  }

  #one<Row>(sql: string, ...params: SqlValue[]): Row | null {
    return this.#read.get<Row>(sql, ...params) ?? null;
  }
}
