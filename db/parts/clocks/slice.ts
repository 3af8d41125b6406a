import type { ClockTypeSettings } from '../../../core/model/clock-types/clock-types.ts';
import type { Clock } from '../../../core/model/clocks/clock.ts';
import type { ClocksSlice } from '../../../core/model/clocks/slice.ts';
import { columns } from '../../engine/columns.ts';
import type { ReadHandle, SqlValue } from '../../engine/connection.ts';
import { Kept, KeptByKey } from '../../engine/kept.ts';
import { storedClockTypes } from '../clock-types/queries.ts';
import { BusyClocks } from './busy-clocks.ts';
import { type ClockRow, clockColumns, clockOf } from './rows.ts';

const names = columns(clockColumns);
const clockSql = `SELECT ${names} FROM clocks`;

/** The conditions of partial indexes are written out as in the schema: that is how SQLite finds them. */
export class StoredClocks implements ClocksSlice {
  readonly #read: ReadHandle;
  readonly #busy: BusyClocks;
  readonly #types: Kept<ClockTypeSettings>;
  readonly #waiting: Kept<readonly Clock[]>;
  readonly #ofVisit: KeptByKey<readonly Clock[]>;

  constructor(read: ReadHandle) {
    this.#read = read;
    this.#busy = new BusyClocks(read);
    this.#types = new Kept(read, ['clock_types'], () => storedClockTypes(read));
    this.#waiting = new Kept(read, ['clocks'], () => this.#clocks(`WHERE state = 'ordered' ORDER BY orderedAt, id`));
    this.#ofVisit = new KeptByKey(read, ['clocks'], (visitId) =>
      this.#clocks('WHERE visitId = ? ORDER BY orderedAt, id', visitId),
    );
  }

  byId(clockId: string) {
    return this.#clocks('WHERE id = ?', clockId)[0] ?? null;
  }

  ofVisit(visitId: string) {
    return this.#ofVisit.get(visitId);
  }

  extensionsOf(clockId: string) {
    return this.#clocks('WHERE parentId = ? ORDER BY orderedAt, id', clockId);
  }

  busy() {
    return this.#busy.all();
  }

  busyOf(technicianNo: string) {
    return this.#busy.of(technicianNo);
  }

  waiting() {
    return this.#waiting.value;
  }

  toRemind(dueAt: number) {
    return this.#busy.toRemind(dueAt);
  }

  ofItem(pricedClockId: string) {
    return this.#read
      .all<ClockRow>(
        `SELECT ${names} FROM clocks WHERE id = ? UNION ALL SELECT ${names} FROM clocks WHERE pairOf = ?
         ORDER BY id`,
        pricedClockId,
        pricedClockId,
      )
      .map(clockOf);
  }

  onDay(technicianNo: string, businessDate: string) {
    return this.#clocks(
      `WHERE businessDate = ? AND technicianNo = ? AND parentId IS NULL
         AND state IN ('called', 'started', 'ended') ORDER BY orderedAt, id`,
      businessDate,
      technicianNo,
    );
  }

  onDayAtMost(technicianNo: string, businessDate: string) {
    const sql = 'SELECT COUNT(*) AS count FROM clocks WHERE businessDate = ? AND technicianNo = ?';
    return this.#read.get<{ count: number }>(sql, businessDate, technicianNo)?.count ?? 0;
  }

  givenUpSince(at: number) {
    return this.#clocks('WHERE cancelledAt >= ? AND parentId IS NULL ORDER BY cancelledAt, id', at);
  }

  types() {
    return this.#types.value;
  }

  #clocks(where: string, ...params: SqlValue[]) {
    return this.#read.all<ClockRow>(`${clockSql} ${where}`, ...params).map(clockOf);
  }
}
