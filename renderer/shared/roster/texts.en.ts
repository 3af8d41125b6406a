import type { zhCN } from './texts.zh-CN.ts';

/** What somebody is down for. */
export const en: typeof zhCN = {
  leave: {
    annual: 'annual leave',
    sick: 'sick leave',
    personal: 'personal leave',
    lieu: 'day in lieu',
    other: 'other leave',
  },
  off: 'day off',
};
