import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { presetNames } from '../../../core/model/rotation/policy.ts';
import { longTests } from '../../../scripts/common/long-tests.ts';
import { dayInProcess } from '../../../scripts/day/day-process.ts';
import { chancesOf } from '../../../scripts/day/habits.ts';
import { type DayOutcome, dayLine, nightDay, runNight } from '../../../scripts/day/nightly.ts';
import type { DaySummary } from '../../../scripts/day/summary.ts';
import { howMany } from '../../support/how-many.ts';

const clean: DaySummary = {
  ...{
    seed: 1,
    policy: null,
    habits: { cancellations: null, late: null, cheat: null },
    guests: 3,
    visits: 2,
    bills: 2,
  },
  ...{ clocks: { rotation: 1, requested: 1, extension: 0, picked: 0, call: 0, converted: 0 }, happened: {} },
  ...{ cancelled: { beforeStart: 0, afterStart: 0 }, late: 0 },
  ...{ swipes: { sent: 5, acted: 5, refused: 0, lost: 0 }, announcements: 1, slips: 1, takingsMinor: 1 },
  cheat: { no: 'M02', played: {}, listed: {} },
  ...{ refusals: {}, journalRows: 7, wallMs: 1, verify: { ok: true, problems: [] } },
};

const days = howMany({ usual: presetNames.length, nightly: 20 });

test(`${days} days under all presets, with cancellations and lateness, are clean`, async () => {
  const met: string[] = [];
  const summary = await runNight({
    seeds: days,
    from: 100,
    jobs: availableParallelism(),
    run: (day) => dayInProcess(day, 7),
    onDay: ({ policy }) => met.push(policy),
  });
  expect(summary.bad).toEqual([]);
  expect(summary.clean).toBe(days);
  expect([...new Set(met)].sort()).toEqual([...presetNames].sort());
  expect(summary.totals.guests).toBeGreaterThan(days * 25);
  expect(summary.totals.bills).toBeGreaterThan(days * 12);
}, 1_800_000);

describe('a night', () => {
  test('tries the full number of what `npm test` tries less often, in every file that does', () => {
    vi.stubEnv('CLOCKROOM_TESTS', undefined);
    expect(howMany({ usual: 3, nightly: 40 })).toBe(3);
    vi.stubEnv('CLOCKROOM_TESTS', 'nightly');
    expect(howMany({ usual: 3, nightly: 40 })).toBe(40);
    vi.unstubAllEnvs();
    expect(longTests()).toEqual(
      expect.arrayContaining(['tests/host/kill.test.ts', 'tests/scripts/day/nightly.test.ts']),
    );
  });

  test('meets each preset with each share of cancellations and of lateness', () => {
    const met = new Set(Array.from({ length: 48 }, (_, seed) => JSON.stringify({ ...nightDay(seed), seed: 0 })));
    expect(met.size).toBe(48);
    expect(dayLine(nightDay(5)).slice(0, 4)).toEqual(['--seed', '5', '--policy', presetNames[1]]);
  });

  test('goes on after a bad day and lists it with its command', async () => {
    const outcomes: Record<number, DayOutcome> = {
      11: { summary: { ...clean, verify: { ok: false, problems: ['x'] } }, logged: [] },
      12: { failed: 'broke off' },
      13: { summary: { ...clean, swipes: { ...clean.swipes, lost: 1 } }, logged: ['a fault'] },
    };
    let most = 0;
    let now = 0;
    const summary = await runNight({
      seeds: 6,
      from: 10,
      jobs: 2,
      run: async ({ seed }) => {
        now += 1;
        most = Math.max(most, now);
        await Promise.resolve();
        now -= 1;
        if (seed === 14) throw new Error('no process');
        return outcomes[seed] ?? { summary: clean, logged: [] };
      },
    });
    expect(most).toBe(2);
    expect(summary.bad.map(({ seed, why }) => [seed, ...why])).toEqual([
      [11, 'verify'],
      [12, 'failed'],
      [13, 'lost', 'logged'],
      [14, 'failed'],
    ]);
    expect(summary.bad[0]?.command).toBe(`npm run day -- ${dayLine(nightDay(11)).join(' ')}`);
    expect([summary.clean, summary.totals.guests]).toEqual([2, 12]);
  });

  test.each([['--seeds=0'], ['--days'], ['--from=-1'], ['--jobs=x'], ['--late'], ['stray']])(
    'refuses %s with status 2',
    (line) => {
      const script = path.resolve(import.meta.dirname, '../../../scripts/nightly.ts');
      const { status, stdout, stderr } = spawnSync(process.execPath, [script, line], { encoding: 'utf8' });
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/--/);
    },
  );
});

test('the share asked for is the share of all clocks', () => {
  const { cancelledBeforeStart, cancelledAfterStart, late } = chancesOf({ cancellations: 0.2, late: 0.1 });
  expect(cancelledBeforeStart + (1 - cancelledBeforeStart) * cancelledAfterStart).toBeCloseTo(0.2);
  expect(late).toBe(0.1);
  expect(chancesOf({ cancellations: 1 }).cancelledAfterStart).toBe(1);
});
