import { beforeEach, describe, expect, it } from 'vitest';
import { nextDueOf } from '../../../../core/rules/reservations/decide.ts';
import { ReservationBook } from '../../../../host/parts/reservations/reservation-book.ts';
import { upcoming } from '../../../../host/parts/reservations/reservation-views.ts';
import { storeDuties } from '../../../../host/store/store-duties.ts';
import { TestStore } from '../../test-store.ts';
import { bookAt, keepTime, refusal } from './at-desk.ts';

let store: TestStore;
let book: ReservationBook;

beforeEach(() => {
  store = new TestStore();
  book = new ReservationBook({ db: store.db, businessDate: () => store.businessDate });
});

describe('what the desk reads', () => {
  it('shows the phone number whole only where one reservation is asked for', () => {
    const id = bookAt(store);
    expect(JSON.stringify([book.day(null), book.find(''), upcoming(store.db, store.at)])).not.toContain('1234 5678');
    expect(book.day(null).reservations[0]?.maskedPhone).toBe('138****5678');
    expect(book.one(id).phone).toBe('13812345678');
    expect(refusal(() => book.one(store.newId()))).toBe('RESERVATION_UNKNOWN');
  });

  it('counts no-shows by the digits of the phone, however they are written, and says so at the next booking', () => {
    bookAt(store, 5);
    store.wait(25);
    keepTime(store);
    expect(book.phone('13812345678')).toEqual({ noShows: 1, arrived: 0, cancelled: 0, guestName: '陈女士' });
    bookAt(store, 60, { phone: '138-1234-5678' });
    expect(book.day(null).reservations.map(({ state, noShows }) => [state, noShows])).toEqual([
      ['no-show', 1],
      ['booked', 1],
    ]);
    expect(book.phone('')).toMatchObject({ noShows: 0, guestName: null });
  });

  it('finds by some digits of the phone in any year, else what is still to come', () => {
    bookAt(store, 60);
    bookAt(store, 60, { roomNo: '202', items: [], phone: '', guestName: '王先生' });
    expect(book.find('234567').map(({ guestName }) => guestName)).toEqual(['陈女士']);
    expect(book.find('wx')).toHaveLength(2);
  });

  it('belongs to the trading day, also after midnight', () => {
    bookAt(store, 13 * 60);
    const day = book.day(null);
    expect(day).toMatchObject({ date: '2026-11-21', today: '2026-11-21' });
    expect(day.toAt - day.fromAt).toBe(86_400_000);
    expect(day.reservations).toHaveLength(1);
  });
});

it('the store’s own clock keeps, locks and marks by itself, each at its minute', () => {
  const duties = storeDuties(store.db, (name, data) => void store.act(name, data, 'system'));
  expect(nextDueOf(store.state)).toBe(Number.POSITIVE_INFINITY);
  const start = store.at;
  bookAt(store, 60);
  for (const [inMinutes, type] of [
    [30, 'reservation.kept'],
    [45, 'reservation.techniciansLocked'],
    [80, 'reservation.noShow'],
  ] as const) {
    expect((nextDueOf(store.state) - start) / 60_000).toBe(inMinutes);
    store.at = nextDueOf(store.state);
    for (const duty of duties) if (duty.nextAt(store.at) <= store.at) duty.perform();
    expect(store.eventsOf(type)).toMatchObject([{ roomNo: '201' }]);
  }
  expect(nextDueOf(store.state)).toBe(Number.POSITIVE_INFINITY);
});
