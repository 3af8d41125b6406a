import { z } from 'zod';
import { itemCode, reason, shownNo, uuid } from '../../kernel/fields.ts';
import { comingGuest, orderInARow } from '../clocks/order.ts';

const reservation = z.strictObject({
  roomNo: shownNo.nullable(),
  /** UTC ms. */
  startsAt: z.int().min(0),
  /** How long room and technicians are taken; without it, as long as the longest item. */
  minutes: z.int().min(5).max(720).optional(),
  guestCount: z.int().min(1).max(40),
  guestName: z.string().trim().min(1).max(40),
  phone: z
    .string()
    .trim()
    .max(24)
    .regex(/^[-\d+() ]*$/, 'a phone number')
    .default(''),
  note: z.string().trim().max(200).nullable().default(null),
  items: z
    .array(z.strictObject({ serviceCode: itemCode, technicianNos: z.array(shownNo).max(10).default([]) }))
    .max(40)
    .default([]),
  /** Why technicians are booked who are down for something else then. */
  despiteRoster: reason.optional(),
});
/** What came otherwise than booked: another room, other guests, other orders. */
const arrival = {
  reservationId: uuid,
  roomNo: shownNo.optional(),
  guests: z.array(comingGuest).min(1).max(40).optional(),
  orders: z.array(orderInARow.nullable()).max(40).optional(),
  despiteReservation: reason.optional(),
};
export const reservationCommands = {
  'reservation.book': reservation,
  /** Moves or edits: whole, as it shall be. `was`: the revision the asker saw. */
  'reservation.change': reservation.extend({ reservationId: uuid, was: z.int().min(0).optional() }),
  'reservation.cancel': z.strictObject({ reservationId: uuid, reason }),
  /** The guests are here. */
  'reservation.arrive': z.strictObject(arrival),
  /** The guests of a no-show of today are here after all; who was asked for comes where she or he is free. */
  'reservation.arriveLate': z.strictObject(arrival),
  /** Keeps rooms and technicians whose time comes, and marks who did not come; asked by the store's own clock. */
  'reservation.keepTime': z.strictObject({}),
};
