import type { DatabasePart } from '../../engine/part.ts';
import { EarningCheck } from './checks/earnings.ts';
import { CommissionCheck } from './checks/pay.ts';
import { payProblems } from './checks/problems.ts';
import { payRules } from './checks/rules.ts';
import { currency } from './migrations/0001-currency.ts';
import { commissionProjections } from './projection.ts';
import { StoredPay } from './slice.ts';

/** What was frozen, earned, corrected and locked. */
export const commissionPart = {
  name: 'commission',
  tables: [
    'clock_pay',
    'commission_entries',
    'commission_served',
    'commission_parts',
    'commission_shares',
    'commission_corrections',
    'commission_months',
    'commission_month_totals',
  ],
  slices: (read) => ({ pay: new StoredPay(read) }),
  names: {
    person: [
      'commission_entries.creditedNo',
      'commission_parts.creditedNo',
      'commission_served.payeeNo',
      'commission_shares.payeeNo',
      'commission_month_totals.payeeNo',
      'commission_months.closedBy',
      'commission_corrections.payeeNo',
      'commission_corrections.correctedBy',
    ],
    service: [{ column: 'commission_entries.code', where: `source = 'clock'` }],
    goods: [{ column: 'commission_entries.code', where: `source = 'goods'` }],
  },
  pay: [
    { table: 'commission_entries', blanks: { amountMinor: 0 } },
    { table: 'commission_parts', blanks: { amountMinor: 0 } },
    { table: 'commission_shares', blanks: { amountMinor: 0 } },
    { table: 'commission_corrections', blanks: { amountMinor: 0, reason: '' } },
    { table: 'commission_months', blanks: { totalMinor: 0 } },
    { table: 'commission_month_totals', blanks: { clockMinor: 0, goodsMinor: 0, correctionMinor: 0, totalMinor: 0 } },
  ],
  projections: commissionProjections,
  migrations: [currency],
  problems: payProblems,
  rules: payRules,
  checks: ({ state, problems }) => [new EarningCheck(state, problems), new CommissionCheck(problems)],
  counts: { commissions: 'commission_entries' },
} as const satisfies DatabasePart<typeof payProblems>;
