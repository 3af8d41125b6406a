import { commonError } from './errors.ts';

/** An amount that says what it is in: an integer of minor units and the ISO 4217 code of the currency. */
export interface Money {
  amountMinor: number;
  currency: string;
}

/**
 * The one currency of some records; `own` (the store's) where there are none. Throws MONEY_CURRENCIES_MIXED: two
 * currencies are never added up.
 */
export function oneCurrency(records: Iterable<Pick<Money, 'currency'>>, own: string): string {
  const currencies = new Set<string>();
  for (const { currency } of records) currencies.add(currency);
  if (currencies.size > 1)
    throw commonError('MONEY_CURRENCIES_MIXED', { currencies: [...currencies].sort().join(', ') });
  return [...currencies][0] ?? own;
}

/** The sum of amounts of one currency; none are 0 of `own`. Throws MONEY_CURRENCIES_MIXED. */
export function sumOfMoney(amounts: readonly Money[], own: string): Money {
  const currency = oneCurrency(amounts, own);
  return { amountMinor: amounts.reduce((sum, { amountMinor }) => sum + amountMinor, 0), currency };
}

/** Throws MONEY_CURRENCIES_MIXED. */
export function addMoney(one: Money, other: Money): Money {
  return sumOfMoney([one, other], one.currency);
}

/** Throws MONEY_CURRENCIES_MIXED. */
export function subtractMoney(one: Money, other: Money): Money {
  return addMoney(one, { ...other, amountMinor: -other.amountMinor });
}

/** A sum for each currency there is, by code. */
export function sumsByCurrency(amounts: readonly Money[]): Money[] {
  const groups = Map.groupBy(amounts, ({ currency }) => currency);
  return [...groups]
    .map(([currency, its]) => sumOfMoney(its, currency))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
