import { z } from 'zod';
import { leaveKinds } from '../model/attendance/rules.ts';
import { authorisationProofs, authorisedActs } from '../model/authorisations/authorisation.ts';
import { chosenTypes, countColumns } from '../model/clock-types/clock-types.ts';
import { dayStarts, presetNames, rotationEffects, rotationEvents } from '../model/rotation/policy.ts';
import { siteSchema } from '../model/site/schema.ts';

/**
 * Everything that can be asked of a store. The schemas are the one check of what comes in, whether from a screen, a
 * terminal or a script.
 */

const id = z.uuid();
const no = z.string().min(1).max(8);
const reason = z.string().trim().min(1).max(200);
const byRotation = z.strictObject({ kind: z.literal('rotation'), gender: z.enum(['F', 'M']).optional() });
const numbered = <K extends string>(kind: K) => z.strictObject({ kind: z.literal(kind), technicianNo: no });
const choice = z.discriminatedUnion('kind', [
  byRotation,
  numbered('requested'),
  numbered('picked'),
  numbered('call'),
  numbered('converted'),
  z.strictObject({ kind: z.literal('same') }),
]);
/** Who takes a clock over. */
const successor = z.discriminatedUnion('kind', [
  byRotation,
  numbered('requested'),
  numbered('picked'),
  numbered('call'),
]);
const guest = z.strictObject({ wristbandNo: no.optional() });
/** Who serves: one choice for each technician the item takes; what is missing is rotation. */
const order = z.strictObject({ serviceCode: z.string().min(1).max(6), choices: z.array(choice).max(10).default([]) });
/** An item, and the next one after it: for the same guests, called when the first has ended. */
const orderInARow = order.extend({ next: order.optional() });
const reservation = z.strictObject({
  roomNo: no.nullable(),
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
    .array(z.strictObject({ serviceCode: z.string().min(1).max(6), technicianNos: z.array(no).max(10).default([]) }))
    .max(40)
    .default([]),
  /** Why technicians are booked who are down for something else then. */
  despiteRoster: reason.optional(),
});
/** What came otherwise than booked: another room, other guests, other orders. */
const arrival = {
  reservationId: id,
  roomNo: no.optional(),
  guests: z.array(guest).min(1).max(40).optional(),
  orders: z.array(orderInARow.nullable()).max(40).optional(),
  despiteReservation: reason.optional(),
};
const quantity = z.int().min(1).max(99);
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'YYYY-MM');
const queueId = z.string().max(64);
const queuePolicy = z.strictObject({
  effects: z.record(z.enum(rotationEvents), z.enum(rotationEffects)),
  dayStart: z.enum(dayStarts),
  dailyCap: z.int().min(1).max(100).nullable(),
  requestedPerTurn: z.int().min(1).max(20).nullable(),
  noTurnItems: z.array(z.string().min(1).max(6)).max(200),
  noTurnBelowMinor: z.int().min(0).max(100_000_000),
  holdMinutes: z.int().min(1).max(720),
});

/** `was`: the technician the asker saw. */
const handBack = z.strictObject({
  clockId: id,
  reason,
  authorisationId: id.optional(),
  choice: successor.optional(),
  was: no.optional(),
});

const cardHolder = { holder: z.enum(['technician', 'staff']), no };

