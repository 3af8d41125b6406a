import type { BillLine } from '../../../core/model/bills/bill-schema.ts';

export interface BillPreview {
  visitId: string;
  guestIds: string[];
  lines: (BillLine & {
    technicianNos: string[];
    startedAt: number | null;
    endedAt: number | null;
    wristbandNo: string | null;
  })[];
  totalMinor: number;
  currency: string;
  /** Clocks that must end or be cancelled before these guests can pay. */
  openClocks: { clockId: string; technicianNo: string | null; dueAt: number | null }[];
}

export interface BillView {
  id: string;
  no: string;
  roomNo: string;
  totalMinor: number;
  currency: string;
  changeMinor: number;
  settledAt: number;
  settledBy: string;
  payments: { tenderCode: string; currency: string; amountMinor: number; valueMinor: number }[];
}
