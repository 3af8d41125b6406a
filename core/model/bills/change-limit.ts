import { minorDigits } from '../../kernel/money.ts';
import type { SiteTender } from '../site/schema.ts';

/** The largest note people carry, in whole units; of other currencies a hundred. */
const largestNotes: Readonly<Record<string, number>> = {
  CNY: 100,
  HKD: 1_000,
  MOP: 1_000,
  TWD: 2_000,
  USD: 100,
  EUR: 200,
  GBP: 50,
  JPY: 10_000,
  KRW: 50_000,
  THB: 1_000,
};

/** So many times the limit is no change any more but an amount that was mistyped, or made up. */
export const absurdTimes = 10;

/**
 * So much change a tender gives without a manager, in minor units of its currency: as the settings have it, or its
 * largest note, as nobody puts one down that was not needed.
 */
export function changeLimitOf({ changeLimit, currency }: Pick<SiteTender, 'changeLimit' | 'currency'>): number {
  return changeLimit ?? (largestNotes[currency] ?? 100) * 10 ** minorDigits(currency);
}
