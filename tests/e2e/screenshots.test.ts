import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommandInput } from '../../core/store/commands.ts';
import { SimulatedScheduler } from '../../hardware/sim/simulated-scheduler.ts';
import type { Voice } from '../../hardware/voice/voice.ts';
import { Chance } from '../../host/day/chance.ts';
import { SimulatedDay } from '../../host/day/simulated-day.ts';
import { RunningStore } from '../../host/running-store.ts';
import { ScreenFiles } from '../../host/stations/screen-files.ts';
import { StationServer } from '../../host/stations/station-server.ts';
import { runNode } from '../../scripts/parts/run-tool.ts';
import { tempFolder } from '../scripts/temp-folder.ts';
import { openBrowser, Station } from './support/stations.ts';

/*
 * Every screen in both languages, on a Saturday evening in a full store: a simulated day is stopped at twenty past
 * eight, and the store goes on serving its screens in that moment. The pictures land in artifacts/screenshots/.
 */

const project = path.resolve(import.meta.dirname, '../..');
const opensAt = Date.parse('2026-11-21T01:30:00Z');
const endsAt = Date.parse('2026-11-21T20:50:00Z');
const pictureAt = Date.parse('2026-11-21T12:20:00Z');

const folder = tempFolder();
const chance = new Chance(5);
const scheduler = new SimulatedScheduler({ epochMs: opensAt });
let store: RunningStore;
let server: StationServer;
let browser: Browser;
let beat: ReturnType<typeof setInterval>;

beforeAll(async () => {
  expect(await runNode(path.join(project, 'scripts/build.ts'), ['renderer'], { outputTo: 'stderr' })).toBe(0);
  const dataDir = path.join(folder.path, 'data');
  mkdirSync(dataDir);
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const voice: Voice = {
    name: 'simulated',
    speak: () => new Promise((resolve) => void scheduler.setTimeout(resolve, 3_000)),
  };
  store = await RunningStore.open({
    ...{ dataDir, demo: true, log, voice, scheduler, now: () => scheduler.wallNow(), idlePollMs: 7_000 },
    random: (count) => chance.bytes(count),
  });
  await scheduler.advance(30_000);
  const day = new SimulatedDay({ store, scheduler, seed: 5, opensAt, endsAt });
  await day.begin();
  await day.runUntil(pictureAt);
  bookAnEvening(store, pictureAt);
  const screens = ScreenFiles.load(path.join(project, 'dist/renderer'));
  server = await StationServer.open({ store, screens, log, port: 0, lan: false });
  // The moment lasts, but terminals and the store's answers must not stand still.
  let isAdvancing = false;
  beat = setInterval(() => {
    if (isAdvancing) return;
    isAdvancing = true;
    void scheduler.advance(20).finally(() => {
      isAdvancing = false;
    });
  }, 20);
  browser = await openBrowser();
}, 300_000);

afterAll(async () => {
  clearInterval(beat);
  await browser?.close();
  await server?.close();
  let isClosed = false;
  const closed = store?.close().finally(() => {
    isClosed = true;
  });
  while (!isClosed) await scheduler.advance(100);
  await closed;
  folder.remove();
});

/** One guest who comes in a moment, and two who come later. */
function bookAnEvening(at: RunningStore, now: number): void {
  const desk = { stationId: 'desk', trusted: true, session: null };
  const book = (inMinutes: number, data: Omit<CommandInput<'reservation.book'>, 'startsAt' | 'guestCount'>) =>
    at.act(desk, randomUUID(), {
      name: 'reservation.book',
      data: { startsAt: now + inMinutes * 60_000, guestCount: 2, ...data },
    });
  const items = [{ serviceCode: '301', technicianNos: ['88'] }];
  book(12, { roomNo: null, guestName: '陈女士', phone: '13812345678', items });
  book(150, { roomNo: '401', guestName: 'Mary Chen', note: 'no perfume' });
  book(240, { roomNo: '401', guestName: '刘先生', items });
}

/** What is cut off, hangs over, or was never given a text. */
async function uglinessOf(station: Station): Promise<string[]> {
  return station.page.evaluate(() => {
    const found: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth)
      found.push(`page wider than the screen by ${root.scrollWidth - root.clientWidth}`);
    if (root.scrollHeight > root.clientHeight) {
      found.push(`page higher than the screen by ${root.scrollHeight - root.clientHeight}`);
    }
    const keyLike = /\b[a-z-]+:[a-z][\w-]*\.[\w.-]+|\{\{\w+\}\}|\bundefined\b|\bNaN\b/;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent ?? '';
      if (keyLike.test(text)) found.push(`no text: ${text}`);
    }
    for (const button of document.querySelectorAll<HTMLElement>('button, a[href]')) {
      if (button.clientWidth > 0 && button.scrollWidth > button.clientWidth + 1) {
        found.push(`cut off: ${button.textContent?.trim().slice(0, 40)}`);
      }
    }
    return found;
  });
}

describe.each([
  ['zh', 'zh-CN', '中文'],
  ['en', 'en', 'English'],
] as const)('in %s', (short, language, name) => {
  let station: Station;

  beforeAll(async () => {
    station = await Station.open(browser, server.url, 'board');
    await station.page.getByText(name, { exact: true }).first().click();
    await station.page.locator(`html[lang="${language}"] form`).waitFor();
  });
  afterAll(() => station.close());

  test('signing in', async () => {
    await station.page.getByRole('button', { name: /R01/ }).waitFor();
    await station.picture(`sign-in-${short}`);
    expect(await uglinessOf(station)).toEqual([]);
    await station.page.keyboard.press('Shift+Tab');
    await station.page.locator('input[autocomplete="username"]').fill('M01');
    await station.page.keyboard.press('Enter');
    await station.page.keyboard.type('0000');
    await station.page.keyboard.press('Enter');
    await station.page.locator('[data-room="201"]').waitFor();
  });

  test('the board with a visit in the panel', async () => {
    const busy = station.page.locator('[data-state="in-service"]');
    expect(await busy.count()).toBeGreaterThan(10);
    await station.picture(`board-overview-${short}`);
    await busy.first().click();
    await station.page
      .getByRole('complementary')
      .getByText(/^(剩|left)/i)
      .first()
      .waitFor();
    await station.picture(`board-${short}`);
    expect(await uglinessOf(station)).toEqual([]);
  });

  test.each(['reservations', 'clock-room', 'cashier', 'kitchen', 'practice', 'devices', 'display'])(
    '%s',
    async (screen) => {
      const { page } = station;
      await page.goto(`${server.url}#/${screen}`);
      await page.locator('h1').first().waitFor({ state: 'attached' });
      if (screen === 'cashier') await page.locator('section ul li button').first().click();
      if (screen === 'practice') await page.locator('nav button[aria-pressed="true"]').first().waitFor();
      await page.waitForLoadState('networkidle');
      await page.evaluate(() => document.fonts.ready);
      await page.waitForFunction(() => !/正在加载|Loading/.test(document.body.textContent ?? ''));
      await station.picture(`${screen}-${short}`);
      expect(await uglinessOf(station)).toEqual([]);
      expect(station.errors).toEqual([]);
    },
  );
});
