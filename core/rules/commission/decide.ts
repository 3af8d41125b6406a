import type { DecisionContext } from '../../kernel/context.ts';
import { monthOf, openMonth } from '../../kernel/month.ts';
import { attendanceMonth } from '../../model/attendance/month.ts';
import type { CommandData } from '../../model/commands.ts';
import { commissionError } from '../../model/commission/errors.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import type { StoreState } from '../../model/state.ts';

/**
 * Locks a month that is over: nothing is earned in it any more, corrections go to the next one. `expectedTotalMinor`
 * is what the asker saw; if it has changed since, it is refused.
 */
export function closeMonth(
  state: StoreState,
  { month, expectedTotalMinor }: CommandData<'commission.closeMonth'>,
  ctx: DecisionContext,
): StoreEvent[] {
  if (state.pay.isClosed(month)) throw commissionError('MONTH_CLOSED', { month });
  if (month >= monthOf(ctx.businessDate)) throw commissionError('MONTH_NOT_OVER', { month });
  const earlier = state.pay.months().find((other) => other < month && !state.pay.isClosed(other));
  if (earlier !== undefined) throw commissionError('MONTH_BEFORE_OPEN', { month: earlier });
  const totals = state.pay.totals(month);
  const totalMinor = totals.reduce((sum, total) => sum + total.totalMinor, 0);
  if (totalMinor !== expectedTotalMinor) throw commissionError('PAY_CHANGED', { totalMinor });
  return [event('commission.monthClosed', { month, totals, totalMinor })];
}

/** Adds to or takes off somebody's pay, with a reason; of a closed month, in the next one that is open. */
export function correctPay(
  state: StoreState,
  data: CommandData<'commission.correct'>,
  ctx: DecisionContext,
): StoreEvent[] {
  const { payeeNo, aboutMonth, amountMinor, reason } = data;
  requirePayee(state, payeeNo, aboutMonth);
  if (aboutMonth > monthOf(ctx.businessDate)) throw commissionError('MONTH_NOT_BEGUN', { month: aboutMonth });
  if (amountMinor === 0) throw commissionError('CORRECTION_ZERO');
  const month = openMonth({ isClosed: (one) => state.pay.isClosed(one) }, aboutMonth);
  return [
    event('commission.corrected', { correctionId: ctx.newId(), payeeNo, aboutMonth, month, amountMinor, reason }),
  ];
}

/** Prints one person's month. */
export function printPayslip(
  state: StoreState,
  { month, payeeNo }: CommandData<'commission.printPayslip'>,
  ctx: DecisionContext,
): StoreEvent[] {
  const payslip = state.pay.payslip(month, payeeNo);
  if (!payslip) throw commissionError('PAY_NOTHING', { payeeNo, month });
  const attendance = state.technicians.byNo(payeeNo)
    ? attendanceMonth(state.site, state.attendance, month, payeeNo, ctx.at)
    : null;
  return [event('commission.payslipPrinted', { payslip, attendance, isClosed: state.pay.isClosed(month) })];
}

/** Somebody who has left is still paid for what was earned then. */
function requirePayee(state: StoreState, payeeNo: string, month: string): void {
  const { technicians, staff } = state.site;
  if (technicians.has(payeeNo) || staff.has(payeeNo) || state.pay.payslip(month, payeeNo)) return;
  throw commissionError('PAYEE_UNKNOWN', { payeeNo });
}
