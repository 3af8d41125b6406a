import { z } from 'zod';
import { instant, shownNo } from '../../kernel/fields.ts';
import { personal } from '../../kernel/personal.ts';

/** One item that is booked, and by whom; an item for several guests takes the next ones along. */
const bookedItem = z.strictObject({
  serviceCode: z.string(),
  /** The technicians asked for; those the item takes besides come from the rotation. */
  technicianNos: z.array(shownNo),
});
export type BookedItem = z.output<typeof bookedItem>;

/** What is booked, whole. */
export const reservationDetails = z.strictObject({
  /** Null where the room is found when the guests come. */
  roomNo: shownNo.nullable(),
  startsAt: instant,
  /** How long room and technicians are taken. */
  minutes: z.int(),
  guestCount: z.int(),
  /** Empty where it was erased, as are phone and note. */
  guestName: personal(z.string(), ''),
  /** As it was typed; empty where none was given. */
  phone: personal(z.string(), ''),
  note: personal(z.string().nullable(), null),
  /** From the first guest on; guests beyond them choose when they come. */
  items: z.array(bookedItem),
});
export type ReservationDetails = z.output<typeof reservationDetails>;
