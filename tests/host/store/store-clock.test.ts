import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ClockJump, StoreClock } from '../../../host/store/store-clock.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const noon = Date.UTC(2026, 10, 21, 4);

/** A store's clock beside a system clock that somebody sets. */
class Bench {
  elapsedMs = 5_000;
  systemAheadMs = 0;
  lastAt: number | null = null;
  running = false;
  hasVisit = false;
  readonly jumps: ClockJump[] = [];
  readonly clock: StoreClock;
  readonly #startedAt: number;

  constructor(startedAt = noon, lastAt: number | null = null) {
    this.lastAt = lastAt;
    this.#startedAt = startedAt;
    this.clock = this.restarted();
  }

  restarted(): StoreClock {
    return new StoreClock({
      source: { systemMs: () => this.systemMs, elapsedMs: () => this.elapsedMs },
      lastAt: () => this.lastAt,
      isClockRunning: () => this.running,
      isVisitOpen: () => this.hasVisit,
      onJump: (jump) => {
        this.jumps.push(jump);
        // The row about it is the last one then.
        this.lastAt = Math.max(this.lastAt ?? 0, this.clock.now());
      },
    });
  }

  get systemMs(): number {
    return this.#startedAt + this.elapsedMs - 5_000 + this.systemAheadMs;
  }

  pass(ms: number): void {
    for (let left = ms; left > 0; left -= 1_000) {
      this.elapsedMs += Math.min(left, 1_000);
      this.clock.look();
    }
  }
}

