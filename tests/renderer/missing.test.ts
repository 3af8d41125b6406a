import { beforeEach, expect, test } from 'vitest';
import { axeFindings } from './support/browser.ts';
import { Desk } from './support/desk.ts';
import { FakeStore } from './support/fake-store.ts';

const desk = new Desk(() => new FakeStore());

beforeEach(() => {
  desk.store.missing = [
    { code: 'technicians', count: 1, isNeeded: true },
    { code: 'pins', count: 3, isNeeded: false },
    { code: 'sheet', count: 1, isNeeded: false },
  ];
});

async function open(staffNo: string): Promise<void> {
  await desk.open({ token: desk.store.signedIn(staffNo) });
  await desk.page.locator('[data-room="201"]').waitFor();
}
const list = () => desk.page.getByRole('region', { name: '开业前还缺' });

test('who may change settings is told what is missing and why, and led to where it is done', async () => {
  await open('M01');
  await list().getByText('必须').waitFor();
  await list().getByText('3 位员工没有密码').waitFor();
  expect(await axeFindings(desk.page)).toEqual([]);
  await list().getByRole('button', { name: '还没有恢复单', exact: true }).click();
  await desk.page.getByRole('heading', { name: '备份', exact: true }).waitFor();
  await desk.page.goBack();
  await list().getByRole('button', { name: '还没有技师', exact: true }).click();
  await expect.poll(() => desk.page.url()).toMatch(/store-settings.*sheet=people/);
  expect(desk.errors).toEqual([]);
});

test('a line is put off by its person, also over a reload, and shown again', async () => {
  await open('M01');
  await list().getByRole('button', { name: '以后再说：3 位员工没有密码' }).click();
  await list().getByText('另有 1 条以后再说').waitFor();
  await desk.page.reload();
  await list().getByText('另有 1 条以后再说').waitFor();
  expect(await list().getByText('3 位员工没有密码').count()).toBe(0);
  await list().getByRole('button', { name: '显示' }).click();
  await list().getByText('3 位员工没有密码').waitFor();
});

test('it goes away by itself when all is done, and is nothing for the desk', async () => {
  await open('M01');
  await list().waitFor();
  desk.store.missing = [];
  await desk.page.reload();
  await desk.page.locator('[data-room="201"]').waitFor();
  await desk.page.getByText('需要处理').waitFor();
  await expect.poll(() => list().count()).toBe(0);
  desk.store.missing = [{ code: 'pay', count: 1, isNeeded: false }];
  await desk.page.context().clearCookies();
  await open('R02');
  await desk.page.getByText('需要处理').waitFor();
  expect(await list().count()).toBe(0);
});
