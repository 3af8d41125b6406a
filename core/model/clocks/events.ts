import type { ClockType, CountColumn } from '../clock-types/clock-types.ts';

import type { FrozenRule } from '../commission/rules.ts';
import type { HandBackCause, TechnicianChoice } from './clock.ts';

/** What can have happened to a clock; a part of all that can have happened in a store (`core/parts/events.ts`). */
export interface ClockEvents {
  'clock.ordered': {
    clockId: string;
    visitId: string;
    guestId: string;
    roomNo: string;
    serviceCode: string;
    type: ClockType;
    choice: TechnicianChoice;
    minutes: number;
    priceMinor: number;
    pairOf: string | null;
    /** The clock it comes after. */
    afterId?: string | null;
    /** The reservation whose guests asked for this technician. */
    reservationId?: string;
  };
  'clock.called': {
    clockId: string;
    visitId: string;
    roomNo: string;
    serviceCode: string;
    type: ClockType;
    technicianNo: string;
    queueId: string | null;
    heldRank: number | null;
    wristbandNo: string | null;
    /** Guests in the room, for the slip. */
    guestCount: number;
    orderedAt: number;
  };
  'clock.calledAgain': {
    clockId: string;
    roomNo: string;
    serviceCode: string;
    type: ClockType;
    technicianNo: string;
    callCount: number;
    /** It is another item now: the slip in hand is void. With what the new one says besides. */
    changed?: { fromServiceCode: string; visitId: string; wristbandNo: string | null; guestCount: number };
  };
  'clock.started': {
    clockId: string;
    visitId: string;
    roomNo: string;
    technicianNo: string;
    dueAt: number;
    /** At the room's terminal, or by hand with a reason. */
    by: 'terminal' | 'desk';
    reason: string | null;
    /** The commission rules it will be paid by, as they are now. */
    commission?: FrozenRule[];
    /** Where it counts, as the store has it now. */
    countsAs?: CountColumn;
  };
  'clock.extended': {
    /** The new clock, of type `extension`. */
    clockId: string;
    parentId: string;
    visitId: string;
    guestId: string;
    roomNo: string;
    serviceCode: string;
    technicianNo: string;
    minutes: number;
    priceMinor: number;
    /** The main clock's new end. */
    dueAt: number;
    /** The store did it by itself, so long after the end. */
    automatic?: { overdueMinutes: number };
    /** The guest agreed with this band. */
    guestBandNo?: string;
    /** As of a clock that starts. */
    commission?: FrozenRule[];
  };
  'clock.reminded': { clockId: string; visitId: string; roomNo: string; technicianNo: string; dueAt: number };
  'clock.ended': {
    clockId: string;
    visitId: string;
    roomNo: string;
    technicianNo: string;
    extensionIds: string[];
    /** Whole minutes before the item's minimum; 0 when it ran its time. */
    earlyMinutes: number;
    reason: string | null;
  };
  'clock.cancelled': {
    clockId: string;
    visitId: string;
    roomNo: string;
    technicianNo: string | null;
    extensionIds: string[];
    from: 'ordered' | 'called' | 'started';
    reason: string;
    guestBandNo?: string;
    /** Past the grace: what the guests no longer pay, minor units, and the manager's approval of it. */
    writtenOffMinor?: number;
    authorisationId?: string;
    allowedBy?: string;
  };
  /** Who was called does not serve it: it waits again. */
  'clock.handedBack': {
    clockId: string;
    visitId: string;
    roomNo: string;
    serviceCode: string;
    technicianNo: string;
    why: HandBackCause;
    reason: string;
    /** What the clock is from now on. */
    type: ClockType;
    /** All who are not called to it again. */
    passedBy: string[];
    authorisationId: string;
    /** The manager. */
    allowedBy: string;
  };
  /** Who was called is not in the room after so many minutes. */
  'clock.late': {
    clockId: string;
    visitId: string;
    roomNo: string;
    serviceCode: string;
    technicianNo: string;
    minutes: number;
  };
  /** Somebody else is to be called to a clock that waits. */
  'clock.rechosen': {
    clockId: string;
    visitId: string;
    roomNo: string;
    choice: TechnicianChoice;
    type: ClockType;
    passedBy: string[];
  };
  /** An automatic extension was taken back. */
  'clock.extensionUndone': {
    /** The extension. */
    clockId: string;
    parentId: string;
    visitId: string;
    roomNo: string;
    serviceCode: string;
    technicianNo: string;
    minutes: number;
    /** The main clock's end, as before. */
    dueAt: number;
    reason: string;
  };
  'clock.technicianChanged': {
    clockId: string;
    visitId: string;
    roomNo: string;
    serviceCode: string;
    fromTechnicianNo: string;
    toTechnicianNo: string;
    /** The clock runs on, or the new technician is called and starts it by swipe. */
    running: boolean;
    queueId: string | null;
    heldRank: number | null;
    type: ClockType;
    /** Of whom the rotation was asked, where the guest minds. */
    gender?: 'F' | 'M';
    reason: string;
    /** As of a clock that starts, where it runs on as another type. */
    countsAs?: CountColumn;
  };
  /** 转化: the guest made a request of a technician who came by the rotation. */
  'clock.converted': {
    clockId: string;
    visitId: string;
    roomNo: string;
    technicianNo: string;
    serviceCode: string;
    /** It runs already; else it will start as a converted one. */
    running: boolean;
    reason: string | null;
    /** As of a clock that starts. */
    countsAs?: CountColumn;
    commission?: FrozenRule[];
  };
  'clock.itemChanged': {
    clockId: string;
    visitId: string;
    roomNo: string;
    technicianNo: string | null;
    fromServiceCode: string;
    serviceCode: string;
    minutes: number;
    /** Of this clock; those that belong to a priced one cost nothing before and after. */
    fromPriceMinor: number;
    priceMinor: number;
    /** The end counted anew from the start, extensions included; null before the start. */
    dueAt: number | null;
    running: boolean;
    reason: string | null;
    /** A manager's approval of a lower price. */
    authorisationId: string | null;
    /** By the rules of the new item. */
    commission?: FrozenRule[];
  };
}
