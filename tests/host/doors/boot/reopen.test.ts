import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { House } from '../../../../host/doors/boot/house.ts';
import { RunningStore } from '../../../../host/store/running-store.ts';
import { exampleSite } from '../../../db/shop-day.ts';
import { builtScreens, testFolder } from '../stations/served.ts';

const desk = () => ({ stationId: 'desk', isOwn: true, sessionToken: null });

test('a house whose store was put back stops it, and opens what is restored at the same address', async () => {
  const dataDir = path.join(testFolder(), 'data');
  const options = {
    ...{ demo: false, siteFile: null, dataDir, headless: true, port: 0, lan: false, language: null },
    ...{ guests: null, station: null },
    ...{ beaconFolder: path.join(testFolder(), 'beacons'), secondPlace: null },
  };
  const screens = builtScreens(testFolder());
  const open = () => House.open(options, screens, (from) => RunningStore.open({ ...from, voice: 'none' }));
  const house = await open();
  await house.store.setup.fromFile(JSON.stringify({ ...exampleSite(), buses: [], printers: [] }));
  await house.store.sessions.setFirstPin(desk(), 'M01', '4815');
  await house.store.safekeeping.copyNow();
  await house.close();

  const file = path.join(dataDir, 'store.sqlite');
  copyFileSync(file, path.join(dataDir, 'kept'));
  rmSync(file);
  const again = await open();
  const { url } = again.server;
  const before = again.store.safekeeping.state();
  expect(before.stop).toMatchObject({ faults: [{ code: 'STORE_FILE_MISSING' }], isUnusable: true });
  await again.store.safekeeping.restore(desk(), { copy: null, recoveryCode: null, approval: null });
  await expect.poll(() => again.store.safekeeping.state().opening, { timeout: 30_000 }).not.toBe(before.opening);
  expect(again.store.board.snapshot().rooms.length).toBeGreaterThan(0);
  await expect.poll(async () => (await fetch(url).catch(() => null))?.status, { timeout: 10_000 }).toBe(200);
  expect(again.server.url).toBe(url);
  await again.close();
});
