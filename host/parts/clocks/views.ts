import type { ClockType } from '../../../core/model/clock-types/clock-types.ts';
import type { ClockState } from '../../../core/model/clocks/clock.ts';

export interface ClockView {
  id: string;
  guestId: string;
  serviceCode: string;
  type: ClockType;
  state: ClockState;
  technicianNo: string | null;
  /** Who was chosen by number, or goes on from the item before. */
  requestedNo: string | null;
  parentId: string | null;
  pairOf: string | null;
  /** The clock of the guest it comes after. */
  afterId: string | null;
  minutes: number;
  priceMinor: number;
  currency: string;
  orderedAt: number;
  calledAt: number | null;
  /** The first of its calls, changes of technician included. */
  firstCalledAt: number | null;
  callCount: number;
  startedAt: number | null;
  dueAt: number | null;
  remindedAt: number | null;
  /** When the technician who is called had not come in time. */
  lateAt: number | null;
  /** Who refused it or came too late. */
  passedBy: readonly string[];
  /** An extension the store made by itself. */
  automatic: boolean;
  endedAt: number | null;
  billed: boolean;
}

/** A call that waits for its technician to come. */
export interface CallView {
  clockId: string;
  technicianNo: string;
  roomNo: string;
  serviceCode: string;
  type: ClockType;
  wristbandNo: string | null;
  guestCount: number;
  calledAt: number;
  callCount: number;
  /** When the technician had not come in time. */
  lateAt: number | null;
}
