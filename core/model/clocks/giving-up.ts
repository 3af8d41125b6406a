import { minuteMs } from '../../kernel/time.ts';
import type { Clock } from './clock.ts';
import { isOpen } from './clock.ts';
import type { ClocksSlice } from './slice.ts';
import { isWithinGrace } from './timing.ts';

/**
 * What giving a clock up costs. `clocks`: all of the guest, or of the visit, extensions and those given up before
 * included (`clocksAround` has them all); others among them do no harm.
 */

type ItemClock = Pick<
  Clock,
  'id' | 'guestId' | 'pairOf' | 'parentId' | 'state' | 'calledAt' | 'firstCalledAt' | 'startedAt'
> &
  Partial<Pick<Clock, 'visitId' | 'roomNo' | 'technicianNo' | 'cancelledAt'>>;
interface Patience {
  cancelGraceMinutes: number;
  toRoomMinutes: number;
}

/** So long what was given up in a room, or by a technician, is held against the next guest there. */
const rememberedMs = 60 * minuteMs;

/** All that says what giving some clocks up at an instant (UTC ms) costs: those of their visits, and what was given up of late. */
export function clocksAround(state: { clocks: ClocksSlice }, clocks: readonly Clock[], at: number): Clock[] {
  const found = clocksOfVisits(state, clocks);
  const ids = new Set(found.map(({ id }) => id));
  return [...found, ...state.clocks.givenUpSince(at - rememberedMs).filter(({ id }) => !ids.has(id))];
}

function clocksOfVisits(state: { clocks: ClocksSlice }, clocks: readonly Clock[]): Clock[] {
  return [...new Set(clocks.map(({ visitId }) => visitId))].flatMap((visitId) => [...state.clocks.ofVisit(visitId)]);
}

/** Those that are given up with a clock: itself and, where it carries the price, all of the item. */
function givenUpWith<C extends ItemClock>(clocks: readonly C[], { id, pairOf }: Pick<ItemClock, 'id' | 'pairOf'>): C[] {
  return clocks.filter(
    (one) => one.parentId === null && isOpen(one) && (one.id === id || (pairOf === null && one.pairOf === id)),
  );
}

/**
 * Whether calls have stood for so long, at an instant (UTC ms), that somebody may have been served without a swipe: the
 * way to the room and the grace are over. Those that were given up stood until then; minutes of two at once count once.
 */
export function isCalledTooLong(
  clocks: readonly Pick<ItemClock, 'firstCalledAt' | 'startedAt' | 'cancelledAt'>[],
  { toRoomMinutes, cancelGraceMinutes }: Patience,
  at: number,
): boolean {
  const spans = clocks
    .flatMap(({ firstCalledAt, startedAt, cancelledAt }) =>
      firstCalledAt === null || startedAt !== null ? [] : [{ from: firstCalledAt, to: cancelledAt ?? at }],
    )
    .sort((a, b) => a.from - b.from);
  let [calledMs, until] = [0, Number.NEGATIVE_INFINITY];
  for (const { from, to } of spans) {
    calledMs += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return calledMs > (toRoomMinutes + cancelGraceMinutes) * minuteMs;
}

/**
 * Those that were given up before, of other items: of the same guest, or within the last hour in the same room or
 * visit, since a guest can be taken out and be put in again as another one, or by the same technician, who can go along.
 */
function givenUpBefore<C extends ItemClock>(clocks: readonly C[], clock: ItemClock, at: number): C[] {
  const item = clock.pairOf ?? clock.id;
  const isOfLate = ({ cancelledAt }: ItemClock) => cancelledAt != null && at - cancelledAt <= rememberedMs;
  const isNear = (one: ItemClock) =>
    one.visitId === clock.visitId ||
    one.roomNo === clock.roomNo ||
    (one.technicianNo != null && one.technicianNo === clock.technicianNo);
  return clocks.filter(
    (one) =>
      one.parentId === null &&
      one.state === 'cancelled' &&
      one.id !== item &&
      one.pairOf !== item &&
      (one.guestId === clock.guestId || (isOfLate(one) && isNear(one))),
  );
}

function isLoss(clocks: readonly ItemClock[], one: ItemClock, store: Patience, at: number): boolean {
  const before = givenUpBefore(clocks, one, at);
  if (one.startedAt === null) {
    const ofLate = before.filter(({ cancelledAt }) => cancelledAt != null && at - cancelledAt <= rememberedMs);
    return one.state === 'called' && isCalledTooLong([...ofLate, one], store, at);
  }
  // Ten minutes, six times, are an hour.
  return !isWithinGrace(one.startedAt, store, at) || before.some(({ startedAt }) => startedAt !== null);
}

/**
 * Whether a clock can be given up without loss at an instant (UTC ms): none of those that go along has run past the
 * grace or was called too long ago, and the guest gives up a begun one for the first time.
 */
export function isGivenUpFreely(
  clocks: readonly ItemClock[],
  clock: Pick<ItemClock, 'id' | 'pairOf'>,
  store: Patience,
  at: number,
): boolean {
  return !givenUpWith(clocks, clock).some((one) => isLoss(clocks, one, store, at));
}

/**
 * What guests no longer pay when a clock is cancelled at an instant (UTC ms), in minor units: the item and its
 * extensions where giving it up is not free, else nothing. That is money, and needs a manager.
 */
export function writtenOffMinor(
  clocks: readonly (ItemClock & Pick<Clock, 'priceMinor'>)[],
  clock: Pick<ItemClock, 'id' | 'pairOf'>,
  store: Patience,
  at: number,
): number {
  const given = givenUpWith(clocks, clock).filter((one) => isLoss(clocks, one, store, at));
  const ids = new Set(given.map((one) => one.id));
  const extensions = clocks.filter(({ parentId, state }) => state === 'started' && ids.has(parentId ?? ''));
  return [...given, ...extensions].reduce((sum, { priceMinor }) => sum + priceMinor, 0);
}

/**
 * The same as the rule was before, for rows that older programs wrote. `first`: what was never started cost nothing, and
 * each start was given up freely once more; `second`: a wait began with the last call, and only what the same guest had
 * begun was remembered.
 */
export function writtenOffOnceMinor(
  rule: 'first' | 'second',
  state: { clocks: ClocksSlice },
  clocks: readonly Clock[],
  clock: Pick<ItemClock, 'id' | 'pairOf'>,
  store: Patience,
  at: number,
): number {
  const ofThen = clocksOfVisits(state, clocks)
    .filter((one) => (rule === 'first' ? one.state !== 'cancelled' && one.startedAt !== null : true))
    .map((one): ItemClock & Pick<Clock, 'priceMinor'> => ({ ...one, firstCalledAt: one.calledAt, cancelledAt: null }));
  return writtenOffMinor(ofThen, clock, store, at);
}
