import { describe, expect, test } from 'vitest';
import { axeFindings } from './support/browser.ts';
import { Desk } from './support/desk.ts';
import { FakeStore } from './support/fake-store.ts';

const desk = new Desk(() => new FakeStore());

async function goTo(staffNo: string) {
  await desk.openAs(staffNo);
  await desk.page.getByRole('link', { name: '线路' }).click();
  await expect.poll(() => desk.store.bus.watching('floor-3')).toBe(1);
}

const row = (id: string) => desk.page.locator(`[data-terminal="${id}"]`);
const frames = () => desk.page.locator('[data-frame]');

describe('the bus monitor', () => {
  test('shows every terminal with its state, alarms, counters and last card', async () => {
    await goTo('M01');
    expect(await row('floor-3/1').textContent()).toMatch(
      /301[\s\S]*在线[\s\S]*已加密[\s\S]*正常[\s\S]*技师 88 小美[\s\S]*12345[\s\S]*14.2 毫秒/,
    );
    expect(await row('floor-3/2').textContent()).toMatch(/外壳被打开 · 读头不在[\s\S]*无效卡/);
    expect(await row('floor-3/3').textContent()).toMatch(/离线[\s\S]*没有回应[\s\S]*供电故障[\s\S]*从未/);
    await desk.page.getByText('floor-4', { exact: true }).click();
    await desk.page.getByText(/tcp:10.0.0.5:4001 · 未打开 · 线路打不开/).waitFor();
    await expect.poll(() => [desk.store.bus.watching('floor-3'), desk.store.bus.watching('floor-4')]).toEqual([0, 1]);
    expect(desk.errors).toEqual([]);
  });

  test('shows what passes, one terminal or all, and stands still while paused', async () => {
    await goTo('M01');
    desk.store.bus.pass(
      'floor-3',
      {},
      { direction: 'rx', text: 'RAW 32 bits 04A1B2C3', verdict: 'accepted' },
      { address: 2, text: 'TEXT 1:1 "302 房"' },
      { direction: 'rx', address: null, text: null, verdict: 'discarded', reason: 'check' },
    );
    await desk.page.getByText('RAW 32 bits 04A1B2C3').waitFor();
    expect(await frames().count()).toBe(3);
    await desk.page.getByText('丢弃 (校验不对)').waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);

    await desk.page.getByLabel('也显示轮询').check();
    expect(await frames().count()).toBe(4);
    await desk.page.getByRole('combobox', { name: '报钟器' }).selectOption('2');
    expect(await frames().count()).toBe(1);
    await desk.page.getByRole('combobox', { name: '报钟器' }).selectOption('');

    await desk.page.getByRole('button', { name: '暂停' }).click();
    desk.store.bus.pass('floor-3', { text: 'BUZ 1 × 1/1' });
    await desk.page.getByText('已暂停：又有 1 条').waitFor();
    expect(await desk.page.getByText('BUZ 1 × 1/1').count()).toBe(0);
    await desk.page.getByRole('button', { name: '继续' }).click();
    desk.store.bus.pass('floor-3', { text: 'LED colour 2 on 1 off 0' });
    await desk.page.getByText('LED colour 2 on 1 off 0').waitFor();
    await desk.page.getByRole('button', { name: '清空' }).click();
    await desk.page.getByText('从打开到现在还没有报文').waitFor();
    expect(desk.errors).toEqual([]);
  });

  test('is what the bar on top leads to when a terminal is opened', async () => {
    await desk.openAs('M01');
    const devices = desk.store.board.snapshot().devices;
    const alarms = [{ id: 'floor-3/2', place: '302' }];
    desk.store.push([], { devices: { ...devices, terminals: { ...devices.terminals, alarms } } });
    await desk.page.getByRole('link', { name: '1 台报钟器被拆动或故障' }).click();
    await row('floor-3/2').waitFor();
    expect(desk.errors).toEqual([]);
  });

  test('gives a terminal its key only after somebody approved', async () => {
    await goTo('M01');
    await desk.page.getByRole('button', { name: '给 303 写密钥' }).click();
    await desk.page.getByText('报钟器必须处于安装模式', { exact: false }).waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    expect(desk.store.bus.installed).toEqual([]);
    desk.store.bus.refuseNext = 'OSDP_REFUSED';
    await desk.page.getByRole('button', { name: '我批准：写入密钥' }).click();
    await desk.page.getByText('报钟器拒绝执行').waitFor();
    await desk.page.getByRole('button', { name: '我批准：写入密钥' }).click();
    await desk.page.getByText('303 已有自己的密钥').waitFor();
    expect(desk.store.bus.installed).toEqual(['floor-3/3']);
  });

  test('lets a receptionist look, but give no keys; in English as well', async () => {
    await goTo('R02');
    await row('floor-3/1').waitFor();
    expect(await desk.page.getByRole('button', { name: /写密钥/ }).count()).toBe(0);
    await desk.page.evaluate(() => localStorage.clear());
    await desk.page.goto(`${desk.served.url}/?language=en#/bus`);
    await desk.page.getByText('What passes on the line').first().waitFor();
    expect(await row('floor-3/2').textContent()).toContain('Housing open · Reader missing');
    expect(await axeFindings(desk.page)).toEqual([]);
  });
});
