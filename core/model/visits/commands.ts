import { z } from 'zod';
import { uuid } from '../../kernel/fields.ts';
import { personal } from '../../kernel/personal.ts';
import { typedNo, typedReason } from '../../kernel/typed-fields.ts';
import { comingGuest, orderInARow } from '../clocks/order.ts';

export const visitCommands = {
  'visit.open': z.strictObject({
    roomNo: typedNo,
    guests: z.array(comingGuest).min(1).max(40),
    /**
     * One order per guest, by place in the list; null or a shorter list leaves guests without. An item for several
     * guests takes the next ones along, whose own place must then be null.
     */
    orders: z.array(orderInARow.nullable()).max(40).default([]),
    partyOf: uuid.optional(),
    /** Why a room that is kept for other guests is opened all the same. */
    despiteReservation: personal(typedReason, '').optional(),
  }),
  'visit.addGuest': z.strictObject({ visitId: uuid, wristbandNo: typedNo.optional() }),
  /** `was`: what the asker saw; when that is no longer so, somebody else was quicker and the asker is told. */
  'visit.setWristband': z.strictObject({
    guestId: uuid,
    wristbandNo: typedNo.nullable(),
    was: typedNo.nullable().optional(),
  }),
  'visit.removeGuest': z.strictObject({ guestId: uuid, reason: typedReason }),
  /** Closes a visit in which nothing was consumed. */
  'visit.close': z.strictObject({ visitId: uuid }),
  /** Moves all guests of the visit, or the named ones; where a lower minimum charge lowers what is due, with an approval. */
  'visit.changeRoom': z.strictObject({
    visitId: uuid,
    toRoomNo: typedNo,
    guestIds: z.array(uuid).min(1).max(40).optional(),
    reason: typedReason.optional(),
    authorisationId: uuid.optional(),
    despiteReservation: personal(typedReason, '').optional(),
  }),
  /** Says which visits are still open after their trading day; asked by the store's own clock. */
  'visit.noticeLeftOpen': z.strictObject({}),
};
