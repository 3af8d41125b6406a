import { writeSync } from 'node:fs';
import { House } from '../../host/doors/boot/house.ts';
import { parseStartOptions } from '../../host/doors/boot/start-options.ts';
import { RunningStore } from '../../host/store/running-store.ts';

/**
 * A store that is to be killed: the house of `npm start`, its lock, database, beacons, copies and sockets, with screens
 * that were built before and no voice. Loads everything, waits for its order, and prints the address as `npm start` does.
 */
export interface StoreOrder {
  /** The flags of `npm start`. */
  flags: string[];
  /** The user's folder of settings. */
  settings: string;
  /** A folder with the screens. */
  screens: string;
  /** How much later it is than the computer's clock says, ms: hours pass between one start and the next. */
  laterMs: number;
}

process.once('message', (order: StoreOrder) => {
  void serve(order).catch((error: unknown) => {
    writeSync(2, `${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  });
});
process.once('disconnect', () => process.exit(1));
process.send?.('loaded');

async function serve({ flags, screens, settings, laterMs }: StoreOrder): Promise<void> {
  const options = parseStartOptions(flags, process.cwd(), { ...process.env, XDG_CONFIG_HOME: settings });
  const now = () => Date.now() + laterMs;
  const house = await House.open(options, screens, (from) => RunningStore.open({ ...from, voice: 'none', now }));
  process.once('message', () => void house.close().then(() => process.exit(0)));
  writeSync(1, `${house.server.ownUrl}\n`);
}
