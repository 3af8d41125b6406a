import { z } from 'zod';
import { erasing, nowSays, says, sealed, type Upcast } from '../../kernel/event.ts';
import { businessDay, id, instant, shownNo } from '../../kernel/fields.ts';
import { ownerOfReservation } from '../../kernel/owners.ts';
import { personal } from '../../kernel/personal.ts';
import { erasureReasons } from './erasure.ts';
import { reservationDetails } from './reservation-details.ts';
import { rosterAsked } from './roster-miss.ts';

const booked = reservationDetails.extend({ reservationId: id, forDate: businessDay, roster: rosterAsked.optional() });
/** What an end of a reservation says of it. */
const facts = z.strictObject({
  reservationId: id,
  roomNo: shownNo.nullable(),
  technicianNos: z.array(shownNo),
  startsAt: instant,
});

/** A step to the version in which more is sealed; nothing else is another. */
const plain: Upcast = (said) => ({ ...said });
/** Of a booking: name, phone and note are sealed since this version, why it was done against the roster since the next. */
const sealedSince = 2;
const ofGuest = ({ reservationId }: { reservationId: string }) => ownerOfReservation(reservationId);

export const reservationEvents = {
  'reservation.booked': sealed(nowSays(booked, plain, plain), ofGuest, sealedSince),
  /** Whole, as it is from now on; what was kept for it is kept anew when its time comes. */
  'reservation.changed': sealed(
    nowSays(booked.extend({ fromRoomNo: shownNo.nullable(), fromTechnicianNos: z.array(shownNo) }), plain, plain),
    ofGuest,
    sealedSince,
  ),
  /** Its time comes near: the room is kept, the desk reminded. */
  'reservation.kept': says(facts.omit({ technicianNos: true })),
  /** Its technicians get no other clocks from now on. */
  'reservation.techniciansLocked': says(facts),
  /** `roomNo`: where they went. */
  'reservation.arrived': says(facts.extend({ visitId: id, roomNo: shownNo, bookedRoomNo: shownNo.nullable() })),
  /** `reason`: null where it was erased. */
  'reservation.cancelled': sealed(
    nowSays(facts.extend({ reason: personal(z.string().nullable(), null) }), plain),
    ofGuest,
  ),
  'reservation.noShow': says(facts),
  /** The guests of a no-show came after all, to an ordinary visit; they stay counted as a no-show. */
  'reservation.cameLate': says(
    z.strictObject({
      reservationId: id,
      visitId: id,
      /** Where they went. */
      roomNo: shownNo,
      /** Asked for, and not to be had now: the rotation gives others. */
      byRotation: z.array(shownNo),
    }),
  ),
  /** Names, phone numbers, notes and reasons of these are gone for good; who did it is the row's actor. */
  'reservation.erased': erasing(
    says(z.strictObject({ reservationIds: z.array(id), reason: z.enum(erasureReasons) })),
    ({ reservationIds }) => reservationIds.map(ownerOfReservation),
  ),
};
