import type {
  AttendanceState,
  DatedSpell,
  DutyBreak,
  DutySpell,
  OnDutyPerson,
  OpenSpell,
  StaffSpell,
} from '../../../core/model/attendance/roster.ts';
import type { RosterDay, RosterEntry } from '../../../core/model/attendance/roster-entry.ts';
import type { ReadHandle } from '../../engine/connection.ts';

/** Rosters and swipes as they stand on one connection. */
export class StoredAttendance implements AttendanceState {
  readonly #read: ReadHandle;

  constructor(read: ReadHandle) {
    this.#read = read;
  }

  roster(fromDate: string, toDate: string, technicianNo?: string): RosterDay[] {
    return this.#read
      .all<{ technicianNo: string; date: string; entry: string }>(
        `SELECT technicianNo, date, entry FROM roster
         WHERE date BETWEEN ? AND ? AND (? IS NULL OR technicianNo = ?) ORDER BY technicianNo, date`,
        ...range(fromDate, toDate, technicianNo),
      )
      .map((row) => ({ ...row, entry: JSON.parse(row.entry) as RosterEntry }));
  }

  spells(fromDate: string, toDate: string, technicianNo?: string): DutySpell[] {
    return this.#read.all<DutySpell>(
      `SELECT technicianNo, onAt, offAt, businessDate FROM duty_spells
       WHERE businessDate BETWEEN ? AND ? AND (? IS NULL OR technicianNo = ?) ORDER BY technicianNo, onAt, seq`,
      ...range(fromDate, toDate, technicianNo),
    );
  }

  breaks(fromDate: string, toDate: string, technicianNo?: string): DutyBreak[] {
    return this.#read.all<DutyBreak>(
      `SELECT technicianNo, kind, fromAt, untilAt, toAt, businessDate FROM duty_breaks
       WHERE businessDate BETWEEN ? AND ? AND (? IS NULL OR technicianNo = ?) ORDER BY technicianNo, fromAt, seq`,
      ...range(fromDate, toDate, technicianNo),
    );
  }

  staffSpells(fromDate: string, toDate: string): StaffSpell[] {
    return this.#read.all<StaffSpell>(
      `SELECT staffNo, onAt, offAt, businessDate FROM staff_spells
       WHERE businessDate BETWEEN ? AND ? ORDER BY staffNo, onAt, seq`,
      fromDate,
      toDate,
    );
  }

  spellsOf({ kind, no }: OnDutyPerson, fromAt: number, toAt: number): DatedSpell[] {
    return this.#read.all<DatedSpell>(spellsOfPerson[kind], no, toAt, fromAt);
  }

  openSpells(person?: OnDutyPerson): OpenSpell[] {
    const kinds = person ? [person.kind] : (['technician', 'staff'] as const);
    return kinds.flatMap((kind) =>
      this.#read
        .all<{ no: string; onAt: number; businessDate: string; seenOn: string | null }>(
          openSpellsOf[kind],
          person?.no ?? '',
          person?.no ?? lastNo,
        )
        .map(({ no, ...spell }) => ({ person: { kind, no }, ...spell })),
    );
  }

  staffOnDutySince(staffNo: string): number | null {
    const sql = 'SELECT onAt FROM staff_spells WHERE staffNo = ? AND offAt IS NULL';
    return this.#read.get<{ onAt: number }>(sql, staffNo)?.onAt ?? null;
  }
}

const touching = 'onAt <= ? AND (offAt IS NULL OR offAt >= ?) ORDER BY onAt, seq';
const spellsOfPerson: Readonly<Record<OnDutyPerson['kind'], string>> = {
  technician: `SELECT onAt, offAt, businessDate FROM duty_spells WHERE technicianNo = ? AND ${touching}`,
  staff: `SELECT onAt, offAt, businessDate FROM staff_spells WHERE staffNo = ? AND ${touching}`,
};

/** Behind every number. */
const lastNo = '\u{10ffff}';
const seenOn = (kind: OnDutyPerson['kind'], spell: string) =>
  `(SELECT MAX(seen.businessDate) FROM spell_sightings seen
    WHERE seen.no = ${spell} AND seen.kind = '${kind}' AND seen.onAt = spell.onAt) AS seenOn`;
const openSpellsOf: Readonly<Record<OnDutyPerson['kind'], string>> = {
  technician: `SELECT technicianNo AS no, onAt, businessDate, ${seenOn('technician', 'spell.technicianNo')}
    FROM duty_spells spell WHERE offAt IS NULL AND technicianNo BETWEEN ? AND ? ORDER BY technicianNo`,
  staff: `SELECT staffNo AS no, onAt, businessDate, ${seenOn('staff', 'spell.staffNo')}
    FROM staff_spells spell WHERE offAt IS NULL AND staffNo BETWEEN ? AND ? ORDER BY staffNo`,
};

function range(fromDate: string, toDate: string, technicianNo: string | undefined) {
  return [fromDate, toDate, technicianNo ?? null, technicianNo ?? null] as const;
}
