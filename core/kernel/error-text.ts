import { formatOwnMinor, type Language } from './money.ts';

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

/**
 * Puts the facts into a sentence: `{name}` as it is (a fact that is said in every language in this one), `{name:money}`
 * as an amount of minor units.
 */
export function fillText(
  template: string,
  language: Language,
  context: Readonly<Record<string, unknown>>,
  currency: string,
): string {
  return template.replace(/\{(\w+)(:money)?\}/g, (_, name: string, money: string | undefined) => {
    const value = inLanguage(context[name], language);
    if (money && typeof value === 'number') return formatOwnMinor(value, currency, language);
    return value === undefined || value === null ? '?' : String(value);
  });
}

function inLanguage(fact: unknown, language: Language): unknown {
  if (typeof fact !== 'object' || fact === null || !(language in fact)) return fact;
  return (fact as Record<string, unknown>)[language];
}
