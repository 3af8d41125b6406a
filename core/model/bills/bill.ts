import { convertMinor, type Rounding, roundingOf } from '../../kernel/money.ts';

/** What is owed and how it was paid. A bill exists once it is settled; before, its lines are derived. */

export type BillLineKind = 'clock' | 'goods' | 'minimum-charge' | 'rounding';

export interface BillLine {
  kind: BillLineKind;
  /** The clock's or goods line's id; null for charges that stand for nothing sold. */
  refId: string | null;
  guestId: string | null;
  /** Service or goods code; empty for the other kinds. */
  code: string;
  quantity: number;
  unitPriceMinor: number;
  amountMinor: number;
}

/** What was put on the counter, in the tender's own currency. */
export interface PaymentInput {
  tenderCode: string;
  amountMinor: number;
  reference?: string;
}

export interface Payment {
  tenderCode: string;
  currency: string;
  /** In the tender's currency. */
  amountMinor: number;
  /** The rate of the day, frozen; null for the store's own currency. */
  rate: string | null;
  /** What it counts for, in the store's currency. */
  valueMinor: number;
  reference: string | null;
}

export interface Bill {
  id: string;
  /** `B1121-0042` */
  no: string;
  visitId: string;
  roomNo: string;
  guestIds: string[];
  lines: BillLine[];
  /** Sum of all lines, rounding included, in the store's currency. */
  totalMinor: number;
  payments: Payment[];
  /** Given back in the store's currency. */
  changeMinor: number;
  settledAt: number;
  settledBy: string;
  businessDate: string;
}

export function sumOf(lines: readonly Pick<BillLine, 'amountMinor'>[]): number {
  return lines.reduce((sum, line) => sum + line.amountMinor, 0);
}

/** The lines with the room's minimum charge (where it applies) and the store's rounding behind them. */
export function completeLines(
  lines: readonly BillLine[],
  rounding: Rounding,
  minimumMinor: number,
  alreadyBilledMinor: number,
): BillLine[] {
  const complete = [...lines];
  const shortfallMinor = minimumMinor - alreadyBilledMinor - sumOf(lines);
  if (shortfallMinor > 0) complete.push(chargeLine('minimum-charge', shortfallMinor));
  const roundingMinor = roundingOf(sumOf(complete), rounding);
  if (roundingMinor !== 0) complete.push(chargeLine('rounding', roundingMinor));
  return complete;
}

function chargeLine(kind: BillLineKind, amountMinor: number): BillLine {
  return { kind, refId: null, guestId: null, code: '', quantity: 1, unitPriceMinor: amountMinor, amountMinor };
}

/** What a payment counts for in the store's currency at the rate of the day. */
export function paymentValue(
  amountMinor: number,
  currency: string,
  storeCurrency: string,
  rate: string | null,
): number {
  return rate === null ? amountMinor : convertMinor(amountMinor, currency, storeCurrency, rate);
}
