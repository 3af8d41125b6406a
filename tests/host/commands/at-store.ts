import { expect } from 'vitest';
import { type ErrorCode, errorText } from '../../../core/error-texts.ts';
import { StoreError } from '../../../core/kernel/error.ts';
import type { Clock } from '../../../core/model/clocks/clock.ts';
import { isPresent } from '../../../core/model/visits/visit.ts';
import type { TestStore } from '../test-store.ts';

export const reason = 'because';
/** An id that nothing has. */
export const nowhere = '0193a000-0000-7000-8000-ffffffffffff';

/** Expects a refusal: its code, every fact its sentence names, and nothing changed. Gives the facts. */
export function refused(store: TestStore, code: ErrorCode, work: () => unknown): Readonly<Record<string, unknown>> {
  const before = store.seq;
  let thrown: unknown = null;
  try {
    work();
  } catch (error) {
    thrown = error;
  }
  if (!(thrown instanceof StoreError)) throw thrown ?? new Error(`not refused: ${code}`);
  expect(thrown.code).toBe(code);
  expect(errorText(code, 'en', thrown.context)).not.toContain('?');
  expect(store.seq).toBe(before);
  return thrown.context;
}

export function visitIn(store: TestStore, roomNo: string): string {
  const visit = store.state.visits.openIn(roomNo);
  if (!visit) throw new Error(`room ${roomNo} is not open`);
  return visit.id;
}

/** The guests in a room, by ordinal. */
export function guestsIn(store: TestStore, roomNo: string): string[] {
  return store.state.visits
    .guestsOf(visitIn(store, roomNo))
    .filter(isPresent)
    .map((guest) => guest.id);
}

export function guestIn(store: TestStore, roomNo: string, ordinal = 1): string {
  return guestsIn(store, roomNo)[ordinal - 1] ?? nowhere;
}

/** The main clocks of a room, in the order they were ordered. */
export function clocksIn(store: TestStore, roomNo: string): Clock[] {
  return store.state.clocks.ofVisit(visitIn(store, roomNo)).filter((clock) => clock.parentId === null);
}

/** The last clock ordered in a room. */
export function clockIn(store: TestStore, roomNo: string): Clock {
  const clock = clocksIn(store, roomNo).at(-1);
  if (!clock) throw new Error(`no clock in ${roomNo}`);
  return clock;
}

export function start(store: TestStore, roomNo: string): void {
  for (const clock of clocksIn(store, roomNo)) {
    if (clock.state === 'called') store.act('clock.start', { clockId: clock.id, atRoomNo: roomNo });
  }
}

export function end(store: TestStore, roomNo: string): void {
  for (const clock of clocksIn(store, roomNo)) {
    if (clock.state === 'started') store.act('clock.end', { clockId: clock.id, reason });
  }
}

/** Pays with as much cash as it takes, unless payments are given; returns the bill. */
export function settle(
  store: TestStore,
  roomNo: string,
  guestIds: string[],
  expectedTotalMinor: number,
  payments: { tenderCode: string; amountMinor: number; reference?: string }[] = [
    { tenderCode: 'cash-cny', amountMinor: expectedTotalMinor },
  ],
) {
  const [settled] = store.act('bill.settle', {
    visitId: visitIn(store, roomNo),
    guestIds,
    payments: expectedTotalMinor === 0 && payments.length === 1 ? [] : payments,
    expectedTotalMinor,
  });
  if (settled?.type !== 'bill.settled') throw new Error('no bill');
  return settled.payload.bill;
}

export const queueOf = (store: TestStore, queueId = 'foot') =>
  store.state.rotation.queue(queueId).map((place) => place.technicianNo);
