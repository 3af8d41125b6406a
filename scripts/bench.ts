import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { runBench } from '../host/bench/run-bench.ts';
import { runSoak } from '../host/bench/soak.ts';
import { bareSqlite } from './parts/bare-sqlite.ts';
import { launchBenchBrowser } from './parts/bench-browser.ts';
import { projectPath } from './parts/project.ts';

/**
 * `npm run bench -- [--json] [--only NAME] [--month]`: the benchmarks of docs/design/measure.md that the store itself can
 * measure. `--soak [--seed N] [--frames N]`: a line through a million spoiled frames instead. Exit status 1 where
 * something falls short.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    month: { type: 'boolean', default: false },
    soak: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    frames: { type: 'string', default: '1000000' },
  },
});

if (globalThis.gc) process.exit(await (values.soak ? soak() : bench()));
// Live memory can only be told after collecting garbage on demand.
const again = spawnSync(process.execPath, ['--expose-gc', ...process.argv.slice(1)], { stdio: 'inherit' });
process.exit(again.status ?? 1);

async function bench(): Promise<number> {
  const rows = await runBench({
    sqlite: bareSqlite,
    browser: () => {
      const { status } = spawnSync(process.execPath, [projectPath('scripts/build.ts'), 'renderer'], {
        stdio: 'inherit',
      });
      if (status !== 0) throw new Error('the screens could not be built');
      return launchBenchBrowser(process.env);
    },
    screensDir: projectPath('dist/renderer'),
    month: values.month,
    ...(values.only === undefined ? {} : { only: values.only }),
    onStart: (name) => process.stderr.write(`clockroom: ${name} …\n`),
  });
  if (values.json) process.stdout.write(`${JSON.stringify(rows, null, 1)}\n`);
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
  const result = await runSoak({ faultyFrames: Number(values.frames), seed: Number(values.seed) });
  process.stdout.write(`${JSON.stringify(result, null, values.json ? 0 : 2)}\n`);
  const { wrongSwipes, stuckTerminals, lostAfterwards } = result;
  return wrongSwipes.length === 0 && stuckTerminals.length === 0 && lostAfterwards === 0 ? 0 : 1;
}
