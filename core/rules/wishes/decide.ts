import { changedMeanwhile } from '../../kernel/errors.ts';
import type { CommandData } from '../../model/commands.ts';
import { event, type StoreEvent } from '../../model/events.ts';
import type { StoreState } from '../../model/state.ts';
import { openVisit, presentGuest } from '../../model/visits/find.ts';
import { wishError } from '../../model/wishes/errors.ts';
import { standingWish } from '../../model/wishes/find.ts';
import { type Wish, wishesAtMost } from '../../model/wishes/wish.ts';

/** Where somebody is whose wish it is. */
interface Place {
  visitId: string;
  roomNo: string;
  guestId: string | null;
  ordinal: number | null;
}

/** Throws VISIT_UNKNOWN, VISIT_CLOSED, GUEST_UNKNOWN, GUEST_GONE, WISHES_TOO_MANY. */
export function noteWish(
  state: StoreState,
  { whose, text }: CommandData<'wish.note'>,
  ctx: { newId(): string },
): StoreEvent[] {
  const place = whose.kind === 'guest' ? placeOfGuest(state, whose.guestId) : placeOfRoom(state, whose.visitId);
  const own = state.wishes.ofVisit(place.visitId).filter(({ guestId }) => guestId === place.guestId);
  if (own.length >= wishesAtMost) throw wishError('WISHES_TOO_MANY', { most: wishesAtMost });
  return [event('wish.noted', { wishId: ctx.newId(), ...place, text })];
}

/** Throws WISH_UNKNOWN, WISH_SAME, CHANGED_MEANWHILE, and what noteWish does of guests and visits. */
export function changeWish(state: StoreState, { wishId, was, text }: CommandData<'wish.change'>): StoreEvent[] {
  const wish = standingWish(state, wishId);
  const place = placeOf(state, wish);
  if (wish.text !== was) throw changedMeanwhile(place.roomNo);
  if (wish.text === text) throw wishError('WISH_SAME');
  return [event('wish.changed', { wishId, ...place, before: wish.text, text })];
}

/** Throws as changeWish. */
export function withdrawWish(state: StoreState, { wishId, was }: CommandData<'wish.withdraw'>): StoreEvent[] {
  const wish = standingWish(state, wishId);
  const place = placeOf(state, wish);
  if (wish.text !== was) throw changedMeanwhile(place.roomNo);
  return [event('wish.withdrawn', { wishId, ...place, before: wish.text })];
}

/**
 * A guest's wish goes with the guest by itself. One of the whole room goes along where all its guests go to a room of
 * their own; where they part or join others, it becomes a wish of each who goes, and stays with those who stay.
 */
export function withWishes(state: StoreState, events: readonly StoreEvent[], ctx: { newId(): string }): StoreEvent[] {
  const moves = events.flatMap((one) => (one.type === 'visit.guestMoved' ? [one.payload] : []));
  const [first] = moves;
  if (!first) return [...events];
  const ofRoom = state.wishes.ofVisit(first.fromVisitId).filter(({ guestId }) => guestId === null);
  const areTogether =
    events.some((one) => one.type === 'visit.closed' && one.payload.visitId === first.fromVisitId) &&
    events.some((one) => one.type === 'visit.opened' && one.payload.visitId === first.toVisitId);
  const { fromVisitId, fromRoomNo, toVisitId, toRoomNo } = first;
  const along = ofRoom.flatMap(({ id: wishId, text }) =>
    areTogether
      ? [event('wish.moved', { wishId, fromVisitId, fromRoomNo, toVisitId, toRoomNo })]
      : moves.map(({ guestId, ordinal }) =>
          event('wish.noted', { wishId: ctx.newId(), visitId: toVisitId, roomNo: toRoomNo, guestId, ordinal, text }),
        ),
  );
  return [...events, ...along];
}

function placeOf(state: StoreState, { guestId, visitId }: Wish): Place {
  return guestId === null ? placeOfRoom(state, visitId ?? '') : placeOfGuest(state, guestId);
}

function placeOfGuest(state: StoreState, guestId: string): Place {
  const guest = presentGuest(state, guestId);
  const { id: visitId, roomNo } = openVisit(state, guest.visitId);
  return { visitId, roomNo, guestId, ordinal: guest.ordinal };
}

function placeOfRoom(state: StoreState, visitId: string): Place {
  const { roomNo } = openVisit(state, visitId);
  return { visitId, roomNo, guestId: null, ordinal: null };
}
