import { describe, expect, test } from 'vitest';
import { axeFindings } from './support/browser.ts';
import { Desk } from './support/desk.ts';
import { FakeStore } from './support/fake-store.ts';
import { pictures } from './support/pictures.ts';

const desk = new Desk(() => new FakeStore());

async function open(staffNo = 'M01'): Promise<void> {
  await desk.open({ at: '#/on-duty', token: desk.store.signedIn(staffNo) });
  await desk.page.getByRole('table', { name: '今日在岗' }).waitFor();
}

const brought = () => desk.store.received.filter(({ command }) => command.name === 'attendance.bringOnDuty');

describe('people on duty', () => {
  test('everybody stands with roster, group and state; filters count them', async () => {
    await open();
    const row = (no: string) => desk.page.locator('tbody tr', { hasText: new RegExp(`^${no} `) });
    expect(await row('1').textContent()).toMatch(/足疗部.*10:00–19:00.*未到岗/);
    expect(await row('4').textContent()).toContain('病假');
    expect(await row('R01').textContent()).toContain('其他员工');
    await desk.page.getByText(/^应到未到/).click();
    expect(await desk.page.locator('tbody tr').count()).toBe(2);
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.getByText(/^全部 /).click();
    await pictures(desk.page, 'on-duty-zh');
    expect(desk.errors).toEqual([]);
  });

  test('all who are rostered are brought on duty by keyboard, once, after it says who and who not', async () => {
    await open();
    await desk.page.getByText(/^应到未到/).click();
    await desk.page.getByRole('button', { name: '全部上岗 2' }).focus();
    await desk.page.keyboard.press('Enter');
    const form = desk.page.getByRole('form', { name: '全部上岗' });
    await form.getByRole('heading', { name: '将上岗 2 位' }).waitFor();
    expect(await form.getByRole('listitem').first().textContent()).toMatch(/^1 /);
    expect(await form.getByText(/^请假/).textContent()).toMatch(/^请假: 4 /);
    expect(await form.getByText(/^已下班/).textContent()).toMatch(/3 .*51 .*88 /);
    expect(brought()).toEqual([]);
    expect(await axeFindings(desk.page)).toEqual([]);
    await pictures(desk.page, 'roll-call-zh');
    await form.getByRole('button', { name: /^2 位上岗/ }).dblclick();
    await expect.poll(() => brought().length).toBe(1);
    expect(brought()[0]?.command.data).toEqual({ technicianNos: ['1', '2'] });
    await form.waitFor({ state: 'detached' });
    expect(brought()).toHaveLength(1);
    expect(desk.errors).toEqual([]);
  });

  test('who is on no roster is brought on duty one by one, at a screen that may', async () => {
    await open();
    await desk.page.getByRole('button', { name: /^6 .* 上班$/ }).click();
    await expect
      .poll(() => desk.store.received.filter(({ command }) => command.name === 'technician.comeOnDuty'))
      .toMatchObject([{ command: { data: { technicianNo: '6' } } }]);
    // Nobody is rostered at all where a store is new: then the roll call says how.
    expect(await desk.page.getByRole('button', { name: /^R01 .* 上班$/ }).count()).toBe(0);
    expect(await axeFindings(desk.page)).toEqual([]);
    expect(desk.errors).toEqual([]);
  });

  test('Escape leaves it and nothing is done', async () => {
    await open('R02');
    await desk.page.getByRole('button', { name: '全部上岗 2' }).click();
    const form = desk.page.getByRole('form', { name: '全部上岗' });
    await form.waitFor();
    await desk.page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    expect(brought()).toEqual([]);
  });

  test('says it in English too', async () => {
    await open();
    await desk.page.getByRole('button', { name: /账户/ }).click();
    await desk.page.getByRole('menuitem', { name: 'English' }).click();
    await desk.page.getByText(/^Expected/).click();
    await desk.page.getByRole('button', { name: 'Bring all on duty 2' }).click();
    await desk.page.getByText(/^went home/).waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await pictures(desk.page, 'roll-call-en');
  });

  test('who may bring nobody on duty has no such page', async () => {
    await desk.open({ token: desk.store.signedIn('C01') });
    await desk.page.locator('[data-room="201"]').waitFor();
    expect(await desk.page.getByRole('link', { name: '在岗' }).count()).toBe(0);
  });
});
