import type { WriteHandle } from '../connection.ts';
import type { EventsOf, Projections } from './projection.ts';

/** Whether a technician is on duty. */
export const technicianProjections: Projections<EventsOf<'technician'>> = {
  'technician.cameOnDuty'(tx, { at, payload }) {
    setDuty(tx, payload.technicianNo, 'on', at, null);
  },
  'technician.wentOffDuty'(tx, { at, payload }) {
    setDuty(tx, payload.technicianNo, 'off', at, null);
  },
  'technician.tookRest'(tx, { at, payload }) {
    setDuty(tx, payload.technicianNo, 'resting', at, payload.until);
  },
  'technician.cameBack'(tx, { at, payload }) {
    setDuty(tx, payload.technicianNo, 'on', at, null);
  },
};

function setDuty(
  tx: WriteHandle,
  technicianNo: string,
  duty: 'off' | 'on' | 'resting',
  at: number,
  restUntil: number | null,
): void {
  tx.change(
    'UPDATE technicians SET duty = ?, since = ?, restUntil = ? WHERE no = ?',
    duty,
    at,
    restUntil,
    technicianNo,
  );
}
