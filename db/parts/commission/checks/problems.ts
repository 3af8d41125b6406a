import type { ProblemTexts } from '../../../engine/problems.ts';

/** What may not fit of what was earned. */
export const payProblems = {
  COMMISSION_MISSING: {
    en: 'Clock {clockId} has ended and its commission was not worked out',
    'zh-CN': '钟 {clockId} 已下钟，但没有计提成',
  },
  COMMISSION_WITHOUT_END: {
    en: 'Commission stands for clock {refId}, which has not ended, or was paid before',
    'zh-CN': '钟 {refId} 未下钟或已计过，却又计了提成',
  },
  COMMISSION_DIFFERS: {
    en: 'Commission of {refId}: booked {storedMinor}, the frozen rule gives {expectedMinor}',
    'zh-CN': '{refId} 的提成：已记 {storedMinor}，按锁定规则应为 {expectedMinor}',
  },
  COMMISSION_BASE_WRONG: {
    en: 'Commission of {refId} is of {baseMinor}, sold for {soldMinor}',
    'zh-CN': '{refId} 的提成按 {baseMinor} 计，售价为 {soldMinor}',
  },
  MONTH_DIFFERS: {
    en: 'Month {month}, {payeeNo}: closed with {storedMinor}, its earnings sum to {expectedMinor}',
    'zh-CN': '{month} 月 {payeeNo} 号：结账 {storedMinor}，明细合计 {expectedMinor}',
  },
  MONTH_CHANGED: {
    en: 'Month {month} was closed, and {refId} was booked in it afterwards',
    'zh-CN': '{month} 月已结账，之后又记入了 {refId}',
  },
  CLOCK_FROZEN_WRONG: {
    en: 'Clock {clockId} (row {seq}): {what} is {stored}, the settings of then give {expected}',
    'zh-CN': '钟 {clockId}（第 {seq} 行）：{what} 锁定为 {stored}，按当时的设置应为 {expected}',
  },
  EARNING_WRONG: {
    en: 'What {refId} earned (row {seq}): stored {stored}, worked out again {expected}',
    'zh-CN': '{refId} 的提成（第 {seq} 行）：记为 {stored}，重算为 {expected}',
  },
} as const satisfies ProblemTexts;

export type PayProblem = keyof typeof payProblems;
