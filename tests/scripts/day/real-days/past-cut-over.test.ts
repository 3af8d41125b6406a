import { expect, test } from 'vitest';
import { RealHouse } from './real-house.ts';

test('a store that closes at 06:30, past its cut-over, with clocks running', async () => {
  const house = await RealHouse.open('2026-11-21T20:00:00+08:00');
  await house.onDuty('1', '2', '3');
  await house.until('2026-11-22T04:30:00+08:00');
  house.open('202', '103', '1');
  await house.wait(2);
  await house.swipe('202', 'technician:1');
  const startedAt = house.events('clock.started')[0]?.at ?? 0;
  expect(house.technician('1').today).toMatchObject({ requested: 1 });

  // 05:00: another trading day. Nobody is sent home, no clock ends, no place is lost.
  const queue = () =>
    house.store.board
      .snapshot()
      .queues.find(({ id }) => id === 'foot')
      ?.places.map((one) => one.technicianNo);
  const before = queue();
  await house.until('2026-11-22T05:10:00+08:00');
  expect(house.store.board.snapshot().businessDate).toBe('2026-11-22');
  expect(house.clock('202')).toMatchObject({ state: 'started' });
  expect(queue()).toEqual(before);
  house.open('203', '101', '2');
  await house.wait(2);
  await house.swipe('203', 'technician:2');

  // The first ends at its true length; the second at 06:15; everybody goes at half past six.
  await house.until('2026-11-22T06:05:00+08:00');
  await house.swipe('202', 'technician:1', '2#');
  const [ended] = house.events('clock.ended');
  expect(ended).toMatchObject({ technicianNo: '1', businessDate: '2026-11-22' });
  expect(ended?.at).toBeGreaterThanOrEqual(startedAt + 90 * 60_000);
  await house.until('2026-11-22T06:20:00+08:00');
  await house.swipe('reader', 'technician:2');
  await house.until('2026-11-22T06:30:00+08:00');
  for (const no of ['1', '2', '3']) await house.swipe('reader', `technician:${no}`, '2');
  expect(['1', '2', '3'].map((no) => house.technician(no).state)).toEqual(['off-duty', 'off-duty', 'off-duty']);

  // A clock counts on the day it was ordered; what it earned is written when it is earned, on the day it ended.
  const clocks = house.rows<{ technicianNo: string; businessDate: string; ms: number }>(
    'SELECT technicianNo, businessDate, endedAt - startedAt AS ms FROM clocks ORDER BY orderedAt',
  );
  expect(clocks.map(({ technicianNo, businessDate }) => [technicianNo, businessDate])).toEqual([
    ['1', '2026-11-21'],
    ['2', '2026-11-22'],
  ]);
  expect([house.earned('1', '2026-11-21'), house.earned('2', '2026-11-21')]).toEqual([0, 0]);
  expect(house.earned('1', '2026-11-22')).toBeGreaterThan(0);
  expect(house.technician('2').today).toMatchObject({ requested: 1 });
  expect(house.technician('1').today).toMatchObject({ requested: 0 });

  // Attendance: one spell each, of the day on which they came, to the minute they went.
  const spells = house.rows<{ technicianNo: string; businessDate: string; onAt: number; offAt: number }>(
    'SELECT technicianNo, businessDate, onAt, offAt FROM duty_spells ORDER BY technicianNo',
  );
  expect(spells.map(({ technicianNo, businessDate }) => [technicianNo, businessDate])).toEqual([
    ['1', '2026-11-21'],
    ['2', '2026-11-21'],
    ['3', '2026-11-21'],
  ]);
  for (const { onAt, offAt } of spells) expect(Math.round((offAt - onAt) / 60_000)).toBe(630);
});
