import type { BillPreview, BillView } from './views.ts';

export interface BillService {
  /** What some guests owe now, with what a cashier wants to know of each line. Throws as billDue. */
  preview(visitId: string, guestIds: string[]): BillPreview;
  /** Newest first. */
  today(): BillView[];
  /** The bill as on paper. Throws BILL_UNKNOWN. */
  svg(billId: string): string;
}
