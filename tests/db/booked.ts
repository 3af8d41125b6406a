import { type EventPayloads, event } from '../../core/model/events.ts';
import type { ShopDay } from './shop-day.ts';

export const guest = { guestName: '陈淑芬女士', phone: '13812345678', note: '怕吵，要靠里的房间' } as const;

/** Books for a guest, later on the same day. */
export function booked(
  day: ShopDay,
  reservationId: string,
  more: Partial<EventPayloads['reservation.booked']> = {},
): void {
  const details = {
    roomNo: null,
    startsAt: day.at + 3_600_000,
    minutes: 60,
    guestCount: 1,
    items: [],
    ...guest,
    ...more,
  };
  day.act(event('reservation.booked', { reservationId, forDate: day.businessDate, ...details }));
}

/** What a guest who will not come leaves behind. */
export function cancelled(day: ShopDay, reservationId: string): void {
  const { startsAt = 0 } = day.db.state.reservations.byId(reservationId) ?? {};
  const facts = { reservationId, roomNo: null, technicianNos: [], startsAt };
  day.act(event('reservation.cancelled', { ...facts, reason: 'x' }));
}
