import { parseArgs } from 'node:util';
import { presetNames } from '../../core/rotation/policy.ts';
import type { DayHabits } from './habits.ts';
import type { DayOptions } from './run-day.ts';

/** What may be asked of simulated days on the command line, as it was typed. */
type Asked = Readonly<Record<string, string | undefined>>;

/** A command line that makes no sense: the sentence says why, in both languages. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';
}

/**
 * The values of `--name VALUE` for the names given, and whether `--json` was there. Throws ArgumentError for anything
 * else on the command line.
 */
export function argumentsOf(line: readonly string[], names: readonly string[]): { values: Asked; json: boolean } {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  try {
    const { values } = parseArgs({ args: [...line], options: { ...options, json: { type: 'boolean' } } });
    const { json, ...texts } = values;
    return { values: texts as Asked, json: json === true };
  } catch {
    const known = [...names.map((name) => `--${name} …`), '--json'].join(' ');
    throw new ArgumentError(`allowed: ${known} / 可用参数：${known}`);
  }
}

/** In fewer hours no guest would come, be served and go. */
const leastHours = 6;

/** What is asked of one day. Throws ArgumentError. */
export function dayOf(asked: Asked): Pick<DayOptions, 'seed' | 'policy' | 'habits' | 'hours'> {
  const policy = presetNames.find((name) => name === asked.policy);
  if (asked.policy !== undefined && policy === undefined) {
    throw new ArgumentError(`--policy: one of / --policy：请选择 ${presetNames.join(', ')}`);
  }
  const habits: DayHabits = {};
  for (const name of ['cancellations', 'late'] as const) {
    const share = fraction(name, asked[name]);
    if (share !== undefined) habits[name] = share;
  }
  const seed = wholeNumber('seed', asked.seed, 0) ?? 1;
  const hours = wholeNumber('hours', asked.hours, leastHours);
  return { seed, ...(policy === undefined ? {} : { policy }), habits, ...(hours === undefined ? {} : { hours }) };
}

/** Up to nine digits, not less than `least`; undefined where nothing was typed. Throws ArgumentError. */
export function wholeNumber(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
  throw new ArgumentError(`--${name}: a whole number from ${least} / --${name}：请输入不小于 ${least} 的整数`);
}

function fraction(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/.test(text)) return Number(text);
  throw new ArgumentError(`--${name}: a fraction from 0 to 1, such as 0.2 / --${name}：请输入 0 到 1 的小数，如 0.2`);
}
