import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandInput } from '../../../core/store/commands.ts';
import { TestStore } from '../test-store.ts';
import { bookAt, refusal } from './at-desk.ts';

let store: TestStore;
type Entry = CommandInput<'attendance.setRoster'>['entries'][number]['entry'];

beforeEach(() => {
  store = new TestStore();
});

function putDown(technicianNo: string, entry: Entry, date = store.businessDate): void {
  store.act('attendance.setRoster', { entries: [{ technicianNo, date, entry }] });
}

const changed = (id: string, more: object = {}) =>
  store.act('reservation.change', {
    ...{ reservationId: id, roomNo: '201', startsAt: store.state.reservation(id)?.startsAt ?? 0 },
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
    expect(store.state.bookedReservations(0, Number.MAX_SAFE_INTEGER)).toHaveLength(2);
  });

  it('is done all the same for a reason, which stays with the reservation', () => {
    putDown('2', { kind: 'off' });
    const id = bookAt(store, 60, { despiteRoster: '本人同意加班' });
    expect(store.state.reservation(id)?.despiteRoster).toBe('本人同意加班');
    expect(store.eventsOf('reservation.booked')[0]?.roster).toEqual({
      misses: [{ technicianNo: '2', date: '2026-11-21', why: 'off' }],
      reason: '本人同意加班',
    });
  });

  it('keeps no reason where there was nothing to answer for', () => {
    expect(store.state.reservation(bookAt(store, 60, { despiteRoster: 'x' }))?.despiteRoster).toBeNull();
  });
});

describe('changing a reservation that a later roster breaks', () => {
  it('asks for a reason only where time or technician is another', () => {
    const id = bookAt(store, 60);
    putDown('2', { kind: 'off' });
    putDown('3', { kind: 'off' });
    changed(id, { phone: '139 0000 0000' });
    expect(store.state.reservation(id)).toMatchObject({ phone: '139 0000 0000', despiteRoster: null });
    expect(refusal(() => changed(id, { startsAt: store.at + 90 * 60_000 }))).toBe('TECHNICIAN_DAY_OFF');
    expect(refusal(() => changed(id, { items: [{ serviceCode: '101', technicianNos: ['3'] }] }))).toBe(
      'TECHNICIAN_DAY_OFF',
    );
    changed(id, { startsAt: store.at + 90 * 60_000, despiteRoster: '已问过' });
    changed(id, { startsAt: store.at + 90 * 60_000, note: 'tea' });
    expect(store.state.reservation(id)).toMatchObject({ note: 'tea', despiteRoster: '已问过' });
    changed(id, { items: [] });
    expect(store.state.reservation(id)?.despiteRoster).toBeNull();
  });
});
