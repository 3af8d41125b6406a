import { parseArgs } from 'node:util';
import { presetNames } from '../core/rotation/policy.ts';
import { runDay } from '../host/day/run-day.ts';

/** `npm run day -- --seed N [--json] [--data DIR] [--policy NAME]`: one business day through real bytes, and the proof of its books. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    data: { type: 'string' },
    policy: { type: 'string' },
  },
});
const seed = Number(values.seed);
if (!/^\d{1,9}$/.test(values.seed)) {
  console.error('--seed: a whole number from 0 / --seed：请输入非负整数');
  process.exit(2);
}
const policy = presetNames.find((name) => name === values.policy);
if (values.policy !== undefined && policy === undefined) {
  console.error(`--policy: ${presetNames.join(', ')}`);
  process.exit(2);
}
const tell = (facts: object, message: string) => console.error(message, JSON.stringify(facts));
const summary = await runDay({
  seed,
  ...(policy === undefined ? {} : { policy }),
  ...(values.data === undefined ? {} : { dataDir: values.data }),
  log: { info: () => {}, warn: () => {}, error: tell },
});
console.log(values.json ? JSON.stringify(summary) : JSON.stringify(summary, null, 2));
process.exit(summary.verify.ok && summary.swipes.lost === 0 ? 0 : 1);
