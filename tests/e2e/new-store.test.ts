import path from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tempFolder } from '../scripts/temp-folder.ts';
import { launchChromium } from '../support/chromium.ts';
import { Station } from './support/stations.ts';
import { stepByStep } from './support/step-by-step.ts';
import { proveBooks, StoreProcess } from './support/store-process.ts';

/*
 * A store of one's own, from nothing: the real program on an empty folder, and somebody who only has its screen. Each
 * test goes on where the one before ended; keys and clicks are counted, so that it never takes more of them.
 */

const folder = tempFolder();
const dataDir = path.join(folder.path, 'data');
const pin = '4829';
/** As many as it takes: name, rooms and technicians are 17 keys of the first, the PIN twice is 8. */
const stepsToSetUp = 34;
const stepsToServe = 18;

let program: StoreProcess;
let browser: Browser;
let desk: Station;
let steps = 0;

beforeAll(async () => {
  [program, browser] = await Promise.all([StoreProcess.start({ dataDir }), launchChromium()]);
  desk = await Station.open(browser, program.url, '');
});
afterAll(async () => {
  await browser?.close();
  await program?.kill();
  folder.remove();
});
stepByStep(() => desk.picture('failed-new-store'));

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) {
    await desk.page.keyboard.press(key);
    steps += 1;
  }
}

/** Types into what has the focus, once that is `field`. */
async function typeInto(field: string | RegExp, text: string): Promise<void> {
  const input = desk.page.getByLabel(field);
  await input.waitFor();
  await expect.poll(() => input.evaluate((one) => one === document.activeElement), { timeout: 20_000 }).toBe(true);
  await desk.page.keyboard.type(text);
  steps += text.length;
}

async function click(target: Locator): Promise<void> {
  await target.click();
  steps += 1;
}

const button = (name: string | RegExp) => desk.page.getByRole('button', { name });
const link = (name: string) => desk.page.getByRole('link', { name, exact: true });

test('twelve rooms, fifteen technicians and a manager who is signed in, out of nothing but one page', async () => {
  await click(button('建立新门店…'));
  await typeInto('店名', '云水堂');
  await press('Enter');
  await typeInto('房间', '2F 201-212');
  await press('Enter', 'Enter', 'Enter');
  await typeInto('技师号', '1-15');
  await desk.page.getByText('将建立：12 间房、15 位技师、7 个项目').waitFor();
  await click(button('建立门店'));
  await typeInto(/^新密码/, pin);
  await press('Tab');
  await typeInto('再输入一次', pin);
  await press('Enter');
  await button(/^M01 .*，账户$/).waitFor();
  // What opens the store's backups comes first.
  await desk.page.getByRole('heading', { name: '备份', exact: true }).waitFor();
  await click(link('房态'));
  await desk.roomIs('201', 'vacant');
  expect(await desk.page.locator('[data-room]').count()).toBe(12);
  await desk.page.getByRole('region', { name: '开业前还缺' }).getByText('没有报钟器').waitFor();
  expect(steps).toBeLessThanOrEqual(stepsToSetUp);
});

test('a guest is served and pays at the desk, without a terminal, a printer or a card', async () => {
  steps = 0;
  await click(link('钟房'));
  await click(button(/^1 1 号/));
  await click(desk.page.getByRole('button', { name: '上班', exact: true }));
  await click(link('房态'));
  await desk.page.getByRole('complementary', { name: '排钟' }).getByText('1', { exact: true }).waitFor();
  await desk.page.keyboard.type('201 901');
  steps += 7;
  await desk.page.getByRole('option', { name: /201/ }).first().waitFor();
  await press('Enter');
  await desk.roomIs('201', 'waiting');
  await desk.panel.getByText('经典足疗').first().waitFor();
  await press('s');
  await click(desk.panel.getByRole('button', { name: '没有报钟器' }));
  await desk.roomIs('201', 'in-service');
  await press('e');
  await click(desk.panel.getByRole('button', { name: '客人要求' }));
  await desk.roomIs('201', 'awaiting-payment');
  await press('Enter');
  await desk.page.getByText('还应收').waitFor();
  await press('Enter');
  await desk.page.getByRole('status').getByText('已结账').waitFor();
  expect(steps).toBeLessThanOrEqual(stepsToServe);
});

test('nothing went wrong in the page, and the books of the first day fit', async () => {
  expect(desk.errors).toEqual([]);
  await browser.close();
  expect(await program.stop()).toBe(0);
  proveBooks(dataDir);
});
