import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../../../core/kernel/error.ts';
import { overlap, techniciansIn } from '../../../../core/model/reservations/reservation.ts';
import { howMany } from '../../../support/how-many.ts';
import { commandOf, type Step, smallStore } from '../../commands/any-command.ts';
import { anyReservation } from '../../commands/any-reservation.ts';
import type { TestStore } from '../../test-store.ts';

const numbers = fc.array(fc.nat(10_000), { minLength: 10, maxLength: 10 });
/** Mostly reservations, and between them what takes rooms and technicians. */
const step = fc.record({
  kind: fc.constantFrom('reserve', 'reserve', 'reserve', 'open', 'open', 'start', 'end', 'settle', 'clean', 'duty'),
  minutes: fc.constantFrom(0, 1, 5, 10, 20),
  numbers,
});

function act(store: TestStore, one: Pick<Step, 'numbers'> & { kind: string }): boolean {
  const command = one.kind === 'reserve' ? anyReservation(store, one.numbers) : commandOf(store, one as Step);
  if (!command) return false;
  try {
    store.act(command.name, command.data as never, command.actor);
    return true;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return false;
  }
}

/** No two that are booked want the same room or technician in the same minute. */
function expectNoOverlap(store: TestStore): void {
  const all = store.state.reservations.booked(0, Number.MAX_SAFE_INTEGER);
  for (const [index, one] of all.entries()) {
    for (const other of all.slice(index + 1)) {
      if (!overlap(one, other)) continue;
      expect(one.roomNo !== null && one.roomNo === other.roomNo).toBe(false);
      expect(techniciansIn(one).filter((no) => techniciansIn(other).includes(no))).toEqual([]);
    }
  }
}

/** Everybody who is kept now, by technician. */
function keptFor(store: TestStore): Map<string, { startsAt: number; visitId: string | null }> {
  return new Map(
    store.state.reservations
      .locks()
      .map(({ technicianNo, startsAt, visitId }) => [technicianNo, { startsAt, visitId }]),
  );
}

// Random days have the time they take on a machine that does other things too.
describe('any bookings among any guests', { timeout: 180_000 }, () => {
  it('never overlap, lock whom they name from everybody else, and end once', () => {
    let locked = 0;
    let called = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 60, maxLength: 140, size: 'max' }), (steps) => {
        const store = smallStore();
        const { toRoomMinutes } = store.state.site.site.store;
        for (const one of steps) {
          store.wait(one.minutes);
          // What is due begins before what somebody does now.
          store.act('reservation.keepTime', {}, 'system');
          const before = keptFor(store);
          locked += before.size;
          const seq = store.seq;
          if (!act(store, one)) continue;
          expectNoOverlap(store);
          const arrived = new Set(store.eventsOf('reservation.arrived').map(({ visitId }) => visitId));
          const calls = store.db.read.all<{ payload: string }>(
            `SELECT payload FROM journal WHERE type = 'clock.called' AND seq > ?`,
            seq,
          );
          for (const { payload } of calls) {
            const { technicianNo, visitId, clockId } = JSON.parse(payload) as Record<string, string>;
            const lock = before.get(technicianNo ?? '');
            called += 1;
            if (!lock || store.state.reservations.locks().every((other) => other.technicianNo !== technicianNo))
              continue;
            // Still kept, and called all the same: for the guests themselves, or surely done before they come.
            const { minutes } = store.state.clocks.byId(clockId ?? '') ?? { minutes: 0 };
            const isOver = store.at + (minutes + toRoomMinutes) * 60_000 <= lock.startsAt;
            expect(isOver || arrived.has(visitId ?? '')).toBe(true);
          }
          // A lock moves nobody out of a queue.
          for (const technicianNo of keptFor(store).keys()) {
            if (store.state.technicians.byNo(technicianNo)?.duty === 'off') continue;
            const places = store.state.site.queues.flatMap(({ id }) => store.state.rotation.queue(id));
            expect(places.some((place) => place.technicianNo === technicianNo)).toBe(true);
          }
        }
        const ends = store.db.read.all(
          `SELECT payload ->> 'reservationId' AS id FROM journal
           WHERE type IN ('reservation.arrived', 'reservation.cancelled', 'reservation.noShow')
           GROUP BY id HAVING COUNT(*) > 1`,
        );
        expect(ends).toEqual([]);
        store.db.close();
      }),
      { numRuns: howMany({ usual: 10, nightly: 100 }), endOnFailure: true },
    );
    expect(locked).toBeGreaterThan(5);
    expect(called).toBeGreaterThan(5);
  });
});
