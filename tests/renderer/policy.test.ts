import { mkdirSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { defaultClockTypes } from '../../core/model/clock-types/clock-types.ts';
import type { WhatIfCounts } from '../../core/what-if/tally.ts';
import { axeFindings } from './support/browser.ts';
import { BusyStore } from './support/busy-store.ts';
import { Desk } from './support/desk.ts';

const desk = new Desk(() => new BusyStore());

/** Signs in, on the board, and goes to a screen. */
async function open(hash: string, staffNo = 'M01') {
  await desk.openAs(staffNo);
  await desk.page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
}

/** What the store was asked to do, the newest last. */
function lastCommand() {
  return desk.store.received.at(-1)?.command;
}

async function picture(name: string) {
  const folder = new URL('../../artifacts/screens/', import.meta.url).pathname;
  mkdirSync(folder, { recursive: true });
  await desk.page.screenshot({ path: `${folder}${name}.png` });
}

const none: WhatIfCounts = {
  ...{ clocks: 0, rotation: 0, requested: 0, turns: 0, extensions: 0, minutes: 0, payMinor: 0 },
};

describe('the rules of the rotation', () => {
  test('are changed row by row, shown as what changes, and set from a day on', async () => {
    await open('#/policy');
    await desk.page.getByRole('tab', { name: '足疗部' }).waitFor();
    await desk.page.getByText('和现在一样').waitFor();
    await desk.page.getByLabel('上轮钟', { exact: true }).selectOption('keep');
    await desk.page.getByLabel('下轮钟', { exact: true }).selectOption('tail');
    await desk.page.getByText('上轮钟：排最后 → 不动').waitFor();
    expect(await desk.page.getByLabel('下班', { exact: true }).isDisabled()).toBe(true);
    // What nothing makes happen is no row to be set.
    expect(await desk.page.getByLabel('上留牌钟', { exact: true }).count()).toBe(0);
    expect(await axeFindings(desk.page)).toEqual([]);
    await picture('policy-zh');
    await desk.page.getByRole('button', { name: /^从 2026-11-21 起执行/ }).click();
    await expect.poll(() => lastCommand()?.name).toBe('rotation.setPolicy');
    expect(lastCommand()?.data).toMatchObject({
      ...{ group: 'foot', gender: null, fromDate: '2026-11-21', preset: null },
      policy: { effects: { 'rotation-started': 'keep', 'rotation-ended': 'tail', refused: 'tail' }, holdMinutes: 30 },
    });
    expect(desk.errors).toEqual([]);
  });

  test('take a preset for one gender, from a version before', async () => {
    await open('#/policy');
    await desk.page.getByRole('tab', { name: '推拿部' }).click();
    await desk.page.getByRole('radiogroup', { name: '适用' }).getByText('女').click();
    // What is as it is now cannot be put in force; what stands there is told by its name.
    expect(await desk.page.getByRole('button', { name: /^从 .* 起执行/ }).isDisabled()).toBe(true);
    expect(await desk.page.locator('[aria-labelledby="policy-preset"] [aria-pressed="true"]').count()).toBe(1);
    await desk.page.getByRole('button', { name: '钟数少的在前' }).click();
    await desk.page.getByText('开工排位：按签到 → 昨天钟少的在前').waitFor();
    await desk.page.getByRole('button', { name: /^从 .* 起执行/ }).click();
    await expect
      .poll(lastCommand)
      .toMatchObject({ data: { group: 'massage', gender: 'F', preset: 'fewest-clocks-first' } });
  });

  test('are tried on past days, with progress, and given up', async () => {
    await open('#/policy');
    const panel = desk.page.getByRole('region', { name: '如果用这套规则' });
    await panel.getByRole('button', { name: '试算' }).click();
    await expect.poll(() => desk.store.rotation.asked.length).toBe(1);
    expect(desk.store.rotation.asked[0]).toMatchObject({
      ...{ fromDate: '2026-11-15', toDate: '2026-11-21' },
      policy: { rotation: [{ group: 'foot', dayStart: 'check-in' }] },
    });
    desk.store.rotation.tell({ done: 0.4, result: null });
    await panel.getByText('正在试算 40%').waitFor();
    await panel.getByRole('button', { name: '停止' }).click();
    await expect.poll(() => desk.store.rotation.givenUp).toBeGreaterThan(0);
    await panel.getByRole('button', { name: '试算' }).click();
    await expect.poll(() => desk.store.rotation.asked.length).toBe(2);
    const after = { ...none, clocks: 5, turns: 4, payMinor: 22_500 };
    const before = { ...none, clocks: 6, turns: 4, payMinor: 27_000 };
    const technicians = [{ technicianNo: '8', name: '林', before, after }];
    const days = { fromDate: '2026-11-15', toDate: '2026-11-21' };
    desk.store.rotation.tell({ done: 1, result: { ...days, technicians, lost: 1, gained: 0 } });
    const row = panel.getByRole('row', { name: /^8 林/ });
    await row.waitFor();
    expect(await row.getByRole('cell').allTextContents()).toEqual(['6', '5', '4', '4', '¥270.00', '¥225.00']);
    expect(await axeFindings(desk.page)).toEqual([]);
    await picture('policy-what-if-zh');
    expect(desk.errors).toEqual([]);
  });

  test('are in English too', async () => {
    await open('');
    await desk.page.goto(`${desk.served.url}/?language=en#/policy`);
    await desk.page.getByText('Just as it is now').waitFor();
    await desk.page.getByLabel('Starts a rotation clock', { exact: true }).selectOption('by-clocks');
    await desk.page.getByText('Starts a rotation clock: to the tail → by clocks of the day').waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await picture('policy-en');
  });

  test('are not for the receptionist', async () => {
    await open('', 'R02');
    await desk.page.getByRole('link', { name: '钟房' }).waitFor();
    expect(await desk.page.getByRole('link', { name: '规则' }).count()).toBe(0);
  });
});

describe('a technician in the clock room', () => {
  beforeEach(async () => {
    await open('#/clock-room');
    await desk.page.getByRole('list', { name: '足疗部 的排钟' }).waitFor();
    await desk.page.getByRole('button', { name: /^10 / }).first().click();
  });

  test('is held, paused and stopped, each with a reason', async () => {
    await desk.page.getByRole('button', { name: '留牌', exact: true }).click();
    await desk.page.getByRole('button', { name: '熟客要来' }).click();
    await expect
      .poll(lastCommand)
      .toEqual({ name: 'technician.hold', data: { technicianNo: '10', reason: '熟客要来' } });
    await desk.page.getByRole('button', { name: '停牌', exact: true }).click();
    expect(await axeFindings(desk.page)).toEqual([]);
    await picture('clock-room-stop-zh');
    await desk.page.getByLabel('原因').fill('迟到');
    await desk.page.keyboard.press('Enter');
    await expect.poll(lastCommand).toEqual({ name: 'technician.stop', data: { technicianNo: '10', reason: '迟到' } });
  });

  test('has the reasons of the place at a time, and on paper', async () => {
    await desk.page.getByRole('button', { name: '为什么排第 8？' }).click();
    await desk.page.getByText('10 号上班，排到最后（第 9）').waitFor();
    await desk.page.getByLabel('几点的排位').fill('00:01');
    await desk.page.getByText(/^00:01 排第/).waitFor();
    await desk.page.getByRole('button', { name: '打印' }).click();
    await expect.poll(() => lastCommand()?.name).toBe('rotation.printWhy');
    expect(lastCommand()?.data).toMatchObject({ queueId: 'foot', technicianNo: '10', at: expect.any(Number) });
    expect(desk.errors).toEqual([]);
  });
});

describe('the types of clocks', () => {
  test('are counted and paid as the shop sets it, from now on', async () => {
    await open('#/policy');
    await desk.page.getByRole('tab', { name: '钟类' }).click();
    await picture('clock-types-zh');
    expect(await axeFindings(desk.page)).toEqual([]);
    const save = desk.page.getByRole('button', { name: '从现在起生效' });
    expect(await save.isDisabled()).toBe(true);
    await desk.page.getByLabel('选钟 计入').selectOption('none');
    await desk.page.getByLabel('选钟 提成按').selectOption('requested');
    await save.click();
    await desk.page.getByText('钟类设置已生效').waitFor();
    expect(lastCommand()).toMatchObject({
      name: 'rotation.setClockTypes',
      data: { types: { ...defaultClockTypes, picked: { countsAs: 'none', paidAs: 'requested' } } },
    });
  });

  test('are read only for whoever may not set them', async () => {
    await open('#/policy', 'R02');
    await desk.page.getByRole('tab', { name: '钟类' }).click();
    expect(await desk.page.getByLabel('转化 提成按').isDisabled()).toBe(true);
    await desk.page.goto(`${desk.served.url}/?language=en#/policy`);
    await desk.page.getByRole('tab', { name: 'Clock types' }).click();
    await picture('clock-types-en');
    expect(await axeFindings(desk.page)).toEqual([]);
  });
});
