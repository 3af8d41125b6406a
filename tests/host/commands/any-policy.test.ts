import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorText } from '../../../core/error-texts.ts';
import { StoreError } from '../../../core/kernel/error.ts';
import type { CommandName } from '../../../core/model/commands.ts';
import type { StoreEvent } from '../../../core/model/events.ts';
import {
  dayStarts,
  defaultPolicy,
  effectsFor,
  type QueuePolicy,
  type RotationEffect,
  type RotationEvent,
  rotationEvents,
} from '../../../core/model/rotation/policy.ts';
import { explainPlace, joinedBefore, knownCauses } from '../../../core/model/rotation/why.ts';

import { verifyStore } from '../../../db/verify.ts';
import { temporaryDirectory } from '../../db/files.ts';
import type { TestStore } from '../test-store.ts';
import { commandOf, type Step, smallStore } from './any-command.ts';

const kinds: Step['kind'][] = ['open', 'open', 'order', 'start', 'start', 'start', 'end', 'end', 'end', 'cancel'];
kinds.push(
  'handBack',
  'handBack',
  'handBack',
  'late',
  'rechoose',
  'extend',
  'change',
  'duty',
  'duty',
  'move',
  'settle',
  'clean',
);

// Most of a day is work: somebody is free to be called, clocks begin and end, whatever else happens.
for (const kind of ['order', 'start', 'start', 'end', 'end'] as const) kinds.push(...Array<Step['kind']>(4).fill(kind));

const marks = fc.constantFrom('hold', 'endHold', 'stop', 'letGoOn', 'letGoOn', 'pause', 'goOn', 'goOn', 'due');
const step = fc.record({
  kind: fc.constantFrom(...kinds),
  minutes: fc.constantFrom(0, 1, 7, 15, 40),
  numbers: fc.array(fc.nat(10_000), { minLength: 8, maxLength: 8 }),
  mark: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: marks }),
});
type PolicyStep = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Any policy that may be set. */
const anyPolicy: fc.Arbitrary<QueuePolicy> = fc.record({
  effects: fc.record(
    Object.fromEntries(rotationEvents.map((event) => [event, fc.constantFrom(...effectsFor(event))])) as Record<
      RotationEvent,
      fc.Arbitrary<RotationEffect>
    >,
  ),
  dayStart: fc.constantFrom(...dayStarts),
  dailyCap: fc.constantFrom(null, 2, 6),
  requestedPerTurn: fc.constantFrom(null, 1, 2),
  noTurnItems: fc.constantFrom([], ['101']),
  noTurnBelowMinor: fc.constantFrom(0, 20_000),
  holdMinutes: fc.constantFrom(5, 30),
});

function markCommand({ mark, numbers }: PolicyStep): { name: CommandName; data: unknown; actor?: string } | null {
  const technicianNo = ['1', '2', '3', '51', '88'][(numbers[0] ?? 0) % 5] ?? '1';
  const reason = 'because';
  switch (mark) {
    case 'hold':
      return { name: 'technician.hold', data: { technicianNo, reason } };
    case 'endHold':
      return { name: 'technician.endHold', data: { technicianNo } };
    case 'stop':
      return { name: 'technician.stop', data: { technicianNo, reason } };
    case 'letGoOn':
      return { name: 'technician.letGoOn', data: { technicianNo, reason } };
    case 'pause':
      return { name: 'technician.pauseAfter', data: { technicianNo, isOn: true } };
    case 'goOn':
      return { name: 'technician.pauseAfter', data: { technicianNo, isOn: false } };
    case 'due':
      return { name: 'technician.endDueHolds', data: {} };
    default:
      return null;
  }
}

function orders(store: TestStore): Map<string, string[]> {
  return new Map(
    store.state.site.queues.map(({ id }) => [id, store.state.rotation.queue(id).map((place) => place.technicianNo)]),
  );
}

/** Whoever is on duty or rests stands once in every own queue, and nobody else does. */
function expectWhole(store: TestStore, queues: Map<string, string[]>): void {
  for (const { id, group, gender } of store.state.site.queues) {
    const there = store.state.site.site.technicians.filter(
      (one) =>
        one.groups.includes(group) &&
        (gender === null || one.gender === gender) &&
        store.state.technicians.byNo(one.no)?.duty !== 'off',
    );
    expect(queues.get(id)?.toSorted()).toEqual(there.map(({ no }) => no).toSorted());
  }
}

