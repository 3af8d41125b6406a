import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ScreenFiles } from '../../host/doors/stations/screen-files.ts';
import { StationServer } from '../../host/doors/stations/station-server.ts';
import { RunningStore } from '../../host/store/running-store.ts';
import { screens as allScreens } from '../../renderer/store/screens.ts';
import { sheets } from '../../renderer/store/store-settings/sheets.ts';
import { launchChromium } from '../support/chromium.ts';
import { openPage } from './support/browser.ts';

const log = { info: () => {}, warn: () => {}, error: () => {} };
/** On a Saturday evening in Shanghai. */
const opensAt = Date.parse('2026-11-28T12:30:00Z');
const chinese = /[\u3400-\u9fff\uf900-\ufaff]/;

/** Where the names of the store are edited in both languages, and which it has is chosen. */
const inBothLanguages: Readonly<Record<string, readonly string[]>> = {
  'store-settings?sheet=store': ['value: 云水堂·江湾店', 'value: 江湾路 88 号', '中文', 'value: English,中文'],
};

let browser: Browser;
let store: RunningStore;
let server: StationServer;
let page: Page;
let dataDir: string;
let whileNobodyIsIn: string[];

beforeAll(async () => {
  browser = await launchChromium();
  dataDir = mkdtempSync(path.join(tmpdir(), 'clockroom-english-'));
  let passed = 0;
  const now = () => opensAt + passed++;
  store = await RunningStore.open({
    dataDir,
    demo: true,
    language: 'en',
    ...{ evening: true, month: true },
    log,
    voice: 'none',
    now,
  });
  const screens = ScreenFiles.load(inject('screensDir'));
  server = await StationServer.open({ store, screens, log, port: 0, identity: null, ownToken: 'own' });
  ({ page } = await openPage(browser, server.ownUrl.replace('#', '?language=en#')));
  await page.locator('input[autocomplete="username"]').waitFor();
  whileNobodyIsIn = await chineseOn();
  await page.locator('input[autocomplete="username"]').fill('M01');
  await page.keyboard.press('Enter');
  await page.keyboard.type('0000');
  await page.keyboard.press('Enter');
  await page.locator('[data-room="302"]').waitFor();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await store?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Every Chinese text of the page, also of what only is read aloud; not of what says that it is another language's. */
function chineseOn(): Promise<string[]> {
  return page.evaluate((pattern) => {
    const found: string[] = [];
    const isChinese = (text: string | null) => text !== null && new RegExp(pattern).test(text);
    for (const element of document.querySelectorAll('body *')) {
      // A choice of languages is in each of them.
      if (element.closest('[lang="zh-CN"], script, style')) continue;
      for (const name of ['aria-label', 'title', 'placeholder', 'value', 'alt']) {
        const text = element.getAttribute(name);
        if (isChinese(text)) found.push(`${name}: ${text}`);
      }
      for (const { nodeType, textContent } of element.childNodes) {
        if (nodeType === Node.TEXT_NODE && isChinese(textContent)) found.push(textContent ?? '');
      }
    }
    return found;
  }, chinese.source);
}

async function go(to: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#/${to}`);
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => !/Loading/.test(document.body.textContent ?? ''), undefined, { timeout: 120_000 });
}

describe('the demo that was started in English', () => {
  test('has nothing Chinese where people sign in', () => {
    expect(whileNobodyIsIn).toEqual([]);
  });

  test.each([
    ...allScreens.map(({ id }) => id),
    ...Object.keys(sheets).map((sheet) => `store-settings?sheet=${sheet}`),
    ...['board?room=201', 'board?room=302', 'board?room=404'],
  ])(
    'has nothing Chinese on the screen %s',
    async (screen) => {
      await go(screen);
      expect(await chineseOn()).toEqual(inBothLanguages[screen] ?? []);
    },
    180_000,
  );

  test('says and prints in English: terminals, cards, the slip of a call, the order in the kitchen', async () => {
    const devices = () => store.simulatedDevices.view();
    const vacant = store.board.snapshot().rooms.find(({ state, kind }) => state === 'vacant' && kind === 'massage');
    const terminal = devices().terminals.find(({ roomNo }) => roomNo === vacant?.no);
    const shown = () =>
      devices()
        .terminals.find(({ id }) => id === terminal?.id)
        ?.lines.join('\n') ?? '';
    await expect.poll(shown).not.toBe('');
    store.simulatedDevices.holdCard(terminal?.id ?? '', 'staff:R01');
    await expect.poll(shown).toMatch(/guest/i);
    expect(
      devices()
        .terminals.flatMap(({ lines }) => lines)
        .filter((line) => chinese.test(line)),
    ).toEqual([]);
    expect(devices().cards.filter(({ label }) => chinese.test(label))).toEqual([]);
    const desk = { stationId: 'desk', isOwn: true, sessionToken: null };
    const act = (name: 'visit.open' | 'goods.order', data: object) =>
      store.act(desk, crypto.randomUUID(), { name, data } as Parameters<typeof store.act>[2]);
    const other = store.board.snapshot().rooms.find(({ no, state }) => state === 'vacant' && no !== vacant?.no);
    act('visit.open', {
      roomNo: other?.no,
      guests: [{}],
      orders: [{ serviceCode: other?.kind === 'foot' ? '41' : '71' }],
    });
    const guest = () => store.board.snapshot().rooms.find(({ no }) => no === other?.no)?.visit?.guests[0];
    act('goods.order', { guestId: guest()?.id, lines: [{ goodsCode: 'F01', quantity: 1 }] });
    const slips = () => devices().printers.flatMap(({ slips: printed }) => printed.map(({ text }) => text));
    await expect.poll(() => slips().some((text) => text.includes('Beef noodles'))).toBe(true);
    expect(slips().filter((text) => chinese.test(text))).toEqual([]);
  });
});
