import type { AttendanceSums } from '../model/attendance/month.ts';
import type { RosterDay, RosterEntry } from '../model/attendance/roster.ts';
import type { AuthorisationProof, AuthorisedAct } from '../model/authorisations/authorisation.ts';
import type { Bill } from '../model/bills/bill.ts';
import type { ClockTypeSettings } from '../model/clock-types/clock-types.ts';
import type { ClockEvents } from '../model/clocks/events.ts';
import type { Earning } from '../model/commission/earning.ts';
import type { Payslip, PayTotal } from '../model/commission/pay-state.ts';
import type { RosterMiss } from '../model/reservations/off-roster.ts';
import type { ReservationDetails } from '../model/reservations/reservation.ts';
import type { PolicyVersion, RotationEffect } from '../model/rotation/policy.ts';
import type { QueueMove } from '../model/rotation/queue.ts';
import type { WhyStep } from '../model/rotation/why.ts';
import type { Site } from '../model/site/schema.ts';

/**
 * Everything that can have happened in a store. An event is never changed once released, only superseded by one
 * with a higher version. Payloads carry facts, not references to settings, so that a journal reads the same after a
 * price change; and never a secret, since the journal is the feed, the upload and the audit trail.
 */
export interface EventPayloads extends ClockEvents {
  'site.imported': { site: Site; demo: boolean };

  /**
   * Somebody set the system's time (UTC ms): the store goes on in its own until `followed`, when it goes by the
   * system's again.
   */
  'store.clockJumped': { fromAt: number; toAt: number; followed: boolean };

  /** A card is refused everywhere from here on (挂失). */
  'card.blocked': { holder: 'technician' | 'staff'; no: string; card: string; reason: string };
  /** Somebody has another card; the old one is lost from here on. */
  'card.replaced': { holder: 'technician' | 'staff'; no: string; card: string; oldCard: string };
  'card.released': { holder: 'technician' | 'staff'; no: string; card: string; reason: string };

  'visit.opened': {
    visitId: string;
    no: string;
    roomNo: string;
    partyId: string;
    guests: { guestId: string; ordinal: number; bed: number; wristbandNo: string | null }[];
    /** The reservation whose guests came. */
    reservationId?: string;
    /** The room was kept for other guests, and opened all the same. */
    despite?: { reservationId: string; reason: string };
  };
  'visit.guestAdded': {
    visitId: string;
    roomNo: string;
    guestId: string;
    ordinal: number;
    bed: number;
    wristbandNo: string | null;
  };
  'visit.wristbandSet': { visitId: string; roomNo: string; guestId: string; wristbandNo: string | null };
  'visit.guestLeft': { visitId: string; roomNo: string; guestId: string; reason: string };
  /** All or one guest went to another room; their clocks and goods go along. */
  'visit.guestMoved': {
    guestId: string;
    fromVisitId: string;
    fromRoomNo: string;
    toVisitId: string;
    toRoomNo: string;
    bed: number;
    ordinal: number;
    clockIds: string[];
    goodsLineIds: string[];
  };
  'visit.closed': { visitId: string; roomNo: string; reason: 'paid' | 'unused' | 'moved' };

  'room.soiled': { roomNo: string };
  'room.cleaned': { roomNo: string };
  'room.putOutOfOrder': { roomNo: string; reason: string };
  'room.putInOrder': { roomNo: string };

  /** The actor of the row is the manager. */
  'authorisation.given': {
    authorisationId: string;
    act: AuthorisedAct;
    subject: string;
    amountMinor: number | null;
    reason: string;
    how: AuthorisationProof;
    askedBy: string;
    expiresAt: number;
  };
  'authorisation.used': { authorisationId: string; act: AuthorisedAct; subject: string };

  'technician.cameOnDuty': { technicianNo: string; firstDay: boolean };
  'technician.wentOffDuty': { technicianNo: string };
  'technician.tookRest': { technicianNo: string; until: number; kind?: 'rest' | 'meal' };
  'technician.cameBack': { technicianNo: string; late: boolean };
  'technician.held': { technicianNo: string; until: number; reason: string };
  'technician.holdEnded': { technicianNo: string; why: 'time' | 'called' | 'by-hand' | 'off-duty' };
  'technician.stopped': { technicianNo: string; reason: string };
  'technician.stopEnded': { technicianNo: string; reason: string };
  /** After the present clock; `paused` follows with its end. */
  'technician.pauseAsked': { technicianNo: string; reason: string | null };
  'technician.paused': { technicianNo: string };
  'technician.pauseEnded': { technicianNo: string };
  'rotation.moved': QueueMove & { effect: RotationEffect | 'to' };
  /** The whole policy, not what changed: it reads the same whatever becomes of the defaults. */
  'rotation.policySet': PolicyVersion;
  /** Where each type of clock counts and how it is paid, all of them, for clocks that start from now on. */
  'rotation.clockTypesSet': { types: ClockTypeSettings };
  'rotation.whyPrinted': {
    queueId: string;
    technicianNo: string;
    /** The moment that was asked about. */
    at: number;
    position: number | null;
    steps: WhyStep[];
  };

