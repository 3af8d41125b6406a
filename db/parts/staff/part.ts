import type { DatabasePart } from '../../engine/part.ts';
import { pins } from './migrations/0001-pins.ts';
import { staffPins } from './migrations/0002-staff-pins.ts';
import { staffProjections } from './projection.ts';
import { StoredPins } from './slice.ts';

/** Who of the staff was in, at which station. */
export const staffPart = {
  name: 'staff',
  slices: (read) => ({ pins: new StoredPins(read) }),
  tables: ['staff_spells', 'staff_log', 'staff_pins'],
  names: {
    person: ['staff_spells.staffNo', 'staff_log.staffNo', 'staff_pins.staffNo'],
  },
  projections: staffProjections,
  migrations: [pins, staffPins],
  problems: {},
} as const satisfies DatabasePart;
