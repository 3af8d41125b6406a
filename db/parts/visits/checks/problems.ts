import type { ProblemTexts } from '../../../engine/problems.ts';

/** What may not fit of visits. */
export const visitProblems = {
  BILL_MINIMUM_WRONG: {
    en: 'Guests went from room {roomNo} to {toRoomNo} (row {seq}): {stored} of the minimum charge was approved, it is {expected}',
    'zh-CN': '客人从 {roomNo} 房换到 {toRoomNo} 房（第 {seq} 行）：授权降低的低消是 {stored}，应为 {expected}',
  },
} as const satisfies ProblemTexts;

export type VisitProblem = keyof typeof visitProblems;
