import type { DatabasePart } from '../../engine/part.ts';
import { pins } from './migrations/0001-pins.ts';
import { staffProjections } from './projection.ts';
import { StoredPins } from './slice.ts';

/** Who of the staff was in, at which station. */
export const staffPart = {
  name: 'staff',
  tables: ['staff_spells', 'staff_log'],
  slices: (read) => ({ pins: new StoredPins(read) }),
  names: {
    person: ['staff_spells.staffNo', 'staff_log.staffNo'],
  },
  projections: staffProjections,
  migrations: [pins],
  problems: {},
} as const satisfies DatabasePart;