/** Nobody moves but by what the policy says of what happened; whoever is not named keeps the order. */
function expectByPolicy(
  before: Map<string, string[]>,
  after: Map<string, string[]>,
  events: readonly StoreEvent[],
  { effects }: QueuePolicy,
): void {
  const moved = new Set<string>();
  for (const event of events) {
    if (event.type !== 'rotation.moved') continue;
    const { queueId, technicianNo, because, effect, toRank } = event.payload;
    moved.add(`${queueId} ${technicianNo}`);
    expect(knownCauses).toContain(because.event);
    const named = rotationEvents.find((one) => one === because.event);
    // Places made for somebody between two others are no moves among those who were there.
    if (!named || effect === 'to') continue;
    expect(effects[named]).toBe(effect);
    expect(effect).not.toBe('keep');
    expect(toRank === null).toBe(effect === 'remove');
  }
  for (const [queueId, order] of after) {
    const still = (list: readonly string[]) => list.filter((no) => !moved.has(`${queueId} ${no}`));
    expect(still(order)).toEqual(still(before.get(queueId) ?? []));
  }
}

/** Neither stopped nor paused technicians are ever called, held ones not by the rotation. */
function expectMarksHeeded(store: TestStore, events: readonly StoreEvent[], marks: ReturnType<typeof marksNow>): void {
  for (const event of events) {
    if (event.type !== 'clock.called') continue;
    const own = marks.get(event.payload.technicianNo);
    const isFreed = events.some(
      (other) =>
        'technicianNo' in other.payload &&
        other.payload.technicianNo === event.payload.technicianNo &&
        (other.type === 'technician.holdEnded' ||
          other.type.endsWith('stopEnded') ||
          other.type.endsWith('pauseEnded')),
    );
    if (!own || isFreed) continue;
    expect(own.stoppedSince).toBeNull();
    expect(own.pausedSince).toBeNull();
    if (event.payload.type === 'rotation') expect(own.heldUntil).toBeNull();
  }
  // The reasons of every place lead to it.
  for (const { id } of store.state.site.queues) {
    const moves = store.state.rotation.moves(id, store.at - joinedBefore, store.at);
    store.state.rotation.queue(id).forEach(({ technicianNo, since }, index) => {
      // Whoever has stood still for longer than anybody works in a row is not followed any further back.
      if (since < store.at - joinedBefore) return;
      expect(explainPlace(moves, technicianNo).at(-1)?.toPosition).toBe(index + 1);
    });
  }
}

function marksNow(store: TestStore) {
  return new Map(store.state.technicians.allMarks().map((marks) => [marks.technicianNo, marks]));
}

// Random days have the time they take on a machine that does other things too.
describe('any day under any policy', { timeout: 180_000 }, () => {
  it('loses and doubles nobody, moves nobody the policy does not name, explains every place, replays equal', async () => {
    const directory = temporaryDirectory();
    let files = 0;
    let byPolicy = 0;
    await fc.assert(
      fc.asyncProperty(
        anyPolicy,
        fc.array(step, { minLength: 60, maxLength: 140, size: 'max' }),
        async (policy, steps) => {
          const store = smallStore();
          const set = { ...policy, noTurnItems: [...policy.noTurnItems], effects: { ...policy.effects } };
          for (const group of ['foot', 'massage', 'spa']) {
            const fromDate = store.businessDate;
            store.act('rotation.setPolicy', { group, gender: null, fromDate, preset: null, policy: set });
          }
          let queues = orders(store);
          for (const one of steps) {
            store.wait(one.minutes);
            const command = markCommand(one) ?? commandOf(store, one);
            if (!command) continue;
            const marks = marksNow(store);
            try {
              const events = store.act(command.name, command.data as never, command.actor);
              const after = orders(store);
              expectWhole(store, after);
              expectByPolicy(queues, after, events, policy);
              expectMarksHeeded(store, events, marks);
              byPolicy += events.filter(({ type }) => type === 'rotation.moved').length;
              queues = after;
            } catch (error) {
              if (!(error instanceof StoreError)) throw error;
              expect(errorText(error.code, 'en', error.context)).not.toContain('?');
            }
          }
          files += 1;
          const file = join(directory, `${files}.sqlite`);
          await store.db.copyTo(file);
          store.db.close();
          expect(verifyStore(file).problems).toEqual([]);
        },
      ),
      { numRuns: 12, endOnFailure: true },
    );
    expect(byPolicy).toBeGreaterThan(10);
  });

  it('takes any policy it offers, and says which rule a bad one breaks', () => {
    const store = smallStore();
    const set = (change: Partial<QueuePolicy>, fromDate = store.businessDate, group = 'foot') => {
      const policy = { ...defaultPolicy, ...change };
      const data = { group, gender: null, fromDate, preset: null };
      store.act('rotation.setPolicy', {
        ...data,
        policy: { ...policy, noTurnItems: [...policy.noTurnItems], effects: { ...policy.effects } },
      });
    };
    const effects = { ...defaultPolicy.effects, refused: 'remove' as const };
    expect(() => set({ effects })).toThrow(/POLICY_EFFECT_UNFIT/);
    expect(() => set({}, '2026-11-20')).toThrow(/POLICY_IN_THE_PAST/);
    expect(() => set({ noTurnItems: ['999'] })).toThrow(/SERVICE_UNKNOWN/);
    expect(() => set({}, store.businessDate, 'kitchen')).toThrow(/GROUP_UNKNOWN/);
  });
});
