import type { DatabasePart } from '../../engine/part.ts';
import { billFacts } from './checks/facts.ts';
import { billProblems } from './checks/problems.ts';
import { billRules } from './checks/rules.ts';
import { currency } from './migrations/0001-currency.ts';
import { references } from './migrations/0002-references.ts';
import { referenceKeys } from './migrations/0003-reference-keys.ts';
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
  migrations: [currency, references, referenceKeys],
  problems: billProblems,
  rules: billRules,
  facts: billFacts,
  counts: { bills: 'bills' },
} as const satisfies DatabasePart<typeof billProblems>;
