import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ScreenFiles } from '../../host/doors/stations/screen-files.ts';
import { StationServer } from '../../host/doors/stations/station-server.ts';
import { newToken } from '../../host/people/tokens.ts';
import { RunningStore } from '../../host/store/running-store.ts';
import type { BenchBrowser, CountedPage } from './bench-page.ts';
import { actAtDesk, callEverybody, siteOf } from './bench-site.ts';
import { type BenchRow, benchRow } from './row.ts';

const roomCount = 300;
const technicianCount = 200;
const everyMs = 50;
const warmUpEvents = 20;
const quietMs = 4_000;
const mostTimes = 2;
const pin = '0000';
const quiet = { info: () => {}, warn: () => {}, error: () => {} };

/**
 * What the board's page works for each event: rooms in which a clock starts, twenty a second, in a real browser; against
 * the same change made by hand on a copy of the page that has the same tiles and no program.
 */
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
    const desk = store;
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

    const measured = clocks.slice(warmUpEvents);
    const calledNos = roomsIn(store, 'called');
    const document = await page.still();
    const { busyMs, restShare, all, late } = await worked(page, async () => {
      await start(desk, measured);
      await page.showsRooms(statesOf(desk));
    });
    const tiles = await page.tiles(calledNos);
    const still = await browser.openStill(document);
    const byHand = await worked(still, () => still.change(tiles, everyMs));
    return benchRow(
      {
        name: 'board',
        unit: 'ms of the page’s main thread an event',
        value: busyMs / measured.length,
        reference: byHand.busyMs / tiles.length,
        target: `ratio ≤ ${mostTimes}, no frame late`,
        note: `${roomCount} rooms, ${technicianCount} technicians, ${measured.length} clocks started at ${1000 / everyMs} a second, all painted; ${(restShare * 100).toFixed(1)} % busy at rest; ${late} of ${all} frames late; reference: ${tiles.length} tiles changed by hand at the same pace on a page without a program, ${byHand.late} of ${byHand.all} frames late`,
      },
      (ratio) => ratio <= mostTimes && late === 0,
    );
  } finally {
    await server?.close();
    await store?.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** How long a page worked for what is done, and how much of its time at rest before. */
async function worked(page: CountedPage, work: () => Promise<void>) {
  const atRestMs = await page.workedMs();
  await setTimeout(quietMs);
  const restShare = ((await page.workedMs()) - atRestMs) / quietMs;
  await page.watchFrames();
  const [workedMs, startedMs] = [await page.workedMs(), performance.now()];
  await work();
  const busyMs = (await page.workedMs()) - workedMs - restShare * (performance.now() - startedMs);
  return { busyMs, restShare, ...(await page.frames()) };
}

/** The rooms in which a clock is in that state, in the order of the board. */
function roomsIn(store: RunningStore, state: string): string[] {
  return store.board
    .snapshot()
    .rooms.filter(({ visit }) => visit?.guests.some(({ clocks }) => clocks.some((clock) => clock.state === state)))
    .map(({ no }) => no);
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
