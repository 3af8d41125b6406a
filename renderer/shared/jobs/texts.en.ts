import type { zhCN } from './texts.zh-CN.ts';

/** Texts of the list of slips and calls a person has to decide about. */
export const en: typeof zhCN = {
  title: 'Slips to decide about',
  none: 'No slips to decide about',
  state: { failed: 'Not printed', expired: 'Too old to print', uncertain: 'May have printed' },
  spoken: { failed: 'Not spoken', expired: 'Too old to say', uncertain: 'May have been said' },
  attempts: 'tried {{count}}×',
  printAgain: 'Print again',
  sayAgain: 'Say again',
  didPrint: 'It did print, remove',
  remove: 'Remove',
  otherPrinter: 'Other printer',
};
