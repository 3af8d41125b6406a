import type { attendance } from '../../model/attendance/aggregate.ts';
import type { Part } from '../part.ts';
import { copyWeek, setRoster } from './decide.ts';
import { staffComesOnDuty, staffGoesOffDuty } from './staff.ts';

export const attendancePart: Part<typeof attendance> = {
  commands: {
    'attendance.setRoster': { permission: 'attendance.edit', from: ['screen'], decide: setRoster },
    'attendance.copyWeek': { permission: 'attendance.edit', from: ['screen'], decide: copyWeek },
    'staff.comeOnDuty': { permission: 'attendance.edit', from: ['screen', 'terminal'], decide: staffComesOnDuty },
    'staff.goOffDuty': { permission: 'attendance.edit', from: ['screen', 'terminal'], decide: staffGoesOffDuty },
  },
  about: {
    // Whom a reservation asks for may be down for something else now.
    'attendance.rosterSet': { stale: ['attendance', 'reservations'] },
    'staff.cameOnDuty': { stale: ['attendance'] },
    'staff.wentOffDuty': { stale: ['attendance'] },
  },
};
