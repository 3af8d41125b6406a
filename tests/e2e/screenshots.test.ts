import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runNode } from '../../scripts/common/run-tool.ts';
import { tempFolder } from '../scripts/temp-folder.ts';
import { launchChromium } from '../support/chromium.ts';
import { SaturdayEvening } from './support/saturday-evening.ts';
import { Station, screenSize } from './support/stations.ts';
import { uglinessOf } from './support/ugliness.ts';

/*
 * Every screen and what opens on it, in both languages, on a Saturday evening in a full store. The pictures land in
 * artifacts/screenshots/.
 */

const project = path.resolve(import.meta.dirname, '../..');
const folder = tempFolder();
let evening: SaturdayEvening;
let browser: Browser;

beforeAll(async () => {
  expect(await runNode(path.join(project, 'scripts/build.ts'), ['renderer'], { outputTo: 'stderr' })).toBe(0);
  evening = await SaturdayEvening.open(folder.path);
  browser = await launchChromium();
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await evening?.close();
  folder.remove();
});

/** Signs somebody in, on the page as it is in any language. */
async function beginWork({ page }: Station, staffNo: string): Promise<void> {
  await page.locator('input[autocomplete="username"]').fill(staffNo);
  await page.keyboard.press('Enter');
  await page.keyboard.type('0000');
  await page.keyboard.press('Enter');
  await page.locator('[data-room="201"]').waitFor();
}

/** Takes the picture when nothing is loading any more; what is ugly about it fails. */
async function pictureOf(station: Station, name: string): Promise<void> {
  const { page } = station;
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready);
  await page.waitForFunction(() => !/正在加载|Loading/.test(document.body.textContent ?? ''));
  // Nothing is taken while it slides.
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {}))));
  await station.picture(name);
  expect(await uglinessOf(page)).toEqual([]);
  expect(station.errors).toEqual([]);
}

