import { errorsOf } from '../../kernel/error.ts';
import { type ErrorText, text } from '../../kernel/error-text.ts';

/** Refusals about bills and payments. */
export const billTexts = {
  // Bills
  NOTHING_TO_PAY: text(
    '没有消费，直接关房即可',
    'Nothing to pay: close the visit instead',
    '没有消费',
    'Nothing to pay',
  ),
  CLOCKS_STILL_OPEN: text(
    '还有 {count} 个钟没有结束，请先下钟',
    'Clocks that have not ended yet: {count}; end them first',
    '钟未结束',
    'Clocks open',
  ),
  BILL_CHANGED: text(
    '账单刚有变动，现在是 {totalMinor:money}，请核对',
    'The bill has changed: it is {totalMinor:money} now, please check',
    '账单有变',
    'Bill changed',
  ),
  BILL_UNKNOWN: text(
    '没有这张账单，请重新查找',
    'There is no such bill; look for it again',
    '无此账单',
    'No such bill',
  ),
  TENDER_UNKNOWN: text(
    '没有付款方式 {tenderCode}',
    'There is no tender {tenderCode}',
    '无此付款方式',
    'No such tender',
  ),
  TENDER_NOT_USABLE: text(
    '现在还不能用 {tenderCode} 付款，请换一种付款方式',
    '{tenderCode} cannot be used yet; choose another tender',
    '不可用',
    'Not usable',
  ),
  TENDER_NEEDS_REFERENCE: text(
    '请输入 {tenderCode} 的交易号',
    'Enter the reference of {tenderCode}',
    '需交易号',
    'Reference?',
  ),
  REFERENCE_USED: text(
    '交易号 {reference} 已经用过，请核对；确实无误时由经理授权',
    'The reference {reference} has been used before: check it; where it is right, a manager approves',
    '交易号已用过',
    'Reference used',
  ),
  CHANGE_TOO_HIGH: text(
    '要找零 {changeMinor:money}，超过上限 {limitMinor:money}，请核对金额；确实无误时由经理授权',
    '{changeMinor:money} of change is above the limit of {limitMinor:money}: check the amount; where it is right, a manager approves',
    '找零过多',
    'Too much change',
  ),
  CHANGE_ABSURD: text(
    '要找零 {changeMinor:money}，金额不可能，请重新输入',
    '{changeMinor:money} of change cannot be: type the amount again',
    '金额有误',
    'Amount is wrong',
  ),
  PAYMENT_ZERO: text('付款金额不能为零', 'A payment must be above zero', '金额为零', 'Amount is zero'),
  UNDERPAID: text('还差 {missingMinor:money}', '{missingMinor:money} is missing', '金额不足', 'Too little'),
  OVERPAID: text(
    '多收了 {overMinor:money}，此付款方式不找零',
    '{overMinor:money} too much, and this tender gives no change',
    '金额过多',
    'Too much',
  ),
} satisfies Record<string, ErrorText>;

export const billError = errorsOf(billTexts);
