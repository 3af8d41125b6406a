import type { zhCN } from './texts.zh-CN.ts';

/** What guests wish for this visit. */
export const en: typeof zhCN = {
  title: 'Guest notes',
  room: 'Whole room',
  guest: 'Guest {{no}}',
  noted: '{{time}} by {{by}}',
  changed: 'changed {{time}}',
};