describe.each([
  ['zh', 'zh-CN', '中文'],
  ['en', 'en', 'English'],
] as const)('in %s', (short, language, name) => {
  const word = (chinese: string | RegExp, english: string | RegExp) => (short === 'zh' ? chinese : english);
  let manager: Station;
  let reception: Station;

  beforeAll(async () => {
    manager = await Station.open(browser, evening.ownUrl(null), 'board');
    await manager.page.getByText(name, { exact: true }).first().click();
    await manager.page.locator(`html[lang="${language}"] form`).waitFor();
    reception = await Station.open(browser, evening.ownUrl(language), 'board');
    await beginWork(reception, 'R01');
  });
  afterAll(() => Promise.all([manager.close(), reception.close()]));

  async function go(to: string): Promise<void> {
    await manager.page.goto(`${evening.url}#/${to}`);
    await manager.page.locator('h1').first().waitFor({ state: 'attached' });
  }

  /** Opens a room's panel at the reception, without anything left over from before. */
  async function openRoom(roomNo: string): Promise<void> {
    const { page } = reception;
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await reception.room(roomNo).click();
    await page.getByRole('complementary').getByRole('heading', { name: roomNo }).waitFor();
  }

  test('signing in', async () => {
    await manager.page.getByRole('button', { name: /R01/ }).waitFor();
    await pictureOf(manager, `sign-in-${short}`);
    await manager.page.keyboard.press('Shift+Tab');
    await beginWork(manager, 'M01');
  });

  test('the board with a visit in the panel', async () => {
    const busy = manager.page.locator('[data-state="in-service"]');
    expect(await busy.count()).toBeGreaterThan(10);
    await pictureOf(manager, `board-overview-${short}`);
    await busy.first().click();
    await manager.page
      .getByRole('complementary')
      .getByText(/^(剩|left)/i)
      .first()
      .waitFor();
    await pictureOf(manager, `board-${short}`);
  });

  test('one more item, and how its technician was chosen', async () => {
    const { page } = reception;
    await openRoom(evening.servedRoomNo);
    await page.keyboard.press('o');
    const item = page.getByRole('textbox', { name: word('客人 1 项目', 'Guest 1 Item') });
    await item.waitFor();
    await pictureOf(reception, `order-after-${short}`);
    await item.fill('41');
    const technician = page.getByRole('textbox', { name: word('客人 1 技师', 'Guest 1 Technician') });
    await technician.fill('8');
    await page
      .getByRole('radiogroup', { name: word('怎样选的技师', 'How the technician was chosen') })
      .getByText(word('Call 钟', 'Called in'))
      .first()
      .click();
    await pictureOf(reception, `order-kinds-${short}`);
  });

  test('another item: what it costs more or less, and the manager asked', async () => {
    const { page } = reception;
    await openRoom(evening.servedRoomNo);
    await page.keyboard.press('i');
    const items = page.getByRole('group', { name: word('换成', 'New item') });
    await items.getByRole('button').first().waitFor();
    await pictureOf(reception, `change-item-${short}`);
    await items
      .getByRole('button', { name: word('需授权', 'manager') })
      .first()
      .click();
    await page.getByLabel(word('经理密码', 'Manager PIN')).waitFor();
    await pictureOf(reception, `change-item-manager-${short}`);
  });

  test('a late call in the panel, and the manager asked for somebody else', async () => {
    const { page } = reception;
    await openRoom(evening.lateRoomNo);
    const replace = page.getByRole('button', { name: word(/^迟到换人/, /^Late: replace/) });
    await replace.waitFor();
    await pictureOf(reception, `late-call-${short}`);
    await replace.click();
    await page.getByLabel(word('换谁', 'Who instead')).waitFor();
    await pictureOf(reception, `late-replace-${short}`);
  });

  test('a reservation to be booked, and one that is', async () => {
    const { page } = manager;
    await go('reservations');
    await page
      .getByRole('button', { name: /陈女士/ })
      .first()
      .waitFor();
    await pictureOf(manager, `reservations-${short}`);
    await page.keyboard.press('n');
    await page.getByLabel(word('姓名', 'Name')).waitFor();
    await pictureOf(manager, `reservation-new-${short}`);
    await page.keyboard.press('Escape');
    await page
      .getByRole('button', { name: /陈女士/ })
      .first()
      .click();
    await page.getByRole('button', { name: word('客人到店', 'Guests are here') }).waitFor();
    await pictureOf(manager, `reservation-${short}`);
  });

  test('what the roster has against a booking: tomorrow, in the form, in the list and above the week', async () => {
    const { page } = manager;
    await go('reservations');
    await page.getByRole('button', { name: word('后一天', 'Day after') }).click();
    const broken = page.getByRole('button', { name: word(/孙先生.*88 病假/, /孙先生.*88 sick leave/) });
    await broken.first().waitFor();
    await pictureOf(manager, `reservations-roster-${short}`);
    await page.keyboard.press('n');
    await page.getByLabel(word('姓名', 'Name')).fill('Anna Li');
    const item = page.getByRole('combobox', { name: word('项目 1', 'Item 1') });
    await item.fill('93');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: word('技师 1', 'Technicians 1') }).fill('88');
    const free = page.getByRole('group', { name: word('那时谁有空', 'Who is free then') });
    await free.getByRole('button').first().waitFor();
    await pictureOf(manager, `reservation-free-${short}`);
    await page.getByLabel(word('时间', 'Time')).fill('10:00');
    await page.getByLabel(word('姓名', 'Name')).press('Enter');
    await page.getByRole('button', { name: word('照订', 'Book all the same') }).waitFor();
    await pictureOf(manager, `reservation-despite-${short}`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: word(/^清单/, /^List/) }).click();
    await broken.first().waitFor();
    await pictureOf(manager, `reservations-list-roster-${short}`);
    await go('attendance');
    await page.getByRole('tab', { name: word('排班', 'Roster') }).click();
    await page.getByRole('region', { name: word('与排班不符的预订', 'Reservations against the roster') }).waitFor();
    await pictureOf(manager, `roster-${short}`);
  });

  test('guests of a no-show who come after all', async () => {
    const { page } = manager;
    await go('reservations');
    await page.getByRole('button', { name: word('今天', 'Today') }).click();
    await page.getByRole('tab', { name: word(/^清单/, /^List/) }).click();
    await page.getByRole('button', { name: word(/^未到/, /^No-show/) }).click();
    await page.getByRole('list').getByRole('button').first().click();
    await page.getByRole('button', { name: word('客人迟到，现在到店', 'Guests came after all') }).waitFor();
    await pictureOf(manager, `reservation-late-${short}`);
  });

  test('two items in a row, and what can be typed at the top', async () => {
    const { page } = reception;
    await openRoom(evening.freeRoomNo);
    await page.getByText(word('2 位', 'for 2'), { exact: true }).click();
    await page.getByRole('textbox', { name: word('客人 1 项目', 'Guest 1 Item') }).fill('41');
    await page.getByRole('button', { name: word('再加一项，接着做', 'Then another item') }).click();
    await page.getByRole('textbox', { name: word('客人 1 第二项', 'Guest 1 Second item'), exact: true }).fill('42');
    await pictureOf(reception, `open-two-items-${short}`);
    const box = page.getByRole('textbox', { name: word('搜索或输入命令', 'Search or command') });
    await box.fill('?');
    await page.getByRole('option').nth(10).waitFor();
    await pictureOf(reception, `command-help-${short}`);
    await box.fill(`${evening.lateRoomNo} `);
    await page.getByRole('option', { name: word(/拒钟/, /refuse/) }).waitFor();
    await pictureOf(reception, `command-complete-${short}`);
    await box.fill('');
  });

  test('a lost card in the clock room, and a card reported as lost', async () => {
    const { page } = manager;
    await go('clock-room');
    const person = (no: string) => page.locator('button').filter({ hasText: new RegExp(`^${no} `) });
    await person(evening.cardlessNo).first().click();
    const card = page.getByRole('region', { name: word('工卡', 'Card') });
    await card.getByRole('button', { name: word('换新卡', 'New card') }).click();
    await card.getByLabel(word('卡号（十六进制）', 'Card number (hex)')).waitFor();
    await pictureOf(manager, `card-lost-${short}`);
  });

  test('early ends, refusals and late calls of the day, and the visit of one', async () => {
    const { page } = manager;
    await go('incidents');
    const rows = page.getByRole('row');
    await rows.nth(3).waitFor();
    await pictureOf(manager, `incidents-${short}`);
    await rows.getByRole('button').first().click();
    await page.getByRole('complementary').getByRole('listitem').first().waitFor();
    await pictureOf(manager, `incident-visit-${short}`);
  });

  test('the types of clocks among the rules', async () => {
    const { page } = manager;
    await go('policy');
    await pictureOf(manager, `policy-${short}`);
    await page
      .getByRole('tab', { name: word('钟类', 'Clock types') })
      .first()
      .click();
    await page.getByRole('combobox').first().waitFor();
    await pictureOf(manager, `policy-types-${short}`);
  });

  test('attendance of technicians and of other staff', async () => {
    const { page } = manager;
    await go('attendance');
    const staff = page.getByRole('row').filter({ hasText: /R01|W01|P01/ });
    await staff.first().waitFor();
    await pictureOf(manager, `attendance-${short}`);
    await staff.last().scrollIntoViewIfNeeded();
    await pictureOf(manager, `attendance-staff-${short}`);
  });

  test('the readers that are known', async () => {
    const { page } = manager;
    await go('devices');
    await pictureOf(manager, `devices-${short}`);
    await page
      .getByRole('button', { name: word('添加常见读卡器', 'Add a known reader') })
      .first()
      .click();
    const list = page.getByRole('dialog');
    await list.getByRole('listitem').nth(3).waitFor();
    await pictureOf(manager, `devices-readers-${short}`);
  });

  test('the proof of the books', async () => {
    const { page } = manager;
    await go('books');
    await pictureOf(manager, `books-${short}`);
    await page.getByRole('button', { name: word('开始验证', 'Prove the books') }).click();
    // The proof takes second place behind everything else that the machine has to do.
    await page.getByRole('heading', { name: word('校验码', 'Check code') }).waitFor({ timeout: 50_000 });
    await pictureOf(manager, `books-proved-${short}`);
  });

  test.each([
    ['low', { width: 1366, height: 768 }],
    ['large', { width: 1920, height: 1080 }],
  ])('on a %s screen', async (size, viewport) => {
    const { page } = manager;
    await page.setViewportSize(viewport);
    try {
      for (const screen of ['board', 'clock-room', 'cashier', 'pay', 'reservations', 'display']) {
        await go(screen);
        await pictureOf(manager, `${screen}-${size}-${short}`);
      }
    } finally {
      await page.setViewportSize(screenSize);
    }
  });

  test.each(['clock-room', 'cashier', 'kitchen', 'pay', 'bus', 'practice', 'display'])('%s', async (screen) => {
    const { page } = manager;
    await go(screen);
    if (screen === 'cashier') await page.locator('section ul li button').first().click();
    if (screen === 'practice') await page.locator('nav button[aria-pressed="true"]').first().waitFor();
    await pictureOf(manager, `${screen}-${short}`);
  });
});
