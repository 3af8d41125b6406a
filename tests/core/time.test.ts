import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, businessDateOf, formatTime, localTime, minutesOfDay } from '../../core/kernel/time.ts';

const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC', 'Asia/Kathmandu'];
const zone = fc.constantFrom(...zones);
const instant = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) });
const cutOver = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);

describe('the trading day', () => {
  it.each([
    // 05:00 in Shanghai is 21:00 UTC of the day before.
    ['2026-11-20T20:59:59.999Z', 'Asia/Shanghai', '05:00', '2026-11-20'],
    ['2026-11-20T21:00:00.000Z', 'Asia/Shanghai', '05:00', '2026-11-21'],
    // Midnight changes nothing.
    ['2026-11-20T15:59:59.999Z', 'Asia/Shanghai', '05:00', '2026-11-20'],
    ['2026-11-20T16:00:00.000Z', 'Asia/Shanghai', '05:00', '2026-11-20'],
    ['2026-11-20T16:00:00.000Z', 'Asia/Shanghai', '00:00', '2026-11-21'],
    // The turn of a year and a leap day.
    ['2027-12-31T20:30:00.000Z', 'Asia/Shanghai', '05:00', '2027-12-31'],
    ['2028-02-29T20:30:00.000Z', 'Asia/Shanghai', '05:00', '2028-02-29'],
    // Berlin, 29 March 2026: 02:00 becomes 03:00. A cut-over at 02:30 never shows on the wall: 03:00 is past it.
    ['2026-03-29T00:59:59.000Z', 'Europe/Berlin', '02:30', '2026-03-28'],
    ['2026-03-29T01:00:00.000Z', 'Europe/Berlin', '02:30', '2026-03-29'],
    // New York, 1 November 2026: 01:00 to 02:00 comes twice; the cut-over at 05:00 once.
    ['2026-11-01T09:59:59.000Z', 'America/New_York', '05:00', '2026-10-31'],
    ['2026-11-01T10:00:00.000Z', 'America/New_York', '05:00', '2026-11-01'],
  ])('at %s in %s from %s is %s', (at, timeZone, startsAt, date) => {
    expect(businessDateOf(Date.parse(at), timeZone, startsAt)).toBe(date);
  });

  it('is the date on the wall or the one before, as the wall clock stands', () => {
    fc.assert(
      fc.property(instant, zone, cutOver, (at, timeZone, startsAt) => {
        const { date, hour, minute } = localTime(at, timeZone);
        const isPast = hour * 60 + minute >= minutesOfDay(startsAt);
        expect(businessDateOf(at, timeZone, startsAt)).toBe(isPast ? date : addDays(date, -1));
      }),
    );
  });

  it('lasts 23 to 25 hours, and the days follow each other without a gap', () => {
    fc.assert(
      fc.property(instant, zone, (at, timeZone) => {
        const today = businessDateOf(at, timeZone, '05:00');
        expect(businessDateOf(at + 25.5 * 3_600_000, timeZone, '05:00') > today).toBe(true);
        expect([today, addDays(today, 1)]).toContain(businessDateOf(at + 22.5 * 3_600_000, timeZone, '05:00'));
      }),
    );
  });
});

describe('days and times', () => {
  it('goes forth and back by any number of days', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: -4_000, max: 4_000 }), (at, days) => {
        const date = new Date(at).toISOString().slice(0, 10);
        expect(addDays(addDays(date, days), -days)).toBe(date);
      }),
    );
  });

  it('reads the wall clock with its weekday', () => {
    const at = Date.parse('2026-11-21T10:05:09Z');
    expect(localTime(at, 'Asia/Shanghai')).toEqual({
      date: '2026-11-21',
      weekday: 6,
      hour: 18,
      minute: 5,
      second: 9,
    });
    expect(formatTime(at, 'Asia/Shanghai')).toBe('18:05');
    expect(formatTime(Date.parse('2026-11-20T16:00:00Z'), 'Asia/Shanghai')).toBe('00:00');
  });
});
