import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  maskedName,
  maskedPhone,
  overlap,
  phoneKeyOf,
  shownPhone,
} from '../../../core/model/reservations/reservation.ts';

test.each([
  ['13812345678', '138 1234 5678'],
  ['+8613812345678', '+86 138 1234 5678'],
  ['5550188', '5550188'],
  ['+4915112345678', '+4915112345678'],
  ['', ''],
])('the phone number %s is shown as %s', (phone, shown) => expect(shownPhone(phone)).toBe(shown));

describe('a phone number that is masked', () => {
  test.each([
    ['138 1234 5678', '138****5678'],
    ['+86 138-1234-5678', '861****5678'],
    ['5550188', '***88'],
    ['', ''],
  ])('%s is %s', (phone, masked) => expect(maskedPhone(phone)).toBe(masked));

  it('never shows more than seven of its digits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[-\d+() ]{0,24}$/), (phone) => {
        const shown = maskedPhone(phone).replaceAll('*', '');
        expect(shown.length).toBeLessThanOrEqual(7);
        if (phoneKeyOf(phone).length > 7) expect(shown.length).toBeLessThan(phoneKeyOf(phone).length);
      }),
    );
  });
});

test.each([
  ['陈女士', '陈女士'],
  ['陈晓明', '陈**'],
  ['欧阳', '欧*'],
  ['欧阳女士', '欧阳女士'],
  ['欧阳晓明', '欧阳**'],
  ['尉迟先生', '尉迟先生'],
  ['欧女士', '欧女士'],
  ['赵总', '赵总'],
  ['Mary Chen', 'M. C.'],
])('%s is shown to everybody as %s', (name, masked) => expect(maskedName(name)).toBe(masked));

it('lets one begin when the other ends, and sees every shared minute from both sides', () => {
  const hour = { startsAt: 0, minutes: 60 };
  expect(overlap(hour, { startsAt: 3_600_000, minutes: 5 })).toBe(false);
  expect(overlap(hour, { startsAt: 3_599_999, minutes: 5 })).toBe(true);
  const span = fc.record({ startsAt: fc.nat(500).map((at) => at * 60_000), minutes: fc.integer({ min: 1, max: 200 }) });
  const minutesOf = ({ startsAt, minutes }: { startsAt: number; minutes: number }) =>
    Array.from({ length: minutes }, (_, minute) => startsAt / 60_000 + minute);
  fc.assert(
    fc.property(span, span, (a, b) => {
      const shared = minutesOf(a).some((minute) => minutesOf(b).includes(minute));
      expect(overlap(a, b)).toBe(shared);
      expect(overlap(b, a)).toBe(shared);
    }),
  );
});
