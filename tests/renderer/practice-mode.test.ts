import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ScreenFiles } from '../../host/doors/stations/screen-files.ts';
import { StationServer } from '../../host/doors/stations/station-server.ts';
import type { BoardSnapshot } from '../../host/screens/views.ts';
import { RunningStore } from '../../host/store/running-store.ts';
import { launchChromium } from '../support/chromium.ts';
import { axeFindings, openPage, signIn } from './support/browser.ts';
import { FakeStore } from './support/fake-store.ts';
import { serve } from './support/serve.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const log = { info: () => {}, warn: () => {}, error: () => {} };
const roomState = (page: Page, roomNo: string) => page.locator(`[data-room="${roomNo}"]`).getAttribute('data-state');

/** A store of its own with a manager on its screen, who has begun a practice. */
async function begun() {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'clockroom-practice-screen-'));
  const store = await RunningStore.open({ dataDir, demo: true, log, voice: 'none' });
  const screens = ScreenFiles.load(inject('screensDir'));
  const server = await StationServer.open({ store, screens, log, port: 0, identity: null, ownToken: 'own' });
  const { page, errors } = await openPage(browser, server.ownUrl);
  await signIn(page, 'M01');
  await page.getByRole('link', { name: '练习' }).click();
  await page.getByRole('button', { name: '开始练习' }).click();
  return {
    ...{ dataDir, store, page, errors },
    band: page.getByRole('region', { name: '练习中' }),
    async close() {
      await page.context().close();
      await server.close();
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

describe('practice on a screen', () => {
  test('begins under a clear band, touches nothing real, and leads back to who was signed in', async () => {
    const { dataDir, store, page, errors, band, close } = await begun();
    try {
      await band.waitFor();
      expect(await band.textContent()).toMatch(/练习.*Practice/);
      expect(readdirSync(path.join(dataDir, 'practice'))).toHaveLength(1);
      expect(await axeFindings(page)).toEqual([]);

      // A technician's card at the simulated reader of the clock room: on duty in the practice, not in the store.
      await page.getByRole('button', { name: '刷卡' }).first().click();
      await page.getByLabel('找卡').fill('88');
      await page.keyboard.press('Enter');
      const dutyOf = (snapshot: BoardSnapshot) => snapshot.technicians.find(({ no }) => no === '88')?.state;
      const practised = page.locator('[data-testid^="screen-"]').first();
      await expect.poll(async () => (await practised.textContent())?.includes('88')).toBe(true);
      expect(dutyOf(store.board.snapshot())).toBe('off-duty');
      await page.getByRole('link', { name: '房态' }).click();
      expect(await roomState(page, '201')).toBe(await roomState(page, '202'));
      await band.waitFor();

      await page.getByRole('button', { name: '退出练习' }).click();
      await band.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: /^M01 / }).waitFor();
      await expect.poll(() => readdirSync(path.join(dataDir, 'practice'))).toEqual([]);
      expect(errors).toEqual([]);
    } finally {
      await close();
    }
  });

  test('that somebody else ends leads back by itself', async () => {
    const { store, page, band, close } = await begun();
    try {
      await band.waitFor();
      await page.getByRole('link', { name: '房态' }).waitFor();
      await store.practiceRuns.end();
      await band.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: /^M01 / }).waitFor();
    } finally {
      await close();
    }
  });
});

describe('the display speaks', () => {
  test('when its switch is turned on, and tells when it began and ended', async () => {
    const store = new FakeStore();
    const served = await serve(store, inject('screensDir'));
    const { page } = await openPage(browser, `${served.url}/#/display`);
    try {
      // The browser of this machine has no voices: one that speaks at once stands in for them.
      await page.addInitScript(() => {
        const said: string[] = [];
        Object.defineProperty(window, 'said', { value: said });
        Object.defineProperty(window, 'speechSynthesis', {
          value: {
            getVoices: () => [],
            cancel: () => {},
            speak: (utterance: SpeechSynthesisUtterance) => {
              said.push(`${utterance.lang} ${utterance.text}`);
              utterance.onstart?.call(utterance, new Event('start') as SpeechSynthesisEvent);
              utterance.onend?.call(utterance, new Event('end') as SpeechSynthesisEvent);
            },
          },
        });
      });
      await page.reload();
      expect(store.outputs.speak).toBeNull();
      const listens = new Promise<void>((resolve) => {
        store.outputs.onOutput = resolve;
      });
      await page.getByRole('switch', { name: '本屏播报' }).click();
      await listens;
      const ended = new Promise<void>((resolve) => {
        store.outputs.onReport = () => {
          if (store.outputs.reports.some(([, report]) => report === 'ended')) resolve();
        };
      });
      store.outputs.speak?.({ id: 's1', text: '请八八号技师到三零二房', language: 'zh-CN' });
      await ended;
      expect(store.outputs.reports).toEqual([
        ['s1', 'began'],
        ['s1', 'ended'],
      ]);
      expect(await page.evaluate(() => (window as unknown as { said: string[] }).said)).toEqual([
        'zh-CN 请八八号技师到三零二房',
      ]);
      await page.getByRole('switch', { name: '本屏播报' }).click();
      await expect.poll(() => store.outputs.speak).toBeNull();
    } finally {
      await page.context().close();
      await served.close();
    }
  });
});
