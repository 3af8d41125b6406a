import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput } from '../../../../core/model/commands.ts';
import { touchedBy } from '../../../../core/parts.ts';
import { AttendanceBook } from '../../../../host/parts/attendance/attendance.ts';
import { ReservationBook } from '../../../../host/parts/reservations/reservation-book.ts';
import { TestStore } from '../../test-store.ts';
import { bookAt, refusal } from './at-desk.ts';

let store: TestStore;
let book: ReservationBook;
type Entry = CommandInput<'attendance.setRoster'>['entries'][number]['entry'];

beforeEach(() => {
  store = new TestStore();
  book = new ReservationBook({ db: store.db, businessDate: () => store.businessDate });
});

function putDown(technicianNo: string, entry: Entry, date = store.businessDate): void {
  store.act('attendance.setRoster', { entries: [{ technicianNo, date, entry }] });
}

const changed = (id: string, more: object = {}) =>
  store.act('reservation.change', {
    ...{ reservationId: id, roomNo: '201', startsAt: store.state.reservations.byId(id)?.startsAt ?? 0 },
    ...{ guestCount: 2, guestName: '陈女士', items: [{ serviceCode: '101', technicianNos: ['2'] }] },
    ...more,
  });

describe('booking somebody by number', () => {
  it('is refused on leave, on a day off and outside the shift, and says which', () => {
    putDown('2', { kind: 'leave', leave: 'annual' });
    expect(() => bookAt(store)).toThrow(/TECHNICIAN_ON_LEAVE.*"technicianNo":"2".*"date":"2026-11-21"/);
    putDown('2', { kind: 'off' });
    expect(refusal(() => bookAt(store))).toBe('TECHNICIAN_DAY_OFF');
    putDown('2', { kind: 'shift', code: 'late' });
    expect(() => bookAt(store)).toThrow(/TECHNICIAN_OFF_SHIFT.*"from":"14:00","to":"23:00"/);
    bookAt(store, 120);
    expect(store.eventsOf('reservation.booked')).toMatchObject([{ roster: { misses: [], reason: null } }]);
  });

  it('asks nobody of whom nothing is written, and nobody who is not named', () => {
    putDown('3', { kind: 'off' });
    bookAt(store);
    bookAt(store, 60, { roomNo: '202', items: [{ serviceCode: '101' }] });
    expect(store.state.reservations.booked(0, Number.MAX_SAFE_INTEGER)).toHaveLength(2);
  });

  it('is done all the same for a reason, which stays with the reservation', () => {
    putDown('2', { kind: 'off' });
    const id = bookAt(store, 60, { despiteRoster: '本人同意加班' });
    expect(store.state.reservations.byId(id)?.despiteRoster).toBe('本人同意加班');
    expect(store.eventsOf('reservation.booked')[0]?.roster).toEqual({
      misses: [{ technicianNo: '2', date: '2026-11-21', why: 'off' }],
      reason: '本人同意加班',
    });
  });

  it('keeps no reason where there was nothing to answer for', () => {
    expect(store.state.reservations.byId(bookAt(store, 60, { despiteRoster: 'x' }))?.despiteRoster).toBeNull();
  });
});

describe('changing a reservation that a later roster breaks', () => {
  it('asks for a reason only where time or technician is another', () => {
    const id = bookAt(store, 60);
    putDown('2', { kind: 'off' });
    putDown('3', { kind: 'off' });
    changed(id, { phone: '139 0000 0000' });
    expect(store.state.reservations.byId(id)).toMatchObject({ phone: '13900000000', despiteRoster: null });
    expect(refusal(() => changed(id, { startsAt: store.at + 90 * 60_000 }))).toBe('TECHNICIAN_DAY_OFF');
    expect(refusal(() => changed(id, { items: [{ serviceCode: '101', technicianNos: ['3'] }] }))).toBe(
      'TECHNICIAN_DAY_OFF',
    );
    changed(id, { startsAt: store.at + 90 * 60_000, despiteRoster: '已问过' });
    changed(id, { startsAt: store.at + 90 * 60_000, note: 'tea' });
    expect(store.state.reservations.byId(id)).toMatchObject({ note: 'tea', despiteRoster: '已问过' });
    changed(id, { items: [] });
    expect(store.state.reservations.byId(id)?.despiteRoster).toBeNull();
  });
});

