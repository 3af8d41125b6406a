import { expect, test } from 'vitest';
import { axeFindings } from './support/browser.ts';
import { Desk } from './support/desk.ts';
import { FakeStore } from './support/fake-store.ts';

const desk = new Desk(() => new FakeStore());
const button = (name: string) => desk.page.getByRole('button', { name, exact: true });
const sets = () => desk.store.received.filter(({ command }) => command.name.startsWith('settings.set'));

async function opened(at: string) {
  await desk.openAs('M01');
  await desk.open({ at, token: desk.store.signedIn('M01') });
}

test('a change of the log is changed back: what that does is looked at first, and it is a change of its own', async () => {
  await opened('#/changes');
  await desk.page.getByRole('link', { name: '改回去：项目' }).first().click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByText(/^把 .*T01.* 做的改动改回去/).waitFor();
  await dialog.getByText('价格').first().waitFor();
  expect(await axeFindings(desk.page)).toEqual([]);
  await button('保存').click();
  await expect.poll(() => sets().length).toBe(1);
  expect(sets()[0]?.command).toMatchObject({ name: 'settings.setItems', data: { basedOn: 1, read: 'lines 1' } });
  await expect.poll(() => dialog.count()).toBe(0);
  // The list of the items is what is left there.
  await button('新增').waitFor();
  expect(desk.errors).toEqual([]);
});

test('what stays is named, and what is no change of that part is said', async () => {
  await opened('#/store-settings?section=people&back=800');
  await desk.page.getByText(/这些不会改回去/).waitFor();
  await desk.page.getByText('没有改动', { exact: true }).waitFor();
  expect(await axeFindings(desk.page)).toEqual([]);
  await desk.page.keyboard.press('Escape');
  await expect.poll(() => desk.page.evaluate(() => window.location.hash)).not.toContain('back');
  await desk.page.evaluate(() => {
    window.location.hash = '#/store-settings?section=goods&back=800';
  });
  await desk.page.getByText(/没有可以改回去的/).waitFor();
});

test('whoever was taken out comes back by one press', async () => {
  await opened('#/store-settings?sheet=people');
  await desk.page.getByRole('button', { name: /^去掉 8 / }).click();
  await button('查看并保存').click();
  await button('保存').click();
  await button('撤销').click();
  await desk.page.getByText(/^已改回去/).waitFor();
  const nos = () => JSON.stringify(sets().at(-1)?.command.data);
  expect(nos()).toContain('"no":"8"');
});

test('what is planned stands at its list: what it is, what it will be, until when it can be taken back', async () => {
  await opened('#/store-settings?sheet=items');
  await desk.page.getByText('已安排：2026-11-20 起生效').waitFor();
  const line = desk.page.getByRole('listitem').filter({ hasText: '项目 101' });
  await expect.poll(() => line.textContent()).toContain('¥138.00 → ¥0.01');
  expect(await axeFindings(desk.page)).toEqual([]);
  await button('撤回').click();
  await expect.poll(() => desk.store.received.map(({ command }) => command.name)).toContain('settings.withdrawPlan');
});
