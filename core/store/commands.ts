import { z } from 'zod';
import { leaveKinds } from '../attendance/rules.ts';
import { authorisationProofs, authorisedActs } from '../authorisations/authorisation.ts';
import { dayStarts, presetNames, rotationEffects, rotationEvents } from '../rotation/policy.ts';
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
