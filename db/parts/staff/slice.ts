import type { StaffRole } from '../../../core/model/site/schema.ts';
import type { PinsSlice } from '../../../core/model/staff/slice.ts';
import type { ReadHandle } from '../../engine/connection.ts';

export class StoredPins implements PinsSlice {
  readonly #read: ReadHandle;

  constructor(read: ReadHandle) {
    this.#read = read;
  }

  has(staffNo: string) {
    const sql = `SELECT 1 FROM staff_log INDEXED BY staff_log_pins WHERE act = 'pin-set' AND staffNo = ? LIMIT 1`;
    return this.#read.get(sql, staffNo) !== undefined;
  }

  roles() {
    const sql = `SELECT DISTINCT detail FROM staff_log INDEXED BY staff_log_pins WHERE act = 'pin-set' ORDER BY detail`;
    return this.#read.all<{ detail: StaffRole | null }>(sql).map(({ detail }) => detail);
  }
}
