import { z } from 'zod';
import { siteSchema } from '../site/schema.ts';

/**
 * Everything that can be asked of a store. The schemas are the one check of what comes in, whether from a screen, a
 * terminal or a script.
 */

const id = z.uuid();
const no = z.string().min(1).max(8);
const reason = z.string().trim().min(1).max(200);
const choice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rotation'), gender: z.enum(['F', 'M']).optional() }),
  z.strictObject({ kind: z.literal('requested'), technicianNo: no }),
]);
const guest = z.strictObject({ wristbandNo: no.optional() });
/** Who serves: one choice for each technician the item takes; what is missing is rotation. */
const order = z.strictObject({ serviceCode: z.string().min(1).max(6), choices: z.array(choice).max(10).default([]) });
const quantity = z.int().min(1).max(99);

export const commandSchemas = {
  'site.import': z.strictObject({ site: siteSchema, demo: z.boolean() }),

  'visit.open': z.strictObject({
    roomNo: no,
    guests: z.array(guest).min(1).max(40),
    /**
     * One order per guest, by place in the list; null or a shorter list leaves guests without. An item for several
     * guests takes the next ones along, whose own place must then be null.
     */
    orders: z.array(order.nullable()).max(40).default([]),
    partyOf: id.optional(),
  }),
  'visit.addGuest': z.strictObject({ visitId: id, wristbandNo: no.optional() }),
  /** `was`: what the asker saw; when that is no longer so, somebody else was quicker and the asker is told. */
  'visit.setWristband': z.strictObject({ guestId: id, wristbandNo: no.nullable(), was: no.nullable().optional() }),
  'visit.removeGuest': z.strictObject({ guestId: id, reason }),
  /** Closes a visit in which nothing was consumed. */
  'visit.close': z.strictObject({ visitId: id }),
  /** Moves all guests of the visit, or the named ones. */
  'visit.changeRoom': z.strictObject({ visitId: id, toRoomNo: no, guestIds: z.array(id).min(1).max(40).optional() }),

  'room.clean': z.strictObject({ roomNo: no }),
  'room.putOutOfOrder': z.strictObject({ roomNo: no, reason }),
  'room.putInOrder': z.strictObject({ roomNo: no }),

  'clock.order': order.extend({ guestId: id, otherGuestIds: z.array(id).max(9).default([]) }),
  'clock.callAgain': z.strictObject({ clockId: id }),
  'clock.start': z.strictObject({
    clockId: id,
    /** The room whose terminal it is started at; without one, by hand, and then with a reason. */
    atRoomNo: no.optional(),
    reason: reason.optional(),
  }),
  /** `wasDueAt`: the end the asker saw (UTC ms), so that two stations do not extend twice what was asked once. */
  'clock.extend': z.strictObject({
    clockId: id,
    units: z.int().min(1).max(8).default(1),
    wasDueAt: z.int().optional(),
  }),
  'clock.end': z.strictObject({ clockId: id, reason: reason.optional() }),
  'clock.cancel': z.strictObject({ clockId: id, reason }),
  /** `was`: the technician the asker saw. */
  'clock.changeTechnician': z.strictObject({ clockId: id, choice, reason, was: no.optional() }),
  /** Says the reminders that are due; asked by the store's own clock. */
  'clock.remindDue': z.strictObject({}),

  'technician.comeOnDuty': z.strictObject({ technicianNo: no }),
  'technician.goOffDuty': z.strictObject({ technicianNo: no }),
  'technician.rest': z.strictObject({ technicianNo: no }),
  'technician.comeBack': z.strictObject({ technicianNo: no }),
  'rotation.move': z.strictObject({
    queueId: z.string().max(64),
    technicianNo: no,
    position: z.int().min(1).max(1000),
    reason,
  }),

  'goods.order': z.strictObject({
    guestId: id,
    lines: z
      .array(z.strictObject({ goodsCode: z.string().max(32), quantity }))
      .min(1)
      .max(40),
  }),
  'goods.cancel': z.strictObject({ lineId: id, reason }),
  'goods.deliver': z.strictObject({ lineIds: z.array(id).min(1).max(40) }),
  'stock.adjust': z.strictObject({
    goodsCode: z.string().max(32),
    quantity: z.int().min(-100_000).max(100_000),
    reason,
  }),

  'bill.settle': z.strictObject({
    visitId: id,
    guestIds: z.array(id).min(1).max(40),
    payments: z
      .array(
        z.strictObject({
          tenderCode: z.string().max(32),
          amountMinor: z.int().min(0).max(1_000_000_000),
          reference: z.string().trim().max(64).optional(),
        }),
      )
      .max(20),
    /** What the cashier saw; if the bill has changed since, it is refused. */
    expectedTotalMinor: z.int(),
  }),
  'bill.show': z.strictObject({ visitId: id, guestIds: z.array(id).min(1).max(40) }),

  'service.call': z.strictObject({ roomNo: no }),
  'service.answer': z.strictObject({ callId: id }),

  'swipe.refuse': z.strictObject({
    place: z.string().max(64),
    roomNo: no.nullable(),
    card: z.string().max(32),
    who: no.nullable(),
    code: z.string().max(64),
  }),

  'staff.recordPin': z.strictObject({ staffNo: no }),
  'staff.recordSignIn': z.strictObject({ staffNo: no, by: z.enum(['pin', 'card']) }),
  'staff.recordSignOut': z.strictObject({ staffNo: no }),
  'staff.recordRefusal': z.strictObject({ staffNo: no, code: z.string().max(64) }),
} as const;

export type CommandName = keyof typeof commandSchemas;
/** What a caller gives (defaults may be left out). */
export type CommandInput<N extends CommandName> = z.input<(typeof commandSchemas)[N]>;
/** What a decision gets. */
export type CommandData<N extends CommandName> = z.output<(typeof commandSchemas)[N]>;
