import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatTime } from '../../core/kernel/time.ts';
import type { Station } from './support/stations.ts';
import { stepByStep } from './support/step-by-step.ts';
import type { StoreHardware } from './support/store-hardware.ts';
import { pin } from './support/store-site.ts';
import { WholeStore } from './support/whole-store.ts';

/*
 * What does not go straight on in a clock room, through the same doors as the main job: a reservation, a cheaper item,
 * one more item, a guest who agrees by band, a lost card, a late technician, an early end. Each test goes on where the
 * one before ended; the late one is called first, so that her minute is over when the others are done.
 */

const lateMinutes = 1;
const newCard = '04C0FFEE000001';

let store: WholeStore;
let hardware: StoreHardware;
let reception: Station;
let office: Station;

beforeAll(async () => {
  store = await WholeStore.open({ toRoomMinutes: lateMinutes, guestConfirms: { extend: true } });
  hardware = store.hardware;
  reception = await store.station('reception', 'board');
  office = await store.station('office', 'board');
  await store.comeOnDuty('88', '52', '58');
  await reception.signIn('R01');
  await office.signIn('M01');
});
afterAll(() => store?.close());
stepByStep(() => store.pictures());

const card = (holder: string) => store.card(holder);

/** Goes to a screen by its link, as somebody who works there does. */
async function goTo({ page }: Station, link: string): Promise<void> {
  await page.getByRole('link', { name: link, exact: true }).click();
}

/** Why, and the manager's number and PIN: what a receptionist fills in while a manager stands beside. */
async function approve(form: Locator, reason: string): Promise<void> {
  const { page } = reception;
  await form.getByLabel('原因').fill(reason);
  await form.getByRole('combobox', { name: '经理' }).click();
  await page.getByRole('option', { name: /^M01/ }).click();
  await form.getByLabel('经理密码').fill(pin);
  await page.keyboard.press('Enter');
}

test('a technician whom the guest asks for is called, and does not come', async () => {
  const { page } = reception;
  await page.keyboard.type('304 202 52');
  await page.getByRole('option', { name: /304/ }).first().waitFor();
  await page.keyboard.press('Enter');
  await reception.roomIs('304', 'waiting');
  await hardware.terminal('304').shows('52号 已叫');
  await page.keyboard.press('Escape');
});

test('a room and a technician are booked by keyboard, and kept', async () => {
  const { page } = reception;
  await goTo(reception, '预订');
  await page.getByText('快捷键 N').waitFor();
  await page.keyboard.press('n');
  const form = page.getByRole('complementary', { name: '所选预订' });
  await form.getByLabel('姓名').waitFor();
  await form.getByLabel('时间').fill(formatTime(Date.now() + 3 * 60_000, hardware.site.store.timeZone));
  await form.getByLabel('房号').fill('302');
  await form.getByRole('combobox', { name: '项目 1' }).click();
  await page.getByRole('option', { name: /^202/ }).click();
  await form.getByLabel('技师 1').fill('88');
  await form.getByLabel('姓名').fill('陈女士');
  await page.keyboard.press('Enter');
  await form.getByRole('button', { name: '客人到店' }).waitFor();
  await hardware.terminal('302').shows('陈女士');
});

test('the guest arrives with one tap: the technician is called, and her clock starts by card', async () => {
  await reception.page.getByRole('button', { name: '客人到店' }).click();
  await reception.roomIs('302', 'waiting');
  const slip = await hardware.printer('clock-room').slipWith(/^房间\s+302$/m);
  expect(slip.text).toMatch(/88/);
  const terminal = hardware.terminal('302');
  await terminal.shows('88号 已叫');
  await terminal.swipe(card('88'));
  await terminal.shows('88号 上钟');
  await reception.roomIs('302', 'in-service');
  await reception.panel.getByRole('heading', { name: '302' }).waitFor();
  await reception.page.keyboard.press('w');
  await reception.panel.getByLabel('手牌').first().waitFor();
  for (const key of ['4', '5', 'Enter']) await reception.page.keyboard.press(key);
  await reception.panel.getByText('客人 1 · 手牌 45').waitFor();
});

test('a cheaper item instead needs a manager’s PIN', async () => {
  const { page, panel } = reception;
  await page.keyboard.press('i');
  await panel.getByRole('textbox', { name: '换成' }).fill('203');
  await page.keyboard.press('Enter');
  const form = panel.getByRole('form', { name: /需要经理授权/ });
  await form.getByText(/140/).waitFor();
  await approve(form, '客人改主意');
  await form.waitFor({ state: 'detached' });
  await panel
    .getByText(/肩颈调理/)
    .first()
    .waitFor();
  await panel.getByText('换项目 泰式按摩 → 肩颈调理').waitFor();
});

