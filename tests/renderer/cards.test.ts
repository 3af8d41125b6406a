import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { axeFindings, type BuiltScreens, buildScreens, openPage, signIn } from './support/browser.ts';
import { BusyStore } from './support/busy-store.ts';
import { type ServedStore, serve } from './support/serve.ts';

let screens: BuiltScreens;
let store: BusyStore;
let served: ServedStore;
let page: Page;
let errors: string[];

beforeAll(async () => {
  screens = await buildScreens();
});

afterAll(() => screens.close());

beforeEach(async () => {
  store = new BusyStore();
  served = await serve(store, screens.dir);
  ({ page, errors } = await openPage(screens.browser, served.url));
});

afterEach(async () => {
  await page.context().close();
  await served.close();
  expect(errors).toEqual([]);
});

/** A reader types: all keys are on their way before the first is answered, however busy this machine is. */
async function readerTypes(uid: string) {
  const session = await page.context().newCDPSession(page);
  const keys = [...[...uid].map((text) => ({ key: text, text })), { key: 'Enter', text: '\r' }];
  await Promise.all(
    keys.flatMap((key) => [
      session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key }),
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: key.key }),
    ]),
  );
  await session.detach();
}

async function goTo(staffNo: string, screen: string) {
  await signIn(page, staffNo);
  await page.getByRole('link', { name: screen }).click();
}

test('a card typed while a field has the focus goes to the store, and nothing of it into the field', async () => {
  const field = page.getByLabel('工号');
  await field.waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  await page.keyboard.type('R');
  await expect.poll(() => field.inputValue()).toBe('R');
  await readerTypes('04E9F85D8BAEF7');
  await expect.poll(() => store.readers.typed).toEqual(['04E9F85D8BAEF7']);
  await page.getByText('无法识别的卡').waitFor();
  expect(await field.inputValue()).toBe('R');
  await page.keyboard.type('02');
  await expect.poll(() => field.inputValue()).toBe('R02');
});

test('a wristband held at the cashier opens its guest’s bill, whichever way it is read', async () => {
  await goTo('C01', '收银');
  await page.getByLabel('手牌或房号').waitFor();
  await expect.poll(() => store.readers.listening).toBe(1);
  store.readers.hold({ kind: 'wristband', no: '12' });
  await page.getByRole('button', { name: /^收 / }).waitFor();
  expect(await page.locator('[aria-current]').filter({ hasText: '206' }).count()).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^收 / }).waitFor({ state: 'detached' });
  store.readers.holders.set('A1B2C3D4', { kind: 'wristband', no: '12' });
  await readerTypes('A1B2C3D4');
  await page.getByRole('button', { name: /^收 / }).waitFor();
  expect(await page.getByLabel('手牌或房号').inputValue()).toBe('');
});

test('the devices screen shows the readers, and whose card is held', async () => {
  await goTo('M01', '设备');
  await page.getByText('不在 · 读卡器没有插好').waitFor();
  await page.getByText('键盘式').waitFor();
  const [desk] = store.readers.readers;
  expect(desk).toBeDefined();
  if (desk) {
    desk.state = 'online';
    desk.reason = null;
    desk.lastCard = { at: Date.now(), holder: { kind: 'staff', no: 'M01', name: '冯亮' } };
  }
  await expect.poll(() => store.readers.listening).toBe(1);
  store.readers.hold({ kind: 'staff', no: 'M01', name: '冯亮' });
  await page.getByText('员工 M01 冯亮').waitFor();
  expect(await axeFindings(page)).toEqual([]);
});
