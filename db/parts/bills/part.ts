import type { DatabasePart } from '../../engine/part.ts';
import { billFacts } from './checks/facts.ts';
import { billProblems } from './checks/problems.ts';
import { billRules } from './checks/rules.ts';
import { billProjections } from './projection.ts';
import { StoredBills } from './slice.ts';

/** Settled bills. */
export const billsPart = {
  name: 'bills',
  tables: ['bills', 'bill_lines', 'payments'],
  slices: (read) => ({ bills: new StoredBills(read) }),
  names: {
    person: ['bills.settledBy'],
    room: ['bills.roomNo'],
    wristband: ['bills.wristbandNos:'],
    service: [{ column: 'bill_lines.code', where: `kind = 'clock'` }],
    goods: [{ column: 'bill_lines.code', where: `kind = 'goods'` }],
  },
  projections: billProjections,
  migrations: [],
  problems: billProblems,
  rules: billRules,
  facts: billFacts,
  counts: { bills: 'bills' },
} as const satisfies DatabasePart<typeof billProblems>;
