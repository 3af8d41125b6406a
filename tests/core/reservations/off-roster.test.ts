import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { instantOf } from '../../../core/model/attendance/day.ts';
import type { RosterEntry } from '../../../core/model/attendance/roster-entry.ts';

import { newMisses, rosterMiss } from '../../../core/model/reservations/off-roster.ts';

const store = { timeZone: 'Asia/Shanghai', businessDayStartsAt: '05:00' };
const forDate = '2026-11-23';
const late: RosterEntry = { kind: 'shift', code: 'late', from: '14:00', to: '23:00' };
const night: RosterEntry = { kind: 'shift', code: 'night', from: '22:00', to: '08:00' };

function missAt(time: string, minutes: number, days: Record<string, RosterEntry>, date = forDate) {
  const startsAt = instantOf(date, time, store.timeZone);
  return rosterMiss('8', { startsAt, minutes, forDate }, (day) => days[day] ?? null, store);
}

describe('a technician who is asked for at a time', () => {
  it('is within the shift from its first minute to its last, with all of the time', () => {
    expect(missAt('14:00', 60, { [forDate]: late })).toBeNull();
    expect(missAt('22:00', 60, { [forDate]: late })).toBeNull();
    expect(missAt('22:01', 60, { [forDate]: late })).toMatchObject({ why: 'shift', from: '14:00', to: '23:00' });
    expect(missAt('13:59', 60, { [forDate]: late })).toMatchObject({ why: 'shift' });
  });

  it('is not there on a day of leave or a day off', () => {
    const leave: RosterEntry = { kind: 'leave', leave: 'sick', note: null };
    expect(missAt('15:00', 60, { [forDate]: leave })).toEqual({
      technicianNo: '8',
      date: forDate,
      why: 'leave',
      leave: 'sick',
    });
    expect(missAt('15:00', 60, { [forDate]: { kind: 'off' } })).toMatchObject({ why: 'off' });
  });

  it('can be booked where nobody has written a roster for the day', () => {
    expect(missAt('15:00', 60, {})).toBeNull();
  });

  it('is there in a shift of the evening before that goes on over the cut-over', () => {
    const days = { '2026-11-22': night, [forDate]: { kind: 'off' } as const };
    expect(missAt('06:00', 60, days)).toBeNull();
    expect(missAt('07:30', 60, days)).toMatchObject({ why: 'off' });
  });

  test.each(['22:00', '23:30'])('is there in a shift over midnight at %s', (time) => {
    expect(missAt(time, 60, { [forDate]: night })).toBeNull();
  });

  it('is never found missing for a time within one that is found free', () => {
    const entry = fc.record({ from: fc.integer({ min: 5, max: 23 }), hours: fc.integer({ min: 1, max: 12 }) });
    fc.assert(
      fc.property(entry, fc.nat(1200), fc.integer({ min: 20, max: 300 }), fc.nat(100), (shift, at, minutes, part) => {
        const two = (hour: number) => `${String(hour % 24).padStart(2, '0')}:00`;
        const days = {
          [forDate]: { kind: 'shift', code: 'x', from: two(shift.from), to: two(shift.from + shift.hours) } as const,
        };
        const startsAt = instantOf(forDate, '05:00', store.timeZone) + at * 60_000;
        const missOf = (from: number, length: number) =>
          rosterMiss(
            '8',
            { startsAt: from, minutes: length, forDate },
            (day) => days[day as typeof forDate] ?? null,
            store,
          );
        if (missOf(startsAt, minutes) !== null) return;
        const cut = Math.floor((minutes * part) / 101);
        expect(missOf(startsAt + cut * 60_000, minutes - cut)).toBeNull();
      }),
    );
  });
});

it('asks again only for who or when is another', () => {
  const wanted = { startsAt: 0, minutes: 60, forDate };
  const before = { ...wanted, items: [{ serviceCode: '101', technicianNos: ['8'] }] };
  const misses = ['8', '9'].map((technicianNo) => ({ technicianNo, date: forDate, why: 'off' as const }));
  expect(newMisses(misses, wanted, null)).toHaveLength(2);
  expect(newMisses(misses, wanted, before)).toMatchObject([{ technicianNo: '9' }]);
  expect(newMisses(misses, { ...wanted, startsAt: 60_000 }, before)).toHaveLength(2);
  expect(newMisses(misses, { ...wanted, minutes: 90 }, before)).toHaveLength(2);
});
