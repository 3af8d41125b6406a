import { z } from 'zod';
import { uuid } from '../../kernel/fields.ts';
import { typedItemCode, typedNo, typedReason } from '../../kernel/typed-fields.ts';
import { successorChoice } from './choice.ts';
import { orderInARow } from './order.ts';

/** `was`: the technician the asker saw. */
const handBack = z.strictObject({
  clockId: uuid,
  reason: typedReason,
  authorisationId: uuid.optional(),
  choice: successorChoice.optional(),
  was: typedNo.optional(),
});

export const clockCommands = {
  'clock.order': orderInARow.extend({
    guestId: uuid,
    otherGuestIds: z.array(uuid).max(9).default([]),
    /** Comes after this clock of the guest, which has not ended. */
    after: uuid.optional(),
  }),
  'clock.callAgain': z.strictObject({ clockId: uuid }),
  'clock.start': z.strictObject({
    clockId: uuid,
    /** The room whose terminal it is started at; without one, by hand, and then with a reason. */
    atRoomNo: typedNo.optional(),
    reason: typedReason.optional(),
  }),
  /** `wasDueAt`: the end the asker saw (UTC ms), so that two stations do not extend twice what was asked once. */
  'clock.extend': z.strictObject({
    clockId: uuid,
    units: z.int().min(1).max(8).default(1),
    wasDueAt: z.int().optional(),
    /** The guest's band, held at the terminal to say so. */
    guestBandNo: typedNo.optional(),
  }),
  'clock.end': z.strictObject({ clockId: uuid, reason: typedReason.optional() }),
  /** Past the grace it is money, and needs an approval. */
  'clock.cancel': z.strictObject({
    clockId: uuid,
    reason: typedReason,
    guestBandNo: typedNo.optional(),
    authorisationId: uuid.optional(),
  }),
  /** `was`: the technician the asker saw. */
  'clock.changeTechnician': z.strictObject({
    clockId: uuid,
    choice: successorChoice,
    reason: typedReason,
    was: typedNo.optional(),
  }),
  /** 转化: a clock of the rotation becomes one the guest asked for; one that runs and is paid otherwise by it needs an approval. */
  'clock.convert': z.strictObject({
    clockId: uuid,
    reason: typedReason,
    authorisationId: uuid.optional(),
    was: typedNo.optional(),
  }),
  /** Another item before the start or while it runs; a lower price needs an approval. `was`: the item the asker saw. */
  'clock.changeItem': z.strictObject({
    clockId: uuid,
    serviceCode: typedItemCode,
    reason: typedReason.optional(),
    authorisationId: uuid.optional(),
    was: typedItemCode.optional(),
  }),
  /** The technician does not take the clock. `choice`: who is called instead; without it, as it was ordered. */
  'clock.refuse': handBack,
  /** The technician who was called has not come in time. */
  'clock.replaceLate': handBack,
  /** Somebody else for a clock that waits. */
  'clock.rechoose': z.strictObject({ clockId: uuid, choice: successorChoice }),
  /** Takes back an extension that the store made by itself; the id is the extension's. */
  'clock.undoExtension': z.strictObject({ clockId: uuid, reason: typedReason }),
  /** Says who is not in the room in time; asked by the store's own clock. */
  'clock.noticeLate': z.strictObject({}),
  /** Extends clocks that nobody ended, where the store says so; asked by the store's own clock. */
  'clock.extendOverrun': z.strictObject({}),
  /** Says the reminders that are due; asked by the store's own clock. */
  'clock.remindDue': z.strictObject({}),
};
