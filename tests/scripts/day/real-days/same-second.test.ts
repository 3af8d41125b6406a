import { expect, test } from 'vitest';
import { RealHouse } from './real-house.ts';

const noon = '2026-11-21T12:00:00+08:00';

test('two technicians at one terminal in the same second both start, each their own clock', async () => {
  const house = await RealHouse.open(noon);
  await house.onDuty('1', '2');
  house.open('202', '101', '1', '2');
  await house.wait(1);
  house.hold('202', 'technician:1');
  house.hold('202', 'technician:2');
  await house.wait(0.1);
  const started = house.events('clock.started');
  expect(started.map(({ technicianNo }) => technicianNo).sort()).toEqual(['1', '2']);
  expect(Math.abs((started[0]?.at ?? 0) - (started[1]?.at ?? 0))).toBeLessThanOrEqual(1_000);
  expect(new Set(house.clocks('202').map(({ state }) => state))).toEqual(new Set(['started']));
  expect(house.events('swipe.refused')).toEqual([]);
});

test('two technicians in two rooms in the same second both start', async () => {
  const house = await RealHouse.open(noon);
  await house.onDuty('1', '2');
  house.open('202', '101', '1');
  house.open('203', '101', '2');
  await house.wait(1);
  house.hold('202', 'technician:1');
  house.hold('203', 'technician:2');
  await house.wait(0.1);
  const started = house.events('clock.started');
  expect(started.map(({ roomNo, technicianNo }) => [roomNo, technicianNo]).sort()).toEqual([
    ['202', '1'],
    ['203', '2'],
  ]);
  expect(Math.abs((started[0]?.at ?? 0) - (started[1]?.at ?? 0))).toBeLessThanOrEqual(1_000);
});

test('of two technicians who want the same clock in the same second, the one who was called gets it', async () => {
  const house = await RealHouse.open(noon);
  await house.onDuty('1', '2');
  house.open('202', '101', '2');
  await house.wait(1);
  house.hold('202', 'technician:1');
  house.hold('202', 'technician:2');
  await house.wait(0.1);
  expect(house.events('clock.started').map(({ technicianNo }) => technicianNo)).toEqual(['2']);
  expect(house.events('swipe.refused').map(({ who, code }) => [who, code])).toEqual([['1', 'CLOCK_NOT_CALLED_HERE']]);
  expect(house.technician('1').state).toBe('idle');
});

test('a card and the desk in the same second start a clock once', async () => {
  const house = await RealHouse.open(noon);
  await house.onDuty('1');
  house.open('202', '101', '1');
  await house.wait(1);
  const { id } = house.clock('202');
  house.hold('202', 'technician:1');
  house.act('clock.start', { clockId: id, reason: '报钟器故障' });
  await house.wait(0.1);
  expect(house.events('clock.started')).toHaveLength(1);
  expect(house.clock('202').state).toBe('started');
  // The card found the clock running: it stands at the menu.
  expect(house.terminal('202').lines[0]).toContain('2下钟');
});

test('two guests who want the same technician in the same second: one is served, the other waits for her', async () => {
  const house = await RealHouse.open(noon);
  await house.onDuty('1', '2');
  house.hold('202', 'staff:R01');
  house.hold('203', 'staff:R02');
  await house.wait(0.1);
  for (const key of ['1', '#', '1', '0', '1', '#', '1', '#', '#']) {
    for (const room of ['202', '203']) house.store.simulatedDevices.press(house.terminal(room).id, key);
    await house.wait(0.02);
  }
  await house.wait(0.1);
  expect(house.events('clock.called').map(({ technicianNo }) => technicianNo)).toEqual(['1']);
  const states = [house.clock('202').state, house.clock('203').state].sort();
  expect(states).toEqual(['called', 'ordered']);
});
