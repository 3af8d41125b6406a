import type { DatabasePart } from '../../engine/part.ts';
import { staffProjections } from './projection.ts';

/** Who of the staff was in, at which station. */
export const staffPart = {
  name: 'staff',
  tables: ['staff_spells', 'staff_log'],
  names: {
    person: ['staff_spells.staffNo', 'staff_log.staffNo'],
  },
  projections: staffProjections,
  migrations: [],
  problems: {},
} as const satisfies DatabasePart;
