import { z } from 'zod';
import { businessDay, eventCurrency, id, instant, minor, shownNo } from '../../kernel/fields.ts';

/** What is owed and how it was paid. A bill exists once it is settled; before, its lines are derived. */

const billLineKind = z.enum(['clock', 'goods', 'minimum-charge', 'rounding']);
export type BillLineKind = z.output<typeof billLineKind>;

export const billLine = z.strictObject({
  kind: billLineKind,
  /** The clock's or goods line's id; null for charges that stand for nothing sold. */
  refId: id.nullable(),
  guestId: id.nullable(),
  /** Service or goods code; empty for the other kinds. */
  code: z.string(),
  quantity: z.int(),
  unitPriceMinor: minor,
  amountMinor: minor,
});
export type BillLine = z.output<typeof billLine>;

const payment = z.strictObject({
  tenderCode: z.string(),
  currency: z.string(),
  /** In the tender's currency. */
  amountMinor: minor,
  /** The rate of the day, frozen; null for the bill's currency. */
  rate: z.string().nullable(),
  /** What it counts for, in the bill's currency. */
  valueMinor: minor,
  reference: z.string().nullable(),
});
export type Payment = z.output<typeof payment>;

export const bill = z.strictObject({
  id,
  /** `B1121-0042` */
  no: z.string(),
  visitId: id,
  roomNo: shownNo,
  guestIds: z.array(id),
  lines: z.array(billLine),
  /** Of the lines, the total and the change. */
  currency: eventCurrency,
  /** Sum of all lines, rounding included. */
  totalMinor: minor,
  payments: z.array(payment),
  /** Given back, in the bill's currency. */
  changeMinor: minor,
  settledAt: instant,
  settledBy: z.string(),
  businessDate: businessDay,
});
/** As an event says it. */
export type SaidBill = z.output<typeof bill>;
/** As it is kept, in a currency. */
export type Bill = SaidBill & { currency: string };
