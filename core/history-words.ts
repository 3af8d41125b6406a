import { type Merged, merged } from './kernel/aggregate.ts';
import type { Sentence, WordFormat } from './kernel/words.ts';
import { aggregates } from './model/aggregates.ts';
import type { StoreEvent } from './model/events.ts';

/** What each event says in a history, each from the `words.ts` of its aggregate. */
const words: Merged<typeof aggregates, 'words'> = merged(aggregates, 'words');

/** One line of a history for a person, or null for what says nothing to people (or comes of a newer store). */
export function historyWords(
  { type, payload }: Pick<StoreEvent, 'type' | 'payload'>,
  format: WordFormat,
): string | null {
  const sentence = (Object.hasOwn(words, type) ? words[type] : null) as Sentence<never> | null;
  return sentence?.[format.language](payload as never, format) ?? null;
}
