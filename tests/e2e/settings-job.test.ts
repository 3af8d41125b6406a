import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { tempFolder } from '../scripts/temp-folder.ts';
import { launchChromium } from '../support/chromium.ts';
import { Station } from './support/stations.ts';
import { stepByStep } from './support/step-by-step.ts';
import { proveBooks, StoreProcess } from './support/store-process.ts';
import { pin, storeSite } from './support/store-site.ts';

/*
 * A manager gives a store its people, its items and a price from tomorrow, by clicks and keys alone, through the real
 * program. Every click and every key is a step, a character too; the ceilings are what it took, and may only fall.
 */

const folder = tempFolder();
const dataDir = path.join(folder.path, 'data');
let browser: Browser;
let store: StoreProcess;
let desk: Station;
let steps = 0;
// Some of it is done in one go, also on a busy machine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

beforeAll(async () => {
  const siteFile = path.join(folder.path, 'site.json');
  writeFileSync(siteFile, JSON.stringify({ ...storeSite(), buses: [], readers: [], printers: [] }));
  [store, browser] = await Promise.all([StoreProcess.start({ dataDir, siteFile }), launchChromium()]);
  desk = await Station.open(browser, store.url, 'store-settings');
  desk.page.setDefaultTimeout(60_000);
  await desk.signIn('M01');
});
afterAll(async () => {
  await browser?.close();
  await store?.kill();
  folder.remove();
});
stepByStep(() => desk.picture('failed-settings'));

const button = (name: string | RegExp) => desk.page.getByRole('button', { name, exact: typeof name === 'string' });

async function click(what: Locator): Promise<void> {
  steps += 1;
  await what.click();
}

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) {
    steps += 1;
    await desk.page.keyboard.press(key);
  }
}

async function type(text: string): Promise<void> {
  steps += text.length;
  await desk.page.keyboard.type(text);
}

/** One press of the two keys, whatever was copied. */
async function paste(text: string): Promise<void> {
  steps += 1;
  await desk.page.keyboard.insertText(text);
}

/** Roles, levels and prices are confirmed by whoever changes them: why, and the own PIN. */
async function confirm(why: string): Promise<void> {
  const dialog = desk.page.getByRole('dialog', { name: '确认改动' });
  await click(dialog.getByLabel('原因'));
  await type(why);
  await click(dialog.getByLabel('经理密码'));
  await type(pin);
  await press('Enter');
}

/** The field has the focus by itself. */
async function focused(name: string): Promise<void> {
  const field = desk.page.getByLabel(name, { exact: true }).first();
  await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true);
}

/** The steps since this was last asked. */
function taken(): number {
  const count = steps;
  steps = 0;
  return count;
}

test('fifteen people come out of a sheet: six steps and a confirmation', async () => {
  const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩'];
  const rows = surnames.map((surname, index) =>
    index < 13
      ? ['技师', `${900 + index}`, `${surname}一`, index % 2 === 0 ? '女' : '男', '足疗部', 'foot', 'A']
      : ['咨客', `R9${index}`, `${surname}一`, '', '', '', ''],
  );
  const sheet = [['岗位', '工号', '姓名', '性别', '班组', '技能', '级别'], ...rows];
  await click(button('人员'));
  await click(button('从表格粘贴'));
  await focused('在 Excel 或 WPS 里复制，粘贴到这里（也可以是 CSV）');
  await paste(sheet.map((row) => row.join('\t')).join('\n'));
  await click(button('加上 15 行'));
  await click(button('查看并保存'));
  await click(button('保存'));
  expect(steps).toBe(6);
  await confirm('开业');
  await desk.page.getByText(/^已改 \d+ 处$/).waitFor();
  expect(taken()).toBeLessThanOrEqual(15);
  await button('修改 912 蒋一').waitFor();
  await button('修改 R914 韩一').waitFor();
});

test('eight items are typed, the next beginning where the one before ended', async () => {
  await click(button('项目和价格'));
  await click(button('新增'));
  await focused('代码');
  for (let index = 0; index < 8; index += 1) {
    await type(`${910 + index}`);
    await press('Tab');
    await type(`药浴${index}`);
    await press('Tab', 'Tab', 'Tab');
    await type(`${188 + index}`);
    await press('Tab');
    if (index === 0) {
      await type('足疗');
      await press('Enter');
    }
    await press('Tab');
    if (index === 0) await type('foot');
    await press('Tab', 'Tab');
    await type('68');
    await press('Enter');
    await button(`修改 ${910 + index} 药浴${index}`).waitFor();
    await focused('代码');
  }
  await click(button('查看并保存'));
  await click(button('保存'));
  await confirm('开业');
  await desk.page
    .getByText(/^已改 \d+ 处$/)
    .last()
    .waitFor();
  expect(taken()).toBeLessThanOrEqual(190);
  await expect.poll(() => desk.page.getByText(/处改动还没有生效/).count()).toBe(0);
});

test('one of them has another price from tomorrow, which stands among what is planned', async () => {
  await click(button('修改 910 药浴0'));
  await focused('代码');
  await press('Tab', 'Tab', 'Tab', 'Tab');
  await type('198');
  await press('Enter');
  await click(button('查看并保存'));
  await desk.page.getByText('¥198.00').waitFor();
  await click(desk.page.getByText('明天起', { exact: true }));
  await desk.page.getByText('¥198.00').waitFor();
  await click(button('保存'));
  await confirm('调价');
  await desk.page.getByText('已安排，到那天自动生效').waitFor();
  expect(taken()).toBeLessThanOrEqual(22);
  await desk.page.getByText(/已安排：.* 起生效/).waitFor();
  await desk.page.getByRole('link', { name: '变更记录' }).first().click();
  await desk.page.getByText(/项目：.* 起生效/).waitFor();
  expect(desk.errors).toEqual([]);
});

test('the books of all that fit', async () => {
  await browser.close();
  expect(await store.stop()).toBe(0);
  proveBooks(dataDir);
});
