import type { DatabasePart } from '../../engine/part.ts';
import { technicianFacts } from './checks/facts.ts';
import { technicianProjections } from './projection.ts';
import { StoredTechnicians } from './slice.ts';

/** Whether a technician is on duty, and what keeps her or him from being called. */
export const techniciansPart = {
  name: 'technicians',
  tables: ['technicians', 'technician_marks'],
  slices: (read) => ({ technicians: new StoredTechnicians(read) }),
  names: { person: ['technicians.no', 'technician_marks.technicianNo'] },
  projections: technicianProjections,
  migrations: [],
  problems: {},
  facts: technicianFacts,
} as const satisfies DatabasePart;
