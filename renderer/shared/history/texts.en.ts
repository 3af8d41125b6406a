import type { zhCN } from './texts.zh-CN.ts';

/** What happened in a visit, line by line. */
export const en: typeof zhCN = {
  title: 'What happened',
};
