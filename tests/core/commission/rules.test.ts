import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountOf, percentOf, splitMinor } from '../../../core/model/commission/amount.ts';
import { earningOfClock } from '../../../core/model/commission/earning.ts';
import { type ClockFacts, freeze, ruleKeyOf, rulesFor, specificityOf } from '../../../core/model/commission/rules.ts';
import type { CommissionRule } from '../../../core/model/site/commission-rule.ts';
import { exampleSite } from '../../db/shop-day.ts';

const facts: ClockFacts = {
  ...{ technicianNo: '88', level: 'A', serviceCode: '101', group: 'foot' },
  ...{ type: 'requested', paidAs: 'requested' },
};
const fixed = (amount: number) => ({ kind: 'fixed', amount }) as const;

/** From the most to the least specific, as the specification lists them, with what it leaves open in between. */
const ladder: CommissionRule['match'][] = [
  { technician: '88', service: '101', type: 'requested' },
  { technician: '88', service: '101' },
  { technician: '88', type: 'requested' },
  { technician: '88' },
  { level: 'A', service: '101', type: 'requested' },
  { level: 'A', service: '101' },
  { service: '101', type: 'requested' },
  { service: '101' },
  { level: 'A' },
  { group: 'foot', type: 'requested' },
  { group: 'foot' },
  { type: 'requested' },
  {},
];

describe('which rule pays', () => {
  it.each(ladder.map((match, index) => [ruleKeyOf({ match }), index] as const))('%s', (_key, index) => {
    const rules = ladder.slice(index).map((match, at) => ({ match, pay: fixed(at) }));
    // Whatever stands below it, in whatever order, the most specific one pays.
    expect(rulesFor(rules.toReversed(), facts)).toEqual([{ match: ladder[index], pay: fixed(0) }]);
  });

  it('takes nothing that names somebody, something or a type else', () => {
    const others = [{ technician: '8' }, { service: '102' }, { level: 'B' }, { group: 'spa' }, { type: 'rotation' }];
    const rules = others.map((match) => ({ match, pay: fixed(1) })) as CommissionRule[];
    expect(rulesFor(rules, facts)).toEqual([]);
  });

  it('pays what is on top beside the rule that matched', () => {
    const rules: CommissionRule[] = [
      { match: { group: 'foot' }, pay: fixed(200), onTop: true },
      { match: {}, pay: fixed(4500) },
      { match: { technician: '88' }, pay: fixed(300), onTop: true },
    ];
    expect(rulesFor(rules, facts).map(({ pay }) => pay)).toEqual([fixed(4500), fixed(200), fixed(300)]);
  });

  it('pays a converted clock as a requested one, unless a rule names it', () => {
    const { commission } = exampleSite();
    const [rule] = rulesFor(commission, { ...facts, technicianNo: '1', type: 'converted' });
    expect(rule?.pay).toEqual(fixed(5200));
    const own: CommissionRule = { match: { group: 'foot', type: 'converted' }, pay: fixed(5000) };
    for (const rules of [
      [own, ...commission],
      [...commission, own],
    ]) {
      expect(rulesFor(rules, { ...facts, technicianNo: '1', type: 'converted' })[0]).toEqual(own);
    }
  });

  it('does not depend on the order of the file', () => {
    const value = { technician: fc.constantFrom('88', '1'), service: fc.constantFrom('101', '102') };
    const match = fc.record(
      {
        ...value,
        level: fc.constantFrom('A', 'B'),
        group: fc.constant('foot'),
        type: fc.constant('requested' as const),
      },
      { requiredKeys: [] },
    );
    const rules = fc.uniqueArray(fc.record({ match, pay: fc.nat(9_000).map(fixed), onTop: fc.boolean() }), {
      selector: (rule) => ruleKeyOf(rule),
      maxLength: 12,
    });
    fc.assert(
      fc.property(rules, fc.infiniteStream(fc.nat()), (list, chance) => {
        const shuffled = list
          .map((rule) => ({ rule, at: chance.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ rule }) => rule);
        expect(rulesFor(shuffled, facts)).toEqual(rulesFor(list, facts));
      }),
    );
  });

  it('gives two rules the same rank only when they name the same fields', () => {
    const ranks = Array.from({ length: 32 }, (_, bits) => {
      const names = ['technician', 'service', 'level', 'group', 'type'].filter((_name, at) => bits & (1 << at));
      return specificityOf(Object.fromEntries(names.map((name) => [name, 'x'])) as CommissionRule['match']);
    });
    expect(new Set(ranks).size).toBe(32);
  });
});