describe('what the desk reads of the roster', () => {
  it('names who is free at a time, who is booked and who is down for something else', () => {
    putDown('2', { kind: 'off' });
    putDown('4', { kind: 'shift', code: 'late' });
    const id = bookAt(store, 60, { items: [{ serviceCode: '101', technicianNos: ['3'] }] });
    const free = (inMinutes: number, exceptId: string | null = null) =>
      new Map(
        book.free({ startsAt: store.at + inMinutes * 60_000, minutes: 60, exceptId }).map((one) => [one.no, one]),
      );
    const at13 = free(60);
    expect(at13.get('2')?.miss).toMatchObject({ why: 'off' });
    expect(at13.get('3')?.booked).toMatchObject({ guestName: '陈女士', fromAt: store.at + 60 * 60_000 });
    expect(at13.get('4')?.miss).toMatchObject({ why: 'shift', from: '14:00' });
    expect(at13.get('1')).toMatchObject({ entry: null, miss: null, booked: null });
    expect(free(60, id).get('3')?.booked).toBeNull();
    expect(free(120).get('3')?.booked).toBeNull();
    expect(free(120).get('4')).toMatchObject({ miss: null, entry: { code: 'late' } });
  });

  it('shows a day with the times technicians are away', () => {
    putDown('1', { kind: 'shift', code: 'night' }, '2026-11-20');
    putDown('1', { kind: 'shift', code: 'late' });
    putDown('2', { kind: 'off' });
    putDown('3', { kind: 'shift', code: 'night' }, '2026-11-20');
    const { away, fromAt, toAt } = book.day(null);
    const hours = away.map((one) => [
      one.technicianNo,
      (one.fromAt - fromAt) / 3_600_000,
      (one.toAt - fromAt) / 3_600_000,
    ]);
    expect(toAt - fromAt).toBe(24 * 3_600_000);
    expect(hours).toEqual([
      ['1', 0, 9],
      ['1', 18, 24],
      ['2', 0, 24],
    ]);
  });

  it('shows the bookings a later roster breaks, on the roster and in the list, until somebody moves them', () => {
    const id = bookAt(store, 60);
    const misses = () => book.day(null).reservations.map(({ rosterMisses }) => rosterMisses.map(({ why }) => why));
    const onRoster = () =>
      new AttendanceBook({ db: store.db, now: () => store.at, businessDate: () => store.businessDate })
        .week(null)
        .technicians.flatMap(({ no, days }) =>
          days.flatMap(({ date, booked }) => booked.map((one) => ({ no, date, ...one }))),
        );
    expect([misses(), onRoster()]).toEqual([[[]], []]);
    putDown('2', { kind: 'leave', leave: 'sick' });
    expect(misses()).toEqual([['leave']]);
    const startsAt = store.at + 60 * 60_000;
    expect(onRoster()).toEqual([{ no: '2', date: '2026-11-21', reservationId: id, startsAt, guestName: '陈女士' }]);
    changed(id, { items: [] });
    expect([misses(), onRoster()]).toEqual([[[]], []]);
  });

  it('tells screens of reservations when the roster changes, and those of the roster when somebody books', () => {
    const stale: string[][] = [];
    store.onCommitted = (events) => stale.push([...touchedBy(events, store.state).stale]);
    bookAt(store);
    putDown('2', { kind: 'off' });
    expect(stale[0]).toEqual(expect.arrayContaining(['reservations', 'attendance']));
    expect(stale[1]).toEqual(expect.arrayContaining(['reservations', 'attendance']));
  });
});