  'attendance.rosterSet': { entries: (Omit<RosterDay, 'entry'> & { entry: RosterEntry | null })[] };

  'commission.earned': Earning;
  'commission.monthClosed': { month: string; totals: PayTotal[]; totalMinor: number };
  /** `month` is where it counts: `aboutMonth`, or when that is closed the next one that is open. */
  'commission.corrected': {
    correctionId: string;
    payeeNo: string;
    aboutMonth: string;
    month: string;
    amountMinor: number;
    reason: string;
  };
  'commission.payslipPrinted': { payslip: Payslip; attendance: AttendanceSums | null; isClosed: boolean };

  'goods.ordered': {
    orderId: string;
    visitId: string;
    guestId: string;
    roomNo: string;
    wristbandNo: string | null;
    lines: {
      lineId: string;
      goodsCode: string;
      category: string;
      quantity: number;
      unitPriceMinor: number;
      /** Counted articles only; null for what is made to order. */
      stockAfter: number | null;
    }[];
  };
  'goods.cancelled': {
    lineId: string;
    visitId: string;
    roomNo: string;
    goodsCode: string;
    quantity: number;
    stockAfter: number | null;
    reason: string;
  };
  'goods.delivered': { lineId: string; visitId: string; roomNo: string };
  'stock.adjusted': { goodsCode: string; quantity: number; stockAfter: number; reason: string };

  'bill.settled': { bill: Bill; wristbandNos: string[] };
  /** A bill for the guest to look at, before payment. */
  'bill.shown': { visitId: string; roomNo: string; guestIds: string[]; bill: Pick<Bill, 'lines' | 'totalMinor'> };

  'service.called': { callId: string; roomNo: string; by: string };
  'service.answered': { callId: string; roomNo: string };

  'reservation.booked': ReservationDetails & { reservationId: string; forDate: string; roster?: RosterAsked };
  /** Whole, as it is from now on; what was kept for it is kept anew when its time comes. */
  'reservation.changed': ReservationDetails & {
    reservationId: string;
    forDate: string;
    fromRoomNo: string | null;
    fromTechnicianNos: string[];
    roster?: RosterAsked;
  };
  /** Its time comes near: the room is kept, the desk reminded. */
  'reservation.kept': { reservationId: string; roomNo: string | null; startsAt: number };
  /** Its technicians get no other clocks from now on. */
  'reservation.techniciansLocked': {
    reservationId: string;
    roomNo: string | null;
    startsAt: number;
    technicianNos: string[];
  };
  'reservation.arrived': {
    reservationId: string;
    visitId: string;
    /** Where they went. */
    roomNo: string;
    bookedRoomNo: string | null;
    technicianNos: string[];
    startsAt: number;
  };
  'reservation.cancelled': {
    reservationId: string;
    roomNo: string | null;
    technicianNos: string[];
    startsAt: number;
    reason: string;
  };
  'reservation.noShow': { reservationId: string; roomNo: string | null; technicianNos: string[]; startsAt: number };
  /** The guests of a no-show came after all, to an ordinary visit; they stay counted as a no-show. */
  'reservation.cameLate': {
    reservationId: string;
    visitId: string;
    /** Where they went. */
    roomNo: string;
    /** Asked for, and not to be had now: the rotation gives others. */
    byRotation: string[];
  };

  'swipe.refused': { place: string; roomNo: string | null; card: string; who: string | null; code: string };

  'staff.pinSet': { staffNo: string };
  /** At the clock-room reader; signing in at a screen is another matter. */
  'staff.cameOnDuty': { staffNo: string };
  'staff.wentOffDuty': { staffNo: string };
  'staff.signedIn': { staffNo: string; by: 'pin' | 'card' };
  'staff.signedOut': { staffNo: string };
  'staff.signInRefused': { staffNo: string; code: string };
}

/** What the roster had against the technicians of a reservation as it was booked, and why they were booked. */
export interface RosterAsked {
  misses: RosterMiss[];
  reason: string | null;
}

export type EventType = keyof EventPayloads;

/** One event as a decision gives it. */
export type StoreEvent = { [T in EventType]: { type: T; version: 1; payload: EventPayloads[T] } }[EventType];
export type EventOf<T extends EventType> = Extract<StoreEvent, { type: T }>;

/** One row of the journal. */
export type JournalEvent = StoreEvent & {
  seq: number;
  id: string;
  commandId: string;
  /** UTC ms. */
  at: number;
  businessDate: string;
  /** Who: a staff or technician number, or `system`. */
  actor: string;
  /** Where: a station or terminal name. */
  station: string;
};

/** Builds one event of the current version. */
export function event<T extends EventType>(type: T, payload: EventPayloads[T]): StoreEvent {
  return { type, version: 1, payload } as StoreEvent;
}