test('one more item comes after the first, by whoever serves that one', async () => {
  const { page, panel } = reception;
  await page.keyboard.press('o');
  await panel.getByRole('textbox', { name: '客人 1 项目' }).fill('201');
  await panel.getByRole('button', { name: /下单/ }).click();
  await panel.getByText('肩颈调理下钟后叫钟').waitFor();
  expect(hardware.printer('clock-room').slipsFor('302')).toHaveLength(1);
});

test('the guest agrees to an extension with the own band at the terminal', async () => {
  const terminal = hardware.terminal('302');
  for (const band of ['44', '45']) {
    await terminal.swipe(card('88'));
    await terminal.shows('1加钟 2下钟');
    terminal.sim.press('1');
    await terminal.shows('加22分');
    terminal.sim.press('#');
    await terminal.shows('请客人刷手牌');
    await terminal.swipe(card(`band ${band}`));
    if (band === '44') await terminal.shows('手牌不符');
  }
  await terminal.shows('加钟22分');
  await reception.panel.getByText('加钟 22′').waitFor();
});

test('a lost card is refused at once; the one that replaces it works at once', async () => {
  const reader = hardware.terminal('clock-room');
  await goTo(reception, '钟房');
  await reception.page.getByRole('button', { name: /^60 / }).first().click();
  const lost = reception.page.getByRole('region', { name: '工卡' });
  await lost.getByRole('button', { name: '挂失' }).click();
  await reception.page.getByRole('button', { name: '丢失' }).click();
  await lost.getByText(/已挂失，到处都不能用/).waitFor();
  await reader.swipe(card('60'));
  await reader.shows('卡已挂失');

  await goTo(office, '钟房');
  await office.page.getByRole('button', { name: /^60 / }).first().click();
  const desk = office.page.getByRole('region', { name: '工卡' });
  await desk.getByRole('button', { name: '换新卡' }).click();
  await desk.getByLabel('卡号（十六进制）').fill(newCard);
  await office.page.keyboard.press('Enter');
  await lost.getByText(/已挂失/).waitFor({ state: 'detached' });
  await reader.swipe(newCard);
  await reader.shows('60号 上班');
  await reader.swipe(card('60'));
  await reader.shows('卡已挂失');
});

test('an early end needs a reason; the next item is called, and starts by card', async () => {
  const terminal = hardware.terminal('302');
  await terminal.swipe(card('88'));
  await terminal.shows('1加钟 2下钟');
  terminal.sim.press('2');
  await terminal.shows('1离开2换人3其他');
  terminal.sim.press('1');
  await terminal.shows('下钟?');
  terminal.sim.press('#');
  await terminal.shows('下一钟 302房');
  const slip = await hardware.printer('clock-room').slipWith('中式推拿');
  expect(slip.text).toMatch(/88/);
  await terminal.swipe(card('88'));
  await terminal.shows('88号 上钟');
});

test('whoever does not come is replaced with a manager’s approval', async () => {
  const { page, panel } = reception;
  await goTo(reception, '房态');
  await reception.room('304').click();
  await panel.getByRole('button', { name: /^迟到换人/ }).click({ timeout: (lateMinutes + 0.5) * 60_000 });
  const form = panel.getByRole('form', { name: '52 号没有按时到房，换人' });
  await form.getByText('先问客人，等会儿再定').click();
  await form.getByLabel('换谁').fill('58');
  await approve(form, '找不到人');
  const terminal = hardware.terminal('304');
  await terminal.shows('58号 已叫');
  await terminal.swipe(card('52'));
  await terminal.until(() => terminal.sim.light.colour === 'red', 'red light');
  await page.keyboard.press('Escape');
});

test('the day’s list tells the manager who ended early, who was late, and who allowed what', async () => {
  await goTo(office, '异常');
  const row = (kind: string) => office.page.getByRole('row').filter({ hasText: kind });
  await row('提前下钟').filter({ hasText: '88' }).filter({ hasText: '客人离开' }).waitFor();
  await row('未按时到房').filter({ hasText: '52' }).waitFor();
  await row('迟到换人').filter({ hasText: '找不到人' }).filter({ hasText: 'M01' }).waitFor();
  await row('迟到换人').getByRole('button').click();
  await office.page
    .getByRole('complementary')
    .getByText(/52 号迟到换人：找不到人/)
    .waitFor();
});

test('nothing went wrong in a page, and the books are proved', () => store.closeAndProve());
