import type { CommandInput } from '../../../../core/model/commands.ts';

import type { TestStore } from '../../test-store.ts';

const minuteMs = 60_000;

/** Books room 201 for two guests with 2 in an hour, or what is said otherwise; gives the reservation's id. */
export function bookAt(store: TestStore, inMinutes = 60, more: Partial<CommandInput<'reservation.book'>> = {}): string {
  const [booked] = store.act('reservation.book', {
    roomNo: '201',
    startsAt: store.at + inMinutes * minuteMs,
    guestCount: 2,
    guestName: '陈女士',
    phone: '138 1234 5678',
    items: [{ serviceCode: '101', technicianNos: ['2'] }],
    ...more,
  });
  if (booked?.type !== 'reservation.booked') throw new Error('nothing was booked');
  return booked.payload.reservationId;
}

/** What the store's own clock does when a minute of a reservation comes. */
export function keepTime(store: TestStore): void {
  store.act('reservation.keepTime', {}, 'system', 'store');
}

/** The code of the refusal; `done` where nothing was refused. */
export function refusal(work: () => unknown): string {
  try {
    work();
    return 'done';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}
