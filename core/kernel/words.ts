import type { EventDefinitions, PayloadsOf } from './event.ts';
import type { Language } from './money.ts';

/** How a store and a language write what events name. */
export interface WordFormat {
  language: Language;
  /** Minor units; of the store's own currency where none is said. */
  money(amountMinor: number, currency?: string | null): string;
  /** An item's or article's name by its code. */
  service(code: string): string;
  goods(code: string): string;
}

/** One line of history in each language. */
export type Sentence<Payload> = Readonly<Record<Language, (payload: Payload, format: WordFormat) => string>>;

/** What each event of an aggregate says in a history; null for what says nothing to people. Total, so that none is forgotten. */
export type WordsOf<Definitions extends EventDefinitions> = {
  readonly [Type in keyof Definitions]: Sentence<PayloadsOf<Definitions>[Type]> | null;
};

/** A sentence in Chinese and in English. */
export function sentence<Payload>(
  zh: (payload: Payload, format: WordFormat) => string,
  en: (payload: Payload, format: WordFormat) => string,
): Sentence<Payload> {
  return { 'zh-CN': zh, en };
}
