import type { HealthPart } from '../parts/health/views.ts';
import { devicesHealth } from './devices.ts';
import type { HealthSource } from './given.ts';
import { jobsHealth } from './jobs.ts';
import { machineHealth } from './machine.ts';
import { peopleHealth } from './people.ts';
import { safekeepingHealth } from './safekeeping.ts';

/** Who looks at what. A part that fails to look is not well: it says so. */
export const healthSources = {
  devices: devicesHealth,
  jobs: jobsHealth,
  safekeeping: safekeepingHealth,
  machine: machineHealth,
  people: peopleHealth,
} as const satisfies Record<HealthPart, HealthSource>;
