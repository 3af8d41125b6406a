import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMoney,
  type Money,
  oneCurrency,
  subtractMoney,
  sumOfMoney,
  sumsByCurrency,
} from '../../core/kernel/amounts.ts';
import { currencyCode } from '../../core/kernel/fields.ts';
import { formatMinor, formatOwnMinor, minorToDecimal } from '../../core/kernel/money.ts';
import { codeOf } from '../host/code-of.ts';

const yuan = (amountMinor: number): Money => ({ amountMinor, currency: 'CNY' });
const yen = (amountMinor: number): Money => ({ amountMinor, currency: 'JPY' });

describe('amounts with their currency', () => {
  it('are added and taken off in one currency', () => {
    expect(addMoney(yuan(100), yuan(25))).toEqual(yuan(125));
    expect(subtractMoney(yuan(100), yuan(125))).toEqual(yuan(-25));
    expect(sumOfMoney([yuan(1), yuan(2), yuan(3)], 'CNY')).toEqual(yuan(6));
    expect(sumOfMoney([], 'KWD')).toEqual({ amountMinor: 0, currency: 'KWD' });
    expect(oneCurrency([yen(1), yen(2)], 'CNY')).toBe('JPY');
  });

  it('are never added up over two currencies', () => {
    for (const act of [addMoney, subtractMoney]) {
      expect(codeOf(() => act(yuan(1), yen(1)))).toBe('MONEY_CURRENCIES_MIXED');
    }
    expect(codeOf(() => sumOfMoney([yuan(1), yen(1)], 'CNY'))).toBe('MONEY_CURRENCIES_MIXED');
    expect(codeOf(() => oneCurrency([yuan(0), yen(0)], 'CNY'))).toBe('MONEY_CURRENCIES_MIXED');
  });

  it('have a sum for each currency, in whatever order they come', () => {
    const money = fc.record({ amountMinor: fc.integer(), currency: fc.constantFrom('CNY', 'JPY', 'KWD') });
    fc.assert(
      fc.property(fc.array(money), (amounts) => {
        const sums = sumsByCurrency(amounts);
        expect(sums).toEqual(sumsByCurrency(amounts.toReversed()));
        for (const { currency, amountMinor } of sums) {
          const its = amounts.filter((one) => one.currency === currency);
          expect(amountMinor).toBe(its.reduce((sum, one) => sum + one.amountMinor, 0));
        }
      }),
    );
  });

  it.each(['CNY', 'JPY', 'KWD', 'EUR'])('know %s', (code) => {
    expect(currencyCode.safeParse(code).success).toBe(true);
  });

  it.each(['cny', 'CN', 'ABC', '', 'YUAN'])('do not know “%s”', (code) => {
    expect(currencyCode.safeParse(code).success).toBe(false);
  });
});

describe('an amount as it is written', () => {
  // By hand: decimals, then how a screen writes it in Chinese and in English.
  it.each([
    ['CNY', 123_456, '1234.56', '¥1,234.56', 'CN¥1,234.56'],
    ['JPY', 123_456, '123456', 'JP¥123,456', '¥123,456'],
    ['JPY', 5, '5', 'JP¥5', '¥5'],
    ['JPY', -5, '-5', '-JP¥5', '-¥5'],
    ['KWD', 123_456, '123.456', 'KWD\u00a0123.456', 'KWD\u00a0123.456'],
    ['KWD', 5, '0.005', 'KWD\u00a00.005', 'KWD\u00a00.005'],
    ['BHD', 1_000, '1.000', 'BHD\u00a01.000', 'BHD\u00a01.000'],
    ['BHD', -50, '-0.050', '-BHD\u00a00.050', '-BHD\u00a00.050'],
    ['EUR', 5, '0.05', '€0.05', '€0.05'],
  ] as const)('%s %i', (currency, amountMinor, decimal, chinese, english) => {
    expect(minorToDecimal(amountMinor, currency)).toBe(decimal);
    expect(formatMinor(amountMinor, currency, 'zh-CN')).toBe(chinese);
    expect(formatMinor(amountMinor, currency, 'en')).toBe(english);
  });

  it('of the store’s own currency is short for yuan alone', () => {
    expect(formatOwnMinor(100, 'CNY', 'en')).toBe('¥1.00');
    expect(formatOwnMinor(100, 'JPY', 'en')).toBe('¥100');
    expect(formatOwnMinor(1_000, 'KWD', 'en')).toBe('KWD\u00a01.000');
  });
});