export const commandSchemas = {
  'site.import': z.strictObject({ site: siteSchema, demo: z.boolean() }),

  /** The store's own: what its clock noticed. */
  'store.recordClockJump': z.strictObject({ fromAt: z.int(), toAt: z.int(), followed: z.boolean() }),

  'card.block': z.strictObject({ ...cardHolder, reason }),
  'card.replace': z.strictObject({
    ...cardHolder,
    card: z.string().regex(/^([0-9A-F]{2}){4,10}$/, 'UID of 4 to 10 bytes in upper-case hex'),
  }),
  'card.release': z.strictObject({ ...cardHolder, reason }),

  'visit.open': z.strictObject({
    roomNo: no,
    guests: z.array(guest).min(1).max(40),
    /**
     * One order per guest, by place in the list; null or a shorter list leaves guests without. An item for several
     * guests takes the next ones along, whose own place must then be null.
     */
    orders: z.array(orderInARow.nullable()).max(40).default([]),
    partyOf: id.optional(),
    /** Why a room that is kept for other guests is opened all the same. */
    despiteReservation: reason.optional(),
  }),
  'visit.addGuest': z.strictObject({ visitId: id, wristbandNo: no.optional() }),
  /** `was`: what the asker saw; when that is no longer so, somebody else was quicker and the asker is told. */
  'visit.setWristband': z.strictObject({ guestId: id, wristbandNo: no.nullable(), was: no.nullable().optional() }),
  'visit.removeGuest': z.strictObject({ guestId: id, reason }),
  /** Closes a visit in which nothing was consumed. */
  'visit.close': z.strictObject({ visitId: id }),
  /** Moves all guests of the visit, or the named ones. */
  'visit.changeRoom': z.strictObject({
    visitId: id,
    toRoomNo: no,
    guestIds: z.array(id).min(1).max(40).optional(),
    despiteReservation: reason.optional(),
  }),

  'room.clean': z.strictObject({ roomNo: no }),
  'room.putOutOfOrder': z.strictObject({ roomNo: no, reason }),
  'room.putInOrder': z.strictObject({ roomNo: no }),

  'clock.order': orderInARow.extend({
    guestId: id,
    otherGuestIds: z.array(id).max(9).default([]),
    /** Comes after this clock of the guest, which has not ended. */
    after: id.optional(),
  }),
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
    /** The guest's band, held at the terminal to say so. */
    guestBandNo: no.optional(),
  }),
  'clock.end': z.strictObject({ clockId: id, reason: reason.optional() }),
  /** Past the grace it is money, and needs an approval. */
  'clock.cancel': z.strictObject({
    clockId: id,
    reason,
    guestBandNo: no.optional(),
    authorisationId: id.optional(),
  }),
  /** `was`: the technician the asker saw. */
  'clock.changeTechnician': z.strictObject({ clockId: id, choice: successor, reason, was: no.optional() }),
  /** 转化: a clock of the rotation becomes one the guest asked for. */
  'clock.convert': z.strictObject({ clockId: id, reason: reason.optional(), was: no.optional() }),
  /** Another item before the start or while it runs; a lower price needs an approval. `was`: the item the asker saw. */
  'clock.changeItem': z.strictObject({
    clockId: id,
    serviceCode: z.string().min(1).max(6),
    reason: reason.optional(),
    authorisationId: id.optional(),
    was: z.string().min(1).max(6).optional(),
  }),
  /** The technician does not take the clock. `choice`: who is called instead; without it, as it was ordered. */
  'clock.refuse': handBack,
  /** The technician who was called has not come in time. */
  'clock.replaceLate': handBack,
  /** Somebody else for a clock that waits. */
  'clock.rechoose': z.strictObject({ clockId: id, choice: successor }),
  /** Takes back an extension that the store made by itself; the id is the extension's. */
  'clock.undoExtension': z.strictObject({ clockId: id, reason }),
  /** Says who is not in the room in time; asked by the store's own clock. */
  'clock.noticeLate': z.strictObject({}),
  /** Extends clocks that nobody ended, where the store says so; asked by the store's own clock. */
  'clock.extendOverrun': z.strictObject({}),
  /** Says the reminders that are due; asked by the store's own clock. */
  'clock.remindDue': z.strictObject({}),

  /** The actor is the manager; how she or he was known is checked before. Never the PIN. */
  'authorisation.give': z.strictObject({
    act: z.enum(authorisedActs),
    subject: id,
    amountMinor: z.int().min(-1_000_000_000).max(1_000_000_000).optional(),
    reason,
    how: z.enum(authorisationProofs),
    askedBy: no,
  }),

  'technician.comeOnDuty': z.strictObject({ technicianNo: no }),
  'technician.goOffDuty': z.strictObject({ technicianNo: no }),
  'technician.rest': z.strictObject({ technicianNo: no, kind: z.enum(['rest', 'meal']).optional() }),
  'technician.comeBack': z.strictObject({ technicianNo: no }),
  /** Holds the place for a regular who is coming: as long as the policy allows, or shorter. */
  'technician.hold': z.strictObject({ technicianNo: no, minutes: z.int().min(1).max(720).optional(), reason }),
  'technician.endHold': z.strictObject({ technicianNo: no }),
  /** Ends the holds whose time is up; asked by the store's own clock. */
  'technician.endDueHolds': z.strictObject({}),
  'technician.stop': z.strictObject({ technicianNo: no, reason }),
  'technician.letGoOn': z.strictObject({ technicianNo: no, reason }),
  'technician.pauseAfter': z.strictObject({ technicianNo: no, isOn: z.boolean(), reason: reason.optional() }),
  /** Another policy for a group, or for one gender of it, from a trading day on. */
  'rotation.setPolicy': z.strictObject({
    group: z.string().min(1).max(32),
    gender: z.enum(['F', 'M']).nullable(),
    fromDate: z.iso.date(),
    preset: z.enum(presetNames).nullable(),
    policy: queuePolicy,
  }),
  /** Where each type of clock counts and how it is paid, for clocks that start from now on. */
  'rotation.setClockTypes': z.strictObject({
    types: z.record(
      z.enum(chosenTypes),
      z.strictObject({ countsAs: z.enum(countColumns), paidAs: z.enum(chosenTypes) }),
    ),
  }),
  /** `at`: the moment that is asked about, UTC ms; without it, now. */
  'rotation.printWhy': z.strictObject({ queueId, technicianNo: no, at: z.int().min(0).optional() }),
  'rotation.move': z.strictObject({
    queueId: z.string().max(64),
    technicianNo: no,
    position: z.int().min(1).max(1000),
    reason,
  }),

  /** Shift by the code of its template, leave, a day off; null takes away what stood there. */
  'attendance.setRoster': z.strictObject({
    entries: z
      .array(
        z.strictObject({
          technicianNo: no,
          date: z.iso.date(),
          entry: z
            .discriminatedUnion('kind', [
              z.strictObject({ kind: z.literal('shift'), code: z.string().min(1).max(32) }),
              z.strictObject({
                kind: z.literal('leave'),
                leave: z.enum(leaveKinds),
                note: z.string().trim().max(200).nullable().optional(),
              }),
              z.strictObject({ kind: z.literal('off') }),
            ])
            .nullable(),
        }),
      )
      .min(1)
      .max(500),
  }),
  /** Any first day will do for a Monday: seven days are copied. What is planned already stays. */
  'attendance.copyWeek': z.strictObject({ fromMonday: z.iso.date(), toMonday: z.iso.date() }),

  /** `expectedTotalMinor`: what the asker saw the month come to. */
  'commission.closeMonth': z.strictObject({ month, expectedTotalMinor: z.int() }),
  'commission.correct': z.strictObject({
    payeeNo: no,
    aboutMonth: month,
    amountMinor: z.int().min(-100_000_000).max(100_000_000),
    reason,
  }),
  'commission.printPayslip': z.strictObject({ month, payeeNo: no }),

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

  'reservation.book': reservation,
  /** Moves or edits: whole, as it shall be. `was`: the revision the asker saw. */
  'reservation.change': reservation.extend({ reservationId: id, was: z.int().min(0).optional() }),
  'reservation.cancel': z.strictObject({ reservationId: id, reason }),
  /** The guests are here. */
  'reservation.arrive': z.strictObject(arrival),
  /** The guests of a no-show of today are here after all; who was asked for comes where she or he is free. */
  'reservation.arriveLate': z.strictObject(arrival),
  /** Keeps rooms and technicians whose time comes, and marks who did not come; asked by the store's own clock. */
  'reservation.keepTime': z.strictObject({}),

  'swipe.refuse': z.strictObject({
    place: z.string().max(64),
    roomNo: no.nullable(),
    card: z.string().max(32),
    who: no.nullable(),
    code: z.string().max(64),
  }),

  'staff.recordPin': z.strictObject({ staffNo: no }),
  'staff.comeOnDuty': z.strictObject({ staffNo: no }),
  'staff.goOffDuty': z.strictObject({ staffNo: no }),
  'staff.recordSignIn': z.strictObject({ staffNo: no, by: z.enum(['pin', 'card']) }),
  'staff.recordSignOut': z.strictObject({ staffNo: no }),
  'staff.recordRefusal': z.strictObject({ staffNo: no, code: z.string().max(64) }),
} as const;

export type CommandName = keyof typeof commandSchemas;
/** What a caller gives (defaults may be left out). */
export type CommandInput<N extends CommandName> = z.input<(typeof commandSchemas)[N]>;
/** What a decision gets. */
export type CommandData<N extends CommandName> = z.output<(typeof commandSchemas)[N]>;
