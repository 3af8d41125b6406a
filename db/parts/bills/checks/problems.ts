import type { ProblemTexts } from '../../../engine/problems.ts';

/** What may not fit of bills. */
export const billProblems = {
  BILL_LINES_DIFFER: {
    en: 'Bill {no}: its lines sum to {linesMinor}, its total is {totalMinor}',
    'zh-CN': '账单 {no}：明细合计 {linesMinor}，总额 {totalMinor}',
  },
  BILL_LINE_WRONG: {
    en: 'Bill {no}, line {n} ({kind} {refId}): charged {amountMinor}, sold for {soldMinor}',
    'zh-CN': '账单 {no} 第 {n} 行（{kind} {refId}）：计 {amountMinor}，售价 {soldMinor}',
  },
  PAYMENTS_DIFFER: {
    en: 'Bill {no}: paid {paidMinor} less change {changeMinor} is not its total {totalMinor}',
    'zh-CN': '账单 {no}：付款 {paidMinor} 减找零 {changeMinor} 与总额 {totalMinor} 不符',
  },
  BILLED_TWICE: {
    en: 'The {kind} {refId} stands on {count} bill lines',
    'zh-CN': '{kind} {refId} 出现在 {count} 条账单明细中',
  },
} as const satisfies ProblemTexts;

export type BillProblem = keyof typeof billProblems;
