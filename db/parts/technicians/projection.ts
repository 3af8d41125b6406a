import type { WriteHandle } from '../../engine/connection.ts';
import type { EventsOf, Projections } from '../../engine/projection.ts';
import { beginBreak, beginSpell, endBreak, endSpell } from '../attendance/projection.ts';
import { markProjections } from './marks.ts';

/** Whether a technician is on duty, and what keeps her or him from being called. */
export const technicianProjections: Projections<EventsOf<'technician'>> = {
  ...markProjections,
  'technician.cameOnDuty'(tx, event) {
    setDuty(tx, event.payload.technicianNo, 'on', event.at, null);
    beginSpell(tx, event);
  },
  'technician.wentOffDuty'(tx, event) {
    setDuty(tx, event.payload.technicianNo, 'off', event.at, null);
    endSpell(tx, event);
  },
  'technician.tookRest'(tx, event) {
    setDuty(tx, event.payload.technicianNo, 'resting', event.at, event.payload.until);
    beginBreak(tx, event);
  },
  'technician.cameBack'(tx, event) {
    setDuty(tx, event.payload.technicianNo, 'on', event.at, null);
    endBreak(tx, event);
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
