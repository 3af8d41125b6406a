import { describe, expect, test } from 'vitest';
import { hourMs } from '../../../core/kernel/time.ts';
import { verifyStore } from '../../../db/verify.ts';
import { RunningStore } from '../../../host/store/running-store.ts';
import { temporaryDirectory } from '../../db/files.ts';

const log = { info: () => {}, warn: () => {}, error: () => {} };

/** The demo as it opens at an instant, and what its board shows; it is closed again. */
async function openedAt(instant: string, evening = true) {
  const dataDir = temporaryDirectory();
  const options = { dataDir, demo: true, evening, log, voice: 'none' as const, now: () => Date.parse(instant) };
  const store = await RunningStore.open(options);
  const board = store.board.snapshot();
  const { terminals, printers } = store.simulatedDevices.view();
  await store.close();
  const states = Map.groupBy(board.rooms, ({ state }) => state);
  const roomsIn = (state: (typeof board.rooms)[number]['state']) => states.get(state)?.length ?? 0;
  return { file: `${dataDir}/store.sqlite`, board, roomsIn, terminals, printers };
}

describe('the demo', () => {
  test('opens on a running evening: people at work by roster, full rooms, guests to come; its books fit', async () => {
    const evening = await openedAt('2026-11-28T12:30:00Z');
    const { board, roomsIn } = evening;
    expect(roomsIn('in-service')).toBeGreaterThanOrEqual(15);
    expect(roomsIn('vacant')).toBeGreaterThanOrEqual(3);
    expect(roomsIn('out-of-order')).toBe(1);
    expect(board.technicians.filter(({ state }) => state !== 'off-duty').length).toBeGreaterThan(40);
    expect(board.reservations.length).toBeGreaterThanOrEqual(3);
    // Nothing of it is printed and called now.
    expect(evening.printers.flatMap(({ slips }) => slips)).toEqual([]);
    expect(evening.terminals.filter(({ plugged }) => !plugged)).toHaveLength(1);
    expect(evening.printers.filter(({ state }) => state === 'no-paper')).toHaveLength(1);
    expect(verifyStore(evening.file).problems).toEqual([]);
  });

  test.each([
    ['just after the day has begun', '2026-11-28T21:00:30Z'],
    ['in the morning', '2026-11-28T23:40:00Z'],
    ['on a night when clocks change nowhere near, and the month ends', '2026-11-30T16:20:00Z'],
  ])('opens whenever it is: %s', async (_when, instant) => {
    const evening = await openedAt(instant);
    expect(evening.board.rooms.length).toBe(36);
    expect(verifyStore(evening.file).problems).toEqual([]);
  });

  test('has a month behind it where one is asked for: work, pay, a closed month, lists that show something; its books fit', async () => {
    const dataDir = temporaryDirectory();
    const now = () => Date.parse('2026-11-28T12:30:00Z');
    const options = { dataDir, demo: true, language: 'en' as const, evening: true, month: true };
    const store = await RunningStore.open({ ...options, log, voice: 'none', now });
    try {
      const closed = await store.pay.month('2026-10');
      expect(closed.closed).not.toBeNull();
      expect(closed.people.length).toBeGreaterThan(30);
      const open = await store.pay.month('2026-11');
      expect(open.closed).toBeNull();
      expect(open.people.length).toBeGreaterThan(60);
      const lists = Array.from({ length: 28 }, (_, day) =>
        store.incidents.day(`2026-11-${String(day + 1).padStart(2, '0')}`),
      );
      expect(lists.flatMap(({ incidents }) => incidents).length).toBeGreaterThan(5);
      // Of a month nothing is left in a room, and the evening is as it is without one.
      const { rooms, technicians, businessDate } = store.board.snapshot();
      expect(rooms.flatMap(({ visit }) => (visit && visit.openedAt < now() - 4 * hourMs ? [visit] : []))).toEqual([]);
      expect(rooms.filter(({ state }) => state === 'in-service').length).toBeGreaterThanOrEqual(15);
      expect(technicians.filter(({ state }) => state !== 'off-duty').length).toBeGreaterThan(40);
      expect(businessDate).toBe('2026-11-28');
      expect(store.reservations.day('2026-11-29').reservations.length).toBeGreaterThanOrEqual(2);
      expect(
        Object.values(store.guide.view() ?? {}).flatMap((steps) => steps.filter(({ doneAt }) => doneAt !== null)),
      ).toEqual([]);
    } finally {
      await store.close();
    }
    expect(verifyStore(`${dataDir}/store.sqlite`).problems).toEqual([]);
  }, 900_000);

  test('has no past where none is asked for', async () => {
    const { board, roomsIn, terminals } = await openedAt('2026-11-28T12:30:00Z', false);
    expect(roomsIn('vacant')).toBe(board.rooms.length);
    expect(terminals.every(({ plugged }) => plugged)).toBe(true);
  });
});
