import { z } from 'zod';
import { uuid } from '../../kernel/fields.ts';
import { personal } from '../../kernel/personal.ts';
import { typedItemCode, typedNo, typedPhone, typedReason, typedText } from '../../kernel/typed-fields.ts';
import { comingGuest, orderInARow } from '../clocks/order.ts';
import { erasureReasons } from './erasure.ts';

const reservation = z.strictObject({
  roomNo: typedNo.nullable(),
  /** UTC ms. */
  startsAt: z.int().min(0),
  /** How long room and technicians are taken; without it, as long as the longest item. */
  minutes: z.int().min(5).max(720).optional(),
  guestCount: z.int().min(1).max(40),
  guestName: personal(typedText(40).min(1), ''),
  phone: personal(typedPhone, '').default(''),
  note: personal(typedText(200).nullable(), null).default(null),
  items: z
    .array(z.strictObject({ serviceCode: typedItemCode, technicianNos: z.array(typedNo).max(10).default([]) }))
    .max(40)
    .default([]),
  /** Why technicians are booked who are down for something else then. */
  despiteRoster: personal(typedReason, '').optional(),
});
/** What came otherwise than booked: another room, other guests, other orders. */
const arrival = {
  reservationId: uuid,
  roomNo: typedNo.optional(),
  guests: z.array(comingGuest).min(1).max(40).optional(),
  orders: z.array(orderInARow.nullable()).max(40).optional(),
  despiteReservation: personal(typedReason, '').optional(),
};
export const reservationCommands = {
  'reservation.book': reservation,
  /** Moves or edits: whole, as it shall be. `was`: the revision the asker saw. */
  'reservation.change': reservation.extend({ reservationId: uuid, was: z.int().min(0).optional() }),
  'reservation.cancel': z.strictObject({ reservationId: uuid, reason: personal(typedReason, '') }),
  /** The guests are here. */
  'reservation.arrive': z.strictObject(arrival),
  /** The guests of a no-show of today are here after all; who was asked for comes where she or he is free. */
  'reservation.arriveLate': z.strictObject(arrival),
  /** Keeps rooms and technicians whose time comes, and marks who did not come; asked by the store's own clock. */
  'reservation.keepTime': z.strictObject({}),
  /** Erases what is known of the guests of these: name, phone number, note, reasons. For good. */
  'reservation.erase': z.strictObject({
    reservationIds: z.array(uuid).min(1).max(500),
    reason: z.enum(erasureReasons),
  }),
};
