import type { CommissionPay } from '../site/commission-rule.ts';
import type { FrozenRule } from './frozen-rule.ts';

/** Commission in exact arithmetic: rationals of big integers, one rounding at the end, no float anywhere. */

/** What one rule pays is counted from. */
export interface Measure {
  /** What percentages are of, in minor units. */
  baseMinor: number;
  /** Minutes sold. */
  minutes: number;
  /** Which clock of the month this is by the rule; 1 is the first. For monthly tiers. */
  nth: number;
}

/** Whether a rule pays by how many clocks there were in the month. */
export function isTiered({ pay }: Pick<FrozenRule, 'pay'>): boolean {
  return pay.kind === 'monthly-tier';
}

/** What a rule pays for one clock, rounded once to the minor unit, halves up. */
export function amountOf({ pay, perMinutes }: Pick<FrozenRule, 'pay' | 'perMinutes'>, measure: Measure): number {
  const { baseMinor, minutes, nth } = measure;
  switch (pay.kind) {
    case 'fixed':
      return perMinutes === null ? pay.amount : rounded(BigInt(pay.amount) * BigInt(minutes), BigInt(perMinutes));
    case 'monthly-tier': {
      const amount = tierAmount(pay.tiers, nth);
      return perMinutes === null ? amount : rounded(BigInt(amount) * BigInt(minutes), BigInt(perMinutes));
    }
    case 'per-hour':
      return rounded(BigInt(pay.amount) * BigInt(minutes), 60n);
    case 'percent':
      return percentOf(baseMinor, pay.percent);
  }
}

/** The amount of the highest tier that the nth clock has reached; 0 below the lowest. */
function tierAmount(tiers: Extract<CommissionPay, { kind: 'monthly-tier' }>['tiers'], nth: number): number {
  let reached = { fromCount: -1, amount: 0 };
  for (const tier of tiers) if (tier.fromCount <= nth && tier.fromCount > reached.fromCount) reached = tier;
  return reached.amount;
}

/** A percentage (whole, or a decimal string: `32.5`) of an amount, rounded to the minor unit, halves up. */
export function percentOf(amountMinor: number, percent: number | string): number {
  const [whole = '0', fraction = ''] = String(percent).split('.');
  return rounded(BigInt(amountMinor) * BigInt(whole + fraction), 100n * 10n ** BigInt(fraction.length));
}

/** Both not negative, the denominator above zero. */
function rounded(numerator: bigint, denominator: bigint): number {
  return Number((2n * numerator + denominator) / (2n * denominator));
}

/**
 * Splits an amount by weights, exact to the minor unit, by the largest remainder: everybody gets the share rounded
 * down, and what is left goes one by one to whoever lost most (the earlier of equals). Without any weight the last
 * one gets all. The sum of the shares is the amount.
 */
export function splitMinor(amountMinor: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + BigInt(weight), 0n);
  if (sum === 0n) return weights.map((_, index) => (index === weights.length - 1 ? amountMinor : 0));
  const parts = weights.map((weight, index) => {
    const product = BigInt(amountMinor) * BigInt(weight);
    return { index, minor: product / sum, rest: product % sum };
  });
  let left = BigInt(amountMinor) - parts.reduce((total, part) => total + part.minor, 0n);
  for (const part of parts.toSorted((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))) {
    if (left <= 0n) break;
    part.minor += 1n;
    left -= 1n;
  }
  return parts.map((part) => Number(part.minor));
}
