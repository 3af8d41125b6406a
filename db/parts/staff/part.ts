import type { DatabasePart } from '../../engine/part.ts';
import { staffPins } from './migrations/0001-staff-pins.ts';
import { staffProjections } from './projection.ts';

/** Who of the staff was in, at which station. */
export const staffPart = {
  name: 'staff',
  tables: ['staff_spells', 'staff_log', 'staff_pins'],
  names: {
    person: ['staff_spells.staffNo', 'staff_log.staffNo', 'staff_pins.staffNo'],
  },
  projections: staffProjections,
  migrations: [staffPins],
  problems: {},
} as const satisfies DatabasePart;
