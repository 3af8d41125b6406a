import { z } from 'zod';
import { nowSays, ofOlder, says, sealed, type Upcast } from '../../kernel/event.ts';
import { currencyCode, id, minor, shownNo } from '../../kernel/fields.ts';
import { ownerOfReservation } from '../../kernel/owners.ts';
import { personal } from '../../kernel/personal.ts';

const guest = { guestId: id, ordinal: z.int(), bed: z.int(), wristbandNo: shownNo.nullable() };
const inVisit = { visitId: id, roomNo: shownNo };

/** A step to the version in which the reason is sealed; nothing else is another. */
const plain: Upcast = (said) => ({ ...said });

export const visitEvents = {
  'visit.opened': sealed(
    nowSays(
      z.strictObject({
        visitId: id,
        /** For people: day and number within the trading day. */
        no: z.string(),
        roomNo: shownNo,
        partyId: id,
        guests: z.array(z.strictObject(guest)),
        /** The reservation whose guests came. */
        reservationId: id.optional(),
        /** The room was kept for other guests, and opened all the same; the reason is null where it was erased. */
        despite: z.strictObject({ reservationId: id, reason: personal(z.string().nullable(), null) }).optional(),
      }),
      plain,
    ),
    ({ despite }) => (despite ? ownerOfReservation(despite.reservationId) : null),
  ),
  'visit.guestAdded': says(z.strictObject({ ...inVisit, ...guest })),
  'visit.wristbandSet': says(z.strictObject({ ...inVisit, guestId: id, wristbandNo: shownNo.nullable() })),
  'visit.guestLeft': says(z.strictObject({ ...inVisit, guestId: id, reason: z.string() })),
  /** All or one guest went to another room; their clocks and goods go along. */
  'visit.guestMoved': ofOlder(
    nowSays(
      z.strictObject({
        guestId: id,
        fromVisitId: id,
        fromRoomNo: shownNo,
        toVisitId: id,
        toRoomNo: shownNo,
        bed: z.int(),
        ordinal: z.int(),
        clockIds: z.array(id),
        goodsLineIds: z.array(id),
        reason: z.string().optional(),
        /** What the minimum charge of the other room lowers for all who go; said of the first, with the approval of it. */
        lowered: z.strictObject({ amountMinor: minor, currency: currencyCode }).optional(),
        authorisationId: id.optional(),
        allowedBy: z.string().optional(),
        /** Of an older version: what a move lowers may not have been asked for. */
        rule: z.literal('first').optional(),
      }),
      (said) => ({ ...said, rule: 'first' }),
    ),
    'rule',
  ),
  /** The trading day is over, and somebody has not paid yet: what is owed so far. */
  'visit.leftOpen': says(
    z.strictObject({
      ...inVisit,
      openedBy: z.string(),
      owed: z.strictObject({ amountMinor: minor, currency: currencyCode }),
    }),
  ),
  'visit.closed': says(
    z.strictObject({
      ...inVisit,
      reason: z.enum(['paid', 'unused', 'moved']),
      /** Somebody paid, and nobody the rest of the minimum charge, as what was left of it was given up. */
      unpaid: z.strictObject({ amountMinor: minor, currency: currencyCode }).optional(),
    }),
  ),
};
