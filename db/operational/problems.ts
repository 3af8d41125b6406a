import type { ProblemTexts } from '../engine/problems.ts';

/** What may not fit of jobs and PINs. */
export const operationalProblems = {
  JOB_WITHOUT_RUN: { en: 'Job {jobId} was never queued', 'zh-CN': '任务 {jobId} 未曾排队' },
  RUN_WITHOUT_JOB: { en: 'Queued job {jobId} comes from no event', 'zh-CN': '排队任务 {jobId} 没有对应的事件' },
  PIN_NOT_BOUND: {
    en: 'The PIN of {staffNo} is not the one that was set: it was written into the file; that person cannot sign in until a manager sets a new one',
    'zh-CN': '{staffNo} 的密码不是当初设置的那个，数据文件中被改写；在经理重设之前此人不能登录',
  },
} as const satisfies ProblemTexts;
