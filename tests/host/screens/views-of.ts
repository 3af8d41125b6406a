import type { DeviceSummary } from '../../../host/parts/devices/views.ts';

import { BoardViews } from '../../../host/screens/board-views.ts';
import type { TestStore } from '../test-store.ts';

/** Devices with nothing to tell. */
export const quietDevices: DeviceSummary = {
  terminals: { online: 0, total: 0, offline: [], alarms: [] },
  printers: [],
  voice: { engine: null, notSpoken: 0, places: [] },
  readers: [],
  clockApartMs: null,
  jobsToSee: 0,
};

/** What the screens of a test's store are shown. */
export function viewsOf(store: TestStore, devices: () => DeviceSummary = () => quietDevices): BoardViews {
  return new BoardViews({
    db: store.db,
    now: () => store.at,
    businessDate: () => store.businessDate,
    seq: () => store.seq,
    catalogVersion: () => 1,
    terminalState: () => 'online',
    devices,
  });
}
