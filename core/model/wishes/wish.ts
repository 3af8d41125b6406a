/** A guest's wish for this visit (客人要求): quiet, no oil, an allergy. It goes with the guest and ends with the visit. */
export interface Wish {
  id: string;
  /** Of all guests of this visit; null for one guest's own. */
  visitId: string | null;
  /** Of this guest; null for one of the whole room. */
  guestId: string | null;
  text: string;
  /** UTC ms. */
  notedAt: number;
  /** Staff number. */
  notedBy: string;
  /** UTC ms; null while it stands as it was noted. */
  changedAt: number | null;
  withdrawnAt: number | null;
}

/** Longest text, in characters. */
export const wishLength = 200;
/** So many wishes of one guest, or of one room, are read by nobody any more. */
export const wishesAtMost = 10;
