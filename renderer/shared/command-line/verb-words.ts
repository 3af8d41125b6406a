import type { Language } from '../../../core/kernel/money.ts';
import { type Verb, verbs } from './line-context.ts';
import { en } from './texts.en.ts';
import { zhCN } from './texts.zh-CN.ts';

/** The words of each verb: those of every language at once, since people mix them; of one language first. */
export const verbWords: Readonly<Record<Language, Readonly<Record<Verb, readonly string[]>>>> = {
  'zh-CN': wordsOf([zhCN, en]),
  en: wordsOf([en, zhCN]),
};

function wordsOf(languages: readonly (typeof zhCN)[]): Record<Verb, string[]> {
  return Object.fromEntries(
    verbs.map((verb) => [verb, languages.flatMap((texts) => texts.verbs[verb].toLowerCase().split(' '))]),
  ) as Record<Verb, string[]>;
}
