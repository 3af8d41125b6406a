import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Station } from './support/stations.ts';
import { stepByStep } from './support/step-by-step.ts';
import type { StoreHardware } from './support/store-hardware.ts';
import { itemMinutes, pin } from './support/store-site.ts';
import { WholeStore } from './support/whole-store.ts';

/*
 * The main job of docs/design/product.md, step by step, as a store does it: the program in its own process, terminals
 * on a serial line and on TCP, printers on TCP, and screens in a browser. Each test goes on where the one before ended.
 */

let store: WholeStore;
let hardware: StoreHardware;
let reception: Station;
let display: Station;
let cashier: Station;
let kitchen: Station;

beforeAll(async () => {
  store = await WholeStore.open();
  hardware = store.hardware;
  reception = await store.station('reception', 'board');
  display = await store.station('display', 'display');
});
afterAll(() => store?.close());
stepByStep(() => store.pictures());

const card = (holder: string) => store.card(holder);

/** Every sentence the voice has said, oldest first. */
function spoken(): string[] {
  const voice = path.join(store.dataDir, 'voice');
  return readdirSync(voice)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => readFileSync(path.join(voice, name), 'utf8').trim());
}

test('technicians come on duty by card at the clock-room reader; the receptionist sees who and what is free', async () => {
  await store.comeOnDuty('88', '60');
  await reception.signIn('R01');
  await reception.page.getByText('报钟器 37/37').waitFor();
  await reception.page.getByRole('button', { name: '空净 36' }).waitFor();
  const rotation = reception.page.getByRole('complementary', { name: '排钟' });
  await rotation.getByRole('tab', { name: '推拿部 女' }).click();
  await expect.poll(() => rotation.getByText(/^(88|60)$/).allTextContents(), { timeout: 20_000 }).toEqual(['88', '60']);
  await display.page.getByText('许琴玲').waitFor();
});

test('a room is opened with eight keystrokes; voice, display and slip call the technician', async () => {
  const { page } = reception;
  const keys = ['3', '0', '2', 'Enter', '2', '0', '1', 'Enter'];
  expect(keys.length).toBeLessThanOrEqual(8);
  for (const key of keys) await page.keyboard.press(key);
  await reception.roomIs('302', 'waiting');
  await display.page.getByText('请到 302 房').waitFor();
  expect(await display.page.getByRole('region', { name: '叫钟' }).textContent()).toMatch(
    /^88请到 302 房 · 中式推拿轮钟/,
  );
  const slip = await hardware.printer('clock-room').slipWith('中式推拿');
  expect(slip.text).toMatch(/88/);
  expect(slip.text).toMatch(/302/);
  await expect.poll(spoken, { timeout: 20_000 }).toEqual(['请 88 号技师到 302 房做中式推拿']);
  await hardware.terminal('302').shows('88号 已叫');
  await display.picture('display-call');
});

test('the guest gets a wristband by keyboard', async () => {
  await reception.page.keyboard.press('w');
  await reception.panel.getByLabel('手牌').first().waitFor();
  for (const key of ['4', '5', 'Enter']) await reception.page.keyboard.press(key);
  await reception.panel.getByText('客人 1 · 手牌 45').waitFor();
});

test('the technician swipes at the room’s terminal on the serial line: the clock starts, the reminder follows', async () => {
  const terminal = hardware.terminal('302');
  const soundsBefore = terminal.sim.beeps.length;
  await terminal.swipe(card('88'));
  await terminal.shows('88号 上钟');
  await reception.roomIs('302', 'in-service');
  await reception.panel.getByText(/^剩 [0-5]:\d\d$/).waitFor();
  await terminal.shows('快到钟');
  await terminal.until(() => terminal.sim.beeps.length >= soundsBefore + 2, 'second sound');
  await expect
    .poll(() => spoken().at(-1), { timeout: 20_000 })
    .toBe(`302 房 88 号技师，还有 ${itemMinutes.service} 分钟下钟`);
  await reception.picture('board-main-job');
});

test('the clock is extended by swipe and key', async () => {
  const terminal = hardware.terminal('302');
  await terminal.swipe(card('88'));
  await terminal.shows('1加钟 2下钟');
  terminal.sim.press('1');
  await terminal.shows(`加${itemMinutes.extension}分`);
  terminal.sim.press('#');
  await terminal.shows(`加钟${itemMinutes.extension}分`);
  await reception.panel.getByText(`加钟 ${itemMinutes.extension}′`).waitFor();
  await reception.panel.getByText(/^剩 [78]:\d\d$/).waitFor();
});

