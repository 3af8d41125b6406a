import type { Wish } from './wish.ts';

/** What decisions look at of guests' wishes. */
export interface WishesSlice {
  byId(wishId: string): Wish | null;
  /** Those that stand of a visit: of the whole room and of its guests still in the house, the oldest first. */
  ofVisit(visitId: string): readonly Wish[];
}
