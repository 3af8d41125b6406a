import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorText } from '../../../core/error-texts.ts';
import { StoreError } from '../../../core/kernel/error.ts';
import type { StoreEvent } from '../../../core/model/events.ts';

import { verifyStore } from '../../../db/verify.ts';
import { temporaryDirectory } from '../../db/files.ts';
import type { TestStore } from '../test-store.ts';
import { commandOf, smallStore, step } from './any-command.ts';

type Order = Map<string, string[]>;

/** Every queue's numbers in order; ranks must rise strictly. */
function queuesOf(store: TestStore): Order {
  return new Map(
    store.state.site.queues.map(({ id }) => {
      const places = store.state.rotation.queue(id);
      for (const [index, place] of places.entries()) {
        expect(place.rank).toBeGreaterThan(places[index - 1]?.rank ?? Number.NEGATIVE_INFINITY);
      }
      return [id, places.map((place) => place.technicianNo)];
    }),
  );
}

/** Everybody on duty or resting stands once in every queue of the own groups, nobody else anywhere. */
function expectNobodyLost(store: TestStore, queues: Order): void {
  const { site, rotation } = store.state.site;
  for (const [queueId, order] of queues) {
    const [group, gender] = queueId.split('/');
    const expected = site.technicians.filter(
      ({ no, groups, gender: own }) =>
        groups.includes(group ?? '') &&
        (!rotation.get(group ?? '')?.byGender || own === gender) &&
        store.state.technicians.byNo(no)?.duty !== 'off',
    );
    expect(order.toSorted()).toEqual(expected.map(({ no }) => no).toSorted());
  }
}

/** Whoever was not named by a move keeps the place among the others not named; each move says why. */
function expectMovesExplain(before: Order, after: Order, events: readonly StoreEvent[]): void {
  const moved = new Map<string, Set<string>>();
  for (const event of events) {
    if (event.type !== 'rotation.moved') continue;
    const { queueId, technicianNo, because, toRank, fromRank } = event.payload;
    moved.set(queueId, (moved.get(queueId) ?? new Set()).add(technicianNo));
    expect(because.event).not.toBe('');
    expect(fromRank === null && toRank === null).toBe(false);
    if (because.event === 'moved-by-hand') expect(because.reason).toBe('because');
  }
  for (const [queueId, order] of after) {
    const still = (list: readonly string[]) => list.filter((no) => !moved.get(queueId)?.has(no));
    expect(still(order)).toEqual(still(before.get(queueId) ?? []));
  }
}

/** What is called before its start and cancelled goes exactly where it stood between those who did not move. */
function expectRestored(events: readonly StoreEvent[], heldRank: ReadonlyMap<string, number | null>): void {
  for (const event of events) {
    if (event.type !== 'rotation.moved' || event.payload.effect !== 'restore') continue;
    expect(event.payload.toRank).toBe(heldRank.get(event.payload.because.clockId ?? ''));
  }
}

/** Nothing in the tables stands on its head. */
function expectSane(store: TestStore): void {
  const { read } = store.db;
  const bad = read.all(
    `SELECT id FROM clocks WHERE minutes <= 0 OR priceMinor < 0 OR endedAt < startedAt OR startedAt < calledAt
       OR (state = 'started' AND technicianNo IS NULL) OR (state IN ('started', 'ended') AND startedAt IS NULL)
     UNION ALL SELECT goodsCode FROM stock WHERE quantity < 0
     UNION ALL SELECT clockId FROM clock_segments WHERE toAt < fromAt
     UNION ALL SELECT billId FROM payments WHERE amountMinor <= 0 OR valueMinor < 0
     UNION ALL SELECT id FROM bills WHERE totalMinor < 0 OR changeMinor < 0
     UNION ALL SELECT visitId FROM guests WHERE billId IS NULL AND leftAt IS NULL
       GROUP BY visitId, bed HAVING COUNT(*) > 1
     UNION ALL SELECT visitId FROM guests GROUP BY visitId, ordinal HAVING COUNT(*) > 1
     UNION ALL SELECT wristbandNo FROM guests WHERE billId IS NULL AND leftAt IS NULL AND wristbandNo IS NOT NULL
       GROUP BY wristbandNo HAVING COUNT(*) > 1
     UNION ALL SELECT id FROM visits WHERE closedAt IS NULL
       AND id NOT IN (SELECT visitId FROM guests WHERE billId IS NULL AND leftAt IS NULL)
     UNION ALL SELECT technicianNo FROM clocks WHERE parentId IS NULL AND state IN ('called', 'started')
       GROUP BY technicianNo HAVING COUNT(*) > 1
     UNION ALL SELECT clocks.id FROM clocks JOIN visits ON visits.id = clocks.visitId
       WHERE visits.closedAt IS NOT NULL AND state IN ('ordered', 'called', 'started')`,
  );
  expect(bad).toEqual([]);
}

// Random days have the time they take on a machine that does other things too.
describe('any day', { timeout: 180_000 }, () => {
  it('gives refusals only, keeps every queue whole and explained, and its books fit', async () => {
    const directory = temporaryDirectory();
    const refusals = new Set<string>();
    let files = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 100, maxLength: 250 }), async (steps) => {
        const store = smallStore();
        const held = new Map<string, number | null>();
        let queues = queuesOf(store);
        for (const one of steps) {
          store.wait(one.minutes);
          const command = commandOf(store, one);
          if (!command) continue;
          const seq = store.seq;
          try {
            const events = store.act(command.name, command.data as never, command.actor);
            const after = queuesOf(store);
            expectNobodyLost(store, after);
            expectMovesExplain(queues, after, events);
            expectRestored(events, held);
            for (const event of events)
              if (event.type === 'clock.called') held.set(event.payload.clockId, event.payload.heldRank);
            queues = after;
          } catch (error) {
            // A refusal changes nothing and says all its facts; anything else is a fault.
            if (!(error instanceof StoreError)) throw error;
            refusals.add(error.code);
            expect(errorText(error.code, 'en', error.context)).not.toContain('?');
            expect(store.seq).toBe(seq);
          }
          expectSane(store);
        }
        files += 1;
        const file = join(directory, `${files}.sqlite`);
        await store.db.copyTo(file);
        store.db.close();
        expect(verifyStore(file).problems).toEqual([]);
      }),
      // A failing day is shown as it is: making it shorter would take minutes.
      { numRuns: 12, endOnFailure: true },
    );
    expect(refusals.size).toBeGreaterThan(15);
  });
});
