import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  convertMinor,
  foreignForMinor,
  formatMinor,
  formatOwnMinor,
  minorDigits,
  minorToDecimal,
  parseAmount,
  type Rounding,
  roundingOf,
} from '../../core/kernel/money.ts';

const currencies = ['CNY', 'HKD', 'USD', 'JPY', 'KWD'];
const currency = fc.constantFrom(...currencies);
const amountMinor = fc.nat(100_000_000);
/** Decimal strings as a site file may hold them, from 0.000001 to 9999.999999. */
const rate = fc
  .tuple(fc.nat(9_999), fc.integer({ min: 0, max: 6 }), fc.nat(999_999))
  .map(([whole, digits, fraction]) => {
    const text = String(fraction).padStart(6, '0').slice(0, digits);
    return digits === 0 ? String(whole) : `${whole}.${text}`;
  })
  .filter((text) => Number(text) > 0);
const rounding: fc.Arbitrary<Rounding> = fc.record({
  unitMinor: fc.integer({ min: 1, max: 1_000 }),
  mode: fc.constantFrom('down', 'up', 'nearest'),
  limitMinor: fc.nat(1_000),
});

describe('rounding of bills', () => {
  it('gives a multiple of the unit or leaves the bill as it is, and never goes beyond the limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000, max: 1_000_000 }), rounding, (total, rule) => {
        const change = roundingOf(total, rule);
        expect(Math.abs(change)).toBeLessThanOrEqual(rule.limitMinor);
        if (change !== 0) expect((total + change) % rule.unitMinor).toBe(0);
        if (rule.mode === 'down') expect(change).toBeLessThanOrEqual(0);
        if (rule.mode === 'up') expect(change).toBeGreaterThanOrEqual(0);
        if (rule.mode === 'nearest') expect(Math.abs(change) * 2).toBeLessThanOrEqual(rule.unitMinor);
        expect(Math.abs(change)).toBeLessThan(rule.unitMinor);
        if (total <= 0) expect(change).toBe(0);
      }),
    );
  });

  it('rounds always where the limit allows it, and a rounded bill no more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), rounding, (total, rule) => {
        const free = { ...rule, limitMinor: rule.unitMinor };
        const rounded = total + roundingOf(total, free);
        expect(rounded % rule.unitMinor).toBe(0);
        expect(roundingOf(rounded, free)).toBe(0);
      }),
    );
  });

  it.each([
    ['down', 13_850, -50],
    ['up', 13_810, 90],
    ['nearest', 13_849, -49],
    ['nearest', 13_850, 50],
    ['down', 13_800, 0],
  ] as const)('%s: %i by %i', (mode, total, change) => {
    expect(roundingOf(total, { mode, unitMinor: 100, limitMinor: 500 })).toBe(change);
  });

  it('takes nothing off when the limit is lower than what it would take', () => {
    expect(roundingOf(13_850, { mode: 'down', unitMinor: 100, limitMinor: 49 })).toBe(0);
    expect(roundingOf(13_850, { mode: 'down', unitMinor: 100, limitMinor: 50 })).toBe(-50);
  });
});

/** amount × rate as an exact fraction of minor units: numerator and denominator. */
function exactly(amount: number, from: string, to: string, decimal: string): [bigint, bigint] {
  const [whole = '0', fraction = ''] = decimal.split('.');
  const scale = 10n ** BigInt(fraction.length) * 10n ** BigInt(minorDigits(from));
  return [BigInt(amount) * BigInt(`${whole}${fraction}`) * 10n ** BigInt(minorDigits(to)), scale];
}

describe('other currencies', () => {
  it('books never more than was given, and less than one unit less', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), currency, currency, rate, (amount, from, to, decimal) => {
        const [worth, scale] = exactly(amount, from, to, decimal);
        const booked = BigInt(convertMinor(amount, from, to, decimal));
        expect(booked * scale <= worth).toBe(true);
        expect((booked + 1n) * scale > worth).toBe(true);
      }),
    );
  });

  it('asks for the least amount that is worth enough', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), currency, currency, rate, (amount, foreign, store, decimal) => {
        const asked = foreignForMinor(amount, foreign, store, decimal);
        expect(convertMinor(asked, foreign, store, decimal)).toBeGreaterThanOrEqual(amount);
        if (asked > 0) expect(convertMinor(asked - 1, foreign, store, decimal)).toBeLessThan(amount);
      }),
    );
  });

  it.each([
    [21_600, 'HKD', '0.9210', 19_893],
    [1_000, 'USD', '7.1530', 7_153],
    [1_000, 'JPY', '0.0476', 4_760],
    [1_000, 'KWD', '23.1', 2_310],
  ] as const)('%i %s at %s is %i fen', (amount, from, decimal, value) => {
    expect(convertMinor(amount, from, 'CNY', decimal)).toBe(value);
  });
});