test('goods from the terminal and from the desk are printed where they are made', async () => {
  const terminal = hardware.terminal('302');
  await terminal.swipe(card('88'));
  await terminal.shows('1加钟 2下钟');
  // Drinks are the first category: 101 is D01.
  terminal.sim.press('3');
  await terminal.shows('商品编号');
  terminal.sim.press('101#');
  await terminal.shows('数量');
  terminal.sim.press('2#');
  await terminal.shows('2 龙井茶');
  terminal.sim.press('#');
  await terminal.shows('已下单 56元');
  const drinks = await hardware.printer('bar').slipWith('龙井茶');
  expect(drinks.text).toMatch(/×2/);

  await reception.panel.getByText('龙井茶 ×2 未送').waitFor();
  const { page } = reception;
  await page.keyboard.press('g');
  await page.getByLabel('代码、名称或拼音首字母').waitFor();
  await page.keyboard.type('nrm');
  await page.getByRole('option', { name: /牛肉面/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByLabel('牛肉面 数量', { exact: true }).waitFor();
  await page.keyboard.press('Enter');
  await reception.panel.getByText('牛肉面 ×1 未送').waitFor();
  const food = await hardware.printer('kitchen').slipWith('牛肉面');
  expect(food.text).toMatch(/302/);
  expect(food.text).toMatch(/45/);

  kitchen = await store.station('kitchen', 'kitchen');
  await kitchen.signIn('K01');
  await kitchen.page.getByRole('button', { name: /牛肉面.*已出/ }).click();
  await reception.panel.getByText('牛肉面 ×1 已送').waitFor();
});

test('the technician swipes off and is told the next job, which is called at once', async () => {
  await reception.page.keyboard.press('Escape');
  await reception.page.keyboard.type('303 201 88');
  await reception.page.keyboard.press('Enter');
  await reception.roomIs('303', 'waiting');
  expect(hardware.printer('clock-room').slips).toHaveLength(1);
  const terminal = hardware.terminal('302');
  await terminal.swipe(card('88'));
  await terminal.shows('1加钟 2下钟');
  terminal.sim.press('2');
  await terminal.shows('下钟?');
  terminal.sim.press('#');
  await terminal.shows('下一钟 303房');
  await reception.roomIs('302', 'awaiting-payment');
  await display.page.getByText('请到 303 房').waitFor();
  await hardware.printer('clock-room').slipWith(/^房间\s+303$/m);
  await expect.poll(spoken, { timeout: 20_000 }).toContain('请 88 号技师到 303 房做中式推拿');
});

test('the cashier finds the wristband and takes cash; the bill prints with the change', async () => {
  cashier = await store.station('cashier', 'cashier');
  await cashier.signIn('C01');
  const { page } = cashier;
  await page.getByLabel('手牌或房号').waitFor();
  await page.keyboard.type('45');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '302' }).waitFor();
  // 198 and 99 for the item and its extension, 2 × 28 and 32 for what was ordered.
  await page.getByText('还应收').waitFor();
  await cashier.picture('cashier-main-job');
  await page.keyboard.type('400');
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('已结账').waitFor();
  expect(await page.getByRole('status').textContent()).toMatch(/找零.*15\.00/);
  const bill = await hardware.printer('front').slipWith('账单');
  const lines = bill.text.split('\n').map((line) => line.trim());
  expect(lines.find((line) => line.includes('中式推拿'))).toMatch(/198\.00$/);
  expect(lines.find((line) => line.includes('龙井茶'))).toMatch(/2\s+56\.00$/);
  expect(lines.find((line) => line.includes('牛肉面'))).toMatch(/1\s+32\.00$/);
  expect(lines.find((line) => line.includes('找零'))).toMatch(/15\.00/);
  expect(bill.text).toMatch(/385\.00/);
  expect(hardware.printer('front').sim.drawerKicks).toBe(1);
});

test('the room is dirty, a cleaner swipes, and it is free again', async () => {
  await reception.roomIs('302', 'dirty');
  const terminal = hardware.terminal('302');
  await terminal.shows('脏房');
  await terminal.swipe(card('P01'));
  await terminal.shows('已打扫');
  await reception.roomIs('302', 'vacant');
});

test('nothing went wrong in a page, nothing printed twice, and the store closes with its books proved', async () => {
  const counts = ['clock-room', 'bar', 'kitchen', 'front'].map((id) => hardware.printer(id).slips.length);
  expect(counts).toEqual([2, 1, 1, 1]);
  await store.closeAndProve();
  // The PINs came in with the site file and are not kept in it.
  expect(readFileSync(path.join(store.dataDir, 'store.sqlite')).includes(`"pin":"${pin}"`)).toBe(false);
});
