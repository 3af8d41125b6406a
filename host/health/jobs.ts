import { minuteMs } from '../../core/kernel/time.ts';
import type { HealthFinding } from '../parts/health/views.ts';
import type { HealthGiven, PartHealth } from './given.ts';

/** A slip that waits for longer hangs. */
const hangsAfterMs = 5 * minuteMs;

/** What is to come out of a device and does not. */
export function jobsHealth({ devices, jobs, now }: HealthGiven): PartHealth {
  const waiting = jobs.filter(({ state }) => state === 'waiting' || state === 'running');
  const hanging = Map.groupBy(
    waiting.filter(({ createdAt }) => now - createdAt >= hangsAfterMs),
    ({ device }) => device,
  );
  const found = [...hanging].map(
    ([device, those]): HealthFinding => ({
      ...{ code: 'JOBS_WAITING', tone: 'wrong', subject: device, facts: { count: those.length } },
      since: Math.min(...those.map(({ createdAt }) => createdAt)),
    }),
  );
  const { jobsToSee } = devices;
  if (jobsToSee > 0) found.push({ code: 'JOBS_TO_SEE', tone: 'wrong', facts: { count: jobsToSee } });
  return { found, facts: { waiting: waiting.length } };
}
