import { argumentsOf, orUsage } from './common/arguments.ts';
import { dayOf } from './common/day-arguments.ts';
import { runDay } from './day/run-day.ts';

/**
 * `npm run day -- --seed N [--json] [--data DIR] [--policy NAME] [--cancellations 0.2] [--late 0.1] [--cheat 0.02] [--hours N]`: one business day
 * through real bytes, and the proof of its books. Exit 0 when they fit, 1 when not, 2 for wrong arguments.
 */
const { asked, data, json } = orUsage(() => {
  const { values, json } = argumentsOf(process.argv.slice(2), [
    'seed',
    'data',
    'policy',
    'cancellations',
    'late',
    'cheat',
    'hours',
  ]);
  return { asked: dayOf(values), data: values.data, json };
});
const tell = (facts: object, message: string) => console.error(message, JSON.stringify(facts));
const summary = await runDay({
  ...asked,
  ...(data === undefined ? {} : { dataDir: data }),
  log: { info: () => {}, warn: () => {}, error: tell },
});
console.log(json ? JSON.stringify(summary) : JSON.stringify(summary, null, 2));
process.exit(summary.verify.ok && summary.swipes.lost === 0 ? 0 : 1);
