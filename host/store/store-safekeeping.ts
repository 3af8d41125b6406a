import { DatabaseError } from '../../db/engine/error.ts';
import { type Inspection, inspectStore, type StoreFault } from '../../db/inspection.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { Beacons } from '../safekeeping/beacons.ts';
import { defaultKeep, type KeepRule } from '../safekeeping/copies.ts';
import { notTakenOn } from '../safekeeping/gap.ts';
import { keepBeforeMigration } from '../safekeeping/keep.ts';
import { placesIn } from '../safekeeping/named-places.ts';
import { type Places, placesOf } from '../safekeeping/places.ts';
import { StateFile } from '../safekeeping/state-file.ts';
import { TradingStop } from '../safekeeping/trading-stop.ts';
import type { RunningStoreOptions } from './options.ts';
import { openStoreFile } from './store-file.ts';

/** A store's file, opened after it was looked at. */
export interface SafeFile {
  db: StoreDatabase;
  stop: TradingStop;
  inspection: Inspection;
  places: Places;
  state: StateFile;
  /** Null: nothing stands outside the file. */
  beacons: Beacons | null;
  /** How many copies are kept. */
  keep: KeepRule;
  /** So many days at most lie between two proofs of the whole journal. */
  wholeProofDays: number;
}

const defaultWholeProofDays = 7;
const inOrder: Inspection = { faults: [], isUnusable: false, head: null, seen: null, isBehind: false };

/**
 * Looks at the file, and opens it: for work, for looking only where something is wrong with it, or an empty one in
 * memory where nothing can be read. `onStop`: told when something wrong is found later. Throws DatabaseError.
 */
export async function openSafely(options: RunningStoreOptions, onStop: () => void): Promise<SafeFile> {
  const { dataDir, log, safekeeping = null } = options;
  const places = placesOf(dataDir, safekeeping);
  const state = new StateFile(dataDir);
  // A copy for practice, and what is thrown away afterwards, are not looked after.
  const isLookedAfter = options.practice !== true && options.durable !== false;
  const inspection = isLookedAfter ? inspectStore(places.file, safekeeping ? places.beacons : []) : inOrder;
  const faults = notTakenOn(inspection.faults, state.state.gap);
  // Not under `code`: the log takes that for a secret.
  const told = ({ code, context }: StoreFault) => ({ fault: code, ...context });
  for (const fault of faults) log.error(told(fault), 'the store does not record');
  const stop = new TradingStop(faults, (fault) => {
    log.error(told(fault), 'the store has stopped recording');
    onStop();
  });
  const beacons = isLookedAfter && safekeeping ? new Beacons(places.beacons, log) : null;
  if (safekeeping && !stop.isStopped && inspection.isBehind && inspection.head) {
    log.info({}, 'a copy is made before the schema is brought up to date');
    await keepBeforeMigration(places, Date.now());
  }
  const opened = inspection.isUnusable && stop.isStopped ? null : openUnlessDamaged(options, stop, beacons);
  if (opened && beacons) {
    log.info({ beacons: places.beacons }, 'beacons are lit');
    // After a stop in the middle the journal may be ahead of them.
    if (!stop.isStopped && inspection.head) beacons.light(opened, inspection.head);
  }
  const named = safekeeping ? placesIn(dataDir) : {};
  const keep = { ...defaultKeep, ...named.keep };
  const wholeProofDays = named.proof?.wholeEveryDays ?? defaultWholeProofDays;
  const seen = { ...inspection, isUnusable: opened === null };
  const db = opened ?? StoreDatabase.open(':memory:');
  return { db, stop, inspection: seen, places, state, beacons, keep, wholeProofDays };
}

/** Null where the opening comes upon a damaged page. */
function openUnlessDamaged(
  options: RunningStoreOptions,
  stop: TradingStop,
  beacons: Beacons | null,
): StoreDatabase | null {
  try {
    const db: StoreDatabase = openStoreFile(options, beacons ? (head) => beacons.light(db, head) : undefined);
    return db;
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== 'FILE_DAMAGED') throw error;
    stop.stop({ code: 'DATA_DAMAGED', context: { detail: String(error.context.message ?? '') } });
    return null;
  }
}
