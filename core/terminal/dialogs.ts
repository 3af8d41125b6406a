import type { OnDutyPerson } from '../model/attendance/roster.ts';
import type { NumberedChoice } from '../model/clocks/choice.ts';

/** Where a dialogue stands. Plain data: it can be written down and gone on with. */
export type Dialog =
  | OpenDialog
  | RoomDialog
  | WorkingDialog
  | WishesDialog
  | ExtendDialog
  | EndDialog
  | CancelDialog
  | BandDialog
  | GoodsDialog
  | ReaderDialog
  | StaffReaderDialog
  | LeftOpenDialog
  | ReservedDialog;

/** Staff in an occupied room: goods, call for service. */
export interface RoomDialog {
  kind: 'room';
  staffNo: string;
  /** Clocks may be given up too. */
  mayCancel?: true;
}

/** A technician in the room she or he works in: extend, end, goods, call for service. */
export interface WorkingDialog {
  kind: 'working';
  technicianNo: string;
  clockId: string;
  /** The guest wishes something: a key shows it. */
  hasWishes?: true;
}

/** What the guest wishes for this visit, page by page. */
export interface WishesDialog {
  kind: 'wishes';
  technicianNo: string;
  clockId: string;
  /** The one that comes next, from 0. */
  page: number;
}

/** One more unit of the item, to be confirmed. */
export interface ExtendDialog {
  kind: 'extend';
  technicianNo: string;
  clockId: string;
}

/** Ending a clock: why, where it is early, and the confirmation. */
export interface EndDialog {
  kind: 'end';
  /** The menu it came from and goes back to. */
  from: WorkingDialog | ReaderDialog;
  technicianNo: string;
  clockId: string;
  step: 'reason' | 'confirm';
  /** The key that was chosen; null where no reason is needed. */
  reason: 1 | 2 | 3 | null;
}

/** Giving a clock up (退钟): whose, where there are several, why, and the confirmation. */
export interface CancelDialog {
  kind: 'cancel';
  /** The menu it came from and goes back to. */
  from: WorkingDialog | RoomDialog;
  step: 'technician' | 'reason' | 'confirm';
  typed: string;
  /** Null until the technician's number is typed. */
  clockId: string | null;
  /** The key that was chosen. */
  reason: 1 | 2 | 3 | null;
}

/** What is confirmed, and waits for the guest's own wristband (where the store asks for it). */
export interface BandDialog {
  kind: 'band';
  from: ExtendDialog | CancelDialog;
}

/** Ordering one article: for whom (where staff asks and several guests are there), code, quantity, confirmation. */
export interface GoodsDialog {
  kind: 'goods';
  /** The menu it came from and goes back to: who orders. */
  from: RoomDialog | WorkingDialog;
  step: 'guest' | 'code' | 'quantity' | 'confirm';
  typed: string;
  guestId: string;
  /** The question for whom was asked. */
  asksGuest: boolean;
  /** To choose from, while the question is asked. */
  beds: number[];
  goodsCode: string | null;
  quantity: number;
}

/** Opening the room at its terminal: guests, item, technician and how chosen, and one confirmation of it all. */
export interface OpenDialog {
  kind: 'open';
  staffNo: string;
  /** Why it is opened although it is kept for other guests. */
  despite?: string;
  step: 'guests' | 'item' | 'technician' | 'pick' | 'confirm';
  typed: string;
  guests: number;
  serviceCode: string | null;
  /** Null for the rotation. */
  choice: NumberedChoice | null;
}

/** A technician at the clock-room reader, after the card. */
export interface ReaderDialog {
  kind: 'reader';
  technicianNo: string;
  /** What the card alone has done: the key for the same only says it again. */
  did: 'on' | 'end' | 'back' | null;
  /** The own place is on the display: `#` goes back through so many of its reasons. */
  page?: number;
  /** The day's other types of clock were shown. */
  typesShown?: true;
}

/** A member of staff on duty at the clock-room reader: going home takes a key, so that no second swipe does it. */
export interface StaffReaderDialog {
  kind: 'staff-reader';
  staffNo: string;
}

/** Somebody who did not swipe off on an earlier trading day is asked when that was, before anything else. */
export interface LeftOpenDialog {
  kind: 'left-open';
  person: OnDutyPerson;
  /** When the spell began, UTC ms. */
  onAt: number;
  typed: string;
}

/** At a room that is kept for guests who reserved it: they are here, or it is opened for others, and why. */
export interface ReservedDialog {
  kind: 'reserved';
  staffNo: string;
  reservationId: string;
  step: 'whose' | 'reason';
}
