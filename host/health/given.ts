import type { StoreDatabase } from '../../db/store-database.ts';
import type { DeviceSummary, JobView } from '../parts/devices/views.ts';
import type { HealthFinding } from '../parts/health/views.ts';
import type { AwayPort, SafekeepingState } from '../parts/safekeeping/views.ts';
import type { NetworkView } from '../parts/sessions/views.ts';
import type { SignIn } from '../people/sign-in.ts';

/** What parts look at. */
export interface HealthGiven {
  db: StoreDatabase;
  dataDir: string;
  /** Paths of the beacons, near first. */
  beacons: readonly string[];
  /** UTC ms. */
  now: number;
  safekeeping: SafekeepingState;
  devices: DeviceSummary;
  /** What waits for a person or has an error, and what waits for its device. */
  jobs: readonly JobView[];
  awayPorts: readonly AwayPort[];
  people: SignIn;
  network: NetworkView | null;
  /** Whether anything outside the file is looked after: not in a practice. */
  isLookedAfter: boolean;
  isDemo: boolean;
}

/** What a part has found, and what it tells of itself where that is nothing. */
export interface PartHealth {
  found: HealthFinding[];
  facts: Record<string, string | number>;
}

export type HealthSource = (given: HealthGiven) => PartHealth;
