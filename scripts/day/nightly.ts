import { type PresetName, presetNames } from '../../core/model/rotation/policy.ts';
import type { DayHabits } from './habits.ts';
import type { DaySummary } from './summary.ts';

/** One day of a night: what to run again to see the same. */
export interface NightDay {
  seed: number;
  policy: PresetName;
  habits: Required<Omit<DayHabits, 'cheat'>>;
}

/** A day that ran to its end, or what kept it from that. */
export type DayOutcome = { summary: DaySummary; logged: string[] } | { failed: string };

/** A day that is not clean, and why; the same command shows it again. */
export interface BadDay extends NightDay {
  command: string;
  /** `failed`: it broke off; `lost`: a swipe got no answer; `logged`: the store logged a fault. */
  why: ('failed' | 'verify' | 'lost' | 'logged')[];
  details: unknown[];
}

export interface NightSummary {
  seeds: number;
  from: number;
  clean: number;
  bad: BadDay[];
  /** Sums over all days that ran to their end. */
  totals: Record<'guests' | 'visits' | 'bills' | 'swipes' | 'journalRows', number>;
  /** Days under each preset. */
  policies: Record<string, number>;
  wallMs: number;
}

const cancellationShares = [0.04, 0.1, 0.2, 0.35] as const;
const lateShares = [0.04, 0.1, 0.25] as const;

/** What the day of a seed is like: all presets, quiet days and bad ones, each with each. */
export function nightDay(seed: number): NightDay {
  const policy = presetNames[seed % presetNames.length] ?? 'default';
  const next = Math.floor(seed / presetNames.length);
  return {
    seed,
    policy,
    habits: {
      cancellations: cancellationShares[next % cancellationShares.length] ?? 0,
      late: lateShares[Math.floor(next / cancellationShares.length) % lateShares.length] ?? 0,
    },
  };
}

/** What follows `npm run day --` for such a day. */
export function dayLine({ seed, policy, habits }: NightDay): string[] {
  return [
    ...['--seed', String(seed), '--policy', policy],
    ...['--cancellations', String(habits.cancellations), '--late', String(habits.late)],
  ];
}

export interface NightOptions {
  seeds: number;
  from: number;
  /** Days side by side. */
  jobs: number;
  run(day: NightDay): Promise<DayOutcome>;
  /** Told of each day as it ends. */
  onDay?(day: NightDay, bad: BadDay | null): void;
}

/** Runs so many days, some side by side, and goes on whatever becomes of one. */
export async function runNight({ seeds, from, jobs, run, onDay }: NightOptions): Promise<NightSummary> {
  const startedMs = performance.now();
  const totals = { guests: 0, visits: 0, bills: 0, swipes: 0, journalRows: 0 };
  const policies: Record<string, number> = {};
  const bad: BadDay[] = [];
  let next = from;
  const work = async () => {
    while (next < from + seeds) {
      const day = nightDay(next);
      next += 1;
      policies[day.policy] = (policies[day.policy] ?? 0) + 1;
      const outcome = await run(day).catch((error: unknown): DayOutcome => ({ failed: String(error) }));
      if ('summary' in outcome) {
        const { guests, visits, bills, swipes, journalRows } = outcome.summary;
        totals.guests += guests;
        totals.visits += visits;
        totals.bills += bills;
        totals.swipes += swipes.sent;
        totals.journalRows += journalRows;
      }
      const found = faultsOf(day, outcome);
      if (found) bad.push(found);
      onDay?.(day, found);
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, seeds) }, work));
  bad.sort((a, b) => a.seed - b.seed);
  const wallMs = Math.round(performance.now() - startedMs);
  return { seeds, from, clean: seeds - bad.length, bad, totals, policies, wallMs };
}

function faultsOf(day: NightDay, outcome: DayOutcome): BadDay | null {
  const command = `npm run day -- ${dayLine(day).join(' ')}`;
  if ('failed' in outcome) return { ...day, command, why: ['failed'], details: [outcome.failed] };
  const { summary, logged } = outcome;
  const why: BadDay['why'] = [];
  if (!summary.verify.ok) why.push('verify');
  if (summary.swipes.lost > 0) why.push('lost');
  if (logged.length > 0) why.push('logged');
  if (why.length === 0) return null;
  return { ...day, command, why, details: [...summary.verify.problems.slice(0, 5), ...logged.slice(0, 5)] };
}
