/** A visit (开单): a room opened for one or more guests. A guest takes a bed, and pays alone or with others. */

export interface Visit {
  id: string;
  /** For people: `1121-0187`, day and number within the trading day. */
  no: string;
  /** The room it is in now. */
  roomNo: string;
  /** Visits that came together (同行) share it. */
  partyId: string;
  businessDate: string;
  openedAt: number;
  /** Staff number. */
  openedBy: string;
  closedAt: number | null;
  /** When it was still open after its trading day; null until then. */
  leftOpenAt: number | null;
}

export interface Guest {
  id: string;
  visitId: string;
  /** 1, 2, 3 within the visit. */
  ordinal: number;
  /** From 1. */
  bed: number;
  wristbandNo: string | null;
  joinedAt: number;
  /** The bill that settled everything of this guest; then the guest is gone. */
  billId: string | null;
  /** Left without paying anything (nothing consumed). */
  leftAt: number | null;
}

/** Still in the house: neither paid nor left. */
export function isPresent(guest: Pick<Guest, 'billId' | 'leftAt'>): boolean {
  return guest.billId === null && guest.leftAt === null;
}
