import type { attendance } from '../../model/attendance/aggregate.ts';
import type { Part } from '../part.ts';
import { correctSpell } from './correct.ts';
import { copyWeek, setRoster } from './decide.ts';
import { endSpell, stillHere } from './left-open.ts';
import { bringOnDuty } from './roll-call.ts';
import { staffComesOnDuty, staffGoesOffDuty } from './staff.ts';

export const attendancePart: Part<typeof attendance> = {
  commands: {
    'attendance.setRoster': { permission: 'attendance.edit', from: ['screen'], decide: setRoster },
    'attendance.copyWeek': { permission: 'attendance.edit', from: ['screen'], decide: copyWeek },
    'attendance.correctSpell': { permission: 'attendance.edit', from: ['screen'], decide: correctSpell },
    'attendance.endSpell': { permission: 'technician.duty', from: ['screen', 'terminal'], decide: endSpell },
    'attendance.stillHere': { permission: 'technician.duty', from: ['screen', 'terminal'], decide: stillHere },
    'attendance.bringOnDuty': { permission: 'technician.duty', from: ['screen'], decide: bringOnDuty },
    'staff.comeOnDuty': { permission: 'attendance.edit', from: ['screen', 'terminal'], decide: staffComesOnDuty },
    'staff.goOffDuty': { permission: 'attendance.edit', from: ['screen', 'terminal'], decide: staffGoesOffDuty },
  },
  about: {
    // Whom a reservation asks for may be down for something else now.
    'attendance.rosterSet': { stale: ['attendance', 'reservations'] },
    'attendance.spellCorrected': { stale: ['attendance'] },
    'attendance.stillHere': { stale: ['attendance'] },
    'staff.cameOnDuty': { stale: ['attendance'] },
    'staff.wentOffDuty': { stale: ['attendance'] },
  },
};
