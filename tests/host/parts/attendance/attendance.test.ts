import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { verifyStore } from '../../../../db/verify.ts';
import { AttendanceBook } from '../../../../host/parts/attendance/attendance.ts';
import { temporaryDirectory } from '../../../db/files.ts';
import { exampleSite, must } from '../../../db/shop-day.ts';
import { codeOf } from '../../code-of.ts';
import { TestStore } from '../../test-store.ts';

let store: TestStore;
let book: AttendanceBook;

/** Sunday, a quarter of an hour after the early shift began. */
const quarterPastTen = Date.UTC(2026, 10, 22, 2, 15);
const today = '2026-11-22';

function bookOf(of: TestStore): AttendanceBook {
  return new AttendanceBook({ db: of.db, now: () => of.at, businessDate: () => of.businessDate });
}

beforeEach(() => {
  store = new TestStore();
  store.at = quarterPastTen;
  book = bookOf(store);
});

const shift = (technicianNo: string, date: string, code = 'early') => ({
  ...{ technicianNo, date },
  entry: { kind: 'shift' as const, code },
});

const rowOf = (technicianNo: string) => must(book.today().find(({ no }) => no === technicianNo));

describe('today', () => {
  it('follows the swipes: missing, late, at a meal, back too late, gone early', async () => {
    store.act('attendance.setRoster', { entries: [shift('1', today), shift('2', today, 'late')] }, 'M01');
    expect([rowOf('1').day.state, rowOf('2').day.state, rowOf('3').day.state]).toEqual(['missing', 'planned', 'none']);
    store.onDuty('1');
    expect(rowOf('1')).toMatchObject({ duty: 'on', day: { state: 'worked', lateMinutes: 15 } });
    store.wait(120);
    store.act('technician.rest', { technicianNo: '1', kind: 'meal' });
    expect(rowOf('1')).toMatchObject({ duty: 'resting', breakKind: 'meal', restUntil: store.at + 30 * 60_000 });
    store.wait(40);
    store.act('technician.comeBack', { technicianNo: '1' });
    store.wait(60);
    store.act('technician.rest', { technicianNo: '1' });
    expect(rowOf('1').breakKind).toBe('rest');
    store.wait(5);
    store.act('technician.goOffDuty', { technicianNo: '1' });
    store.at = quarterPastTen + 24 * 3_600_000;
    expect(must(book.month('2026-11').people.find(({ no }) => no === '1')).sums).toMatchObject({
      rosteredDays: 1,
      lateMinutes: 15,
      earlyCount: 1,
      mealMinutes: 40,
      restMinutes: 5,
      overrunMinutes: 10,
      workedMinutes: 225,
    });
    expect(must(book.month('2026-11').people.find(({ no }) => no === '2')).sums.absentDays).toBe(1);
    const path = join(temporaryDirectory(), 'store.sqlite');
    await store.db.copyTo(path);
    expect(verifyStore(path).problems).toEqual([]);
  });

  it('takes tolerance, meal and shifts from the site file', () => {
    const name = { 'zh-CN': '中班', en: 'Middle' };
    const attendance = {
      lateMinutes: 20,
      mealMinutes: 45,
      shifts: [{ code: 'mid', name, from: '10:00', to: '18:00' }],
    };
    const own = new TestStore({ ...exampleSite(), attendance });
    own.at = quarterPastTen;
    own.act('attendance.setRoster', { entries: [shift('1', today, 'mid')] }, 'M01');
    own.onDuty('1');
    own.act('technician.rest', { technicianNo: '1', kind: 'meal' });
    const row = must(
      bookOf(own)
        .today()
        .find(({ no }) => no === '1'),
    );
    expect(row).toMatchObject({ day: { lateMinutes: 0 }, restUntil: own.at + 45 * 60_000 });
    expect(codeOf(() => own.act('attendance.setRoster', { entries: [shift('1', today)] }, 'M01'))).toBe(
      'SHIFT_UNKNOWN',
    );
  });
});

describe('a roster', () => {
  it('is set, changed and cleared by the day', () => {
    const leave = { kind: 'leave' as const, leave: 'sick' as const };
    store.act('attendance.setRoster', {
      entries: [shift('1', today), { technicianNo: '2', date: today, entry: leave }],
    });
    store.act('attendance.setRoster', {
      entries: [{ technicianNo: '1', date: today, entry: null }, shift('2', today)],
    });
    expect(rowOf('1').entry).toBeNull();
    expect(rowOf('2').entry).toEqual({ kind: 'shift', code: 'early', from: '10:00', to: '19:00' });
  });

  it('keeps the times of a shift when its template changes', () => {
    store.act('attendance.setRoster', { entries: [shift('1', today)] });
    const name = { 'zh-CN': '早班', en: 'Early' };
    const attendance = { shifts: [{ code: 'early', name, from: '08:00', to: '17:00' }] };
    store.act('site.import', { site: { ...exampleSite(), attendance }, demo: true });
    expect(rowOf('1').entry).toMatchObject({ from: '10:00', to: '19:00' });
  });

  it('of a week is copied to the next but for leave and for what is planned there', () => {
    const monday = '2026-11-16';
    store.act('attendance.setRoster', {
      entries: [
        shift('1', monday),
        shift('1', '2026-11-22', 'night'),
        { technicianNo: '2', date: monday, entry: { kind: 'leave', leave: 'annual' } },
        shift('3', '2026-11-17'),
        { technicianNo: '3', date: '2026-11-24', entry: { kind: 'off' } },
      ],
    });
    const copy = (fromMonday: string, toMonday: string) =>
      codeOf(() => store.act('attendance.copyWeek', { fromMonday, toMonday }, 'M01'));
    expect(copy(monday, '2026-11-23')).toBe('done');
    const week = book.week('2026-11-25');
    const kinds = (no: string) =>
      must(week.technicians.find((one) => one.no === no)).days.map(({ entry }) => entry?.kind);
    expect(week.dates).toEqual(expect.arrayContaining(['2026-11-23', '2026-11-29']));
    expect(kinds('1')).toEqual(['shift', ...Array(5).fill(undefined), 'shift']);
    expect(kinds('2')).toEqual(Array(7).fill(undefined));
    expect(kinds('3')[1]).toBe('off');
    expect(copy(monday, '2026-11-23')).toBe('ROSTER_FULL');
    expect(copy('2026-12-07', '2026-12-14')).toBe('ROSTER_EMPTY');
  });

  it('refuses somebody unknown, and somebody twice on a day', () => {
    const set = (...entries: ReturnType<typeof shift>[]) =>
      codeOf(() => store.act('attendance.setRoster', { entries }));
    expect(set(shift('999', today))).toBe('TECHNICIAN_UNKNOWN');
    expect(set(shift('1', today), shift('1', today, 'late'))).toBe('ROSTER_TWICE');
  });
});
