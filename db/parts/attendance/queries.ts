import type { DatedSpell, OnDutyPerson } from '../../../core/model/attendance/roster.ts';
import type { ReadHandle } from '../../engine/connection.ts';

/** What a manager put right: `before` null for a spell that was missing, `after` null for one that never was. */
export interface SpellCorrection {
  at: number;
  correctedBy: string;
  person: OnDutyPerson;
  before: DatedSpell | null;
  after: DatedSpell | null;
  reason: string;
}

interface Row {
  at: number;
  correctedBy: string;
  kind: OnDutyPerson['kind'];
  no: string;
  reason: string;
  beforeOnAt: number | null;
  beforeOffAt: number | null;
  beforeDate: string | null;
  afterOnAt: number | null;
  afterOffAt: number | null;
  afterDate: string | null;
}

/** Corrections of spells that were or are of these trading days, both included, the oldest first. */
export function spellCorrectionsOf(read: ReadHandle, fromDate: string, toDate: string): SpellCorrection[] {
  const rows = read.all<Row>(
    `SELECT at, correctedBy, kind, no, beforeOnAt, beforeOffAt, beforeDate, afterOnAt, afterOffAt, afterDate, reason
     FROM spell_corrections WHERE beforeDate BETWEEN ? AND ? OR afterDate BETWEEN ? AND ? ORDER BY seq`,
    ...[fromDate, toDate, fromDate, toDate],
  );
  return rows.map(({ at, correctedBy, kind, no, reason, ...row }) => ({
    ...{ at, correctedBy, person: { kind, no }, reason },
    before: spell(row.beforeOnAt, row.beforeOffAt, row.beforeDate),
    after: spell(row.afterOnAt, row.afterOffAt, row.afterDate),
  }));
}

function spell(onAt: number | null, offAt: number | null, businessDate: string | null): DatedSpell | null {
  return onAt === null || businessDate === null ? null : { onAt, offAt, businessDate };
}
