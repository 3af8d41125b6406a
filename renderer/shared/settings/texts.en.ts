import type { zhCN } from './texts.zh-CN.ts';

/** What was changed in the settings. */
export const en: typeof zhCN = {
  list: 'Changes',
  more: 'and {{count}} more',
  weighty: 'important',
  notYours: 'not yours to change',
  nothing: 'none',
  way: { import: 'Site file', section: 'Settings', plan: 'Planned' },
};
