import { describe, expect, it } from 'vitest';
import { permissionAtScreen } from '../../../core/parts.ts';
import { rollCall } from '../../../core/rules/attendance/roll-call.ts';
import { verifyStore } from '../../../db/verify.ts';
import { AttendanceBook } from '../../../host/parts/attendance/attendance.ts';
import { onDutyRows } from '../../../host/parts/attendance/on-duty.ts';
import { journalOf, written } from '../../db/forged.ts';
import { TestStore } from '../test-store.ts';
import { queueOf, refused } from './at-store.ts';

const today = '2026-11-21';

/** 12:00; numbers with the shift of the code today. */
function rostered(shifts: Record<string, string>): TestStore {
  const store = new TestStore();
  const entries = Object.entries(shifts).map(([technicianNo, code]) => ({
    ...{ technicianNo, date: today },
    entry:
      code === 'leave'
        ? { kind: 'leave' as const, leave: 'sick' as const }
        : code === 'off'
          ? { kind: 'off' as const }
          : { kind: 'shift' as const, code },
  }));
  store.act('attendance.setRoster', { entries }, 'M01');
  return store;
}

function verdicts(store: TestStore): Record<string, string> {
  const all = rollCall(store.state, { at: store.at, businessDate: store.businessDate });
  return Object.fromEntries(all.map(({ technicianNo, verdict }) => [technicianNo, verdict]));
}

const bring = (store: TestStore, ...technicianNos: string[]) =>
  store.act('attendance.bringOnDuty', { technicianNos }, 'M01');

/** Early 10–19, late 14–23, night 18–3. */
describe('the roll call', () => {
  it('says of everybody who will be brought on duty, and why the others will not', () => {
    const store = rostered({
      '1': 'early',
      '2': 'early',
      '3': 'leave',
      '4': 'off',
      '5': 'night',
      '6': 'early',
      '7': 'early',
    });
    store.act('card.block', { holder: 'technician', no: '2', reason: 'lost' });
    store.onDuty('6', '7');
    store.wait(30);
    store.act('technician.goOffDuty', { technicianNo: '7' });
    expect(verdicts(store)).toMatchObject({
      ...{ '1': 'due', '2': 'card-lost', '3': 'leave', '4': 'day-off', '5': 'shift-later', '6': 'on-duty' },
      ...{ '7': 'went-home', '8': 'no-roster' },
    });
    store.wait(7 * 60);
    expect(verdicts(store)).toMatchObject({ '1': 'shift-over', '2': 'shift-over', '5': 'due' });
  });

  it('is called from half an hour before a shift, and until it ends in the night', () => {
    const store = rostered({ '1': 'late', '2': 'night' });
    store.at = Date.UTC(2026, 10, 21, 5, 29);
    expect(verdicts(store)['1']).toBe('shift-later');
    store.wait(1);
    expect(verdicts(store)['1']).toBe('due');
    store.at = Date.UTC(2026, 10, 21, 18, 59);
    expect(verdicts(store)['2']).toBe('due');
    store.wait(1);
    expect(verdicts(store)['2']).toBe('shift-over');
  });

  it('is due who worked before the shift and went home, and is not who did so in it', () => {
    const store = rostered({ '1': 'late' });
    store.onDuty('1');
    store.wait(30);
    store.act('technician.goOffDuty', { technicianNo: '1' });
    store.at = Date.UTC(2026, 10, 21, 6);
    expect(verdicts(store)['1']).toBe('due');
  });
});

describe('everybody rostered is brought on duty', () => {
  it('in one transaction, by shift and then by number, and the record says who did it for whom', () => {
    const store = rostered({ '2': 'early', '1': 'late', '3': 'early' });
    store.at = Date.UTC(2026, 10, 21, 6);
    const before = store.seq;
    bring(store, '1', '2', '3');
    expect(queueOf(store)).toEqual(['2', '3', '1']);
    expect(store.eventsOf('technician.cameOnDuty')).toMatchObject([
      { technicianNo: '2', actor: 'M01', station: 'desk' },
      { technicianNo: '3', actor: 'M01', station: 'desk' },
      { technicianNo: '1', actor: 'M01', station: 'desk' },
    ]);
    const rows = journalOf(store).filter(({ seq }) => seq > before);
    expect(new Set(rows.map(({ commandId }) => commandId)).size).toBe(1);
    expect(verifyStore(written(journalOf(store))).problems).toEqual([]);
  });

  it('calls them at once to guests who wait', () => {
    const store = rostered({ '1': 'early', '2': 'early' });
    store.onDuty('3');
    store.open('201', '101');
    store.open('202', '101', undefined, 2);
    bring(store, '1', '2');
    expect(store.eventsOf('clock.called').map(({ technicianNo }) => technicianNo)).toEqual(['3', '1', '2']);
  });

  it('and nobody twice: a second time is refused, who came meanwhile is left out', () => {
    const store = rostered({ '1': 'early', '2': 'early' });
    store.onDuty('1');
    bring(store, '1', '2');
    expect(store.eventsOf('technician.cameOnDuty')).toHaveLength(2);
    refused(store, 'ROLL_CALL_NOBODY', () => bring(store, '1', '2'));
  });

  it('but nobody who was not shown, or is not due any more', () => {
    const store = rostered({ '1': 'early', '2': 'early', '3': 'early' });
    const leave = { kind: 'leave', leave: 'sick' } as const;
    store.act('attendance.setRoster', { entries: [{ technicianNo: '2', date: today, entry: leave }] }, 'M01');
    bring(store, '1', '2', '9', 'nobody');
    expect(store.eventsOf('technician.cameOnDuty').map(({ technicianNo }) => technicianNo)).toEqual(['1']);
  });

  it('by whoever brings people on duty by hand', () => {
    expect(permissionAtScreen('attendance.bringOnDuty', { technicianNos: ['1'] })).toBe(
      permissionAtScreen('technician.comeOnDuty', { technicianNo: '1' }),
    );
  });
});

it('the page of people on duty says since when, in which group, and what a roll call makes of each', () => {
  const store = rostered({ '1': 'early' });
  store.act('staff.comeOnDuty', { staffNo: 'R01' });
  store.onDuty('2');
  store.wait(10);
  store.act('technician.rest', { technicianNo: '2' });
  const book = new AttendanceBook({ db: store.db, now: () => store.at, businessDate: () => store.businessDate });
  const rows = onDutyRows(store.state, book.today(), store);
  const rowOf = (no: string) => rows.find((row) => row.no === no);
  const onSince = store.at - 10 * 60_000;
  expect(rowOf('1')).toMatchObject({ duty: 'off', onSince: null, rollCall: 'due', groups: ['foot'] });
  expect(rowOf('2')).toMatchObject({ duty: 'resting', onSince, rollCall: 'on-duty', breakKind: 'rest' });
  expect(rowOf('R01')).toMatchObject({ duty: 'on', onSince, rollCall: null, groups: [], isStaff: true });
  expect(book.onDuty()).toEqual(rows);
});
