import { afterEach, expect, test } from 'vitest';
import { axeFindings } from './support/browser.ts';
import { BusyStore } from './support/busy-store.ts';
import { Desk } from './support/desk.ts';

const desk = new Desk(() => new BusyStore());

afterEach(() => expect(desk.errors).toEqual([]));

/** A reader types: on the page's own time no key is later than the one before, however busy this machine is. */
async function readerTypes(uid: string) {
  const { clock } = desk.page;
  await clock.install();
  await clock.pauseAt(Date.now() + 1_000);
  const session = await desk.page.context().newCDPSession(desk.page);
  const keys = [...[...uid].map((text) => ({ key: text, text })), { key: 'Enter', text: '\r' }];
  await Promise.all(
    keys.flatMap((key) => [
      session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key }),
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: key.key }),
    ]),
  );
  await session.detach();
  await clock.runFor(1_000);
  await clock.resume();
}

async function goTo(staffNo: string, screen: string) {
  await desk.openAs(staffNo);
  await desk.page.getByRole('link', { name: screen }).click();
}

test('a card typed while a field has the focus goes to the store, and nothing of it into the field', async () => {
  await desk.open();
  const field = desk.page.getByLabel('工号');
  await field.waitFor();
  await expect.poll(() => desk.page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  await desk.page.keyboard.type('R');
  await expect.poll(() => field.inputValue()).toBe('R');
  await readerTypes('04E9F85D8BAEF7');
  await expect.poll(() => desk.store.readers.typed).toEqual(['04E9F85D8BAEF7']);
  await desk.page.getByText('无法识别的卡').waitFor();
  expect(await field.inputValue()).toBe('R');
  await desk.page.keyboard.type('02');
  await expect.poll(() => field.inputValue()).toBe('R02');
});

test('a wristband held at the cashier opens its guest’s bill, whichever way it is read', async () => {
  await goTo('C01', '收银');
  await desk.page.getByLabel('手牌或房号').waitFor();
  await expect.poll(() => desk.store.readers.listening).toBe(1);
  desk.store.readers.hold({ kind: 'wristband', no: '12' });
  await desk.page.getByRole('button', { name: /^收 / }).waitFor();
  expect(await desk.page.locator('[aria-current]').filter({ hasText: '206' }).count()).toBeGreaterThan(0);
  await desk.page.keyboard.press('Escape');
  await desk.page.getByRole('button', { name: /^收 / }).waitFor({ state: 'detached' });
  desk.store.readers.holders.set('A1B2C3D4', { kind: 'wristband', no: '12' });
  await readerTypes('A1B2C3D4');
  await desk.page.getByRole('button', { name: /^收 / }).waitFor();
  expect(await desk.page.getByLabel('手牌或房号').inputValue()).toBe('');
});

test('the devices screen shows the readers, and whose card is held', async () => {
  await goTo('M01', '设备');
  await desk.page.getByText('不在 · 读卡器没有插好').waitFor();
  await desk.page.getByText('键盘式').waitFor();
  const [reader] = desk.store.readers.readers;
  expect(reader).toBeDefined();
  if (reader) {
    reader.state = 'online';
    reader.reason = null;
    reader.lastCard = { at: Date.now(), holder: { kind: 'staff', no: 'M01', name: '冯亮' } };
  }
  await expect.poll(() => desk.store.readers.listening).toBe(1);
  desk.store.readers.hold({ kind: 'staff', no: 'M01', name: '冯亮' });
  await desk.page.getByText('员工 M01 冯亮').waitFor();
  expect(await axeFindings(desk.page)).toEqual([]);
});
