import { beforeEach, expect, test } from 'vitest';
import type { GuideView } from '../../host/parts/guide/views.ts';
import { axeFindings } from './support/browser.ts';
import { Desk } from './support/desk.ts';
import { FakeStore } from './support/fake-store.ts';

const desk = new Desk(() => new FakeStore());

/** With that many of the receptionist's steps done. */
function view(done: number): GuideView {
  const steps = (ids: GuideView['owner'][number]['id'][], count = 0) =>
    ids.map((id, index) => ({ id, doneAt: index < count ? 1 : null }));
  return {
    receptionist: steps(['open', 'goods', 'book'], done),
    technician: steps(['duty', 'start']),
    cashier: steps(['pay']),
    manager: steps(['roster', 'pin']),
    owner: steps(['payslip']),
  };
}

beforeEach(() => {
  desk.store.guideView = view(0);
});

async function open(staffNo: string): Promise<void> {
  await desk.open({ token: desk.store.signedIn(staffNo) });
  await desk.page.locator('[data-room="201"]').waitFor();
}
const guide = () => desk.page.getByRole('region', { name: '上手指引' });
const step = (id: string) => guide().locator(`[data-step="${id}"]`);

test('begins with the own work, names what is there at the moment and leads to where it is done', async () => {
  await open('R01');
  await guide().getByText('已完成 0/3').waitFor();
  const free = /开 (\w+) 房，上/.exec((await guide().textContent()) ?? '')?.[1] ?? '';
  await desk.page.locator(`[data-room="${free}"][data-state="vacant"]`).waitFor();
  await guide().locator('[data-way="open"]').click();
  await desk.page.getByRole('complementary').getByRole('heading', { name: free, exact: true }).waitFor();
  await guide().getByRole('button', { name: '全部步骤' }).click();
  expect(await axeFindings(desk.page)).toEqual([]);
  await step('book').locator('[data-way="book"]').click();
  await expect.poll(() => desk.page.url()).toContain('#/reservations');
  expect(await step('book').count()).toBe(0);
  expect(desk.errors).toEqual([]);
});

test('a step is ticked when the journal has it, and the next one is shown', async () => {
  await open('R01');
  await guide().getByRole('button', { name: '全部步骤' }).click();
  expect(await guide().locator('[data-done]').count()).toBe(0);
  desk.store.guideView = view(1);
  desk.store.push([]);
  await guide().getByText('已完成 1/3').waitFor();
  await step('open').getByRole('img', { name: '已完成' }).waitFor();
  expect(await step('open').locator('[data-way]').count()).toBe(0);
  expect(await step('goods').getByRole('img', { name: '待完成' }).count()).toBe(1);
});

test('another one’s work is chosen and kept; a way that is not open to somebody is not offered', async () => {
  await open('R01');
  await guide().getByRole('button', { name: '全部步骤' }).click();
  await guide().getByText('老板', { exact: true }).click();
  await step('payslip').waitFor();
  expect(await step('payslip').locator('[data-way]').count()).toBe(0);
  await desk.page.reload();
  await guide().getByText('打印一个人的工资单').waitFor();
});

test('is put off for good by its person, and brought back where one practises', async () => {
  await open('M01');
  await guide().getByRole('button', { name: '全部步骤' }).click();
  await guide().getByRole('button', { name: '不再显示指引' }).click();
  await expect.poll(() => guide().count()).toBe(0);
  await desk.page.reload();
  await desk.page.locator('[data-room="201"]').waitFor();
  expect(await guide().count()).toBe(0);
  await desk.page.getByRole('link', { name: '练习' }).click();
  await desk.page.getByRole('button', { name: '再显示上手指引' }).click();
  await guide().getByText('已完成 0/2').waitFor();
});

test('a store that is real has none', async () => {
  desk.store.guideView = null;
  await open('M01');
  await desk.page.getByRole('link', { name: '练习' }).click();
  await desk.page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
  expect(await guide().count()).toBe(0);
});
