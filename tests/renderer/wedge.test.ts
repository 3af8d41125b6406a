import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TypedCardShape } from '../../host/parts/readers/views.ts';
import { Wedge, type WedgeKey, wedgeGapMs } from '../../renderer/client/wedge.ts';

const decimal: TypedCardShape = { prefix: '', suffix: '', alphabet: '0123456789', lengths: [10] };
const hex: TypedCardShape = {
  prefix: '',
  suffix: '',
  alphabet: '0123456789ABCDEFabcdef',
  lengths: [8, 10, 14, 16, 20],
};
const framed: TypedCardShape = { ...decimal, prefix: ';', suffix: '?' };

/** Plays keys with the gaps before them; a pause at the end. What had an effect, what was a card, in order. */
function play(shapes: TypedCardShape[], keys: readonly [key: string, gapMs: number, isSpecial?: boolean][]) {
  const wedge = new Wedge<WedgeKey>(shapes);
  const typed: string[] = [];
  const cards: string[] = [];
  let atMs = 1_000;
  let longestWaitMs = 0;
  const apply = (step: ReturnType<typeof wedge.onKey>) => {
    typed.push(...step.release.map(({ key }) => key));
    for (const { atMs: wasAtMs } of step.release) longestWaitMs = Math.max(longestWaitMs, atMs - wasAtMs);
    if (step.card !== null) cards.push(step.card);
  };
  for (const [key, gapMs, isSpecial = false] of keys) {
    if (wedge.isHolding && gapMs > wedgeGapMs) {
      atMs += wedgeGapMs;
      apply(wedge.onSilence());
      atMs += gapMs - wedgeGapMs;
    } else {
      atMs += gapMs;
    }
    const step = wedge.onKey({ key, atMs, isSpecial });
    apply(step);
    if (!step.hold) typed.push(key);
  }
  atMs += wedgeGapMs;
  apply(wedge.onSilence());
  return { typed: typed.join(''), cards, longestWaitMs };
}

const burst = (text: string, gapMs = 12) => [...text].map((key): [string, number] => [key, gapMs]);
const slowly = (text: string, gapMs = 120) => burst(text, gapMs);

describe('a reader that types', () => {
  it.each([
    ['digits', [decimal], burst('0123456789'), '0123456789'],
    ['with Enter at the end', [decimal], [...burst('0123456789'), ['Enter', 12]], '0123456789'],
    ['with Tab at the end', [decimal], [...burst('0123456789'), ['Tab', 12]], '0123456789'],
    ['at the slowest', [decimal], burst('0123456789', wedgeGapMs), '0123456789'],
    ['hex of four bytes', [hex], burst('A1B2C3D4'), 'A1B2C3D4'],
    ['hex of five bytes', [hex], burst('010042B7C9'), '010042B7C9'],
    ['hex of eight bytes', [hex], [...burst('E004015012345678'), ['Enter', 12]], 'E004015012345678'],
    ['with CR LF at the end', [decimal], [...burst('0040856634'), ['Enter', 8], ['Enter', 8]], '0040856634'],
    ['with Tab and Enter', [hex], [...burst('A1B2C3D4'), ['Tab', 8], ['Enter', 8]], 'A1B2C3D4'],
    ['hex of seven bytes', [hex], burst('04e9f85d8baef7'), '04e9f85d8baef7'],
    ['with Shift for capitals', [hex], burst('A1B2C3D4').flatMap((key) => [['Shift', 2], key]), 'A1B2C3D4'],
    ['with characters around', [decimal, framed], burst(';0123456789?'), ';0123456789?'],
  ] as [string, TypedCardShape[], [string, number][], string][])(
    '%s: a card, and nothing of it is typed',
    (_how, shapes, keys, card) => {
      const { typed, cards } = play(shapes, keys);
      expect(cards).toEqual([card]);
      expect(typed.replaceAll('Shift', '')).toBe('');
    },
  );

  it('is heard in the middle of typing, which is kept', () => {
    const keys = [...slowly('302'), ...burst('0123456789').with(0, ['0', 300]), ['Enter', 10], ...slowly('88')] as [
      string,
      number,
    ][];
    expect(play([decimal], keys)).toMatchObject({ typed: '30288', cards: ['0123456789'] });
  });

  it('gives two cards for two cards', () => {
    const keys = [...burst('1111111111'), ['2', 500], ...burst('222222222')] as [string, number][];
    expect(play([decimal], keys)).toMatchObject({ typed: '', cards: ['1111111111', '2222222222'] });
  });
});

describe('what is no reader', () => {
  it.each([
    ['a fast typist', [decimal], slowly('0123456789', 60)],
    ['one digit', [decimal], burst('7')],
    [
      'a digit and Enter',
      [decimal],
      [
        ['7', 100],
        ['Enter', 20],
      ],
    ],
    ['a barcode of thirteen digits', [decimal], burst('6901234567892')],
    ['a long stream', [hex], burst('0123456789'.repeat(40))],
    ['letters of another kind', [hex], burst('zhongfang88')],
    ['a card with a key too many before Enter', [decimal], [...burst('01234567890'), ['Enter', 10]]],
    ['shortcuts', [decimal], [...burst('01234').map(([key, gap]) => [key, gap, true]), ['5', 10]]],
    ['a key held down', [decimal], [['1', 10], ...burst('111111111').map(([key, gap]) => [key, gap, true])]],
  ] as [string, TypedCardShape[], [string, number, boolean?][]][])('%s is typed as it is', (_what, shapes, keys) => {
    const { typed, cards } = play(shapes, keys);
    expect(typed).toBe(keys.map(([key]) => key).join(''));
    expect(cards).toEqual([]);
  });

  it('is never lost, never reordered and never late by more than a blink', () => {
    const key = fc.constantFrom(...'0123456789ABCDEFaefz;?,', 'Enter', 'Backspace', 'Tab', 'ArrowLeft', 'Process');
    const keys = fc.array(fc.tuple(key, fc.integer({ min: 1, max: 160 }), fc.boolean()), { maxLength: 60 });
    fc.assert(
      fc.property(keys, fc.subarray([decimal, hex, framed]), (played, shapes) => {
        const { typed, cards, longestWaitMs } = play(shapes, played);
        const all = played.map(([pressed]) => pressed).join('');
        if (cards.length === 0) expect(typed).toBe(all);
        // A card takes its own keys out, and the Enter or Tab after it.
        const taken = cards.reduce((sum, card) => sum + card.length, 0);
        expect(typed.length + taken).toBeGreaterThanOrEqual(all.length - 5 * cards.length);
        expect(longestWaitMs).toBeLessThanOrEqual(wedgeGapMs * 22);
      }),
      { seed: 20261121, numRuns: 500 },
    );
  });

  it('is never taken for a card when a person types, however fast', () => {
    // Of any eight keys in a row, at least one comes later than a reader's.
    const gaps = fc.array(fc.integer({ min: 5, max: 200 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(gaps, fc.stringMatching(/^[0-9]{80}$/), (between, digits) => {
        const keys = between.map((gap, at): [string, number] => [digits[at] ?? '0', at % 7 === 0 ? gap + 41 : gap]);
        const { typed, cards } = play([decimal, hex, framed], keys);
        expect(cards).toEqual([]);
        expect(typed).toBe(keys.map(([key]) => key).join(''));
      }),
      { seed: 20261121 },
    );
  });

  it('comes at the latest a blink after the key, when it stands alone', () => {
    expect(play([decimal], slowly('1234567', 90)).longestWaitMs).toBeLessThanOrEqual(wedgeGapMs);
  });
});
