import type { ProblemTexts } from '../engine/problems.ts';

/** What may not fit of the jobs. */
export const jobProblems = {
  JOB_WITHOUT_RUN: { en: 'Job {jobId} was never queued', 'zh-CN': '任务 {jobId} 未曾排队' },
  RUN_WITHOUT_JOB: { en: 'Queued job {jobId} comes from no event', 'zh-CN': '排队任务 {jobId} 没有对应的事件' },
} as const satisfies ProblemTexts;
