import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClockState } from '../../../core/model/clocks/clock.ts';
import { guestState, type RoomRecord, roomState } from '../../../core/model/rooms/room.ts';

const clean: RoomRecord = { no: '201', outOfOrder: null, dirtySince: null };
const guest = (hasGoods: boolean, ...states: ClockState[]) => ({
  hasGoods,
  clocks: states.map((state) => ({ state })),
});

describe('the state of a room follows from what is in it', () => {
  it.each([
    ['vacant', clean, []],
    ['dirty', { ...clean, dirtySince: 1 }, []],
    ['out-of-order', { ...clean, outOfOrder: 'leak' }, []],
    ['out-of-order', { ...clean, outOfOrder: 'leak', dirtySince: 1 }, []],
    ['occupied', clean, [guest(false)]],
    ['occupied', clean, [guest(false, 'cancelled')]],
    ['waiting', clean, [guest(false, 'ordered')]],
    ['waiting', clean, [guest(false, 'started', 'called')]],
    ['in-service', clean, [guest(true, 'started')]],
    ['awaiting-payment', clean, [guest(false, 'ended')]],
    ['awaiting-payment', clean, [guest(true)]],
    // Several beds: what needs attention first.
    ['waiting', clean, [guest(false, 'ended'), guest(false, 'started'), guest(false, 'called')]],
    ['in-service', clean, [guest(false, 'ended'), guest(false), guest(false, 'started')]],
    ['awaiting-payment', clean, [guest(false, 'ended'), guest(false)]],
  ] as const)('%s', (state, record, guests) => {
    expect(roomState(record, guests)).toBe(state);
  });

  it('does not wait for what comes after a clock that goes on', () => {
    const first = (state: ClockState) => ({ id: 'a', pairOf: null, afterId: null, state });
    const next = (state: ClockState) => ({ id: 'b', pairOf: null, afterId: 'a', state });
    const stateOf = (...clocks: { id: string; pairOf: string | null; afterId: string | null; state: ClockState }[]) =>
      guestState({ clocks, hasGoods: false });
    expect(stateOf(first('started'), next('ordered'))).toBe('in-service');
    expect(stateOf(first('called'), next('ordered'))).toBe('waiting');
    expect(stateOf(first('ended'), next('ordered'))).toBe('waiting');
    expect(stateOf(first('cancelled'), next('ordered'))).toBe('waiting');
    // The other guest of an item for two: the own clock belongs to the priced one.
    expect(stateOf({ ...first('started'), id: 'c', pairOf: 'a' }, { ...next('ordered'), id: 'd', pairOf: 'b' })).toBe(
      'in-service',
    );
  });

  it('has guests before it is dirty or out of order, and then shows the state of one of them', () => {
    const clocks = fc.array(fc.constantFrom<ClockState>('ordered', 'called', 'started', 'ended', 'cancelled'), {
      maxLength: 4,
    });
    const guests = fc.array(
      fc.tuple(fc.boolean(), clocks).map(([hasGoods, states]) => guest(hasGoods, ...states)),
      { minLength: 1, maxLength: 4 },
    );
    const record = fc.record({
      no: fc.constant('201'),
      outOfOrder: fc.option(fc.string()),
      dirtySince: fc.option(fc.nat()),
    });
    fc.assert(
      fc.property(record, guests, (room, inside) => {
        const states = inside.map(guestState);
        const state = roomState(room, inside);
        expect(states).toContain(state);
        expect(roomState(clean, inside.toReversed())).toBe(state);
        if (states.includes('waiting')) expect(state).toBe('waiting');
      }),
    );
  });
});
