import { z } from 'zod';
import { nowSays, ofOlder, says, withoutCurrency } from '../../kernel/event.ts';
import { currencyCode, eventCurrency, gender, id, instant, minor, shownNo } from '../../kernel/fields.ts';
import { clockTypes, countColumns } from '../clock-types/clock-types.ts';
import { frozenRule } from '../commission/frozen-rule.ts';
import { technicianChoice } from './choice.ts';

const type = z.enum(clockTypes);
/** What every event of a clock names. */
const clock = { clockId: id, visitId: id, roomNo: shownNo };
const serviceCode = z.string();
/** As of a clock that starts: the rules of commission it will be paid by, as they are now. */
const commission = z.array(frozenRule).optional();
/** As of a clock that starts: where it counts, as the store has it now. */
const countsAs = z.enum(countColumns).optional();
const place = { queueId: z.string().nullable(), heldRank: z.number().nullable() };

/**
 * Of an older version: an item that is no turn could make up the number of requests that is one, and `by-clocks` did not
 * see the clock that was just begun by whoever took it over.
 */
const firstMoves = z.literal('first').optional();

/** An event of the second version: rows of the first moved places by the rules of then. */
function movingByRule<Schema extends z.ZodType<{ movesBy?: 'first' | undefined }>>(payload: Schema) {
  return ofOlder(
    nowSays(payload, (said) => ({ ...said, movesBy: 'first' })),
    'movesBy',
  );
}