describe('the store’s time', () => {
  test('runs with the system’s, and follows small corrections without running back', () => {
    const bench = new Bench();
    bench.pass(minuteMs);
    expect(bench.clock.now()).toBe(noon + minuteMs);
    bench.systemAheadMs = -1_500;
    bench.clock.look();
    expect(bench.clock.now()).toBe(noon + minuteMs);
    bench.pass(minuteMs);
    expect(bench.clock.now()).toBe(noon + 2 * minuteMs - 1_500);
    expect([bench.jumps, bench.clock.apartMs]).toEqual([[], null]);
  });

  test.each([
    ['ahead', hourMs],
    ['back', -hourMs],
  ])('goes on by itself while a clock runs and the system’s is set %s; then goes by it again', (_way, byMs) => {
    const bench = new Bench();
    bench.lastAt = noon;
    bench.running = true;
    bench.pass(10 * minuteMs);
    bench.systemAheadMs = byMs;
    bench.pass(50 * minuteMs);
    expect(bench.clock.now()).toBe(noon + hourMs);
    expect(bench.clock.apartMs).toBe(byMs);
    expect(bench.jumps).toEqual([
      { fromAt: noon + 10 * minuteMs + 1_000, toAt: noon + 10 * minuteMs + 1_000 + byMs, followed: false },
    ]);
    bench.running = false;
    bench.lastAt = noon + hourMs;
    bench.pass(1_000);
    // Half the journal's day back it waits until the journal would not go back.
    if (byMs === -hourMs) {
      expect(bench.clock.apartMs).toBe(byMs);
      bench.pass(hourMs);
    }
    expect(bench.clock.apartMs).toBeNull();
    expect(bench.clock.now()).toBe(bench.systemMs);
    expect(bench.jumps.at(-1)).toMatchObject({ followed: true });
    expect(bench.jumps).toHaveLength(2);
  });

  test.each([
    ['two days', 48 * hourMs],
    ['a year', 365 * 24 * hourMs],
    ['three hours', 3 * hourMs],
  ])('a date set back by %s is never followed by itself, running or idle, started anew or not', (_by, byMs) => {
    for (const running of [true, false]) {
      const bench = new Bench();
      bench.lastAt = noon;
      bench.running = running;
      bench.pass(10 * minuteMs);
      bench.lastAt = bench.clock.now();
      bench.systemAheadMs = -byMs;
      bench.pass(10 * minuteMs);
      expect(bench.clock.now()).toBe(noon + 20 * minuteMs);
      expect(bench.clock.apartMs).toBe(-byMs);
      const lastAt = bench.clock.now();
      bench.lastAt = lastAt;
      const again = bench.restarted();
      expect(again.now()).toBe(lastAt);
      again.look();
      expect(again.apartMs).toBe(-byMs);
      // The computer's date is put right.
      bench.systemAheadMs = 0;
      bench.running = false;
      again.look();
      expect([again.apartMs, again.now()]).toEqual([null, bench.systemMs]);
    }
  });

  test('goes back with the system where somebody says that it is right, and not while a clock runs', () => {
    const bench = new Bench(noon, noon + 72 * hourMs);
    bench.pass(2_000);
    expect(bench.clock.apartMs).toBe(-72 * hourMs);
    bench.running = true;
    expect(() => bench.clock.takeOver()).toThrow('TIME_KEPT_FOR_CLOCKS');
    bench.running = false;
    bench.hasVisit = true;
    expect(() => bench.clock.takeOver()).toThrow('TIME_KEPT_FOR_VISITS');
    bench.hasVisit = false;
    expect(bench.clock.takeOver()).toEqual({ fromAt: noon + 72 * hourMs + 2_000, toAt: noon + 2_000, followed: true });
    expect([bench.clock.apartMs, bench.clock.now()]).toEqual([null, noon + 2_000]);
    bench.pass(minuteMs);
    expect(bench.clock.now()).toBe(noon + 2_000 + minuteMs);
    // Twice does nothing more.
    expect(bench.clock.takeOver()).toBeNull();
    const little = new Bench(noon, noon + hourMs);
    little.pass(2_000);
    expect(() => little.clock.takeOver()).toThrow('TIME_CATCHES_UP');
  });

  test('goes by the system’s at once where nothing runs, and says so', () => {
    const bench = new Bench();
    bench.systemAheadMs = hourMs;
    bench.pass(1_000);
    expect(bench.jumps).toEqual([{ fromAt: noon + 1_000, toAt: noon + 1_000 + hourMs, followed: true }]);
    expect(bench.clock.now()).toBe(noon + 1_000 + hourMs);
  });

  test('notices a second setting on top of the first, and that it was put right', () => {
    const bench = new Bench();
    bench.running = true;
    bench.systemAheadMs = hourMs;
    bench.pass(2_000);
    bench.systemAheadMs = 2 * hourMs;
    bench.pass(2_000);
    bench.systemAheadMs = 300;
    bench.pass(2_000);
    expect(bench.jumps.map(({ followed }) => followed)).toEqual([false, false, true]);
    expect([bench.clock.apartMs, bench.clock.now()]).toEqual([null, bench.systemMs]);
  });

  test('begins with the system’s after a stop, but never before the last row', () => {
    expect(new Bench(noon, noon - hourMs).clock.now()).toBe(noon);
    const held = new Bench(noon, noon + hourMs);
    expect(held.clock.now()).toBe(noon + hourMs);
    held.pass(minuteMs);
    // It runs on from there instead of standing still.
    expect(held.clock.now()).toBe(noon + hourMs + minuteMs);
    expect(held.clock.apartMs).toBe(-hourMs);
    expect(new Bench(noon, noon + 72 * hourMs).clock.now()).toBe(noon + 72 * hourMs);
  });

  test('measures every running clock truly, however often the system’s time is set', () => {
    const settings = fc.array(
      fc.record({
        waitMs: fc.integer({ min: 1, max: 5 * minuteMs }),
        aheadMs: fc.integer({ min: -3 * hourMs, max: 3 * hourMs }),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(settings, (steps) => {
        const bench = new Bench();
        bench.running = true;
        bench.lastAt = noon;
        const [fromAt, fromMs] = [bench.clock.now(), bench.elapsedMs];
        for (const { waitMs, aheadMs } of steps) {
          // What is less than two seconds may be a correction of the system's own.
          bench.systemAheadMs = Math.abs(aheadMs) <= 2_000 ? 0 : aheadMs;
          bench.pass(waitMs);
        }
        expect(Math.abs(bench.clock.now() - fromAt - (bench.elapsedMs - fromMs))).toBeLessThanOrEqual(2_000);
      }),
      { numRuns: 60 },
    );
  });

  test('never runs back while a clock runs', () => {
    const settings = fc.array(fc.integer({ min: -3 * hourMs, max: 3 * hourMs }), { maxLength: 12 });
    fc.assert(
      fc.property(settings, (aheads) => {
        const bench = new Bench();
        bench.running = true;
        let before = bench.clock.now();
        for (const aheadMs of aheads) {
          bench.systemAheadMs = aheadMs;
          bench.pass(1_000);
          expect(bench.clock.now()).toBeGreaterThanOrEqual(before);
          before = bench.clock.now();
        }
      }),
    );
  });
});
