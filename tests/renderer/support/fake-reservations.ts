import { addDays, businessDateOf } from '../../../core/kernel/time.ts';
import { instantOf } from '../../../core/model/attendance/day.ts';
import type { CommandInput } from '../../../core/model/commands.ts';
import type { AnyCommand } from '../../../host/contract/commands.ts';

import { ReservationBook } from '../../../host/parts/reservations/reservation-book.ts';
import { upcoming } from '../../../host/parts/reservations/reservation-views.ts';
import type { ReservationService } from '../../../host/parts/reservations/service.ts';
import type { ReservationBrief } from '../../../host/parts/reservations/views.ts';
import { TestStore } from '../../host/test-store.ts';

export type ReservationCommand = Extract<AnyCommand, { name: `reservation.${string}` }>;

export function isAboutReservations(command: AnyCommand): command is ReservationCommand {
  return command.name.startsWith('reservation.');
}

/**
 * The book of reservations of a store in memory on the morning of the present day, with an evening ahead; made when it
 * is first asked for. Commands about reservations are decided there, so that a screen meets real refusals.
 */
export class FakeReservations {
  readonly service: ReservationService;
  readonly #now: number;
  #store: TestStore | null = null;

  constructor(now: number) {
    this.#now = now;
    const book = () => new ReservationBook({ db: this.store.db, businessDate: () => this.store.businessDate });
    this.service = {
      day: (date) => book().day(date),
      find: (text) => book().find(text),
      one: (reservationId) => book().one(reservationId),
      phone: (phone) => book().phone(phone),
      free: (question) => book().free(question),
      erasable: (reservationId) => book().erasable(reservationId),
      plainRows: () => book().plainRows(),
    };
  }

  get store(): TestStore {
    this.#store ??= bookedStore(this.#now);
    return this.#store;
  }

  act(command: ReservationCommand) {
    return this.store.act(command.name, command.data, 'R02');
  }

  upcoming(): ReservationBrief[] {
    return upcoming(this.store.db, this.store.at);
  }
}

/** `19:30` of the present trading day in the store. */
export function todayAt(store: TestStore, time: string): number {
  return instantOf(store.businessDate, time, store.state.site.site.store.timeZone);
}

function bookedStore(now: number): TestStore {
  const store = new TestStore();
  const { timeZone, businessDayStartsAt } = store.state.site.site.store;
  const today = businessDateOf(now, timeZone, businessDayStartsAt);
  store.at = instantOf(addDays(today, -1), '14:00', timeZone);
  const book = (time: string, more: Partial<CommandInput<'reservation.book'>>) => {
    const [event] = store.act('reservation.book', {
      roomNo: null,
      startsAt: todayAt(store, time),
      guestCount: 1,
      guestName: '王先生',
      ...more,
    });
    return event?.type === 'reservation.booked' ? event.payload.reservationId : '';
  };
  // Yesterday somebody did not come, so that the next booking under the number says so.
  book('20:00', { phone: '13900001234', guestName: '刘先生' });
  store.at = instantOf(today, '10:30', timeZone);
  store.act('reservation.keepTime', {}, 'system', 'store');
  store.onDuty('88', '2', '3');
  const here = book('11:00', { roomNo: '203', guestCount: 2, guestName: 'Mary Chen' });
  store.act('reservation.arrive', { reservationId: here });
  book('19:30', {
    roomNo: '302',
    guestCount: 2,
    guestName: '陈女士',
    phone: '138 1234 5678',
    note: '安静的房间',
    items: [{ serviceCode: '301', technicianNos: ['88'] }],
  });
  book('20:00', {
    roomNo: '201',
    guestName: '刘先生',
    phone: '13900001234',
    items: [{ serviceCode: '101', technicianNos: ['2'] }],
  });
  const off = book('21:00', { roomNo: '205', guestName: '何小姐' });
  store.act('reservation.cancel', { reservationId: off, reason: '客人来电取消' });
  book('22:00', { guestName: '赵总', guestCount: 3, items: [{ serviceCode: '103' }] });
  return store;
}