export const clockEvents = {
  'clock.ordered': nowSays(
    z.strictObject({
      ...clock,
      guestId: id,
      serviceCode,
      type,
      choice: technicianChoice,
      minutes: z.int(),
      priceMinor: minor,
      pairOf: id.nullable(),
      /** The clock it comes after. */
      afterId: id.nullable().optional(),
      /** The reservation whose guests asked for this technician. */
      reservationId: id.optional(),
      currency: eventCurrency,
    }),
    withoutCurrency,
  ),
  'clock.called': says(
    z.strictObject({
      ...clock,
      serviceCode,
      type,
      technicianNo: shownNo,
      ...place,
      wristbandNo: shownNo.nullable(),
      /** Guests in the room, for the slip. */
      guestCount: z.int(),
      orderedAt: instant,
    }),
  ),
  'clock.calledAgain': says(
    z.strictObject({
      clockId: id,
      roomNo: shownNo,
      serviceCode,
      type,
      technicianNo: shownNo,
      callCount: z.int(),
      /** It is another item now: the slip in hand is void. With what the new one says besides. */
      changed: z
        .strictObject({
          fromServiceCode: serviceCode,
          visitId: id,
          wristbandNo: shownNo.nullable(),
          guestCount: z.int(),
        })
        .optional(),
    }),
  ),
  'clock.started': movingByRule(
    z.strictObject({
      ...clock,
      technicianNo: shownNo,
      dueAt: instant,
      /** At the room's terminal, or by hand with a reason. */
      by: z.enum(['terminal', 'desk']),
      reason: z.string().nullable(),
      commission,
      countsAs,
      movesBy: firstMoves,
    }),
  ),
  'clock.extended': nowSays(
    z.strictObject({
      /** The new clock, of type `extension`. */
      clockId: id,
      parentId: id,
      visitId: id,
      guestId: id,
      roomNo: shownNo,
      serviceCode,
      technicianNo: shownNo,
      minutes: z.int(),
      priceMinor: minor,
      /** The main clock's new end. */
      dueAt: instant,
      /** The store did it by itself, so long after the end. */
      automatic: z.strictObject({ overdueMinutes: z.int() }).optional(),
      /** The guest agreed with this band. */
      guestBandNo: shownNo.optional(),
      commission,
      currency: eventCurrency,
    }),
    withoutCurrency,
  ),
  'clock.reminded': says(z.strictObject({ ...clock, technicianNo: shownNo, dueAt: instant })),
  'clock.ended': says(
    z.strictObject({
      ...clock,
      technicianNo: shownNo,
      extensionIds: z.array(id),
      /** Whole minutes before the item's minimum; 0 when it ran its time. */
      earlyMinutes: z.int(),
      reason: z.string().nullable(),
      /** It ran for less than the share of its time that the settings name: whole minutes, and its price. */
      short: z.strictObject({ minutes: z.int(), amountMinor: minor, currency: currencyCode }).optional(),
    }),
  ),
  'clock.cancelled': ofOlder(
    nowSays(
      z.strictObject({
        ...clock,
        technicianNo: shownNo.nullable(),
        extensionIds: z.array(id),
        from: z.enum(['ordered', 'called', 'started']),
        reason: z.string(),
        guestBandNo: shownNo.optional(),
        /** Past the grace: what the guests no longer pay, minor units, and the manager's approval of it. */
        writtenOffMinor: minor.optional(),
        authorisationId: id.optional(),
        allowedBy: z.string().optional(),
        currency: eventCurrency,
        /** Freely after its start, as so many of this technician's on the trading day: how many, and its price. */
        often: z.strictObject({ count: z.int(), amountMinor: minor, currency: currencyCode }).optional(),
        /**
         * Of an older version. `first`: what was never started cost nothing, and each start was given up freely;
         * `second`: a wait began with the last call, and nobody but the guest was remembered.
         */
        rule: z.enum(['first', 'second']).optional(),
      }),
      withoutCurrency,
      (said) => ({ ...said, rule: 'first' }),
      (said) => ({ rule: 'second', ...said }),
    ),
    'rule',
  ),
  /** Who was called does not serve it: it waits again. */
  'clock.handedBack': says(
    z.strictObject({
      ...clock,
      serviceCode,
      technicianNo: shownNo,
      why: z.enum(['refused', 'late-to-room']),
      reason: z.string(),
      /** What the clock is from now on. */
      type,
      /** All who are not called to it again. */
      passedBy: z.array(shownNo),
      authorisationId: id,
      /** The manager. */
      allowedBy: z.string(),
    }),
  ),
  /** Who was called is not in the room after so many minutes. */
  'clock.late': says(z.strictObject({ ...clock, serviceCode, technicianNo: shownNo, minutes: z.int() })),
  /** Somebody else is to be called to a clock that waits. */
  'clock.rechosen': says(z.strictObject({ ...clock, choice: technicianChoice, type, passedBy: z.array(shownNo) })),
  /** An automatic extension was taken back. `clockId`: the extension; `dueAt`: the main clock's end, as before. */
  'clock.extensionUndone': says(
    z.strictObject({
      ...clock,
      parentId: id,
      serviceCode,
      technicianNo: shownNo,
      minutes: z.int(),
      dueAt: instant,
      reason: z.string(),
    }),
  ),
  'clock.technicianChanged': movingByRule(
    z.strictObject({
      ...clock,
      serviceCode,
      fromTechnicianNo: shownNo,
      toTechnicianNo: shownNo,
      /** The clock runs on, or the new technician is called and starts it by swipe. */
      running: z.boolean(),
      ...place,
      type,
      /** Of whom the rotation was asked, where the guest minds. */
      gender: gender.optional(),
      reason: z.string(),
      /** It was ordered of the rotation, and is paid otherwise from now on. */
      changesPay: z.literal(true).optional(),
      /** Whole minutes since its start, where it runs; no older row says it. */
      ranMinutes: z.int().optional(),
      /** Where it runs on as another type. */
      countsAs,
      movesBy: firstMoves,
    }),
  ),
  /** 转化: the guest made a request of a technician who came by the rotation. */
  'clock.converted': says(
    z.strictObject({
      ...clock,
      technicianNo: shownNo,
      serviceCode,
      /** It runs already; else it will start as a converted one. */
      running: z.boolean(),
      reason: z.string().nullable(),
      /** It is paid otherwise from now on, by a manager's approval where it ran already; no older row says it. */
      changesPay: z.boolean().optional(),
      authorisationId: id.optional(),
      allowedBy: z.string().optional(),
      countsAs,
      commission,
    }),
  ),
  'clock.itemChanged': nowSays(
    z.strictObject({
      ...clock,
      technicianNo: shownNo.nullable(),
      fromServiceCode: serviceCode,
      serviceCode,
      minutes: z.int(),
      /** Of this clock; those that belong to a priced one cost nothing before and after. */
      fromPriceMinor: minor,
      priceMinor: minor,
      /** The end counted anew from the start, extensions included; null before the start. */
      dueAt: instant.nullable(),
      running: z.boolean(),
      reason: z.string().nullable(),
      /** A manager's approval of a lower price. */
      authorisationId: id.nullable(),
      /** The manager. */
      allowedBy: z.string().optional(),
      /** Costs the guests no more, and is paid by other rules; no older row says it. */
      changesPay: z.literal(true).optional(),
      /** By the rules of the new item. */
      commission,
      currency: eventCurrency,
    }),
    withoutCurrency,
  ),
};
