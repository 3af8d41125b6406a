import type { DatabasePart } from '../../engine/part.ts';
import { CallCheck } from './checks/calls.ts';
import { clockFacts } from './checks/facts.ts';
import { clockProblems } from './checks/problems.ts';
import { clockRules } from './checks/rules.ts';
import { clockProjections } from './projection.ts';

/** Clocks, who served them, and what did not go its way. */
export const clocksPart = {
  name: 'clocks',
  tables: ['clocks', 'clock_segments', 'clock_incidents'],
  names: {
    person: [
      'clocks.technicianNo',
      'clocks.choice:technicianNo',
      'clocks.passedBy:',
      'clock_segments.technicianNo',
      'clock_incidents.technicianNo',
      'clock_incidents.actor',
      'clock_incidents.allowedBy',
    ],
    room: ['clocks.roomNo', 'clock_incidents.roomNo'],
    service: ['clocks.serviceCode', 'clock_incidents.serviceCode'],
  },
  projections: clockProjections,
  migrations: [],
  problems: clockProblems,
  rules: clockRules,
  checks: ({ state, problems }) => [new CallCheck(state, problems)],
  facts: clockFacts,
  counts: { clocks: 'clocks' },
} as const satisfies DatabasePart<typeof clockProblems>;
