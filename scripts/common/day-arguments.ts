import { presetNames } from '../../core/model/rotation/policy.ts';
import type { DayHabits } from '../day/habits.ts';
import type { DayOptions } from '../day/run-day.ts';
import { ArgumentError, type Asked, wholeNumber } from './arguments.ts';

/** In fewer hours no guest would come, be served and go. */
const leastHours = 6;

/** What is asked of one day. Throws ArgumentError. */
export function dayOf(asked: Asked): Pick<DayOptions, 'seed' | 'policy' | 'habits' | 'hours'> {
  const policy = presetNames.find((name) => name === asked.policy);
  if (asked.policy !== undefined && policy === undefined) {
    throw new ArgumentError(`--policy: one of / --policy：请选择 ${presetNames.join(', ')}`);
  }
  const habits: DayHabits = {};
  for (const name of ['cancellations', 'late', 'cheat'] as const) {
    const share = fraction(name, asked[name]);
    if (share !== undefined) habits[name] = share;
  }
  const seed = wholeNumber('seed', asked.seed, 0) ?? 1;
  const hours = wholeNumber('hours', asked.hours, leastHours);
  return { seed, ...(policy === undefined ? {} : { policy }), habits, ...(hours === undefined ? {} : { hours }) };
}

function fraction(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/.test(text)) return Number(text);
  throw new ArgumentError(`--${name}: a fraction from 0 to 1, such as 0.2 / --${name}：请输入 0 到 1 的小数，如 0.2`);
}
