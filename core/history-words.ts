import type { Merged } from './kernel/aggregate.ts';
import { merged } from './kernel/merged.ts';
import type { Sentence, WordFormat } from './kernel/words.ts';
import type { aggregates } from './model/aggregates.ts';
import type { StoreEvent } from './model/events.ts';
import { textsOfAggregates } from './model/texts.ts';

/** What each event says in a history, each from the `words.ts` of its aggregate. */
const words: Merged<typeof aggregates, 'words'> = merged(textsOfAggregates, 'words');

/** One line of a history for a person, or null for what says nothing to people (or comes of a newer store). */
export function historyWords(
  { type, payload }: Pick<StoreEvent, 'type' | 'payload'>,
  format: WordFormat,
): string | null {
  const sentence = (Object.hasOwn(words, type) ? words[type] : null) as Sentence<never> | null;
  return sentence?.[format.language](payload as never, format) ?? null;
}
