import type { Language } from '../money.ts';

/**
 * One refusal in every language: the sentence for a screen (with `{facts}` of the error's context) and the short form
 * for one terminal line of sixteen columns (eight Chinese characters).
 */
export interface ErrorText {
  'zh-CN': string;
  en: string;
  short: Record<Language, string>;
}

export function text(zh: string, en: string, shortZh: string, shortEn: string): ErrorText {
  return { 'zh-CN': zh, en, short: { 'zh-CN': shortZh, en: shortEn } };
}
