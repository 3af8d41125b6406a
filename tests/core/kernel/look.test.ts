import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookOf } from '../../../core/kernel/look.ts';

const wide = (text: string) =>
  text.replaceAll(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)).replaceAll(' ', '\u3000');

describe('what a name looks like', () => {
  it('does not change by case, width, spaces, accents or marks nobody sees', () => {
    const name = fc.stringMatching(/^[A-Za-z0-9 ._-]{1,20}$/);
    fc.assert(
      fc.property(name, (text) => {
        const look = lookOf(text);
        for (const other of [
          text.toUpperCase(),
          text.toLowerCase(),
          wide(text),
          ` ${text}\u200b`,
          text.replace('e', 'é'),
        ]) {
          expect(lookOf(other)).toBe(look);
        }
        expect(lookOf(look)).toBe(look);
      }),
    );
  });

  it('takes letters of other scripts, and 0, 1 and l, for what people take them for', () => {
    for (const [one, other] of [
      ['Bar', 'Ваr'],
      ['NEON', 'ΝΕΟΝ'],
      ['floor 10', 'fIoor lO'],
      ['copy', 'сору'],
    ] as const) {
      expect(lookOf(one)).toBe(lookOf(other));
    }
  });

  it('tells apart what people tell apart', () => {
    const names = ['二楼前台', '三楼前台', 'Bar', 'Bar 2', 'Bar 22', 'Kitchen', '收银1', '收银2', 'Касса'];
    expect(new Set(names.map(lookOf)).size).toBe(names.length);
  });
});
