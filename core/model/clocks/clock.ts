import type { ClockType, CountColumn } from '../clock-types/clock-types.ts';
import type { TechnicianChoice } from './choice.ts';

/** A clock (钟): one technician, one guest, one item. The unit that is sold, timed, counted and paid. */

export type ClockState = 'ordered' | 'called' | 'started' | 'ended' | 'cancelled';

/** Why a technician who was called does not serve the clock. Named as the rotation's events are. */
export type HandBackCause = 'refused' | 'late-to-room';

export interface Clock {
  id: string;
  visitId: string;
  guestId: string;
  roomNo: string;
  serviceCode: string;
  type: ClockType;
  state: ClockState;
  choice: TechnicianChoice;
  /** Set from the call on; an ordered clock has nobody yet. */
  technicianNo: string | null;
  /** The queue the technician was taken from (rotation clocks). */
  queueId: string | null;
  /** The rank held in that queue at the call: what `restore` goes back to. */
  heldRank: number | null;
  /** An extension's main clock; it starts and ends with it. */
  parentId: string | null;
  /** The priced clock of an item that takes several technicians; this one costs nothing more. */
  pairOf: string | null;
  /** Comes after this clock of the same guest: called when that has ended. */
  afterId: string | null;
  /** The reservation whose guests asked for the technician; null once another one was chosen. */
  reservationId: string | null;
  minutes: number;
  priceMinor: number;
  /** What the price is in. */
  currency: string;
  /** Where it counts, as it was when it started; null before. */
  countsAs: CountColumn | null;
  /** UTC ms, each null until it happened. */
  orderedAt: number;
  calledAt: number | null;
  /** The first of the calls that nobody has been released from by a manager: since then the guest may have been served. */
  firstCalledAt: number | null;
  callCount: number;
  startedAt: number | null;
  /** When the guest's time is up, extensions included (main clocks). */
  dueAt: number | null;
  remindedAt: number | null;
  /** When the technician who is called had not come in time; null until then. */
  lateAt: number | null;
  endedAt: number | null;
  cancelledAt: number | null;
  /** Why it was cancelled, started by hand or ended early. */
  reason: string | null;
  /** Who refused it or came too late: not called to it again, unless asked for by number. */
  passedBy: readonly string[];
  /** An extension that the store made by itself, since nobody ended the clock. */
  automatic: boolean;
  /** The trading day of the order. */
  businessDate: string;
  /** The bill that settled it. */
  billId: string | null;
}

/** Whether the clock occupies its technician (an extension does so through its main clock). */
export function isBusy(clock: Pick<Clock, 'state' | 'parentId'>): boolean {
  return clock.parentId === null && (clock.state === 'called' || clock.state === 'started');
}

/** Whether it still has to come to an end before the guest can pay. */
export function isOpen(clock: Pick<Clock, 'state'>): boolean {
  return clock.state === 'ordered' || clock.state === 'called' || clock.state === 'started';
}
