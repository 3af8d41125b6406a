import type { Merged } from './kernel/aggregate.ts';
import type { Sentence, WordFormat } from './kernel/words.ts';
import type { aggregates } from './model/aggregates.ts';
import { attendanceWords } from './model/attendance/words.ts';
import { authorisationWords } from './model/authorisations/words.ts';
import { billWords } from './model/bills/words.ts';
import { cardWords } from './model/cards/words.ts';
import { clockWords } from './model/clocks/words.ts';
import { commissionWords } from './model/commission/words.ts';
import type { StoreEvent } from './model/events.ts';
import { goodsWords } from './model/goods/words.ts';
import { reservationWords } from './model/reservations/words.ts';
import { roomWords } from './model/rooms/words.ts';
import { rotationWords } from './model/rotation/words.ts';
import { serviceCallWords } from './model/service-calls/words.ts';
import { siteWords } from './model/site/words.ts';
import { staffWords } from './model/staff/words.ts';
import { technicianWords } from './model/technicians/words.ts';
import { visitWords } from './model/visits/words.ts';

/**
 * What each event says in a history, each from the `words.ts` of its aggregate. A list of its own, because screens
 * need the words and not the schemas; one that is missing here is a type error.
 */
const words: Merged<typeof aggregates, 'words'> = {
  ...siteWords,
  ...staffWords,
  ...cardWords,
  ...roomWords,
  ...visitWords,
  ...serviceCallWords,
  ...reservationWords,
  ...technicianWords,
  ...clockWords,
  ...authorisationWords,
  ...rotationWords,
  ...goodsWords,
  ...billWords,
  ...commissionWords,
  ...attendanceWords,
};

/** One line of a history for a person, or null for what says nothing to people (or comes of a newer store). */
export function historyWords(
  { type, payload }: Pick<StoreEvent, 'type' | 'payload'>,
  format: WordFormat,
): string | null {
  const sentence = (Object.hasOwn(words, type) ? words[type] : null) as Sentence<never> | null;
  return sentence?.[format.language](payload as never, format) ?? null;
}
