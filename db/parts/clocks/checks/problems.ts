import type { ProblemTexts } from '../../../engine/problems.ts';

/** What may not fit of clocks and calls. */
export const clockProblems = {
  TECHNICIAN_TWICE: {
    en: 'Technician {technicianNo} works on clock {clockId} while still on another',
    'zh-CN': '技师 {technicianNo} 在钟 {clockId} 上时另一钟尚未结束',
  },
  BEGUN_BEFORE_FIRST: {
    en: 'Clock {clockId} was begun before clock {afterId}, which it comes after, had ended',
    'zh-CN': '钟 {clockId} 在前一钟 {afterId} 下钟之前就已上钟',
  },
  CALL_NOT_DUE: {
    en: 'Clock {clockId} (row {seq}): No. {technicianNo} was given it, it was the turn of {dueNo}',
    'zh-CN': '钟 {clockId}（第 {seq} 行）给了 {technicianNo} 号，当时应轮到 {dueNo}',
  },
  CALL_LACKING: {
    en: 'After row {seq} No. {technicianNo} was free for clock {clockId} in room {roomNo}, and was not called',
    'zh-CN': '第 {seq} 行之后 {technicianNo} 号可上 {roomNo} 房的钟 {clockId}，却没有叫',
  },
} as const satisfies ProblemTexts;

export type ClockProblem = keyof typeof clockProblems;
