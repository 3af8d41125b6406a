import { expect, test } from 'vitest';
import type { AnyCommand } from '../../host/contract/commands.ts';
import { axeFindings } from './support/browser.ts';
import { Desk } from './support/desk.ts';
import { FakeStore } from './support/fake-store.ts';

const desk = new Desk(() => new FakeStore());

async function opened(sheet: string, staffNo = 'T01') {
  await desk.openAs(staffNo);
  await desk.open({ at: `#/store-settings?sheet=${sheet}`, token: desk.store.signedIn(staffNo) });
}

const button = (name: string | RegExp) => desk.page.getByRole('button', { name, exact: typeof name === 'string' });
const field = (name: string) => desk.page.locator('input').and(desk.page.getByLabel(name, { exact: true }));
const said = (text: string | RegExp) => desk.page.getByText(text).first().waitFor();
const finding = () => desk.store.finding;
const lastAsked = () => finding().asked.at(-1);

/** What the section was set to last. */
const sent = (name: string) => {
  const all = desk.store.received.filter(({ command }) => command.name === name);
  return (all.at(-1)?.command.data as { value: Record<string, Record<string, unknown>[]> } | undefined)?.value;
};
async function saved() {
  await button('查看并保存').click();
  await button(/^(保存|请经理授权并保存)$/).click();
}
const preview = () => desk.store.settings.previewed.at(-1) as { value: Record<string, Record<string, unknown>[]> };

test('a printer is found on the network, tried, taken for bills by one press, and saved', async () => {
  await opened('printers', 'M01');
  await button('查找设备').click();
  await button('查找 192.168.1.0/24（253 个地址）').click();
  await said('正在查找…');
  finding().tell({ asked: 40, total: 253 });
  await said('已问 40 / 253');
  const found = { host: '192.168.1.50', port: 9100, isReceiptPrinter: true, name: 'EPSON TM-T20II', usedBy: null };
  const own = { ...found, host: '192.168.1.51', name: '', usedBy: 'printer/front' };
  finding().tell({ state: 'done', asked: 253, printers: [found, own] });
  const list = desk.page.getByRole('list', { name: '网络上的打印机' });
  await list.getByText('已是 front').waitFor();
  expect(await axeFindings(desk.page)).toEqual([]);
  await list.getByRole('button', { name: '测试 192.168.1.50' }).click();
  await said('已送去打印，请看出来的单子');
  expect(lastAsked()).toMatchObject({ printer: { transport: { type: 'tcp', host: '192.168.1.50', port: 9100 } } });
  finding().failNext = 'LINE_REFUSED';
  await list.getByRole('button', { name: '测试 192.168.1.50' }).click();
  await said(/不接受连接：端口可能不对/);
  await list.getByRole('button', { name: '用来打账单' }).click();
  await said('1 处改动还没有生效');
  await list.getByText('已加上').waitFor();
  await saved();
  await expect
    .poll(() => sent('settings.setPrinters')?.printers?.at(-1))
    .toMatchObject({
      transport: { type: 'tcp', host: '192.168.1.50', port: 9100 },
      paperMm: 80,
      encoding: 'gb18030',
      prints: ['bill', 'receipt', 'handover', 'payslip'],
    });
  expect(desk.errors).toEqual([]);
});

