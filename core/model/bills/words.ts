import { sentence, type WordsOf } from '../../kernel/words.ts';
import type { billEvents } from './events.ts';

export const billWords: WordsOf<typeof billEvents> = {
  'bill.settled': sentence(
    ({ bill }, { money }) => `结账 ${money(bill.totalMinor, bill.currency)}`,
    ({ bill }, { money }) => `Paid ${money(bill.totalMinor, bill.currency)}`,
  ),
  'bill.shown': sentence(
    ({ bill }, { money }) => `预打账单 ${money(bill.totalMinor, bill.currency)}`,
    ({ bill }, { money }) => `Pre-bill ${money(bill.totalMinor, bill.currency)}`,
  ),
};
