import { wishError } from './errors.ts';
import type { WishesSlice } from './slice.ts';
import type { Wish } from './wish.ts';

interface State {
  wishes: WishesSlice;
}

/** Throws WISH_UNKNOWN, also for one that was withdrawn. */
export function standingWish(state: State, wishId: string): Wish {
  const wish = state.wishes.byId(wishId);
  if (!wish || wish.withdrawnAt !== null) throw wishError('WISH_UNKNOWN', { wishId });
  return wish;
}

/** What whoever serves this guest has to know: the guest's own wishes, then those of the whole room. */
export function wishesForGuest(state: State, { guestId, visitId }: { guestId: string; visitId: string }): Wish[] {
  const all = state.wishes.ofVisit(visitId);
  return [...all.filter((wish) => wish.guestId === guestId), ...all.filter((wish) => wish.guestId === null)];
}
