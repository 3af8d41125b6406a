import type { ClockType } from '../../../core/model/clock-types/clock-types.ts';

import type { ReadHandle } from '../../engine/connection.ts';

/** Pay as screens and sheets show it. */

/** What somebody has done in a month. */
export interface ServedInMonth {
  payeeNo: string;
  /** Main clocks, also those served in part. */
  clocks: number;
  servedMs: number;
  turnoverMinor: number;
}

/** By number. The time of an extension is in the time of its main clock. */
export function servedInMonth(read: ReadHandle, month: string): ServedInMonth[] {
  return read.all<ServedInMonth>(
    `SELECT served.payeeNo, SUM(entry.source = 'clock' AND entry.clockType <> 'extension') AS clocks,
       SUM(CASE WHEN entry.clockType <> 'extension' THEN served.servedMs ELSE 0 END) AS servedMs,
       SUM(served.turnoverMinor) AS turnoverMinor
     FROM commission_served AS served CROSS JOIN commission_entries AS entry ON entry.seq = served.seq
     WHERE served.month = ? GROUP BY served.payeeNo ORDER BY served.payeeNo`,
    month,
  );
}

/** Null while the month is open. */
export function closingOf(read: ReadHandle, month: string): { closedAt: number; closedBy: string } | null {
  return (
    read.get<{ closedAt: number; closedBy: string }>(
      'SELECT closedAt, closedBy FROM commission_months WHERE month = ?',
      month,
    ) ?? null
  );
}

/** One person's part of one clock or sale. */
export interface PayEntry {
  seq: number;
  refId: string;
  payeeNo: string;
  source: 'clock' | 'goods';
  at: number;
  businessDate: string;
  roomNo: string;
  clockType: ClockType | null;
  code: string;
  minutes: number;
  servedMs: number;
  turnoverMinor: number;
  amountMinor: number;
  currency: string;
  servers: number;
}

/** Newest first; of one person where one is named. */
export function payEntries(read: ReadHandle, month: string, payeeNo: string | null): PayEntry[] {
  return read.all<PayEntry>(
    `SELECT entry.seq, entry.refId, served.payeeNo, entry.source, entry.at, entry.businessDate,
       COALESCE(clocks.roomNo, goods.roomNo, '') AS roomNo, entry.clockType, entry.code, entry.minutes,
       served.servedMs, served.turnoverMinor, entry.currency,
       (SELECT COALESCE(SUM(share.amountMinor), 0) FROM commission_shares AS share
         WHERE share.seq = served.seq AND share.n = served.n) AS amountMinor,
       (SELECT COUNT(*) FROM commission_served AS other WHERE other.seq = served.seq) AS servers
     FROM commission_served AS served CROSS JOIN commission_entries AS entry ON entry.seq = served.seq
     LEFT JOIN clocks ON entry.source = 'clock' AND clocks.id = entry.refId
     LEFT JOIN goods_lines AS goods ON entry.source = 'goods' AND goods.id = entry.refId
     WHERE served.month = ? AND (? IS NULL OR served.payeeNo = ?) ORDER BY entry.seq DESC, served.n`,
    month,
    payeeNo,
    payeeNo,
  );
}

/** What one rule paid one person for one clock. */
export interface PayPart {
  seq: number;
  ruleKey: string;
  /** JSON of the frozen rule. */
  rule: string;
  nth: number | null;
  amountMinor: number;
}

/** By journal row and part. */
export function payParts(read: ReadHandle, month: string, payeeNo: string): PayPart[] {
  return read.all<PayPart>(
    `SELECT share.seq, share.ruleKey, part.rule, part.nth, share.amountMinor
     FROM commission_shares AS share CROSS JOIN commission_parts AS part
       ON part.seq = share.seq AND part.part = share.part
     WHERE share.month = ? AND share.payeeNo = ? ORDER BY share.seq, share.part`,
    month,
    payeeNo,
  );
}

/** What every person has earned on a trading day; or only what those named have. */
export function earnedOnDay(read: ReadHandle, businessDate: string, payeeNos?: readonly string[]): Map<string, number> {
  const isNamed = payeeNos ? 'AND payeeNo IN (SELECT value FROM json_each(?))' : '';
  const rows = read.all<{ payeeNo: string; amountMinor: number }>(
    `SELECT payeeNo, SUM(amountMinor) AS amountMinor FROM commission_shares
     WHERE businessDate = ? ${isNamed} GROUP BY payeeNo`,
    businessDate,
    ...(payeeNos ? [JSON.stringify(payeeNos)] : []),
  );
  return new Map(rows.map((row) => [row.payeeNo, row.amountMinor]));
}
