import type { DatabasePart } from '../../engine/part.ts';
import { attendanceFacts } from './checks/facts.ts';
import { spellCorrections } from './migrations/0001-spell-corrections.ts';
import { spellSightings } from './migrations/0002-spell-sightings.ts';
import { attendanceProjections } from './projection.ts';
import { StoredAttendance } from './slice.ts';

/** Who is down for when, and who was there. */
export const attendancePart = {
  name: 'attendance',
  tables: ['duty_spells', 'duty_breaks', 'roster', 'spell_corrections', 'spell_sightings'],
  slices: (read) => ({ attendance: new StoredAttendance(read) }),
  names: {
    person: [
      'duty_spells.technicianNo',
      'duty_breaks.technicianNo',
      'roster.technicianNo',
      'roster.setBy',
      'spell_corrections.no',
      'spell_corrections.correctedBy',
      'spell_sightings.no',
      'spell_sightings.seenBy',
    ],
  },
  projections: attendanceProjections,
  migrations: [spellCorrections, spellSightings],
  problems: {},
  facts: attendanceFacts,
} as const satisfies DatabasePart;
