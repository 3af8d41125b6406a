import { describe, expect, test } from 'vitest';
import { axeFindings, chooseInMenu } from './support/browser.ts';
import { BusyStore } from './support/busy-store.ts';
import { Desk } from './support/desk.ts';

const desk = new Desk(() => new BusyStore());

async function signIn(staffNo: string, pin = '0000'): Promise<void> {
  await desk.page.getByLabel('工号').fill(staffNo);
  await desk.page.keyboard.press('Enter');
  await desk.page.keyboard.type(pin);
  await desk.page.keyboard.press('Enter');
}

const account = (staffNo: string) => desk.page.getByRole('button', { name: new RegExp(`^${staffNo} .*，账户`) });
const hash = () => new URL(desk.page.url()).hash;

/** Somebody of a role of the example store. */
function staffOf(role: string): string {
  const one = desk.store.site.staff.find((person) => person.role === role);
  if (!one) throw new Error(`nobody is a ${role}`);
  return one.no;
}

test.each([
  ['cook', '#/kitchen'],
  ['cashier', '#/cashier'],
  ['technical', '#/devices'],
  ['receptionist', ''],
  ['manager', ''],
])('a %s begins with her own screen', async (role, first) => {
  await desk.open();
  await signIn(staffOf(role));
  await account(staffOf(role)).waitFor();
  expect(hash()).toBe(first);
});

test('an address that names a screen is kept, and the next person begins with hers', async () => {
  await desk.open({ at: '#/reservations' });
  await signIn('R02');
  await account('R02').click();
  expect(hash()).toBe('#/reservations');
  await desk.page.getByRole('menuitem', { name: '退出登录' }).click();
  await signIn(staffOf('cook'));
  await account(staffOf('cook')).waitFor();
  expect(hash()).toBe('#/kitchen');
});

test('somebody takes the screen over by PIN where it stands; a wrong PIN leaves it to whoever has it', async () => {
  await desk.open();
  const { page } = desk;
  await signIn('R02');
  await account('R02').click();
  await chooseInMenu(page, '换人');
  await page.getByRole('dialog').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await signIn('M01', '1111');
  await page.getByText('工号或密码不正确').waitFor();
  expect(await account('R02').count()).toBe(1);
  await page.keyboard.type('0000');
  await page.keyboard.press('Enter');
  await account('M01').waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.locator('[data-room="201"]').waitFor();
  // It lasts over a reload: the new session is this tab's.
  await page.reload();
  await account('M01').waitFor();
});

describe('the way to the cashier is the next step', () => {
  const keysOf = async (roomNo: string) => {
    const { page } = desk;
    await page.locator(`[data-room="${roomNo}"]`).click();
    await page.getByRole('heading', { name: roomNo, exact: true }).waitFor();
    return page.getByRole('button', { name: /^去结账/ }).getAttribute('aria-keyshortcuts');
  };

  test('for who takes money, when nothing runs', async () => {
    await desk.openAs('M01');
    expect(await keysOf('206')).toBe('Enter');
    expect(await keysOf('201')).toBe('B');
    await desk.page.keyboard.press('b');
    await expect.poll(hash).toMatch(/^#\/cashier/);
  });

  test('not for who may only look', async () => {
    await desk.openAs('R02');
    expect(await keysOf('206')).toBe('B');
  });
});