describe('amounts as text', () => {
  it('read back as they were written, in every currency', () => {
    fc.assert(
      fc.property(amountMinor, currency, (amount, code) => {
        expect(parseAmount(minorToDecimal(amount, code), code)).toBe(amount);
      }),
    );
  });

  it('give an amount or null for anything typed, never a fraction of a unit', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9.,\- ]{0,14}$/)), currency, (text, code) => {
        const amount = parseAmount(text, code);
        if (amount !== null) expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true);
      }),
    );
  });

  it.each([
    ['12', 'CNY', 1_200],
    [' 12.3 ', 'CNY', 1_230],
    ['12.', 'CNY', 1_200],
    ['12.345', 'CNY', null],
    ['12.5', 'JPY', null],
    ['1,2', 'CNY', null],
    ['-1', 'CNY', null],
    ['', 'CNY', null],
    ['1e3', 'CNY', null],
    ['9999999999', 'CNY', null],
  ] as const)('%j in %s is %j', (text, code, amount) => {
    expect(parseAmount(text, code)).toBe(amount);
  });

  it('show every digit in both languages, the sign in front', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        currency,
        fc.constantFrom('zh-CN' as const, 'en' as const),
        (amount, code, language) => {
          const shown = formatMinor(amount, code, language);
          expect(shown.replaceAll(/[^\d.]/g, '')).toBe(minorToDecimal(Math.abs(amount), code));
          expect(shown.startsWith('-')).toBe(amount < 0);
        },
      ),
    );
    expect(formatMinor(123_400, 'CNY', 'zh-CN')).toBe('¥1,234.00');
    expect(formatMinor(21_600, 'HKD', 'zh-CN')).toBe('HK$216.00');
  });

  it('of the store itself name no country where that is China; what could be another currency keeps its name', () => {
    expect(formatMinor(123_400, 'CNY', 'en')).toBe('CN¥1,234.00');
    expect(formatOwnMinor(123_400, 'CNY', 'en')).toBe('¥1,234.00');
    expect(formatOwnMinor(123_400, 'HKD', 'en')).toBe('HK$1,234.00');
  });
});

describe('an amount that was typed', () => {
  it.each([
    ['138.50', 13_850],
    ['１３８．５０', 13_850],
    ['138。50', 13_850],
    ['138｡50', 13_850],
    [' 138.5 ', 13_850],
    ['\u202d138', 13_800],
    ['1,380.50', 138_050],
    ['1，380', 138_000],
    ['1,234,567', 123_456_700],
  ])('%s is read as it was meant', (typed, minor) => {
    expect(parseAmount(typed, 'CNY')).toBe(minor);
  });

  it.each([
    '138,50',
    '138，50',
    '13,85',
    '1,38',
    '138.505',
    '138..5',
    '138 50',
    '¥138',
    '一百',
    '1e3',
    '-5',
    '',
    '.',
    '1234567890123',
  ])('%s is refused, not made into another', (typed) => {
    expect(parseAmount(typed, 'CNY')).toBeNull();
  });

  it('never loses or moves a digit of what it takes', () => {
    const characters = fc.constantFrom(...'0123456789０１５９.,，。．、 -');
    fc.assert(
      fc.property(fc.string({ unit: characters, minLength: 1, maxLength: 14 }), (typed) => {
        const minor = parseAmount(typed, 'CNY');
        if (minor === null) return;
        const digits = typed.normalize('NFKC').replace(/[^\d]/g, '');
        const point = Math.max(typed.normalize('NFKC').lastIndexOf('.'), typed.lastIndexOf('。'));
        const whole = point === -1 ? digits : typed.normalize('NFKC').slice(0, point).replace(/[^\d]/g, '');
        expect(BigInt(minor)).toBe(BigInt(`${whole}${digits.slice(whole.length).padEnd(2, '0')}`));
      }),
      { numRuns: 2_000 },
    );
  });
});
