import { convertMinor, type Rounding, roundingOf } from '../../kernel/money.ts';
import type { BillLine, BillLineKind } from './bill-schema.ts';

/** What was put on the counter, in the tender's own currency. */
export interface PaymentInput {
  tenderCode: string;
  amountMinor: number;
  reference?: string;
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

/**
 * What two references have in common that are one: letters and digits alone, narrow and in capitals. `4200-001`,
 * `4200001` and `４２００ 001` are the same. One without any is itself. Rows are found by it: it never changes.
 */
export function referenceKey(reference: string): string {
  const plain = reference.normalize('NFKC').toUpperCase();
  return plain.replaceAll(/[^\p{L}\p{N}]/gu, '') || plain.trim();
}
