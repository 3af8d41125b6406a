import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { turnedBack } from '../../../core/rules/site/turn-back.ts';

interface Item {
  id: string;
  price: number;
  extension: { minutes: number };
}

const items = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    price: fc.nat(3),
    extension: fc.record({ minutes: fc.nat(2) }),
  }),
  { selector: ({ id }) => id },
);
const list = (of: readonly Item[]) => ({ services: of });
const byId = ({ services }: { services: readonly Item[] }) => new Map(services.map((one) => [one.id, one]));

describe('a change turned back', () => {
  it('is as if it had not been, where nothing came after it', () => {
    fc.assert(
      fc.property(items, items, (before, after) => {
        const turned = turnedBack({ before: list(before), after: list(after), now: list(after) });
        expect(turned).toEqual(list(before));
      }),
    );
  });

  it('takes nothing from what was changed after it, and leaves nobody twice', () => {
    fc.assert(
      fc.property(items, items, items, (before, after, now) => {
        const turned = byId(turnedBack({ before: list(before), after: list(after), now: list(now) }));
        const [was, became, is] = [before, after, now].map((one) => byId(list(one)));
        for (const id of ['a', 'b', 'c', 'd', 'e']) {
          const [old, set, here] = [was?.get(id), became?.get(id), is?.get(id)];
          if (here?.price !== set?.price && here && turned.has(id)) expect(turned.get(id)?.price).toBe(here.price);
          if (JSON.stringify(old) === JSON.stringify(set)) expect(turned.get(id)).toEqual(here);
          if (JSON.stringify(here) === JSON.stringify(set)) expect(turned.get(id)).toEqual(old);
        }
        expect(turnedBack({ before: list(before), after: list(after), now: list(now) }).services).toHaveLength(
          turned.size,
        );
      }),
    );
  });

  it('puts the price back and leaves the length that was set since', () => {
    const item = (price: number, minutes: number) => list([{ id: 'a', price, extension: { minutes } }]);
    expect(turnedBack({ before: item(1, 30), after: item(2, 30), now: item(2, 45) })).toEqual(item(1, 45));
    expect(turnedBack({ before: item(1, 30), after: item(2, 30), now: item(3, 30) })).toEqual(item(3, 30));
  });

  it('puts whoever was taken out back to her place, beside whoever came since', () => {
    const of = (...ids: string[]) => list(ids.map((id) => ({ id, price: 1, extension: { minutes: 1 } })));
    const turned = turnedBack({ before: of('a', 'b', 'c'), after: of('a', 'c'), now: of('a', 'c', 'd') });
    expect(turned.services.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('knows rules of pay by whom they are for, and takes what it cannot tell apart as one thing', () => {
    const rule = (level: string, amount: number) => ({ match: { level }, pay: { kind: 'fixed', amount } });
    const turned = turnedBack({
      before: [rule('A', 1), rule('B', 1)],
      after: [rule('A', 2), rule('B', 1)],
      now: [rule('A', 2), rule('B', 5)],
    });
    expect(turned).toEqual([rule('A', 1), rule('B', 5)]);
    expect(turnedBack({ before: ['mon'], after: ['tue'], now: ['wed'] })).toEqual(['wed']);
  });
});
