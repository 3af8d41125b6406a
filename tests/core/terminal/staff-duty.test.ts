import { describe, expect, test } from 'vitest';
import { AttendanceBook } from '../../../host/parts/attendance/attendance.ts';
import { TestStore } from '../../host/test-store.ts';
import { AtTerminal } from './at-terminal.ts';

function reader(place = {}): { store: TestStore; terminal: AtTerminal } {
  const store = new TestStore();
  return { store, terminal: new AtTerminal(store, null, place) };
}

describe('a staff card at the clock-room reader', () => {
  test.each([
    ['zh-CN', ['R01 上班', '12:00'], ['R01 在班12:00起', '2下班 *返回'], ['R01 下班', '12:00-20:00']],
    ['en', ['R01 on duty', '12:00'], ['R01 since 12:00', '2off duty *=back'], ['R01 off duty', '12:00-20:00']],
  ] as const)('comes on duty, shows since when, and goes off by key (%s)', (language, came, since, went) => {
    const { store, terminal } = reader({ language });
    expect(terminal.swipe('R01')).toMatchObject({ lines: came, tone: 'ok', dialog: null });
    store.wait(480);
    expect(terminal.swipe('R01')).toMatchObject({ lines: since, tone: 'ask' });
    expect(terminal.press('7')).toMatchObject({ lines: since, tone: 'error' });
    expect(terminal.timeOut().dialog).toBeNull();
    expect(store.eventsOf('staff.wentOffDuty')).toEqual([]);
    expect(terminal.swipe('R01', '2')).toMatchObject({ lines: went, tone: 'ok', dialog: null });
    expect(store.eventsOf('staff.cameOnDuty')).toMatchObject([
      { staffNo: 'R01', actor: 'R01', station: 'clock-room/1' },
    ]);
    expect(store.state.attendance.staffOnDutySince('R01')).toBeNull();
  });

  test('comes on duty where the reader has no keys; going off is for the desk', () => {
    const { store, terminal } = reader({ hasKeypad: false });
    expect(terminal.swipe('W01').tone).toBe('ok');
    expect(terminal.swipe('W01')).toMatchObject({ tone: 'ok', dialog: null });
    expect(store.eventsOf('staff.cameOnDuty').length).toBe(1);
    expect(() => store.act('staff.comeOnDuty', { staffNo: 'W01' })).toThrow(/STAFF_ON_DUTY/);
    store.act('staff.goOffDuty', { staffNo: 'W01' }, 'M01');
    expect(() => store.act('staff.goOffDuty', { staffNo: 'W01' })).toThrow(/STAFF_OFF_DUTY/);
    expect(() => store.act('staff.comeOnDuty', { staffNo: 'X99' })).toThrow(/STAFF_UNKNOWN/);
  });

  test('counts in the month, and shows on the day, beside the technicians', () => {
    const { store, terminal } = reader();
    const book = new AttendanceBook({
      db: store.db,
      now: () => store.at,
      businessDate: () => store.businessDate,
    });
    terminal.swipe('R01');
    store.wait(90);
    expect(book.today().find(({ no }) => no === 'R01')).toMatchObject({ duty: 'on', isStaff: true, entry: null });
    expect(book.today().find(({ no }) => no === 'W01')).toMatchObject({ duty: 'off', day: { state: 'none' } });
    terminal.swipe('R01', '2');
    store.wait(24 * 60);
    terminal.swipe('R01');
    store.wait(30);
    const { people } = book.month('2026-11');
    expect(people.find(({ no }) => no === 'R01')?.sums).toMatchObject({
      workedDays: 2,
      workedMinutes: 120,
      lateCount: 0,
    });
    expect(people.find(({ no }) => no === 'W01')).toBeUndefined();
    expect(people.length).toBe(store.state.site.site.technicians.length + 1);
  });
});
