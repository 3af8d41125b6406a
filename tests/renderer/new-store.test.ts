import { beforeEach, describe, expect, test } from 'vitest';
import { axeFindings } from './support/browser.ts';
import { Desk } from './support/desk.ts';
import { FakeStore } from './support/fake-store.ts';

const desk = new Desk(() => new FakeStore());

beforeEach(async () => {
  desk.store.needs = 'store';
  desk.store.isDemo = false;
  await desk.open({});
});

const field = (name: string | RegExp) => desk.page.getByLabel(name);
const openForm = async () => {
  await desk.page.getByRole('button', { name: '建立新门店…' }).click();
  await field('店名').waitFor();
};

describe('the first start offers', () => {
  test('four ways, of which a new store is the first', async () => {
    const names = ['建立新门店', '试用演示门店', '恢复备份', '用门店文件建立'];
    for (const name of names) await desk.page.getByRole('heading', { name }).waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await expect.poll(() => desk.page.evaluate(() => document.activeElement?.textContent)).toBe('建立新门店…');
  });

  test('a backup, which says where it looked, and the way back', async () => {
    await desk.page.getByRole('button', { name: '恢复备份…' }).click();
    await desk.page.getByRole('heading', { name: '恢复备份' }).waitFor();
    await desk.page.getByRole('button', { name: '返回' }).click();
    await desk.page.getByRole('heading', { name: '建立新门店' }).waitFor();
  });
});

describe('the page of a new store', () => {
  beforeEach(openForm);

  test('is filled from field to field by keys, and Enter alone makes no store', async () => {
    const { keyboard } = desk.page;
    expect(await axeFindings(desk.page)).toEqual([]);
    await keyboard.type('云水堂');
    await keyboard.press('Enter');
    await keyboard.type('２Ｆ　２０１－２１２');
    await desk.page.getByText('将建立：12 间房、7 个项目，技师以后再加').waitFor();
    for (const _ of ['rooms', 'kind', 'beds']) await keyboard.press('Enter');
    await keyboard.type('1-15');
    await desk.page.getByText('将建立：12 间房、15 位技师、7 个项目').waitFor();
    expect(desk.store.answers).toBeNull();
    for (let at = 0; at < 8; at += 1) await keyboard.press('Enter');
    await expect.poll(() => desk.page.evaluate(() => document.activeElement?.textContent)).toBe('建立门店');
    expect(desk.store.answers).toBeNull();
    await keyboard.press('Enter');
    await field(/^新密码/).waitFor();
    expect(desk.store.answers).toMatchObject({
      ...{ kind: 'foot-bath', language: 'zh-CN', name: '云水堂', rooms: '２Ｆ　２０１－２１２', technicians: '1-15' },
      ...{ roomKind: 'foot', beds: '2', managerNo: 'M01', managerName: '店长', currency: 'CNY', printer: '' },
      ...{ businessDayStartsAt: '05:00' },
    });
    expect(desk.errors).toEqual([]);
  });

  test('says of each answer what is wrong with it once it is left, and goes to the first as it is sent', async () => {
    await field('房间').fill('212-201');
    await field('每间床位').fill('0');
    await desk.page.getByText('“212-201”前面的号比后面大，是不是 201-212？').waitFor();
    await field('店名').focus();
    await desk.page.getByText('床位是 1 到 40 的整数，例如 2').waitFor();
    expect(await desk.page.getByRole('status').textContent()).toBe('');
    await field('技师号').fill('A1');
    await desk.page.getByRole('button', { name: '建立门店' }).click();
    await desk.page.getByText('技师号只能是 1 到 6 位数字，“A1”不行；例如 1-15').waitFor();
    await expect.poll(() => desk.page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('rooms');
    expect(await axeFindings(desk.page)).toEqual([]);
    expect(desk.store.answers).toBeNull();
  });

  test('keeps what was typed where the store refuses it', async () => {
    desk.store.setUpFromAnswers = async () => {
      throw new Error('the disk is full');
    };
    await field('店名').fill('云水堂');
    await desk.page.getByRole('button', { name: '建立门店' }).click();
    await desk.page.getByRole('alert').filter({ hasText: /./ }).waitFor();
    expect(await field('店名').inputValue()).toBe('云水堂');
  });

  test('has the answers of another kind of store where nobody gave one', async () => {
    await field('房间').fill('301、302');
    await desk.page.getByText('SPA', { exact: true }).click();
    await expect.poll(() => field('店名').inputValue()).toBe('我的 SPA');
    expect(await field('房间').inputValue()).toBe('301、302');
    expect(await field('房型').inputValue()).toBe('spa');
    expect(await field('营业日从几点开始').inputValue()).toBe('04:00');
    await field('房型').selectOption('couple');
    await expect.poll(() => field('每间床位').inputValue()).toBe('2');
    await desk.page.getByRole('button', { name: '建立门店' }).click();
    await field(/^新密码/).waitFor();
    expect(desk.store.answers).toMatchObject({ kind: 'spa', rooms: '301、302', roomKind: 'couple', beds: '2' });
  });

  test('goes on in the language that is chosen in it', async () => {
    await field('屏幕和语音的语言').selectOption('en');
    await field('Name of the store').waitFor();
    expect(await field('The manager’s name').inputValue()).toBe('Manager');
    await field('Rooms').fill('212-201');
    await field('Name of the store').focus();
    await desk.page.getByText('“212-201” goes backwards: is 201-212 meant?').waitFor();
  });

  test('fits a phone', async () => {
    await desk.page.setViewportSize({ width: 390, height: 844 });
    const isWide = () => desk.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    await expect.poll(isWide).toBe(false);
    await field('收银打印机').fill('192.168.1.50');
    await desk.page.getByRole('button', { name: '建立门店' }).click();
    await field(/^新密码/).waitFor();
    expect(desk.store.answers).toMatchObject({ printer: '192.168.1.50' });
  });
});
