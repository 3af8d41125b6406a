import { monthOf } from '../../../core/kernel/month.ts';
import type { FrozenRule } from '../../../core/model/commission/frozen-rule.ts';

import type { WriteHandle } from '../../engine/connection.ts';
import { changesNothing, type EventsOf, type Projections } from '../../engine/projection.ts';

/** What was earned, corrected and locked. */
export const commissionProjections: Projections<EventsOf<'commission'>> = {
  'commission.earned'(tx, { seq, at, businessDate, payload }) {
    const { source, refId, creditedNo, clockType, code, baseMinor, minutes, served, parts, currency } = payload;
    const month = payload.month ?? monthOf(businessDate);
    tx.insert('commission_entries', {
      ...{ seq, source, refId, creditedNo, clockType, code, baseMinor, minutes, at, businessDate, month, currency },
      amountMinor: parts.reduce((sum, part) => sum + part.amountMinor, 0),
    });
    for (const [index, { payeeNo, servedMs, turnoverMinor }] of served.entries()) {
      tx.insert('commission_served', { seq, n: index + 1, payeeNo, servedMs, turnoverMinor, businessDate, month });
    }
    for (const [index, { rule, ruleKey, nth, counted, amountMinor, shares }] of parts.entries()) {
      const part = index + 1;
      tx.insert('commission_parts', {
        ...{ seq, part, creditedNo, ruleKey, nth, amountMinor, businessDate, month },
        rule: JSON.stringify(rule),
        counted: counted ? 1 : 0,
      });
      for (const [at, shareMinor] of shares.entries()) {
        const payeeNo = served[at]?.payeeNo ?? creditedNo;
        tx.insert('commission_shares', {
          ...{ seq, part, n: at + 1, source, payeeNo, ruleKey, businessDate, month, currency },
          amountMinor: shareMinor,
        });
      }
    }
  },
  'commission.monthClosed'(tx, { at, actor, businessDate, payload: { month, totals, totalMinor, currency } }) {
    tx.insert('commission_months', { month, totalMinor, currency, closedAt: at, closedBy: actor, businessDate });
    for (const total of totals) tx.insert('commission_month_totals', { month, ...total });
  },
  'commission.corrected'(tx, { at, actor, businessDate, payload }) {
    const { correctionId, payeeNo, aboutMonth, month, amountMinor, currency, reason } = payload;
    tx.insert('commission_corrections', {
      ...{ id: correctionId, payeeNo, aboutMonth, month, amountMinor, currency, reason },
      ...{ at, correctedBy: actor, businessDate },
    });
  },
  'commission.payslipPrinted': changesNothing,
};

/** Keeps the rules a clock will be paid by; those of a clock that goes on as something else take their place. */
export function freezeRules(tx: WriteHandle, clockId: string, rules: FrozenRule[] | undefined): void {
  if (!rules) return;
  tx.run('DELETE FROM clock_pay WHERE clockId = ?', clockId);
  tx.insert('clock_pay', { clockId, rules: JSON.stringify(rules) });
}
