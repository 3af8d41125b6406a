import { expect, it } from 'vitest';
import { SimulatedScheduler } from '../../../../hardware/sim/simulated-scheduler.ts';
import { RepeatedSwipes } from '../../../../host/devices/terminals/repeated-swipes.ts';

it('repeated swipes are told together, by terminal, and none is lost at the end', async () => {
  const scheduler = new SimulatedScheduler();
  const told: [string, number][] = [];
  const swipes = new RepeatedSwipes({ scheduler, onCount: (terminalId, count) => told.push([terminalId, count]) });
  for (let count = 0; count < 5; count += 1) swipes.add('floor-2/1');
  swipes.add('floor-2/2');
  await scheduler.advance(59_000);
  expect(told).toEqual([]);
  await scheduler.advance(1_000);
  expect(told).toEqual([
    ['floor-2/1', 5],
    ['floor-2/2', 1],
  ]);
  swipes.add('floor-2/1');
  swipes.tell();
  await scheduler.advance(120_000);
  expect(told.slice(2)).toEqual([['floor-2/1', 1]]);
});
