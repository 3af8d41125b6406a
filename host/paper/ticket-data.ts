import type { Language } from '../../core/kernel/money.ts';

/**
 * What the tickets are laid out from: plain data, collected by whoever prints. Times are UTC milliseconds, amounts
 * integers in the minor unit of their currency, ratios and rates decimal strings.
 */

/** The same text in the languages it is kept in. A language that is missing falls back to one that is there. */
export type LocalText = Readonly<Partial<Record<Language, string>>>;

/** What every ticket needs. */
export interface TicketSetting {
  store: { name: LocalText; address?: LocalText; phone?: string };
  /** IANA name; all times on the ticket are the store's wall clock. */
  timeZone: string;
  /** One or two; the first leads. */
  languages: readonly Language[];
  /** When it is printed. */
  printedAt: number;
  /** 1 is the original; from 2 on the ticket says which copy it is. */
  copyNumber: number;
  /** The printer it was meant for, where another prints it. */
  insteadOf?: string | undefined;
}

export type TicketClockType = 'rotation' | 'requested' | 'picked' | 'extension' | 'call' | 'converted';

/** 派钟单: tells a technician where to go. Prints in the clock room. */
export interface DispatchSlipData extends TicketSetting {
  /** Number of the call, as the clock-room screen shows it. */
  callNo: string;
  technicianNo: string;
  technicianName?: string;
  roomNo: string;
  bedNo?: string;
  wristbandNo?: string;
  serviceName: LocalText;
  minutes: number;
  clockType: TicketClockType;
  calledAt: number;
  /** Who called: the receptionist's name or number. */
  calledBy?: string;
  note?: string;
  /** 改单: the item that earlier slips of this call say, and that is not to be done. */
  insteadOfItem?: LocalText | undefined;
}

/** 排位说明: why a technician stands where she or he stands. Prints in the clock room. */
export interface WhySlipData extends TicketSetting {
  technicianNo: string;
  technicianName?: string | undefined;
  queueName: LocalText;
  /** Missing where the technician had left the queue. */
  position?: number | undefined;
  /** The moment that was asked about. */
  at: number;
  /** Oldest first. */
  steps: readonly { at: number; sentence: LocalText }[];
}

export interface OrderSlipLine {
  name: LocalText;
  quantity: number;
  note?: string;
}

/** 出品单: one order for one place that makes or fetches it (kitchen, bar). No prices. */
export interface OrderSlipData extends TicketSetting {
  /** The place the slip is for. */
  place: LocalText;
  orderNo: string;
  roomNo: string;
  bedNo?: string;
  wristbandNo?: string;
  orderedAt: number;
  orderedBy?: string;
  lines: readonly OrderSlipLine[];
  note?: string;
}

export interface BillTicketLine {
  name: LocalText;
  /** Whole, or a decimal string for half clocks: `0.5`. */
  quantity: number | string;
  unitPriceMinor: number;
  /** What the line adds to the bill, after the line's own discount. */
  amountMinor: number;
  /** The line's own discount, positive. */
  discountMinor?: number;
  roomNo?: string;
  technicianNo?: string;
  clockType?: TicketClockType;
  note?: string;
}

/** Bill discount, minimum charge, service charge, rounding: anything between subtotal and total. */
interface BillAdjustment {
  name: LocalText;
  /** Negative takes off. */
  amountMinor: number;
}

export interface BillPayment {
  tenderName: LocalText;
  currency: string;
  amountMinor: number;
  /** In another currency than the bill's: what it was worth and the rate frozen on the bill. */
  worthMinor?: number;
  rate?: string;
  reference?: string;
}

/** 账单, or before payment the 预打单, which says that it is not a receipt. */
export interface BillTicketData extends TicketSetting {
  kind: 'bill' | 'pre-bill';
  billNo: string;
  /** The bill's currency: the store's. */
  currency: string;
  roomNos: readonly string[];
  wristbandNos: readonly string[];
  guests: number;
  openedAt: number;
  /** Missing on a pre-bill. */
  settledAt?: number;
  cashier?: string;
  lines: readonly BillTicketLine[];
  subtotalMinor: number;
  adjustments: readonly BillAdjustment[];
  totalMinor: number;
  payments: readonly BillPayment[];
  change: readonly { currency: string; amountMinor: number }[];
  member?: { cardNo: string; name?: string; level?: LocalText; balanceMinor?: number; points?: number };
  note?: string;
  /** Where a guest signs: on account, complimentary. */
  signature?: boolean;
}