test('a USB printer is taken for orders; one is typed by hand, and every way of connecting has its own fields', async () => {
  await opened('printers');
  await button('查找设备').click();
  const plugged = desk.page.getByRole('list', { name: '接在这台电脑上的' });
  await plugged.getByText('EPSON TM-T20II').waitFor();
  await plugged.getByText('已是 front').waitFor();
  await plugged
    .getByRole('listitem')
    .filter({ hasText: '/dev/usb/lp0' })
    .getByRole('button', { name: '用来打出品单' })
    .click();
  await button('关闭').click();
  await button('新增').click();
  await field('名称（字母数字）').fill('back');
  await expect.poll(() => field('端口').inputValue()).toBe('9100');
  await desk.page.keyboard.press('Enter');
  await said('请填写');
  await field('地址').fill('192.168.1.77');
  await field('怎么接').click();
  await desk.page.getByRole('option', { name: '串口' }).click();
  await expect.poll(() => field('地址').count()).toBe(0);
  await field('接口').fill('/dev/ttyUSB1');
  await field('接口').press('Enter');
  await said('2 处改动还没有生效');
  await button('查看并保存').click();
  await expect
    .poll(() => preview()?.value.printers?.slice(-2))
    .toMatchObject([
      { transport: { type: 'usb', path: '/dev/usb/lp0' } },
      { id: 'back', transport: { type: 'serial', path: '/dev/ttyUSB1', baudRate: 9600 }, paperMm: 80, prints: [] },
    ]);
  expect(Object.keys(preview().value.printers?.at(-1)?.transport as object).toSorted()).toEqual([
    'baudRate',
    'path',
    'type',
  ]);
});

test('terminals are found on a line, numbered by walking through the rooms, and added with their line', async () => {
  // Two rooms have no terminal yet.
  const [first = '', second = ''] = desk.store.site.rooms.map(({ no }) => no);
  const buses = desk.store.site.buses.map((bus) => ({
    ...bus,
    terminals: bus.terminals.filter(({ room }) => room !== first && room !== second),
  }));
  const data = { value: { buses }, basedOn: 1 };
  desk.store.settings.take({ name: 'settings.setTerminals', data } as AnyCommand);
  await opened('terminals');
  await button('查找设备').click();
  const lines = desk.page.getByRole('list', { name: '线路和接口' });
  await lines.getByText('1a86 USB Serial').waitFor();
  await lines.getByRole('listitem').filter({ hasText: '1a86' }).getByRole('button', { name: '查找报钟器' }).click();
  await expect.poll(lastAsked).toMatchObject({ line: { transport: { type: 'serial', baudRate: 9600 } } });
  const terminal = (address: number) => ({ address, identity: `C10C00 1.2 #${address}`, rows: 2, usedBy: null });
  finding().tell({ state: 'done', bitsPerSecond: 115_200, terminals: [terminal(1), terminal(2), terminal(3)] });
  await button(/^测试 line/)
    .first()
    .click();
  await said('应该响了一声');
  expect(await axeFindings(desk.page)).toEqual([]);
  await button('走一遍，逐间对号').click();
  await expect.poll(lastAsked).toMatchObject({ addresses: [1, 2, 3] });
  await said(`请到 ${first}，在那里的报钟器上按一个键或刷一张卡`);
  finding().touch({ address: 3, what: 'keys', holder: null });
  await said(`请到 ${second}，在那里的报钟器上按一个键或刷一张卡`);
  // One that was touched again stays where it is.
  finding().touch({ address: 3, what: 'card', holder: { kind: 'staff', no: 'T01' } });
  // Whoever walks may have been away for long.
  finding().tell({ state: 'stopped' });
  await button('停了，接着听').click();
  await said(`请到 ${second}，在那里的报钟器上按一个键或刷一张卡`);
  await button(`跳过 ${second}`).click();
  await said('没有剩下的房间了。');
  await button('不走了').click();
  await expect.poll(() => desk.page.getByLabel('3 号挂在哪里').inputValue()).toBe(first);
  await button('加上 1 台').click();
  await button('查看并保存').click();
  await expect
    .poll(() => preview()?.value.buses?.at(-1))
    .toMatchObject({
      transport: { type: 'serial', path: expect.stringContaining('by-id'), baudRate: 115_200 },
      terminals: [{ address: 3, room: first, text: { lines: 2, columns: 16, encoding: 'ascii' } }],
    });
  expect(desk.errors).toEqual([]);
});

