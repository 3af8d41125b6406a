import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, formatTime, localTime } from '../../../core/kernel/time.ts';
import { attendanceDay, instantOf, shiftSpan } from '../../../core/model/attendance/day.ts';
import { sumsOf } from '../../../core/model/attendance/month.ts';
import type { DutyBreak, DutySpell } from '../../../core/model/attendance/roster.ts';
import type { RosterEntry } from '../../../core/model/attendance/roster-entry.ts';

const store = { timeZone: 'Asia/Shanghai', businessDayStartsAt: '05:00' };
const rules = { lateMinutes: 5, earlyMinutes: 5 };
const date = '2026-11-21';
const at = (time: string, day = date) => instantOf(day, time, store.timeZone);
const early: RosterEntry = { kind: 'shift', code: 'early', from: '10:00', to: '19:00' };
const night: RosterEntry = { kind: 'shift', code: 'night', from: '18:00', to: '03:00' };

function spell(on: string, off: string | null, offDay = date): DutySpell {
  return { technicianNo: '1', onAt: at(on), offAt: off === null ? null : at(off, offDay), businessDate: date };
}

function judge(
  entry: RosterEntry | null,
  spells: DutySpell[],
  now = at('04:00', '2026-11-22'),
  more: { breaks?: DutyBreak[]; before?: DutySpell } = {},
) {
  const swipes = { spells, breaks: more.breaks ?? [], before: more.before ?? null };
  return attendanceDay(date, entry, swipes, rules, store, now);
}

describe('instants of the wall clock', () => {
  it.each(['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu'])('are found again in %s', (zone) => {
    for (const day of ['2026-03-29', '2026-07-01', '2026-10-25', '2026-11-01', '2026-12-31']) {
      const instant = instantOf(day, '18:30', zone);
      expect([localTime(instant, zone).date, formatTime(instant, zone)]).toEqual([day, '18:30']);
    }
  });

  it('a shift past midnight ends on the next morning, and one that begins before the cut-over begins there', () => {
    const span = shiftSpan(date, night, store);
    expect(span.toAt - span.fromAt).toBe(9 * 3_600_000);
    expect(shiftSpan(date, { from: '02:00', to: '06:00' }, store).fromAt).toBe(at('02:00', '2026-11-22'));
  });
});

describe('a day', () => {
  it('in time within the tolerance, late in whole minutes beyond it', () => {
    expect(judge(early, [spell('10:05', '19:00')])).toMatchObject({ state: 'worked', lateMinutes: 0, earlyMinutes: 0 });
    expect(judge(early, [spell('10:06', '19:00')]).lateMinutes).toBe(6);
    expect(judge(early, [spell('09:40', '19:20')]).lateMinutes).toBe(0);
  });

  it('leaves early against the last going, not the first', () => {
    expect(judge(early, [spell('10:00', '18:55')]).earlyMinutes).toBe(0);
    expect(judge(early, [spell('10:00', '18:20')]).earlyMinutes).toBe(40);
    expect(judge(early, [spell('10:00', '13:00'), spell('15:00', '19:00')])).toMatchObject({
      earlyMinutes: 0,
      workedMinutes: 420,
    });
    expect(judge(early, [spell('10:00', null)], at('15:00'))).toMatchObject({ earlyMinutes: 0, workedMinutes: 300 });
  });

  it('planned, then missing, then absent', () => {
    expect(judge(early, [], at('10:05')).state).toBe('planned');
    expect(judge(early, [], at('10:06')).state).toBe('missing');
    expect(judge(early, [], at('19:00')).state).toBe('absent');
  });

  it('leave, a day off, nothing planned, and work without a shift', () => {
    expect(judge({ kind: 'leave', leave: 'sick', note: null }, [])).toMatchObject({ state: 'leave', leave: 'sick' });
    expect(judge({ kind: 'off' }, []).state).toBe('off');
    expect(judge(null, []).state).toBe('none');
    expect(judge({ kind: 'off' }, [spell('10:00', '12:00')]).state).toBe('extra');
  });

  it('past midnight, and somebody who never went home is not late', () => {
    expect(judge(night, [spell('18:00', '02:00', '2026-11-22')]).earlyMinutes).toBe(60);
    const before = { ...spell('10:00', null), onAt: at('22:00', '2026-11-20'), businessDate: '2026-11-20' };
    expect(judge(early, [], at('15:00'), { before })).toMatchObject({ state: 'worked', lateMinutes: 0 });
  });

  it('counts rests and meals apart, and what they overran', () => {
    const breaks: DutyBreak[] = [
      {
        ...{ technicianNo: '1', kind: 'meal', businessDate: date },
        fromAt: at('12:00'),
        untilAt: at('12:30'),
        toAt: at('12:45'),
      },
      {
        ...{ technicianNo: '1', kind: 'rest', businessDate: date },
        fromAt: at('16:00'),
        untilAt: at('16:30'),
        toAt: at('16:10'),
      },
    ];
    const day = judge(early, [spell('10:00', '19:00')], undefined, { breaks });
    expect(day).toMatchObject({ mealMinutes: 45, restMinutes: 10, overrunMinutes: 15 });
  });
});

