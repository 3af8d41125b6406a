import { expect, test } from 'vitest';
import { axeFindings } from './support/browser.ts';
import { Desk } from './support/desk.ts';
import { FakeStore } from './support/fake-store.ts';

const desk = new Desk(() => new FakeStore());

async function opened(staffNo: string) {
  await desk.openAs(staffNo);
  await desk.open({ at: '#/changes', token: desk.store.signedIn(staffNo) });
  await desk.page.getByRole('region', { name: '设置变更' }).waitFor();
}

test('what was changed is read act by act: who, when, from what to what, and what was taken back', async () => {
  await opened('M01');
  await desk.page.getByText('T01 ').first().waitFor();
  const prices = desk.page.getByRole('listitem').filter({ hasText: '项目 101 足疗' });
  await expect
    .poll(() => prices.allInnerTexts())
    .toEqual([
      expect.stringContaining('¥138.00 → ¥0.01'),
      expect.stringContaining('¥0.01 → ¥138.00'),
      expect.stringContaining('¥138.00 → ¥0.01'),
    ]);
  await desk.page.getByText('导入门店文件').waitFor();
  await desk.page.getByText(/M01 .*授权/).waitFor();
  expect(await axeFindings(desk.page)).toEqual([]);
  // Only the weighty ones, then one kind.
  await desk.page.getByText('只看重要的').click();
  await expect.poll(() => desk.page.getByText('房间 209').count()).toBe(0);
  await desk.page.getByRole('combobox', { name: '哪一部分' }).click();
  await desk.page.getByRole('option', { name: '角色' }).click();
  await expect.poll(() => desk.page.getByText('员工 T01').count()).toBe(1);
  expect(desk.errors).toEqual([]);
});

test('who set the time stands among the changes, each with its year; days the wrong way round are said to be that', async () => {
  await opened('M01');
  await desk.page.getByText('门店时间往回改了 180 分钟').waitFor();
  await expect.poll(() => desk.page.getByText(/^2026-11-21 \d\d:\d\d$/).count()).toBe(3);
  const asked = desk.store.settings.asked.length;
  await desk.page.getByLabel('从').fill('2026-11-21');
  await desk.page.getByLabel('到', { exact: true }).fill('2026-11-02');
  await desk.page.getByText('开始日期晚于结束日期').first().waitFor();
  expect(desk.store.settings.asked.slice(asked)).not.toContainEqual({ from: '2026-11-21', to: '2026-11-02' });
  expect(desk.errors).toEqual([]);
});

test('a plan whose maker lost the right is named, and confirmed or taken back', async () => {
  await opened('M01');
  const plan = desk.page.getByText(/项目：2026-11-20 起生效/);
  await plan.waitFor();
  await desk.page.getByRole('alert').getByText('安排这项设置的人已没有此权限').waitFor();
  await desk.page.getByRole('button', { name: '我确认' }).click();
  await expect.poll(() => desk.store.received.map(({ command }) => command.name)).toContain('settings.confirmPlan');
  await desk.page.getByRole('button', { name: '撤回' }).click();
  await expect.poll(() => desk.store.received.map(({ command }) => command.name)).toContain('settings.withdrawPlan');
});

test('whoever may see the settings only reads', async () => {
  await opened('T01');
  await desk.page.getByText(/项目：2026-11-20 起生效/).waitFor();
  expect(await desk.page.getByRole('button', { name: /我确认|撤回/ }).count()).toBe(0);
});
