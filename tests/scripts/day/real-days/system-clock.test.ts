import { describe, expect, test } from 'vitest';
import { RealHouse, shop } from './real-house.ts';

const hourMs = 3_600_000;
const minuteMs = 60_000;

describe.each([
  ['ahead', hourMs],
  ['back', -hourMs],
])('the system’s clock is set an hour %s in the middle of a clock', (_way, byMs) => {
  test('the clock keeps its length, the guest pays the same, and the store follows when nothing runs', async () => {
    const house = await RealHouse.open('2026-11-21T12:00:00+08:00');
    await house.onDuty('1');
    house.open('202', '101', '1');
    await house.wait(1);
    await house.swipe('202', 'technician:1');
    const startedAt = house.now;
    await house.wait(10);
    house.systemAheadMs = byMs;
    await house.wait(0.1);
    expect(house.store.board.snapshot().devices.clockApartMs).toBe(byMs);
    expect(house.events('store.clockJumped')).toMatchObject([{ followed: false }]);
    // Another guest comes meanwhile: the same time for everybody.
    house.open('203', '101', '1');
    await house.until(new Date(startedAt + 54 * minuteMs).toISOString());
    expect(house.events('clock.reminded')).toHaveLength(0);
    await house.wait(2);
    expect(house.events('clock.reminded')).toHaveLength(1);
    await house.wait(5);
    await house.swipe('202', 'technician:1', '2#');
    const [started] = house.events('clock.started');
    const [ended] = house.events('clock.ended');
    const lengthMs = (ended?.at ?? 0) - (started?.at ?? 0);
    expect(Math.abs(lengthMs - (house.now - startedAt))).toBeLessThan(5_000);
    expect(house.room('202').visit?.totals).toEqual([{ amountMinor: 13_800, currency: 'CNY' }]);

    // Nothing runs any more: ahead is followed at once, back when the journal would not run back.
    house.act('clock.cancel', { clockId: house.clock('203').id, reason: '客人走了' });
    await house.wait(byMs > 0 ? 0.1 : 61);
    expect(house.store.board.snapshot().devices.clockApartMs).toBeNull();
    expect(house.store.board.snapshot().serverTime).toBe(house.now + byMs);
    expect(house.events('store.clockJumped').map(({ followed }) => followed)).toEqual([false, true]);
    const times = house.rows<{ at: number }>('SELECT at FROM journal ORDER BY seq').map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});

test('a machine that was switched off goes on with the system’s time; one whose clock was set back meanwhile does not run back', async () => {
  const house = await RealHouse.open('2026-11-21T12:00:00+08:00');
  await house.onDuty('1');
  house.open('202', '101', '1');
  await house.wait(1);
  await house.swipe('202', 'technician:1');
  const startedAt = house.now;
  await house.wait(10);
  await house.stop();
  await house.wait(20);
  await house.start();
  await house.wait(30.5);
  await house.swipe('202', 'technician:1', '2#');
  const lengthMs = (house.events('clock.ended')[0]?.at ?? 0) - (house.events('clock.started')[0]?.at ?? 0);
  expect(Math.abs(lengthMs - (house.now - startedAt))).toBeLessThan(5_000);

  await house.stop();
  house.systemAheadMs = -30 * minuteMs;
  await house.start();
  await house.wait(1);
  const last = house.rows<{ at: number }>('SELECT MAX(at) AS at FROM journal')[0]?.at ?? 0;
  expect(house.store.board.snapshot().serverTime).toBeGreaterThanOrEqual(last);
});

test.each([
  ['a clock runs', true],
  ['nothing runs', false],
])(
  'a computer that lost its date at a restart while %s takes no swipe along; a manager alone goes back with it',
  async (_what, isRunning) => {
    const house = await RealHouse.open('2026-11-21T12:00:00+08:00');
    await house.onDuty('1');
    if (isRunning) {
      house.open('202', '101', '1');
      await house.wait(1);
      await house.swipe('202', 'technician:1');
    }
    await house.wait(10);
    await house.stop();
    house.systemAheadMs = -365 * 24 * hourMs;
    await house.start();
    await house.wait(1);
    const { devices, businessDate } = house.store.board.snapshot();
    expect(businessDate).toBe('2026-11-21');
    expect(Math.round((devices.clockApartMs ?? 0) / (24 * hourMs))).toBe(-365);
    if (isRunning) {
      // It goes on from the last row: how long it was off nothing can tell.
      await house.wait(60);
      await house.swipe('202', 'technician:1', '2#');
      const [ended] = house.events('clock.ended');
      const [started] = house.events('clock.started');
      expect((ended?.at ?? 0) - (started?.at ?? 0)).toBeGreaterThanOrEqual(60 * minuteMs);
    }
    const at = house.rows<{ at: number }>('SELECT at FROM journal ORDER BY seq').map((row) => row.at);
    expect(at).toEqual([...at].sort((a, b) => a - b));
    house.systemAheadMs = 0;
    await house.wait(1);
    expect(house.store.board.snapshot().devices.clockApartMs).toBeNull();
  },
);

describe('in a zone whose clocks are put on and back', () => {
  const berlin = () => ({ ...shop(), store: { ...shop().store, timeZone: 'Europe/Berlin' } });

  test.each([
    ['back', '2026-10-25T02:30:00+02:00', '2026-10-24', '02:32'],
    ['on', '2026-03-29T01:30:00+01:00', '2026-03-28', '03:32'],
  ])(
    'a clock over the hour they are put %s is as long as any, and shows the right end',
    async (_way, at, date, until) => {
      const house = await RealHouse.open(at, berlin());
      await house.onDuty('1');
      house.open('202', '101', '1');
      await house.wait(2);
      house.hold('202', 'technician:1');
      await house.wait(0.05);
      expect(house.terminal('202').lines.join(' ')).toContain(until);
      const startedAt = house.now;
      await house.wait(60);
      await house.swipe('202', 'technician:1', '2#');
      const [started] = house.events('clock.started');
      const [ended] = house.events('clock.ended');
      expect(started?.businessDate).toBe(date);
      expect(ended?.businessDate).toBe(date);
      expect(Math.abs((ended?.at ?? 0) - (started?.at ?? 0) - (house.now - startedAt))).toBeLessThan(5_000);
      expect(house.events('store.clockJumped')).toEqual([]);
      // The trading day changes at five on the wall, an hour later or earlier than a day ago.
      await house.until(at.startsWith('2026-10') ? '2026-10-25T04:59:00+01:00' : '2026-03-29T04:59:00+02:00');
      expect(house.store.board.snapshot().businessDate).toBe(date);
      await house.wait(2);
      expect(house.store.board.snapshot().businessDate).toBe(at.slice(0, 10));
    },
  );
});
