import { expect, test } from 'vitest';
import { runDay } from '../../../../scripts/day/run-day.ts';

test('a day on which a fifth of the clocks is cancelled and a tenth of the technicians comes late', async () => {
  const faults: object[] = [];
  const log = { info: () => {}, warn: () => {}, error: (facts: object) => void faults.push(facts) };
  const summary = await runDay({ seed: 7, hours: 9, habits: { cancellations: 0.2, late: 0.1 }, log });
  const served = summary.clocks.rotation + summary.clocks.requested;
  const cancelled = summary.cancelled.beforeStart + summary.cancelled.afterStart;
  expect(summary.habits).toEqual({ cancellations: 0.2, late: 0.1, cheat: null });
  expect(cancelled / (served + cancelled)).toBeGreaterThan(0.12);
  expect(cancelled / (served + cancelled)).toBeLessThan(0.3);
  expect(Math.min(summary.cancelled.beforeStart, summary.cancelled.afterStart)).toBeGreaterThan(2);
  expect(summary.late / served).toBeGreaterThan(0.04);
  expect(summary.swipes.lost).toBe(0);
  expect(summary.verify).toEqual({ ok: true, problems: [] });
  expect(faults).toEqual([]);
}, 300_000);
