import { errorsOf } from '../../kernel/error.ts';
import { type ErrorText, text } from '../../kernel/error-text.ts';

/** Refusals about pay and months. */
export const commissionTexts = {
  MONTH_CLOSED: text('{month} 已关账', '{month} has been closed', '月份已关', 'Month closed'),
  MONTH_NOT_OVER: text(
    '{month} 月还没有结束，请月底之后再结',
    '{month} is not over yet; close it afterwards',
    '月份未完',
    'Month not over',
  ),
  MONTH_NOT_BEGUN: text('{month} 月还没有开始', '{month} has not begun yet', '月份未到', 'Not begun'),
  MONTH_BEFORE_OPEN: text('请先结 {month} 月', 'Close {month} first', '先结上月', 'Close earlier'),
  PAY_CHANGED: text(
    '工资合计已变为 {totalMinor:money}，请再看一遍',
    'The month now comes to {totalMinor:money}; please look again',
    '工资已变',
    'Pay has changed',
  ),
  PAY_NOTHING: text('{payeeNo} 号在 {month} 月没有收入', '{payeeNo} earned nothing in {month}', '没有收入', 'No pay'),
  PAYEE_UNKNOWN: text('没有 {payeeNo} 号员工', 'There is nobody with number {payeeNo}', '没有此人', 'No such person'),
  CORRECTION_ZERO: text('更正金额不能为零', 'A correction cannot be zero', '金额为零', 'Amount is zero'),
} satisfies Record<string, ErrorText>;

export const commissionError = errorsOf(commissionTexts);
