import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SimulatedScheduler } from '../../../hardware/sim/simulated-scheduler.ts';

describe('SimulatedScheduler', () => {
  it('runs tasks by time, those of one time in the order they were set', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ delayMs: fc.nat(50), isCancelled: fc.boolean() })), async (tasks) => {
        const scheduler = new SimulatedScheduler();
        const ran: { atMs: number; order: number }[] = [];
        const handles = tasks.map(({ delayMs }, order) =>
          scheduler.setTimeout(() => ran.push({ atMs: scheduler.now(), order }), delayMs),
        );
        for (const [at, { isCancelled }] of tasks.entries()) if (isCancelled) scheduler.clearTimeout(handles[at]);
        await scheduler.run(100);
        const expected = tasks
          .map(({ delayMs, isCancelled }, order) => ({ atMs: delayMs, order, isCancelled }))
          .filter(({ isCancelled }) => !isCancelled)
          .sort((first, second) => first.atMs - second.atMs || first.order - second.order)
          .map(({ atMs, order }) => ({ atMs, order }));
        expect(ran).toEqual(expected);
        expect(scheduler.pendingCount).toBe(0);
        expect(scheduler.now()).toBe(100);
      }),
      { numRuns: 50, seed: 20_261_121 },
    );
  });

  it('lets promises settle between tasks, however long their chain', async () => {
    const scheduler = new SimulatedScheduler();
    const steps: string[] = [];
    const chain = async () => {
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
      steps.push('settled');
    };
    scheduler.setTimeout(() => void chain(), 1);
    scheduler.setTimeout(() => steps.push('next'), 1);
    await scheduler.run(1);
    expect(steps).toEqual(['settled', 'next']);
  });

  it('runs only up to the given time, including it', async () => {
    const scheduler = new SimulatedScheduler();
    const ran: number[] = [];
    for (const atMs of [1, 2, 3]) scheduler.setTimeout(() => ran.push(atMs), atMs);
    await scheduler.run(2);
    expect(ran).toEqual([1, 2]);
    expect(scheduler.now()).toBe(2);
    await scheduler.advance(10);
    expect(ran).toEqual([1, 2, 3]);
    expect(scheduler.now()).toBe(12);
  });

  it('goes from task to task and says when there is none', async () => {
    const scheduler = new SimulatedScheduler({ epochMs: 1_000_000 });
    scheduler.setTimeout(() => scheduler.setTimeout(() => {}, 5), 10);
    expect(await scheduler.step()).toBe(true);
    expect(scheduler.now()).toBe(10);
    expect(await scheduler.step()).toBe(true);
    expect(scheduler.wallNow()).toBe(1_000_015);
    expect(await scheduler.step()).toBe(false);
  });

  it('never runs a cancelled task, also when thousands are cancelled', async () => {
    const scheduler = new SimulatedScheduler();
    let count = 0;
    for (let round = 0; round < 5000; round += 1) {
      const handle = scheduler.setTimeout(() => {
        count += 1;
      }, 1000 + round);
      if (round % 10 !== 0) scheduler.clearTimeout(handle);
      if (round % 20 === 1) scheduler.clearTimeout(handle);
    }
    expect(scheduler.pendingCount).toBe(500);
    await scheduler.run(10_000);
    expect(count).toBe(500);
    scheduler.clearTimeout(undefined);
  });

  it('gives on what a task throws', async () => {
    const scheduler = new SimulatedScheduler();
    scheduler.setTimeout(() => {
      throw new Error('broken task');
    }, 1);
    await expect(scheduler.run(5)).rejects.toThrow('broken task');
  });
});