it('a month is the sum of its days, with no fine in it', () => {
  const days = [
    judge(early, [spell('10:20', '18:00')]),
    judge(early, []),
    judge({ kind: 'leave', leave: 'annual', note: null }, []),
    judge(null, [spell('11:00', '12:00')]),
    judge(early, [], at('09:00')),
  ];
  expect(sumsOf(days.map((day) => ({ day })))).toEqual({
    rosteredDays: 2,
    workedDays: 2,
    workedMinutes: 520,
    lateCount: 1,
    lateMinutes: 20,
    earlyCount: 1,
    earlyMinutes: 60,
    absentDays: 1,
    leaveDays: { annual: 1 },
    restMinutes: 0,
    mealMinutes: 0,
    overrunMinutes: 0,
  });
});

describe('a wall-clock time where clocks are put on and back', () => {
  // Worked by hand from the offsets of the zones.
  it.each([
    ['New York, skipped: an hour later', '2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:30:00Z'],
    ['New York, twice: the first', '2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00Z'],
    [
      'Santiago, skipped at midnight: an hour later, the same day',
      '2026-09-06',
      '00:30',
      'America/Santiago',
      '2026-09-06T04:30:00Z',
    ],
    ['Santiago, before', '2026-09-05', '23:30', 'America/Santiago', '2026-09-06T03:30:00Z'],
    ['Berlin, skipped', '2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
    ['Berlin, twice: the first', '2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
    ['Lord Howe, half an hour', '2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00Z'],
    ['Kathmandu, an odd offset', '2026-06-01', '12:00', 'Asia/Kathmandu', '2026-06-01T06:15:00Z'],
    ['Shanghai', '2026-11-21', '00:30', 'Asia/Shanghai', '2026-11-20T16:30:00Z'],
  ])('%s', (_what, date, time, zone, instant) => {
    expect(new Date(instantOf(date, time, zone)).toISOString()).toBe(instant.replace('Z', '.000Z'));
  });

  it('shows what was asked wherever the wall shows it at all', () => {
    const zones = fc.constantFrom(
      'America/New_York',
      'America/Santiago',
      'Europe/Berlin',
      'Australia/Lord_Howe',
      'Asia/Shanghai',
      'Pacific/Auckland',
    );
    const days = fc.integer({ min: 0, max: 729 });
    fc.assert(
      fc.property(zones, days, fc.integer({ min: 0, max: 47 }), (zone, day, half) => {
        const date = addDays('2026-01-01', day);
        const time = `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`;
        const at = instantOf(date, time, zone);
        const local = localTime(at, zone);
        const shown = local.hour * 60 + local.minute;
        const wanted = half * 30;
        // Asked, or what it became as the hour was skipped.
        expect([0, 30, 60]).toContain((shown - wanted + 1440) % 1440);
        expect(local.date).toBe(date);
      }),
      { numRuns: 1_000 },
    );
  });
});
