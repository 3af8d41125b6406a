import type { DatedSpell, OnDutyPerson } from '../../../core/model/attendance/roster.ts';
import type { WriteHandle } from '../../engine/connection.ts';
import type { EventsOf, JournalEventOf, Projections } from '../../engine/projection.ts';

/** Who is down for when, and what was put right of who was there. */
export const attendanceProjections: Projections<EventsOf<'attendance'>> = {
  'attendance.rosterSet'(tx, { at, actor, payload: { entries } }) {
    for (const { technicianNo, date, entry } of entries) {
      tx.run('DELETE FROM roster WHERE technicianNo = ? AND date = ?', technicianNo, date);
      if (!entry) continue;
      tx.insert('roster', { technicianNo, date, entry: JSON.stringify(entry), setAt: at, setBy: actor });
    }
  },
  'attendance.spellCorrected'(tx, event) {
    const { seq, at, actor, businessDate, payload } = event;
    const { person, before, after, reason } = payload;
    if (before) replaceSpell(tx, person, before, after);
    else if (after) addSpell(tx, seq, person, after);
    if (before && person.kind === 'technician') cutBreaks(tx, person.no, { before, after, businessDate });
    tx.insert('spell_corrections', {
      ...{ seq, at, correctedBy: actor, kind: person.kind, no: person.no, reason, businessDate },
      ...{ beforeOnAt: before?.onAt ?? null, beforeOffAt: before?.offAt ?? null },
      ...{ beforeDate: before?.businessDate ?? null, afterOnAt: after?.onAt ?? null },
      ...{ afterOffAt: after?.offAt ?? null, afterDate: after?.businessDate ?? null },
    });
  },
  'attendance.stillHere'(tx, { seq, at, actor, businessDate, payload: { person, onAt } }) {
    tx.insert('spell_sightings', {
      ...{ seq, at, seenBy: actor, kind: person.kind, no: person.no, onAt, businessDate },
    });
  },
};

const spellTables = {
  technician: { table: 'duty_spells', column: 'technicianNo' },
  staff: { table: 'staff_spells', column: 'staffNo' },
} as const satisfies Record<OnDutyPerson['kind'], object>;

/** A spell gets other times, or goes. */
function replaceSpell(tx: WriteHandle, { kind, no }: OnDutyPerson, before: DatedSpell, after: DatedSpell | null): void {
  const { table, column } = spellTables[kind];
  // Two of the same times are alike: one of them.
  const one = `seq = (SELECT seq FROM ${table} WHERE ${column} = ? AND onAt = ? AND offAt IS ? ORDER BY seq LIMIT 1)`;
  const found = [no, before.onAt, before.offAt] as const;
  if (!after) {
    tx.change(`DELETE FROM ${table} WHERE ${one}`, ...found);
    return;
  }
  const { onAt, offAt, businessDate } = after;
  tx.change(
    `UPDATE ${table} SET onAt = ?, offAt = ?, businessDate = ? WHERE ${one}`,
    onAt,
    offAt,
    businessDate,
    ...found,
  );
}

function addSpell(tx: WriteHandle, seq: number, { kind, no }: OnDutyPerson, spell: DatedSpell): void {
  const { table, column } = spellTables[kind];
  tx.insert(table, { seq, [column]: no, ...spell });
}

/** Rests and meals of a spell that is over end with it and do not begin before it, as if it had been swiped like that. */
function cutBreaks(
  tx: WriteHandle,
  technicianNo: string,
  { before, after, businessDate }: { before: DatedSpell; after: DatedSpell | null; businessDate: string },
): void {
  if (before.offAt === null) return;
  const onAt = after?.onAt ?? before.onAt;
  const offAt = after?.offAt ?? before.onAt;
  tx.run(
    `UPDATE duty_breaks SET fromAt = MIN(MAX(fromAt, ?), toAt), toAt = MAX(MIN(toAt, ?), fromAt)
     WHERE technicianNo = ? AND businessDate BETWEEN ? AND ? AND fromAt BETWEEN ? AND ? AND toAt IS NOT NULL`,
    ...[onAt, offAt, technicianNo, before.businessDate, businessDate, before.onAt, before.offAt],
  );
}

type Duty<T extends EventsOf<'technician'>> = Pick<JournalEventOf<T>, 'seq' | 'at' | 'businessDate' | 'payload'>;

/** A spell of duty begins. */
export function beginSpell(tx: WriteHandle, { seq, at, businessDate, payload }: Duty<'technician.cameOnDuty'>): void {
  tx.insert('duty_spells', { seq, technicianNo: payload.technicianNo, onAt: at, businessDate });
}

/** A spell ends, and a break that lasts with it. */
export function endSpell(tx: WriteHandle, event: Duty<'technician.wentOffDuty'>): void {
  const { technicianNo } = event.payload;
  endBreak(tx, event);
  tx.run('UPDATE duty_spells SET offAt = ? WHERE technicianNo = ? AND offAt IS NULL', event.at, technicianNo);
}

export function beginBreak(tx: WriteHandle, { seq, at, businessDate, payload }: Duty<'technician.tookRest'>): void {
  const { technicianNo, until: untilAt, kind = 'rest' } = payload;
  tx.insert('duty_breaks', { seq, technicianNo, kind, fromAt: at, untilAt, businessDate });
}

export function endBreak(tx: WriteHandle, { at, payload }: { at: number; payload: { technicianNo: string } }): void {
  tx.run('UPDATE duty_breaks SET toAt = ? WHERE technicianNo = ? AND toAt IS NULL', at, payload.technicianNo);
}
