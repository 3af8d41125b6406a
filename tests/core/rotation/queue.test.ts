import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MoveCause, QueueMove } from '../../../core/model/rotation/moves.ts';
import { rotationEffects } from '../../../core/model/rotation/policy.ts';
import { applyEffect, moveTo, positionIn, type QueuePlace } from '../../../core/model/rotation/queue.ts';

const because: MoveCause = { event: 'rotation-started', clockId: 'c1' };
const queueOf = (...names: string[]): QueuePlace[] =>
  names.map((technicianNo, index) => ({ queueId: 'foot', technicianNo, rank: index, since: 0 }));
const names = (queue: readonly QueuePlace[]) => queue.map((place) => place.technicianNo);

/** The queue after some moves, in order of rank; every move must say where it comes from. */
function whenMoved(queue: readonly QueuePlace[], moves: readonly QueueMove[]): QueuePlace[] {
  const places = new Map(queue.map((place) => [place.technicianNo, place]));
  for (const { technicianNo, fromRank, toRank } of moves) {
    expect(places.get(technicianNo)?.rank ?? null).toBe(fromRank);
    if (toRank === null) places.delete(technicianNo);
    else places.set(technicianNo, { queueId: 'foot', technicianNo, rank: toRank, since: 0 });
  }
  return [...places.values()].sort((a, b) => a.rank - b.rank);
}

const effectOn = (
  queue: readonly QueuePlace[],
  no: string,
  effect: (typeof rotationEffects)[number],
  held?: number,
) => {
  const move = applyEffect(queue, 'foot', no, effect, because, held ?? null);
  return { move, queue: whenMoved(queue, move ? [move] : []) };
};

describe('one effect on one place', () => {
  const queue = queueOf('1', '2', '3', '4');

  it.each([
    ['2', 'tail', ['1', '3', '4', '2']],
    ['4', 'tail', ['1', '2', '3', '4']],
    ['3', 'head', ['3', '1', '2', '4']],
    ['1', 'head', ['1', '2', '3', '4']],
    ['2', 'remove', ['1', '3', '4']],
    ['2', 'keep', ['1', '2', '3', '4']],
    ['2', 'restore', ['1', '2', '3', '4']],
    ['9', 'tail', ['1', '2', '3', '4', '9']],
    ['9', 'head', ['9', '1', '2', '3', '4']],
    ['9', 'keep', ['1', '2', '3', '4']],
    ['9', 'remove', ['1', '2', '3', '4']],
  ] as const)('%s %s', (no, effect, order) => {
    const result = effectOn(queue, no, effect);
    expect(names(result.queue)).toEqual(order);
    expect(result.move === null).toBe(order.join() === names(queue).join());
  });

  it('says from where to where, by which effect and why', () => {
    expect(effectOn(queue, '2', 'tail').move).toEqual({
      ...{ queueId: 'foot', technicianNo: '2', effect: 'tail', fromPosition: 2, toPosition: 4 },
      ...{ fromRank: 1, toRank: 4, because },
    });
    expect(effectOn(queue, '2', 'remove').move).toMatchObject({ fromPosition: 2, toPosition: null, toRank: null });
  });

  it('begins an empty queue', () => {
    expect(names(effectOn([], '1', 'tail').queue)).toEqual(['1']);
    expect(names(effectOn([], '1', 'head').queue)).toEqual(['1']);
  });

  it('goes back to the place held before, whoever moved meanwhile', () => {
    const started = effectOn(queue, '2', 'tail').queue;
    const others = effectOn(effectOn(started, '1', 'tail').queue, '9', 'tail').queue;
    expect(names(effectOn(others, '2', 'restore', 1).queue)).toEqual(['2', '3', '4', '1', '9']);
  });
});

describe('any row of effects and moves by hand', () => {
  const technicians = ['1', '2', '3', '4', '5', '6'];
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('effect' as const),
      no: fc.constantFrom(...technicians),
      effect: fc.constantFrom(...rotationEffects),
    }),
    fc.record({
      kind: fc.constant('to' as const),
      no: fc.constantFrom(...technicians),
      position: fc.integer({ min: 1, max: 8 }),
    }),
  );

  it('loses nobody and doubles nobody, moves only whom it names, and ranks stay apart', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let queue: QueuePlace[] = queueOf('1', '2', '3');
        for (const one of steps) {
          const before = queue;
          const wasIn = new Set(names(before));
          if (one.kind === 'effect') {
            queue = effectOn(before, one.no, one.effect).queue;
            if (one.effect === 'remove') wasIn.delete(one.no);
            if (one.effect === 'head' || one.effect === 'tail') wasIn.add(one.no);
            if (one.effect === 'head') expect(positionIn(queue, one.no)).toBe(1);
            if (one.effect === 'tail') expect(positionIn(queue, one.no)).toBe(queue.length);
          } else {
            const position = Math.min(one.position, before.length);
            const moves = moveTo(before, 'foot', one.no, position, because);
            queue = whenMoved(before, moves);
            if (wasIn.has(one.no)) expect(positionIn(queue, one.no)).toBe(position);
            else expect(moves).toEqual([]);
          }
          expect(new Set(names(queue))).toEqual(wasIn);
          expect(new Set(queue.map((place) => place.rank)).size).toBe(queue.length);
          const others = (list: readonly QueuePlace[]) => names(list).filter((no) => no !== one.no);
          expect(others(queue)).toEqual(others(before));
        }
      }),
    );
  });

  it('puts exactly at the position also when no rank fits between any more', () => {
    let queue = queueOf('1', '2', '3', '4', '5').map((place) => ({ ...place, rank: place.rank + 100 }));
    let moved = 0;
    for (let n = 0; n < 200; n += 1) {
      const no = names(queue)[2] ?? '';
      const moves = moveTo(queue, 'foot', no, 2, because);
      moved = Math.max(moved, moves.length);
      const others = names(queue).filter((other) => other !== no);
      queue = whenMoved(queue, moves);
      expect(names(queue)).toEqual([others[0], no, ...others.slice(1)]);
    }
    // It did come to that: several had to move up together.
    expect(moved).toBeGreaterThan(1);
  });
});