describe('how much', () => {
  const measure = { baseMinor: 13_800, minutes: 60, nth: 1 };
  const once = { perMinutes: null };

  it('a fixed amount a clock, or for as much of a clock as an extension is', () => {
    expect(amountOf({ pay: fixed(4500), ...once }, measure)).toBe(4500);
    expect(amountOf({ pay: fixed(4500), perMinutes: 60 }, { ...measure, minutes: 30 })).toBe(2250);
    expect(amountOf({ pay: fixed(4501), perMinutes: 60 }, { ...measure, minutes: 30 })).toBe(2251);
  });

  it('a percentage exactly, rounded once, halves up', () => {
    expect(percentOf(13_800, '32.5')).toBe(4485);
    expect(percentOf(13_800, 40)).toBe(5520);
    // In binary floats 0.145 × 100 is less than 14.5, and 1.005 × 100 less than 100.5.
    expect(percentOf(100, '14.5')).toBe(15);
    expect(percentOf(10_050, '1')).toBe(101);
    expect(percentOf(1, '49.9999')).toBe(0);
  });

  it('an amount an hour by the minutes sold', () => {
    expect(amountOf({ pay: { kind: 'per-hour', amount: 5400 }, ...once }, { ...measure, minutes: 30 })).toBe(2700);
    expect(amountOf({ pay: { kind: 'per-hour', amount: 5401 }, ...once }, { ...measure, minutes: 35 })).toBe(3151);
  });

  it('tiers by which clock of the month it is', () => {
    const tiers = [
      { fromCount: 180, amount: 400 },
      { fromCount: 0, amount: 0 },
      { fromCount: 120, amount: 200 },
    ];
    const at = (nth: number) => amountOf({ pay: { kind: 'monthly-tier', tiers }, ...once }, { ...measure, nth });
    expect([1, 119, 120, 179, 180, 500].map(at)).toEqual([0, 0, 200, 200, 400, 400]);
  });

  it('freezes how much of a clock an extension is', () => {
    const measure = { unitMinutes: 30, wholeMinutes: 60 };
    const own = freeze([{ match: { type: 'extension' }, pay: fixed(1) }], { ...facts, type: 'extension' }, measure);
    const other = freeze([{ match: {}, pay: fixed(1) }], { ...facts, type: 'extension' }, measure);
    expect([own[0]?.perMinutes, other[0]?.perMinutes]).toEqual([30, 60]);
    expect(freeze([{ match: {}, pay: fixed(1) }], facts, null)[0]?.perMinutes).toBeNull();
  });
});

describe('a split', () => {
  const weights = fc.array(fc.nat(20_000_000), { minLength: 1, maxLength: 8 });

  it('neither invents nor loses a fen, and is nobody further from the exact share than one', () => {
    fc.assert(
      fc.property(fc.nat(100_000_000), weights, (amountMinor, times) => {
        const shares = splitMinor(amountMinor, times);
        const sum = times.reduce((total, time) => total + time, 0);
        expect(shares.reduce((total, share) => total + share, 0)).toBe(amountMinor);
        expect(shares).toHaveLength(times.length);
        if (sum === 0) return;
        shares.forEach((share, index) => {
          const exact = (BigInt(amountMinor) * BigInt(times[index] ?? 0)) / BigInt(sum);
          expect(BigInt(share) - exact === 0n || BigInt(share) - exact === 1n).toBe(true);
        });
      }),
    );
  });

  it('gives what is left to whoever lost most, the earlier of equals', () => {
    expect(splitMinor(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(splitMinor(5, [1, 2, 4])).toEqual([1, 1, 3]);
    expect(splitMinor(7, [0, 0])).toEqual([0, 7]);
  });

  it('of a clock sums to every rule and to the price, whoever served how long', () => {
    const span = fc.record({ technicianNo: fc.constantFrom('1', '2', '3'), ms: fc.nat(7_200_000) });
    const pay = fc.oneof(
      fc.nat(90_000).map((amount) => fixed(amount)),
      fc.nat(999_999).map((number) => ({ kind: 'percent' as const, percent: (number / 10_000).toFixed(4) })),
      fc.nat(90_000).map((amount) => ({ kind: 'per-hour' as const, amount })),
    );
    const rules = fc.array(
      fc.record({ match: fc.constant({}), pay, onTop: fc.boolean(), perMinutes: fc.constant(null) }),
    );
    fc.assert(
      fc.property(fc.array(span, { maxLength: 5 }), rules, fc.nat(500_000), (parts, frozen, baseMinor) => {
        let at = 0;
        const spans = parts.map(({ technicianNo, ms }) => {
          const fromAt = at;
          at += ms;
          return { technicianNo, fromAt, toAt: at };
        });
        const earning = earningOfClock({
          ...{ clockId: 'c', type: 'rotation', serviceCode: '101', technicianNo: '1', minutes: 60, baseMinor, spans },
          currency: 'CNY',
          isExtension: false,
          rules: frozen,
          countBefore: () => 0,
        });
        const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
        expect(sum(earning.served.map(({ turnoverMinor }) => turnoverMinor))).toBe(baseMinor);
        expect(new Set(earning.served.map(({ payeeNo }) => payeeNo)).size).toBe(earning.served.length);
        for (const part of earning.parts) expect(sum(part.shares)).toBe(part.amountMinor);
      }),
    );
  });
});
