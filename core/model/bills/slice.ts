import type { Bill } from './bill-schema.ts';

/** What decisions look at of bills. */
export interface BillsSlice {
  /** In the order they were settled. */
  ofVisit(visitId: string): readonly Bill[];
  /** Whether a payment of a tender has carried a reference before, however it was written (`referenceKey`). */
  isReferenceUsed(tenderCode: string, reference: string): boolean;
  /** Of trading days after one, in the order they were settled. */
  after(businessDate: string): readonly Bill[];
  /** Of a trading day, settled after an instant (UTC ms), in the order they were settled. */
  settledAfter(at: number, businessDate: string): readonly Bill[];
  /** How many bills the trading day has so far. */
  countOn(businessDate: string): number;
}
