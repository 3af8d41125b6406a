/** What a guest wishes for this visit, or all guests of the room. */
export interface WishView {
  id: string;
  /** Null for one of the whole room. */
  guestId: string | null;
  text: string;
  /** When it was noted, UTC ms, and by whom: a staff number. */
  notedAt: number;
  notedBy: string;
  changedAt: number | null;
}
