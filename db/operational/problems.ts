import type { ProblemTexts } from '../engine/problems.ts';

/** What may not fit of jobs, PINs and numbers of cards. */
export const operationalProblems = {
  JOB_WITHOUT_RUN: { en: 'Job {jobId} was never queued', 'zh-CN': '任务 {jobId} 未曾排队' },
  RUN_WITHOUT_JOB: { en: 'Queued job {jobId} comes from no event', 'zh-CN': '排队任务 {jobId} 没有对应的事件' },
  PIN_NOT_BOUND: {
    en: 'The PIN of {staffNo} is not the one that was set: it was written into the file; that person cannot sign in until a manager sets a new one',
    'zh-CN': '{staffNo} 的密码不是当初设置的那个，数据文件中被改写；在经理重设之前此人不能登录',
  },
  CARD_NUMBER_WRONG: {
    en: 'The number of a card was written into the file: it is not that of {card} in the journal; give its holder another card',
    'zh-CN': '有一张卡的卡号在数据文件中被改写，与流水中的 {card} 不符；请给持卡人换卡',
  },
} as const satisfies ProblemTexts;
