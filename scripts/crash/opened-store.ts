import { mkdirSync } from 'node:fs';
import type { StoreFault } from '../../db/inspection.ts';
import type { AnyCommand, CommandAnswer } from '../../host/contract/commands.ts';
import { type Connection, ownStationId } from '../../host/contract/connection.ts';
import { House } from '../../host/doors/boot/house.ts';
import { parseStartOptions } from '../../host/doors/boot/start-options.ts';
import { StoreEngine } from '../../host/store/engine.ts';
import { RunningStore } from '../../host/store/running-store.ts';
import { openSafely } from '../../host/store/store-safekeeping.ts';
import { manager } from './desk.ts';
import type { StoreFolders } from './store-process.ts';

/** A store that was opened on whatever stands in its folders. */
export interface OpenedStore {
  /** Why it does not record; none: it does. */
  faults: readonly StoreFault[];
  isSetUp: boolean;
  /** Whoever acts here may see pay; else answers are without it. */
  seesPay: boolean;
  act(commandId: string, command: AnyCommand): CommandAnswer;
  close(): Promise<void>;
}

export interface Place {
  folders: StoreFolders;
  screens: string;
  /** ms behind the computer's clock. */
  laterMs: number;
}

const log = { info: () => {}, warn: () => {}, error: () => {} };

function optionsOf({ folders: { dataDir, second } }: Place) {
  return parseStartOptions(['--headless', '--data', dataDir, '--port', '0', '--second', second], '/', {});
}

/** The whole house of `npm start`. Throws StartError. */
export async function openHouse(place: Place): Promise<OpenedStore> {
  const now = () => Date.now() + place.laterMs;
  let store: RunningStore | null = null;
  const house = await House.open(optionsOf(place), place.screens, async (from) => {
    store = await RunningStore.open({ ...from, log, voice: 'none', now });
    return store;
  });
  const opened = store as RunningStore | null;
  if (!opened) throw new Error('a house without a store');
  const desk: Connection = { stationId: ownStationId, isOwn: true, sessionToken: null };
  return {
    faults: opened.safekeeping.state().stop?.faults.map(({ code, context }) => ({ code, context })) ?? [],
    isSetUp: opened.sessions.welcome(desk).needs !== 'store',
    seesPay: false,
    act: (commandId, command) => opened.act(desk, commandId, command),
    close: () => house.close(),
  };
}

/** The file alone, looked at and opened as every start does it, without what a store begins to do then. */
export async function openFile(place: Place): Promise<OpenedStore> {
  const { dataDir, beaconFolder, secondPlace } = optionsOf(place);
  mkdirSync(dataDir, { recursive: true });
  const now = () => Date.now() + place.laterMs;
  const safekeeping = { beaconFolder: secondPlace ?? beaconFolder, secondPlace, reopen: () => {} };
  const options = { dataDir, log, now, safekeeping };
  const { db, stop, beacons } = await openSafely(options, () => {});
  const engine = new StoreEngine(db, options, () => {}, stop);
  return {
    faults: [...stop.faults],
    isSetUp: db.isSetUp,
    seesPay: true,
    act: (commandId, command) => engine.act({ actor: manager.staffNo, station: ownStationId }, commandId, command),
    close: async () => {
      db.close();
      await beacons?.close();
    },
  };
}
