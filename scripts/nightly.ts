import { availableParallelism } from 'node:os';
import { argumentsOf, orUsage, wholeNumber } from './common/arguments.ts';
import { runLongTests } from './common/long-tests.ts';
import { dayInProcess } from './day/day-process.ts';
import { runNight } from './day/nightly.ts';

/**
 * `npm run nightly -- [--seeds 1000] [--from 0] [--jobs N] [--days-only] [--json]`: so many whole days, over all presets,
 * with cancellations and lateness, and then the tests that are long by nature with their full numbers. Goes on after a
 * bad one and lists it. Exit 0 when all are clean, 1 when not, 2 for wrong arguments.
 */
const { seeds, from, jobs, daysOnly, json } = orUsage(() => {
  const { values, has, json } = argumentsOf(process.argv.slice(2), ['seeds', 'from', 'jobs'], ['days-only']);
  return {
    seeds: wholeNumber('seeds', values.seeds, 1) ?? 1_000,
    from: wholeNumber('from', values.from, 0) ?? 0,
    jobs: wholeNumber('jobs', values.jobs, 1) ?? availableParallelism(),
    daysOnly: has.has('days-only'),
    json,
  };
});
let done = 0;
const summary = await runNight({
  seeds,
  from,
  jobs,
  run: (day) => dayInProcess(day),
  onDay: (_day, bad) => {
    done += 1;
    if (bad) console.error(`${done}/${seeds} ${bad.why.join(', ')}: ${bad.command}`);
    else if (done % 50 === 0) console.error(`${done}/${seeds}`);
  },
});
const testsFail = !daysOnly && (await runLongTests()) !== 0;
const tests = daysOnly ? 'not run' : testsFail ? 'failed' : 'passed';
console.log(JSON.stringify({ ...summary, tests }, null, json ? undefined : 2));
process.exitCode = summary.bad.length === 0 && !testsFail ? 0 : 1;
