import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { screens } from '../../renderer/store/screens.ts';
import { axeFindings } from './support/browser.ts';
import { BusyStore } from './support/busy-store.ts';
import { Desk } from './support/desk.ts';

const desk = new Desk(() => new BusyStore());
const night = 'rgb(16, 22, 29)';

const groundOf = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

/** Takes the next of the themes in the menu. */
async function takeNext(page: Page, from: string): Promise<void> {
  await page.getByRole('menuitem', { name: `外观：${from}` }).click();
}

test('follows the system until somebody chooses, and keeps what was chosen in this browser', async () => {
  await desk.openAs('R02');
  const { page } = desk;
  const day = await groundOf(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => groundOf(page)).toBe(night);
  await page.getByRole('button', { name: /账户/ }).click();
  await takeNext(page, '跟随系统');
  await expect.poll(() => groundOf(page)).toBe(day);
  await takeNext(page, '浅色');
  await expect.poll(() => groundOf(page)).toBe(night);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.reload();
  await page.locator('[data-room="201"]').waitFor();
  expect(await groundOf(page)).toBe(night);
});

test('is dark before the program has begun', async () => {
  await desk.open();
  const { page } = desk;
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.route(/assets\/index-.*\.js/, (route) => route.abort());
  await page.reload();
  expect(await page.locator('#root').innerHTML()).toBe('');
  expect(await groundOf(page)).toBe(night);
});

test('axe finds nothing on any screen by night, nor where one signs in', async () => {
  await desk.open();
  await desk.page.emulateMedia({ colorScheme: 'dark' });
  await desk.page.getByLabel('工号').waitFor();
  expect(await axeFindings(desk.page)).toEqual([]);
  await desk.openAs('M01');
  const { page } = desk;
  await page.emulateMedia({ colorScheme: 'dark' });
  const found: string[] = [];
  for (const { id } of screens) {
    await page.evaluate((to) => {
      location.hash = to;
    }, `#/${id}`);
    await page.waitForFunction(() => {
      const text = document.querySelector('main')?.textContent ?? '';
      return text !== '' && !/正在加载/.test(text);
    });
    found.push(...(await axeFindings(page)).map((what) => `${id}: ${what}`));
  }
  expect(found).toEqual([]);
});
