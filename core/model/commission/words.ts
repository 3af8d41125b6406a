import type { WordsOf } from '../../kernel/words.ts';
import type { commissionEvents } from './events.ts';

/** None of it belongs to a visit. */
export const commissionWords: WordsOf<typeof commissionEvents> = {
  'commission.earned': null,
  'commission.monthClosed': null,
  'commission.corrected': null,
  'commission.payslipPrinted': null,
};
