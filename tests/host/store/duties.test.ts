import { describe, expect, it } from 'vitest';
import { SimulatedScheduler } from '../../../hardware/sim/simulated-scheduler.ts';
import { type Duty, DutyClock } from '../../../host/store/duty-clock.ts';

/** A duty that counts how often it was asked for its time and how often it was done. */
class CountedDuty implements Duty {
  dueAt: number;
  asked = 0;
  done = 0;

  constructor(dueAt: number) {
    this.dueAt = dueAt;
  }

  nextAt(): number {
    this.asked += 1;
    return this.dueAt;
  }

  perform(): void {
    this.done += 1;
    if (this.dueAt < 0) throw new Error('this duty fails');
  }
}

function clockWith(...duties: Duty[]) {
  const scheduler = new SimulatedScheduler();
  const errors: unknown[] = [];
  const clock = new DutyClock({
    scheduler,
    now: () => scheduler.now(),
    duties,
    onLook: () => undefined,
    onError: (error) => errors.push(error),
  });
  return { clock, scheduler, errors };
}

describe("the store's own clock", () => {
  it('does a duty when its time has come, and asks for the time only once while nothing is committed', async () => {
    const duty = new CountedDuty(10_500);
    const { clock, scheduler } = clockWith(duty);
    clock.start();
    await scheduler.advance(10_000);
    expect(duty).toMatchObject({ asked: 1, done: 0 });
    await scheduler.advance(1_000);
    expect(duty).toMatchObject({ asked: 1, done: 1 });
    duty.dueAt = 60_000;
    clock.forget();
    await scheduler.advance(10_000);
    expect(duty).toMatchObject({ asked: 2, done: 1 });
    clock.close();
  });

  it('a duty that fails keeps no other from its own', async () => {
    const failing = new CountedDuty(-1);
    const other = new CountedDuty(0);
    const { clock, scheduler, errors } = clockWith(failing, other);
    clock.start();
    await scheduler.advance(2_000);
    clock.close();
    expect(errors).toHaveLength(failing.done);
    expect(other.done).toBe(3);
  });

  it('a closed clock does nothing any more', async () => {
    const duty = new CountedDuty(5_000);
    const { clock, scheduler } = clockWith(duty);
    clock.start();
    clock.close();
    await scheduler.advance(10_000);
    expect(duty.done).toBe(0);
  });
});
