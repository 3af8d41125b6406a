import type { WriteHandle } from '../../engine/connection.ts';
import type { EventsOf, JournalEventOf, Projections } from '../../engine/projection.ts';

/** Who is down for when. */
export const attendanceProjections: Projections<EventsOf<'attendance'>> = {
  'attendance.rosterSet'(tx, { at, actor, payload: { entries } }) {
    for (const { technicianNo, date, entry } of entries) {
      tx.run('DELETE FROM roster WHERE technicianNo = ? AND date = ?', technicianNo, date);
      if (!entry) continue;
      tx.insert('roster', { technicianNo, date, entry: JSON.stringify(entry), setAt: at, setBy: actor });
    }
  },
};

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
