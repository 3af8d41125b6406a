import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../../../core/kernel/error.ts';
import { defaultClockTypes } from '../../../../core/model/clock-types/clock-types.ts';
import { presetNames } from '../../../../core/model/rotation/policy.ts';
import { policyFileSchema, versionsOf } from '../../../../core/what-if/policy-file.ts';
import { lookBack } from '../../../../host/parts/rotation/look-back.ts';
import { howMany } from '../../../support/how-many.ts';
import { commandOf, type Step, smallStore } from '../../commands/any-command.ts';
import { clockIn, clocksIn, end, guestIn, reason, start } from '../../commands/at-store.ts';
import { TestStore } from '../../test-store.ts';

const date = '2026-11-21';

const kinds: Step['kind'][] = ['open', 'open', 'order', 'start', 'start', 'start', 'end', 'end', 'end', 'cancel'];
kinds.push('extend', 'change', 'duty', 'move', 'settle', 'clean', 'reserve', 'reserve', 'reserve');
kinds.push(
  'handBack',
  'handBack',
  'rechoose',
  'overrun',
  'undo',
  'open',
  'start',
  'start',
  'start',
  'end',
  'end',
  'end',
);
kinds.push('after', 'after', 'convert', 'convert', 'item', 'item');
// Most of a day is work: clocks begin and end, whatever else happens.
for (const kind of ['order', 'start', 'start', 'end', 'end'] as const) kinds.push(...Array<Step['kind']>(6).fill(kind));
/** What moves a day on, more often than not. */
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...kinds),
  minutes: fc.constantFrom(0, 0, 1, 7, 15, 30),
  numbers: fc.array(fc.nat(10_000), { minLength: 8, maxLength: 8 }),
});

const otherTypes = {
  ...defaultClockTypes,
  rotation: { countsAs: 'requested' as const, paidAs: 'requested' as const },
  picked: { countsAs: 'none' as const, paidAs: 'rotation' as const },
};

/** A random day in a small store, refusals left out. */
function randomDay(steps: readonly Step[]): TestStore {
  const store = smallStore();
  for (const [index, one] of steps.entries()) {
    // In the middle of the day the shop counts and pays its types of clocks otherwise.
    if (index === Math.floor(steps.length / 2)) store.act('rotation.setClockTypes', { types: otherTypes });
    store.wait(one.minutes);
    const command = commandOf(store, one);
    if (!command) continue;
    try {
      store.act(command.name, command.data as never, command.actor);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
    }
  }
  return store;
}

// Random days have the time they take on a machine that does other things too.
describe('a look back', { timeout: 180_000 }, () => {
  it('under the policy that was in force gives any day as it was, pay to the fen', async () => {
    let clocks = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 150, maxLength: 300, size: 'max' }), async (steps) => {
        const store = randomDay(steps);
        const toDate = store.businessDate;
        const result = await lookBack({
          read: store.db.read,
          question: { fromDate: date, toDate, versions: null },
        });
        for (const { before, after } of result?.technicians ?? []) {
          expect(after).toEqual(before);
          clocks += before.clocks;
        }
        expect(result).toMatchObject({ lost: 0, gained: 0 });
        store.db.close();
      }),
      { numRuns: howMany({ usual: 10, nightly: 125 }), endOnFailure: true },
    );
    expect(clocks).toBeGreaterThan(40);
  });

  it('under any preset serves everybody who could be served, each clock once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 150, maxLength: 250, size: 'max' }),
        fc.constantFrom(...presetNames),
        async (steps, preset) => {
          const store = randomDay(steps);
          const question = {
            fromDate: date,
            toDate: store.businessDate,
            versions: versionsOf({ preset }, ['foot', 'massage', 'spa']),
          };
          const result = await lookBack({ read: store.db.read, question });
          const sum = (side: 'before' | 'after') =>
            result?.technicians.reduce((total, one) => total + one[side].clocks, 0) ?? 0;
          expect(sum('after')).toBe(sum('before') - (result?.lost ?? 0) + (result?.gained ?? 0));
          store.db.close();
        },
      ),
      { numRuns: howMany({ usual: 6, nightly: 75 }), endOnFailure: true },
    );
  });

  it('lets whoever was last on an item for two go on with the next, as it was', async () => {
    const store = new TestStore();
    store.onDuty('51', '52');
    store.open('301', '206');
    start(store, '301');
    const [first, second] = clocksIn(store, '301');
    store.act('clock.end', { clockId: first?.id ?? '', reason });
    const next = { guestId: guestIn(store, '301'), serviceCode: '201', choices: [{ kind: 'same' as const }] };
    store.act('clock.order', { ...next, after: second?.id ?? '' });
    end(store, '301');
    expect(clockIn(store, '301').technicianNo).toBe(second?.technicianNo);
    start(store, '301');
    end(store, '301');
    const result = await lookBack({ read: store.db.read, question: { fromDate: date, toDate: date, versions: null } });
    expect(result?.technicians.map(({ before }) => before.clocks).toSorted()).toEqual([1, 2]);
    for (const { before, after } of result?.technicians ?? []) expect(after).toEqual(before);
  });

  it('says who would have had more: with the tail at clock-off the place is kept while working', async () => {
    const store = new TestStore();
    store.onDuty('1', '2');
    const serve = (roomNo: string, minutes: number) => {
      store.open(roomNo, '101');
      const visit = store.state.visits.openIn(roomNo);
      const [clock] = visit ? store.state.clocks.ofVisit(visit.id) : [];
      if (!clock) throw new Error('no clock');
      store.act('clock.start', { clockId: clock.id, atRoomNo: roomNo });
      store.wait(minutes);
      store.act('clock.end', { clockId: clock.id, reason: 'left' });
    };
    // 1 works and comes back to the head with `head` at the end; by default it is the turn of 2.
    serve('201', 60);
    serve('202', 60);
    const policy = policyFileSchema.parse({ rotation: [{ effects: { 'rotation-ended': 'head' } }] });
    const result = await lookBack({
      read: store.db.read,
      question: { fromDate: date, toDate: date, versions: versionsOf(policy, ['foot']) },
    });
    const of = (no: string) => result?.technicians.find(({ technicianNo }) => technicianNo === no);
    expect(of('1')).toMatchObject({ before: { clocks: 1 }, after: { clocks: 2, turns: 2 } });
    expect(of('2')).toMatchObject({ before: { clocks: 1 }, after: { clocks: 0, payMinor: 0 } });
    expect(of('1')?.after.payMinor).toBe((of('1')?.before.payMinor ?? 0) + (of('2')?.before.payMinor ?? 0));
    expect(of('1')?.before.payMinor).toBeGreaterThan(0);
  });

  it('can be given up', async () => {
    const store = new TestStore();
    store.onDuty('1');
    const controller = new AbortController();
    const result = await lookBack({
      read: store.db.read,
      question: { fromDate: date, toDate: date, versions: null },
      onProgress: () => controller.abort(),
      signal: controller.signal,
    });
    expect(result).toBeNull();
  });
});
