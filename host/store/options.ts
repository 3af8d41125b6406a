import type { Scheduler } from '../../hardware/scheduler.ts';
import type { HidLibrary } from '../../hardware/transport/hid.ts';
import type { StoreLog } from '../contract/log.ts';
import type { FindingMachine } from '../devices/finding/machine.ts';
import type { VoiceSetting } from '../devices/voices/voice-kind.ts';
import type { NetworkView } from '../parts/sessions/views.ts';
import type { Safekeeping } from '../safekeeping/places.ts';
import type { TimeSource } from './store-clock.ts';

export interface RunningStoreOptions {
  /** Holds `store.sqlite` and the terminal keys; exists already. */
  dataDir: string;
  /** Sets a new store up; a store that is set up already keeps what it has. */
  siteFile?: string;
  /** Sets a new store up as the demo store. */
  demo?: boolean;
  /** A demo that is set up opens on a running evening; without it on a house in which nothing has happened. */
  evening?: boolean;
  log: StoreLog;
  /** Overrides the site's voice engine (files for tests, none for a simulated day). */
  voice?: VoiceSetting;
  /** For a simulated day: its time, its wall clock (UTC ms), its chance. */
  scheduler?: Scheduler;
  now?(): number;
  /** Where the store's time comes from; the machine's own clocks, or `now` where that is given. */
  time?: TimeSource;
  random?(count: number): Uint8Array;
  /** The salt of a PIN's hash, 16 bytes: a simulated day has the same each time, or its journal would differ. */
  salt?(): Uint8Array;
  /** The folder holds a copy of a store for practice: every device is simulated, and nothing is to be heard. */
  practice?: boolean;
  /** What `import('node-hid')` gives; the system's own without it. */
  hid?: () => Promise<HidLibrary>;
  /** What is asked of this computer when devices are looked for; the computer itself without it. */
  machine?: Partial<FindingMachine>;
  idlePollMs?: number;
  /** What keeps the file safe from outside; without it nothing outside the file tells what was there. */
  safekeeping?: Safekeeping;
  /** How other machines find the store, told to who pairs; without it nothing is said of a network. */
  network?: () => NetworkView | null;
  /** False for a folder that is thrown away afterwards: a power cut may lose the last commits. */
  durable?: boolean;
}
