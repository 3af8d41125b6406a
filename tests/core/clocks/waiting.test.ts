import { describe, expect, it } from 'vitest';
import type { ClockState } from '../../../core/model/clocks/clock.ts';
import { isLateToRoom, lateToRoomAt } from '../../../core/model/clocks/timing.ts';
import { isWaiting, openBefore, waitsSince } from '../../../core/model/clocks/waiting.ts';

const minuteMs = 60_000;
/** An item for two guests, and what one of them has after it. */
const ofPair = (mine: ClockState, other: ClockState) => [
  { id: 'a', pairOf: null, afterId: null, state: mine, endedAt: mine === 'ended' ? 40 * minuteMs : null },
  { id: 'b', pairOf: 'a', afterId: null, state: other, endedAt: other === 'ended' ? 55 * minuteMs : null },
];
const next = {
  id: 'c',
  pairOf: null,
  afterId: 'a',
  state: 'ordered' as const,
  orderedAt: 5 * minuteMs,
  calledAt: null,
};

describe('what comes after an item for two', () => {
  it.each([
    ['started', 'started', 'a'],
    ['started', 'ended', 'a'],
    ['ended', 'started', 'b'],
    ['ended', 'called', 'b'],
    ['ended', 'ended', undefined],
    ['cancelled', 'ended', undefined],
  ] as const)('first %s, second %s: waits for %s', (mine, other, before) => {
    const clocks = ofPair(mine, other);
    expect(openBefore(next, clocks)?.id).toBe(before);
    expect(isWaiting(next, [...clocks, next])).toBe(before === undefined);
  });

  it('has waited since the later of both ended, its own order at the earliest', () => {
    expect(waitsSince(next, ofPair('ended', 'ended'))).toBe(55 * minuteMs);
    expect(waitsSince(next, ofPair('ended', 'cancelled'))).toBe(40 * minuteMs);
    expect(waitsSince(next, ofPair('cancelled', 'cancelled'))).toBe(5 * minuteMs);
    expect(waitsSince({ ...next, orderedAt: 70 * minuteMs }, ofPair('ended', 'ended'))).toBe(70 * minuteMs);
    // Once somebody is called, since the call.
    expect(waitsSince({ ...next, calledAt: 60 * minuteMs }, ofPair('ended', 'ended'))).toBe(60 * minuteMs);
  });
});

describe('late to the room', () => {
  const store = { toRoomMinutes: 3 };
  const called = { state: 'called' as const, calledAt: 10 * minuteMs };

  it('is who is called and not there to the minute', () => {
    expect(lateToRoomAt(called, store)).toBe(13 * minuteMs);
    expect([13 * minuteMs - 1, 13 * minuteMs].map((at) => isLateToRoom(called, store, at))).toEqual([false, true]);
    expect(isLateToRoom({ state: 'started', calledAt: 0 }, store, 99 * minuteMs)).toBe(false);
    expect(isLateToRoom({ state: 'called', calledAt: null }, store, 99 * minuteMs)).toBe(false);
  });
});
