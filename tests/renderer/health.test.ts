import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { healthCodes } from '../../host/parts/health/views.ts';
import { axeFindings } from './support/browser.ts';
import { Desk } from './support/desk.ts';
import { FakeStore } from './support/fake-store.ts';
import { overflowOf } from './support/overflow.ts';

const desk = new Desk(() => new FakeStore());
const facts = { count: 3, minutes: 4, days: 5, path: 'COM3', diskMb: 250, freeMb: 90, usedMb: 1_700 };
const machine = { part: 'machine' as const, facts: { diskMb: 50_000, freeMb: 4_000, usedMb: 300 } };

test('the mark in the bar leads to what is wrong, since when, what to do and the way there; what is well is folded', async () => {
  desk.store.healthNow = {
    at: 0,
    lines: [
      { code: 'PRINTER_NO_PAPER', tone: 'wrong', subject: 'bar', facts: {}, since: Date.parse('2026-11-21T04:05:00Z') },
      { code: 'SECOND_PLACE_NONE', tone: 'soon', subject: null, facts: {}, since: Date.parse('2026-11-20T04:05:00Z') },
    ],
    well: [machine],
  };
  await desk.openAs('M01');
  await desk.page.getByRole('link', { name: '1 处有问题' }).click();
  await desk.page.getByRole('heading', { name: '门店体检' }).waitFor();
  const [first, second] = await desk.page.getByRole('list', { name: '有问题的' }).getByRole('listitem').all();
  expect(await first?.textContent()).toContain('打印机 bar 没纸或开着盖');
  expect(await first?.textContent()).toContain('12:05');
  expect(await second?.textContent()).toContain('备份没有第二存放处');
  expect(await desk.page.getByText('磁盘剩 50000 MB').isVisible()).toBe(false);
  expect(await axeFindings(desk.page)).toEqual([]);
  await desk.page.getByText('正常的：1 项').click();
  await desk.page.getByText('磁盘剩 50000 MB').waitFor();
  await first?.getByRole('link', { name: '去处理' }).click();
  await desk.page.getByRole('heading', { name: '设备', exact: true }).waitFor();
  expect(desk.errors).toEqual([]);
});

test('whoever may not see backups gets no way there, and who may not see devices no mark', async () => {
  desk.store.healthNow = {
    at: 0,
    lines: [{ code: 'SHEET_NONE', tone: 'wrong', subject: null, facts: {}, since: 0 }],
    well: [],
  };
  await desk.open({ at: '#/health', token: desk.store.signedIn('R01') });
  await desk.page.getByText('还没有恢复单').first().waitFor();
  expect(await desk.page.getByRole('link', { name: '去处理' }).count()).toBe(0);
});

test('every line has words in both languages, and fits a phone', async () => {
  const lines = healthCodes.map((code) => ({ code, tone: 'wrong' as const, subject: 'DISK_FULL', facts, since: 0 }));
  desk.store.healthNow = { at: 0, lines, well: [machine] };
  for (const language of ['zh-CN', 'en']) {
    await desk.open({ at: `?language=${language}#/health`, token: desk.store.signedIn('M01') });
    await desk.page.setViewportSize({ width: 390, height: 844 });
    const list = desk.page.getByRole('list', { name: language === 'en' ? 'Wrong' : '有问题的' });
    await list.waitFor();
    const text = (await list.textContent()) ?? '';
    expect(text).not.toMatch(/\{\{|says\.|todo\./);
    expect(await overflowOf(desk.page)).toEqual([]);
  }
});

test('nothing wrong is one line', async () => {
  desk.store.healthNow = { at: 0, lines: [], well: [machine] };
  await desk.open({ at: '?language=en#/health', token: desk.store.signedIn('M01') });
  await desk.page.getByText('All is well').waitFor();
});

test('the support file is read before it is saved, and saved as it was read', async () => {
  await desk.open({ at: '#/health', token: desk.store.signedIn('M01') });
  await desk.page.getByRole('button', { name: '技术支持包' }).click();
  await desk.page.getByText('program（1 KB）').click();
  await desk.page.getByText('{"node":"24"}').waitFor();
  expect(await axeFindings(desk.page)).toEqual([]);
  const saved = desk.page.waitForEvent('download');
  await desk.page.getByRole('button', { name: '保存' }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe('clockroom-support-1970-01-01.json.gz');
  const text = gunzipSync(readFileSync(await download.path())).toString('utf8');
  expect(JSON.parse(text)).toEqual(desk.store.support.bundle());
  // Who may not change devices has no such button.
  await desk.open({ at: '#/health', token: desk.store.signedIn('R01') });
  await desk.page.getByText('一切正常').waitFor();
  expect(await desk.page.getByRole('button', { name: '技术支持包' }).count()).toBe(0);
});
