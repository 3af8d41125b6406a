import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAvailable } from '../../../core/rules/clocks/availability.ts';

const shanghai = 'Asia/Shanghai';
/** 2026-11-16 is a Monday. */
const at = (day: number, time: string) => Date.parse(`2026-11-${day}T${time}:00+08:00`);
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

describe('when an item is sold', () => {
  it('is always without a window', () => {
    expect(isAvailable({}, at(16, '03:00'), shanghai)).toBe(true);
  });

  it.each([
    [16, '10:59', false],
    [16, '11:00', true],
    [16, '13:59', true],
    [16, '14:00', false],
    [17, '12:00', false],
  ])('from 11 to 14 on Mondays: the %ith at %s is %s', (day, time, open) => {
    const availability = { days: ['mon' as const], from: '11:00', to: '14:00' };
    expect(isAvailable({ availability }, at(day, time), shanghai)).toBe(open);
  });

  it.each([
    [20, '21:59', false],
    [20, '22:00', true],
    [21, '01:59', true],
    [21, '02:00', false],
    [21, '22:00', false],
    // Friday's window does not open on Friday morning.
    [20, '01:00', false],
  ])('from 22 to 2 on Fridays: the %ith at %s is %s', (day, time, open) => {
    const availability = { days: ['fri' as const], from: '22:00', to: '02:00' };
    expect(isAvailable({ availability }, at(day, time), shanghai)).toBe(open);
  });

  it('runs from Sunday night into Monday', () => {
    const availability = { days: ['sun' as const], from: '22:00', to: '02:00' };
    expect(isAvailable({ availability }, at(23, '01:00'), shanghai)).toBe(true);
    expect(isAvailable({ availability }, at(22, '01:00'), shanghai)).toBe(false);
  });

  it('on every day: a window and the one from its end to its start share out the day', () => {
    const time = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
    fc.assert(
      fc.property(time, time, fc.nat(7 * 24 * 60), (from, to, minutes) => {
        fc.pre(from !== to);
        const now = at(16, '00:00') + minutes * 60_000;
        const inside = isAvailable({ availability: { days: [...days], from, to } }, now, shanghai);
        const outside = isAvailable({ availability: { days: [...days], from: to, to: from } }, now, shanghai);
        expect(inside).toBe(!outside);
      }),
    );
  });
});