test('a line that is removed takes its terminals along', async () => {
  await opened('lines');
  const [line] = desk.store.site.buses;
  await button(`去掉 ${line?.id}`).click();
  await button('查看并保存').click();
  await expect.poll(() => preview()?.value.buses?.some(({ id }) => id === line?.id)).toBe(false);
  await button('再改改').click();
  await button(/^报钟器\s*●$/).click();
  await expect.poll(() => desk.page.getByRole('cell', { name: line?.id ?? '', exact: true }).count()).toBe(0);
});

test('readers are found, tried by a held card, learnt by three, and known by what they type', async () => {
  await opened('readers');
  await button('查找设备').click();
  const cards = desk.page.getByRole('list', { name: '智能卡读卡器' });
  await cards.getByRole('button', { name: /^测试/ }).click();
  await said('请把一张卡放到这个读卡器上');
  expect(lastAsked()).toMatchObject({ reader: { type: 'preset', preset: 'acr122u' } });
  finding().touch({ address: null, what: 'card', holder: { kind: 'technician', no: '8' } });
  await said('这张卡是 8 号技师的。');
  await desk.page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
  await expect.poll(lastAsked).toBe('stop');
  await cards.getByRole('button', { name: '加上' }).click();
  await button('用卡学习').click();
  await said('请放一张卡');
  finding().tell({ cards: 1 });
  await said('拿开，再放同一张卡');
  const learnt = { type: 'hid', vendorId: '1A86', productId: 'E010', offset: 2, length: 4, encoding: 'bytes' } as const;
  finding().tell({ state: 'done', cards: 3, reader: learnt as never });
  await said('2 处改动还没有生效');
  await field('点进来，刷一张本店的卡').fill('nothing');
  await desk.page.keyboard.press('Enter');
  await said(/输入的内容不是本店的卡/);
  await field('点进来，刷一张本店的卡').fill('0040856634');
  await desk.page.keyboard.press('Enter');
  await said('3 处改动还没有生效');
  await button('查看并保存').click();
  await expect
    .poll(() => preview()?.value.readers?.slice(-3))
    .toMatchObject([
      { type: 'preset', preset: 'acr122u' },
      { id: expect.stringMatching(/^usb/), ...learnt },
      { type: 'keyboard', encoding: '8H10D' },
    ]);
  expect(desk.errors).toEqual([]);
});

test('the voice is changed and tried as it stands there, and its places are a list', async () => {
  await opened('voice');
  await button(/^修改/).click();
  await field('静音时段（22:00-08:00）').fill('23:00-07:30');
  await desk.page.keyboard.press('Enter');
  await field('每次播几遍').fill('3');
  await desk.page.keyboard.press('Enter');
  await said('1 处改动还没有生效');
  await button(/^测试/).click();
  await said('已播报');
  await button(/^播报地点\s*●$/).click();
  await button('新增').click();
  await field('名称（字母数字）').fill('upstairs');
  await desk.page.keyboard.press('Enter');
  await said('2 处改动还没有生效');
  await button('查看并保存').click();
  await expect
    .poll(() => preview()?.value)
    .toMatchObject({
      voice: {
        repeat: 3,
        quietHours: [{ from: '23:00', to: '07:30' }],
        places: [{ id: 'upstairs', engine: 'station' }],
      },
    });
});

test('what cannot be listed is said, and nothing that is missing leads nowhere', async () => {
  finding().plug = { ...finding().plug, pcsc: [], hid: [], problems: [{ what: 'pcsc', code: 'PCSC_NO_SERVICE' }] };
  await opened('readers');
  await button('查找设备').click();
  await said('智能卡服务没有运行，请在系统服务中启动');
  await said('没有看到智能卡读卡器。');
  desk.store.missing = [{ code: 'printer', count: 1, isNeeded: false }];
  await desk.open({ token: desk.store.signedIn('M01') });
  await desk.page.getByRole('region', { name: '开业前还缺' }).getByRole('button').first().click();
  await expect.poll(() => desk.page.url()).toMatch(/store-settings.*sheet=printers/);
});
