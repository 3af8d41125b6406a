import { describe, expect, test } from 'vitest';
import { BusyStore } from './support/busy-store.ts';
import { Desk } from './support/desk.ts';

const desk = new Desk(() => new BusyStore());

/** The part of the screen that has the focus, by a text in it; null: nothing has it. */
const focusIn = (text: string) =>
  desk.page.evaluate((wanted) => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    return one.closest('[data-focus-home]')?.textContent?.includes(wanted) ?? false;
  }, text);

async function go(hash: string): Promise<void> {
  await desk.page.evaluate((to) => {
    location.hash = to;
  }, hash);
}

test('what can be done in a room stands at the same place in every state', async () => {
  await desk.openAs('M01');
  const { page } = desk;
  await page.setViewportSize({ width: 1366, height: 768 });
  const places = new Map<string, Set<string>>();
  const foot = page.getByRole('complementary', { name: '所选房间' }).locator('footer button');
  // Served, called, late, to pay, opened and nothing ordered, with an extension, over its time.
  for (const roomNo of ['201', '204', '209', '206', '402', '210', '303', '313']) {
    await page.locator(`[data-room="${roomNo}"]`).click();
    await page.getByRole('heading', { name: roomNo, exact: true }).waitFor();
    for (const button of await foot.all()) {
      const name = ((await button.textContent()) ?? '').replace(/(Enter|[A-Z])$/, '');
      const box = await button.boundingBox();
      places.set(name, (places.get(name) ?? new Set()).add(`${Math.round(box?.x ?? 0)} ${Math.round(box?.y ?? 0)}`));
    }
  }
  // Guests who call are answered above the others, wherever that is.
  const wanders = [...places].filter(([name, at]) => at.size > 1 && !name.startsWith('应答'));
  expect(wanders).toEqual([]);
  expect(places.size).toBeGreaterThan(12);
  expect([...(places.get('换房') ?? [])]).toHaveLength(1);
});

describe('whoever works by keys stays where she is', () => {
  test('after a room was opened, and goods were ordered', async () => {
    await desk.openAs('R02');
    const { page } = desk;
    await page.keyboard.type('302');
    await page.keyboard.press('Enter');
    await page.keyboard.type('201');
    await page.keyboard.press('Enter');
    await page.locator('[data-room="302"][data-state="waiting"]').waitFor();
    await expect.poll(() => focusIn('302')).toBe(true);
    await page.keyboard.press('g');
    await page.getByRole('textbox', { name: '代码、名称或拼音首字母' }).waitFor();
    await page.keyboard.type('pec');
    await page.keyboard.press('Enter');
    await page.getByLabel('普洱茶 数量', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => desk.store.received.some(({ command }) => command.name === 'goods.order')).toBe(true);
    await expect.poll(() => focusIn('302')).toBe(true);
  });

  test('after a form was left, and after a move was given up', async () => {
    await desk.openAs('M01');
    const { page } = desk;
    await page.locator('[data-room="201"]').click();
    await page.getByRole('button', { name: /^换房/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel(/换到/).first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^换房/ }).waitFor();
    await expect.poll(() => focusIn('201')).toBe(true);
    await go('#/clock-room');
    await page.getByRole('button', { name: /^移动 8 号/ }).focus();
    for (const key of ['ArrowUp', 'Enter']) await page.keyboard.press(key);
    await page.getByText(/8 号从第 7 移到/).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText(/8 号从第 7 移到/).waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
  });
});

test('what is too small for a finger is not there: how many of an article', async () => {
  await desk.openAs('R02');
  const { page } = desk;
  await page.locator('[data-room="303"]').click();
  await page.getByRole('button', { name: /^点单/ }).click();
  await page.getByRole('textbox', { name: '代码、名称或拼音首字母' }).fill('pec');
  await page.keyboard.press('Enter');
  const more = page.getByRole('button', { name: '普洱茶 数量加一' });
  await more.click();
  expect(await page.getByRole('textbox', { name: '普洱茶 数量' }).inputValue()).toBe('2');
  for (const button of [more, page.getByRole('button', { name: '普洱茶 数量减一' })]) {
    const box = await button.boundingBox();
    expect(box?.width).toBeGreaterThanOrEqual(44);
    expect(box?.height).toBeGreaterThanOrEqual(44);
  }
  const free = await page.getByLabel('空房可接几位').boundingBox();
  expect(free?.height).toBeGreaterThanOrEqual(44);
});

test('the rotation beside the board follows the chosen room, and counts those who wait', async () => {
  await desk.openAs('R02');
  const { page } = desk;
  const rotation = page.getByRole('complementary', { name: '排钟' });
  await rotation.getByRole('tab', { name: '足疗部', selected: true }).waitFor();
  const waiting = rotation.getByRole('tabpanel').locator('div:not([data-busy]) > span:last-child');
  const numbers = (await waiting.allInnerTexts()).slice(0, 5);
  expect(numbers).toEqual(['头牌', '2', '3', '4', '5']);
  await page.locator('[data-room="302"]').click();
  await rotation.getByRole('tab', { name: /^推拿部/, selected: true }).waitFor();
});

describe('the display', () => {
  test('is left by Escape or its link where somebody is signed in, and not where nobody is', async () => {
    await desk.openAs('R02');
    await go('#/display');
    await desk.page.getByRole('link', { name: '退出大屏' }).click();
    await desk.page.locator('[data-room="201"]').waitFor();
    await go('#/display');
    await desk.page.getByRole('link', { name: '退出大屏' }).waitFor();
    await desk.page.keyboard.press('Escape');
    await desk.page.locator('[data-room="201"]').waitFor();
    await desk.open({ at: '#/display' });
    await desk.page.getByRole('region', { name: '叫钟' }).waitFor();
    expect(await desk.page.getByRole('link').count()).toBe(0);
  });

  test.each([
    [1, null],
    [4, 'slow'],
    [9, 'late'],
  ])('a call nobody followed for %i minutes', async (calledAgo, age) => {
    const { scene } = desk.store;
    for (const roomNo of ['204', '209']) {
      scene.fill(roomNo, 'waiting', [{ clocks: [{ technicianNo: '22', serviceCode: '101', calledAgo }] }]);
    }
    await desk.open({ at: '#/display' });
    const banner = desk.page.getByRole('region', { name: '叫钟' });
    await banner.getByText('22', { exact: true }).first().waitFor();
    expect(await banner.getAttribute('data-age')).toBe(age);
  });
});
