import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FaultSettings } from '../../../hardware/sim/faults.ts';
import { SimulatedStore } from './store.ts';

const addresses = [1, 2, 3];

/** Swipes and keys on a spoiled line; returns what the terminals took and what the bus told, per terminal. */
async function run(
  seed: number,
  faults: FaultSettings,
): Promise<{ made: string[][]; told: string[][]; faultCount: number }> {
  const store = new SimulatedStore(addresses, { seed });
  await store.start(1000);
  store.line.faults.settings = faults;
  const made = addresses.map((): string[] => []);
  for (let round = 0; round < 12; round += 1) {
    for (const [at, address] of addresses.entries()) {
      const terminal = store.line.terminal(address);
      const uid = `04${address}${round.toString(16).toUpperCase()}C0DE`;
      const keys = `${address}${round}#`;
      if (terminal.holdCard(uid)) made[at]?.push(uid);
      if (terminal.press(keys)) made[at]?.push(keys);
    }
    await store.scheduler.advance(1500);
  }
  store.line.faults.settings = {};
  await store.scheduler.advance(25_000);
  const told = addresses.map((address) =>
    store.events.flatMap((event) => {
      if (event.type === 'card' && event.address === address) return [event.uid];
      return event.type === 'keys' && event.address === address ? [event.keys] : [];
    }),
  );
  const states = store.bus.terminals().map(({ state }) => state);
  expect(states).toEqual(['online', 'online', 'online']);
  await store.stop();
  return { made, told, faultCount: store.line.faults.count };
}

/** True when `told` is `made` with some left out: nothing invented, nothing doubled, nothing out of order. */
function isSubsequence(told: readonly string[], made: readonly string[]): boolean {
  let at = 0;
  for (const each of made) if (each === told[at]) at += 1;
  return at === told.length;
}

describe('a spoiled line', () => {
  it('never invents, doubles or reorders a swipe or a key', async () => {
    const rate = fc.double({ min: 0, max: 0.15, noNaN: true });
    const faults = fc.record({
      corrupt: rate,
      dropFrames: rate,
      truncate: rate,
      duplicate: rate,
      noise: rate,
      delay: rate,
      delayMs: fc.integer({ min: 1, max: 400 }),
      wrongAddress: rate,
      busy: rate,
      restart: fc.double({ min: 0, max: 0.01, noNaN: true }),
      echo: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), faults, async (seed, settings) => {
        const { made, told } = await run(seed, settings);
        for (const [at, each] of told.entries())
          expect([each, isSubsequence(each, made[at] ?? [])]).toEqual([each, true]);
      }),
      { numRuns: 25, seed: 20_261_121 },
    );
  });

  it('loses nothing while the terminals keep their power and their place', async () => {
    const { made, told, faultCount } = await run(7, { corrupt: 0.05, dropFrames: 0.05, noise: 0.05, busy: 0.05 });
    expect(faultCount).toBeGreaterThan(50);
    expect(told).toEqual(made);
  });

  it('is spoiled the same way for the same seed', async () => {
    const faults = { corrupt: 0.1, dropFrames: 0.1, restart: 0.01 };
    const [first, again, other] = [await run(3, faults), await run(3, faults), await run(4, faults)];
    expect(again).toEqual(first);
    expect(other.faultCount).not.toBe(first.faultCount);
  });
});
