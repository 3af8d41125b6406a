import type { zhCN } from './texts.zh-CN.ts';

/** Who serves what is ordered. */
export const en: typeof zhCN = {
  same: 'no. {{no}} goes on',
  sameOne: 'the same technician',
};
