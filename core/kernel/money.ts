/** Money is an integer in the currency's minor unit (fen, cents) plus the currency's ISO 4217 code. */

import { normalAmount } from './typed.ts';

export type Language = 'zh-CN' | 'en';

export interface Rounding {
  /** Bills are rounded to a multiple of this. */
  unitMinor: number;
  mode: 'down' | 'up' | 'nearest';
  /** The most that rounding may take off or put on one bill. Beyond it the bill stays as it is. */
  limitMinor: number;
}

const digitsOfCurrency = new Map<string, number>();

/** How many decimals the currency has (CNY 2, JPY 0), by ISO 4217 as the runtime's Intl data knows it. */
export function minorDigits(currency: string): number {
  let digits = digitsOfCurrency.get(currency);
  if (digits === undefined) {
    digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
    digitsOfCurrency.set(currency, digits);
  }
  return digits;
}

/** `12345` with two digits becomes `123.45`: exact, no float in between. */
export function minorToDecimal(amountMinor: number, currency: string): string {
  const digits = minorDigits(currency);
  const sign = amountMinor < 0 ? '-' : '';
  const all = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  return digits === 0 ? sign + all : `${sign}${all.slice(0, -digits)}.${all.slice(-digits)}`;
}

/** What was typed (`12`, `12.3`, `１２．３０`, `1,200`) in minor units, or null where it is not an amount of this currency. */
export function parseAmount(text: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const match = /^(\d{1,9})(?:\.(\d*))?$/.exec(normalAmount(text));
  if (!match) return null;
  const fraction = match[2] ?? '';
  if (fraction.length > digits) return null;
  return Number(`${match[1]}${fraction.padEnd(digits, '0')}`);
}

const formats = new Map<string, Intl.NumberFormat>();

/** For screens and paper: `¥1,234.00`, `HK$216.00`; the sign before the symbol. */
export function formatMinor(amountMinor: number, currency: string, language: Language): string {
  return format(amountMinor, currency, language, 'symbol');
}

/**
 * An amount of the store's own currency on a screen. Yuan are written `¥` in English too: in a store that counts in
 * them nobody takes them for another currency.
 */
export function formatOwnMinor(amountMinor: number, currency: string, language: Language): string {
  return format(amountMinor, currency, language, currency === 'CNY' ? 'narrowSymbol' : 'symbol');
}

function format(
  amountMinor: number,
  currency: string,
  language: Language,
  currencyDisplay: 'symbol' | 'narrowSymbol',
): string {
  const key = `${currency} ${language} ${currencyDisplay}`;
  let written = formats.get(key);
  if (!written) {
    written = new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay });
    formats.set(key, written);
  }
  return written.format(minorToDecimal(amountMinor, currency) as Intl.StringNumericLiteral);
}

/**
 * The one rounding of bills (抹零). Returns what is put on (+) or taken off (−) the total, 0 where the limit forbids
 * it. A negative total is not rounded.
 */
export function roundingOf(totalMinor: number, rounding: Rounding): number {
  const { unitMinor, mode, limitMinor } = rounding;
  if (totalMinor <= 0 || unitMinor <= 1) return 0;
  const rest = totalMinor % unitMinor;
  if (rest === 0) return 0;
  const up = unitMinor - rest;
  const change = mode === 'down' ? -rest : mode === 'up' ? up : rest * 2 >= unitMinor ? up : -rest;
  return Math.abs(change) > limitMinor ? 0 : change;
}

/**
 * An amount in a foreign currency in the store's minor units at a decimal rate (“0.9210” store units for one
 * foreign unit), rounded down to the minor unit: the store never books more than it was given.
 */
export function convertMinor(amountMinor: number, from: string, to: string, rate: string): number {
  const [whole = '0', fraction = ''] = rate.split('.');
  const numerator = BigInt(amountMinor) * BigInt(whole + fraction) * 10n ** BigInt(minorDigits(to));
  return Number(numerator / 10n ** BigInt(fraction.length + minorDigits(from)));
}

/** The least amount of the foreign currency that is worth at least `amountMinor` of the store's. */
export function foreignForMinor(amountMinor: number, foreign: string, store: string, rate: string): number {
  const [whole = '0', fraction = ''] = rate.split('.');
  const numerator = BigInt(amountMinor) * 10n ** BigInt(fraction.length + minorDigits(foreign));
  const denominator = BigInt(whole + fraction) * 10n ** BigInt(minorDigits(store));
  return Number((numerator + denominator - 1n) / denominator);
}
