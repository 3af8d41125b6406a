import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ScreenFiles } from '../../host/doors/stations/screen-files.ts';
import { StationServer } from '../../host/doors/stations/station-server.ts';
import { newToken } from '../../host/people/tokens.ts';
import { RunningStore } from '../../host/store/running-store.ts';
import type { BenchBrowser } from './bench-page.ts';
import { actAtDesk, callEverybody, siteOf } from './bench-site.ts';
import { type BenchRow, benchRow } from './row.ts';

const roomCount = 300;
const technicianCount = 200;
const everyMs = 50;
const warmUpEvents = 20;
const quietMs = 4_000;
const mostMs = 16;
const pin = '0000';
const quiet = { info: () => {}, warn: () => {}, error: () => {} };

/** What the board's page works for each event: rooms in which a clock starts, twenty a second, in a real browser. */
export async function boardRow(browser: BenchBrowser, screensDir: string): Promise<BenchRow> {
  const dir = mkdtempSync(path.join(tmpdir(), 'clockroom-bench-'));
  let store: RunningStore | undefined;
  let server: StationServer | undefined;
  try {
    const site = siteOf(roomCount, technicianCount);
    const [manager] = site.staff;
    if (!manager) throw new Error('the demo site has no staff');
    manager.pin = pin;
    const siteFile = path.join(dir, 'site.json');
    writeFileSync(siteFile, JSON.stringify(site), { mode: 0o600 });
    store = await RunningStore.open({ dataDir: dir, siteFile, voice: 'none', log: quiet });
    callEverybody(store, site);
    const { token } = await store.sessions.signIn(
      { stationId: 'desk', isOwn: true, sessionToken: null },
      manager.no,
      pin,
    );
    server = await StationServer.open({
      store,
      screens: ScreenFiles.load(screensDir),
      log: quiet,
      port: 0,
      identity: null,
      ownToken: newToken(),
    });

    const page = await browser.open(server.ownUrl, token);
    await page.showsRooms(statesOf(store));
    const clocks = clockIdsOf(store);
    await start(store, clocks.slice(0, warmUpEvents));
    await page.showsRooms(statesOf(store));

    const atRestMs = await page.workedMs();
    await setTimeout(quietMs);
    const restShare = ((await page.workedMs()) - atRestMs) / quietMs;

    await page.watchFrames();
    const [workedMs, startedMs] = [await page.workedMs(), performance.now()];
    const measured = clocks.slice(warmUpEvents);
    await start(store, measured);
    await page.showsRooms(statesOf(store));
    const busyMs = (await page.workedMs()) - workedMs - restShare * (performance.now() - startedMs);
    const { all, late } = await page.frames();
    return benchRow(
      {
        name: 'board',
        unit: 'ms of the page’s main thread an event',
        value: busyMs / measured.length,
        target: `≤ ${mostMs}`,
        note: `${roomCount} rooms, ${technicianCount} technicians, ${measured.length} clocks started at ${1000 / everyMs} a second, all painted; ${(restShare * 100).toFixed(1)} % busy at rest; ${late} of ${all} frames late`,
      },
      (ms) => ms <= mostMs,
    );
  } finally {
    await server?.close();
    await store?.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

function statesOf(store: RunningStore): Record<string, string> {
  return Object.fromEntries(store.board.snapshot().rooms.map(({ no, state }) => [no, state]));
}

function clockIdsOf(store: RunningStore): string[] {
  return store.board
    .snapshot()
    .rooms.flatMap(({ visit }) => visit?.guests ?? [])
    .flatMap(({ clocks }) => clocks)
    .map(({ id }) => id);
}

async function start(store: RunningStore, clockIds: readonly string[]): Promise<void> {
  for (const clockId of clockIds) {
    actAtDesk(store, { name: 'clock.start', data: { clockId, reason: 'bench' } });
    await setTimeout(everyMs);
  }
}
