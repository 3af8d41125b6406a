import { z } from 'zod';
import { eventCurrency, id, minor, yearMonth } from '../../kernel/fields.ts';
import { percent } from '../../kernel/site-fields.ts';
import { clockTypes } from '../clock-types/clock-types.ts';
import { frozenRule } from './frozen-rule.ts';

/** Who served, in order of time, with her or his part of `baseMinor`. */
const served = z.strictObject({
  payeeNo: z.string(),
  /** 0 for a sale. */
  servedMs: z.int(),
  turnoverMinor: minor,
});

/** What one rule paid. `shares` goes along `served`, and sums to `amountMinor`. */
const earningPart = z.strictObject({
  rule: z.union([frozenRule, z.strictObject({ saleOf: z.string(), percent })]),
  /** `sale` for goods. */
  ruleKey: z.string(),
  /** The clock of the month, where the rule has tiers; else null. */
  nth: z.int().nullable(),
  /** Whether it counts as a clock of the month for the rule's tiers. */
  counted: z.boolean(),
  amountMinor: minor,
  shares: z.array(minor),
});

/** What a clock or a sale earned whom, as it stands in the journal. */
export const earning = z.strictObject({
  source: z.enum(['clock', 'goods']),
  /** The clock's (an extension has its own) or the goods line's id; each earns once. */
  refId: id,
  /** Who ended the clock, or sold: whose clock of the month it is. */
  creditedNo: z.string(),
  /** Null for a sale. */
  clockType: z.enum(clockTypes).nullable(),
  /** The item's or article's code. */
  code: z.string(),
  /** What percentages are of: this clock's part of the item's price, or the price of the goods. */
  baseMinor: minor,
  /** Sold; 0 for a sale. */
  minutes: z.int(),
  /** Everybody who served. */
  served: z.array(served),
  parts: z.array(earningPart),
  /** Of all amounts: the clock's or line's. */
  currency: eventCurrency,
  /** The month it counts in, where the one of its trading day is closed: a wrong date was put right meanwhile. */
  month: yearMonth.optional(),
});
export type Earning = z.output<typeof earning>;
