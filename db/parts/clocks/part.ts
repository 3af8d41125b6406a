import type { DatabasePart } from '../../engine/part.ts';
import { CallCheck } from './checks/calls.ts';
import { clockFacts } from './checks/facts.ts';
import { clockProblems } from './checks/problems.ts';
import { clockRules } from './checks/rules.ts';
import { currency } from './migrations/0001-currency.ts';
import { firstCall } from './migrations/0002-first-call.ts';
import { clockProjections } from './projection.ts';
import { StoredClocks } from './slice.ts';

/** As the index of waiting clocks has it. */
const waiting = `state = 'ordered'`;

/** Clocks, and who served them. */
export const clocksPart = {
  name: 'clocks',
  tables: ['clocks', 'clock_segments'],
  slices: (read) => ({ clocks: new StoredClocks(read) }),
  names: {
    person: [
      'clocks.technicianNo',
      // Of the others they only say what once was asked for.
      { column: 'clocks.choice:technicianNo', where: waiting },
      { column: 'clocks.passedBy:', where: waiting },
      'clock_segments.technicianNo',
    ],
    room: ['clocks.roomNo'],
    service: ['clocks.serviceCode'],
  },
  projections: clockProjections,
  migrations: [currency, firstCall],
  problems: clockProblems,
  rules: clockRules,
  checks: ({ state, problems }) => [new CallCheck(state, problems)],
  facts: clockFacts,
  counts: { clocks: 'clocks' },
} as const satisfies DatabasePart<typeof clockProblems>;
