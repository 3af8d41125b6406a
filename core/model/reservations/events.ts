import { z } from 'zod';
import { erasing, nowSays, says, sealed, type Upcast } from '../../kernel/event.ts';
import { businessDay, id, instant, shownNo } from '../../kernel/fields.ts';
import { erasureReasons, ownerOfReservation } from './erasure.ts';
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

/** Before there were seals, name, phone and note stood there plain; nothing else was another. */
const plain: Upcast = (said) => ({ ...said });
const ofGuest = ({ reservationId }: { reservationId: string }) => ownerOfReservation(reservationId);

export const reservationEvents = {
  'reservation.booked': sealed(nowSays(booked, plain), ofGuest),
  /** Whole, as it is from now on; what was kept for it is kept anew when its time comes. */
  'reservation.changed': sealed(
    nowSays(booked.extend({ fromRoomNo: shownNo.nullable(), fromTechnicianNos: z.array(shownNo) }), plain),
    ofGuest,
  ),
  /** Its time comes near: the room is kept, the desk reminded. */
  'reservation.kept': says(facts.omit({ technicianNos: true })),
  /** Its technicians get no other clocks from now on. */
  'reservation.techniciansLocked': says(facts),
  /** `roomNo`: where they went. */
  'reservation.arrived': says(facts.extend({ visitId: id, roomNo: shownNo, bookedRoomNo: shownNo.nullable() })),
  'reservation.cancelled': says(facts.extend({ reason: z.string() })),
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
  /** Names, phone numbers and notes of these are gone for good; who did it is the row's actor. */
  'reservation.erased': erasing(
    says(z.strictObject({ reservationIds: z.array(id), reason: z.enum(erasureReasons) })),
    ({ reservationIds }) => reservationIds.map(ownerOfReservation),
  ),
};
