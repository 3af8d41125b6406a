import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { benchNames, runBench } from './bench/run-bench.ts';
import { runSoak } from './bench/soak.ts';
import { ArgumentError, argumentsOf, orUsage, wholeNumber } from './common/arguments.ts';
import { bareSerial } from './common/bare-serial.ts';
import { bareSqlite } from './common/bare-sqlite.ts';
import { launchBenchBrowser } from './common/bench-browser.ts';
import { projectPath } from './common/project.ts';

/**
 * `npm run bench -- [--json] [--only NAME] [--month] [--months N]`: the benchmarks of docs/design/measure.md that the store
 * itself can measure. `--months`: files of a busy store up to that age (1, 6, 12, 24, 60) are made for growth, proof and
 * backup, half an hour or more for the last; they are kept in `dist/bench`. Without it what is there is measured, a month
 * at least. `--soak [--seed N] [--frames N]`: a line through a million spoiled frames instead. Exit status 1 where
 * something falls short, 2 for wrong arguments.
 */
const { only, month, months, isSoak, seed, frames, json } = orUsage(() => {
  const { values, has, json } = argumentsOf(
    process.argv.slice(2),
    ['only', 'seed', 'frames', 'months'],
    ['month', 'soak'],
  );
  const { only } = values;
  if (only !== undefined && !benchNames.some((name) => name.includes(only))) {
    throw new ArgumentError(`--only: a part of / --only：请选择 ${benchNames.join(', ')}`);
  }
  return {
    only,
    month: has.has('month'),
    months: wholeNumber('months', values.months, 1) ?? 1,
    isSoak: has.has('soak'),
    seed: wholeNumber('seed', values.seed, 0) ?? 1,
    frames: wholeNumber('frames', values.frames, 1) ?? 1_000_000,
    json,
  };
});

if (globalThis.gc) process.exit(await (isSoak ? soak() : bench()));
// Live memory can only be told after collecting garbage on demand.
const again = spawnSync(process.execPath, ['--expose-gc', ...process.argv.slice(1)], { stdio: 'inherit' });
process.exit(again.status ?? 1);

async function bench(): Promise<number> {
  const rows = await runBench({
    sqlite: bareSqlite,
    serial: bareSerial,
    browser: () => {
      const { status } = spawnSync(process.execPath, [projectPath('scripts/build.ts'), 'renderer'], {
        stdio: 'inherit',
      });
      if (status !== 0) throw new Error('the screens could not be built');
      return launchBenchBrowser(process.env);
    },
    screensDir: projectPath('dist/renderer'),
    startFile: projectPath('scripts/start.ts'),
    month,
    months,
    cacheFolder: projectPath('dist/bench'),
    onDay: (done, of) => {
      if (done % 30 === 0 || done === of) process.stderr.write(`clockroom: day ${done} of ${of}\n`);
    },
    ...(only === undefined ? {} : { only }),
    onStart: (name) => process.stderr.write(`clockroom: ${name} …\n`),
  });
  if (json) process.stdout.write(`${JSON.stringify(rows, null, 1)}\n`);
  else {
    for (const { name, value, unit, reference, ratio, target, ok, note } of rows) {
      const against = reference === null ? '' : `, reference ${reference}, ratio ${ratio}`;
      process.stdout.write(
        `${ok ? 'ok   ' : 'SHORT'} ${name}: ${value} ${unit}${against} (${target})\n      ${note}\n`,
      );
    }
  }
  process.stderr.write(`clockroom: load of the machine ${loadavg()[0]?.toFixed(1)} on ${cpus().length} processors\n`);
  return rows.every(({ ok }) => ok) ? 0 : 1;
}

async function soak(): Promise<number> {
  const result = await runSoak({ faultyFrames: frames, seed });
  process.stdout.write(`${JSON.stringify(result, null, json ? 0 : 2)}\n`);
  const { wrongSwipes, stuckTerminals, lostAfterwards } = result;
  return wrongSwipes.length === 0 && stuckTerminals.length === 0 && lostAfterwards === 0 ? 0 : 1;
}
