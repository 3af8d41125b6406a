import path from 'node:path';
import type { Devices } from '../devices/devices.ts';
import { HealthBook } from '../health/health-book.ts';
import type { SupportService } from '../parts/support/service.ts';
import type { SignIn } from '../people/sign-in.ts';
import type { SafekeepingDesk } from '../safekeeping/safekeeping-desk.ts';
import { supportBundle } from '../support/bundle.ts';
import { awayPorts } from './away-ports.ts';
import type { StoreEngine } from './engine.ts';
import type { RunningStoreOptions } from './options.ts';
import type { SafeFile } from './store-safekeeping.ts';

/** What of a store is looked at for its health. */
export function storeHealth(
  { db, now }: StoreEngine,
  options: RunningStoreOptions,
  parts: { file: SafeFile; people: SignIn; safekeeping: SafekeepingDesk; devices(): Devices },
): HealthBook {
  const { dataDir, log, practice: isPractice = false, safekeeping: given, network } = options;
  const isLookedAfter = given !== undefined && !isPractice;
  const { file, people, safekeeping, devices } = parts;
  return new HealthBook({
    file: isLookedAfter ? path.join(dataDir, 'health.json') : null,
    log,
    given: () => {
      const { site, demo } = db.state.site;
      return {
        ...{ db, dataDir, people, isLookedAfter, isDemo: demo },
        beacons: given ? file.places.beacons : [],
        now: now(),
        safekeeping: safekeeping.state(),
        devices: devices().summary(),
        jobs: devices().jobViews(),
        // In a demo or a practice nothing is plugged in.
        awayPorts: demo || isPractice ? [] : awayPorts(site),
        network: network?.() ?? null,
      };
    },
  });
}

/** What somebody who helps is given of it; of jobs how many there are, as their words are people's. */
export function storeSupport(
  { db, now }: StoreEngine,
  dataDir: string,
  { health, devices }: { health: HealthBook; devices(): Devices },
): SupportService {
  const jobsNow = () => {
    const kinds = Map.groupBy(devices().jobViews(), ({ device, kind, state, errorCode }) =>
      [device, kind, state, errorCode ?? ''].join(' '),
    );
    return Object.fromEntries([...kinds].map(([name, jobs]) => [name.trim(), jobs.length]));
  };
  return {
    bundle: () => {
      const running = { health: health.now(), devices: devices().summary(), jobs: jobsNow() };
      return supportBundle({ dataDir, read: db.read, site: db.state.site.site, now: now(), running });
    },
  };
}
