import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { axeFindings } from './support/browser.ts';
import { BusyStore } from './support/busy-store.ts';
import { Desk } from './support/desk.ts';

const desk = new Desk(() => new BusyStore());

async function goTo(staffNo: string, screen: string) {
  await desk.openAs(staffNo);
  await desk.page.getByRole('link', { name: screen }).click();
}

describe('devices', () => {
  test('terminals, printers and the voice are tested by their ids; a slip is printed again', async () => {
    await goTo('M01', '设备');
    await desk.page.getByRole('button', { name: '测试 201' }).click();
    await desk.page.getByRole('button', { name: '测试 kitchen' }).click();
    await desk.page.getByRole('button', { name: '测试 语音' }).click();
    await desk.page.getByRole('button', { name: /^再打一次: 303 房/ }).click();
    await expect
      .poll(() => desk.store.calls)
      .toEqual(['test terminal/floor-2/1', 'test printer/kitchen', 'test voice', 'retryJob job-uncertain']);
    await desk.page.getByRole('button', { name: /^再打一次: 303 房/ }).waitFor({ state: 'detached' });
    await desk.page.getByText('只看有问题的 1').click();
    await desk.page.getByRole('button', { name: '测试 201' }).waitFor({ state: 'detached' });
    expect(await axeFindings(desk.page)).toEqual([]);
    expect(desk.errors).toEqual([]);
  });

  test('a computer whose date is another is told with both times; a manager goes by it after reading what that means', async () => {
    await goTo('M01', '设备');
    const { devices } = desk.store.scene.snapshot(0);
    desk.store.push([], { devices: { ...devices, clockApartMs: -365 * 86_400_000 } });
    const yearOf = async (head: string) =>
      Number(/(\d{4})-\d\d-\d\d \d\d:\d\d$/.exec((await desk.page.getByText(head).textContent()) ?? '')?.[1]);
    expect(await yearOf('门店时间：')).toBe((await yearOf('电脑时间：')) + 1);
    await desk.page.getByRole('button', { name: '电脑时间是对的…' }).click();
    await desk.page.getByText('流水会写明是谁确认的').waitFor();
    expect(desk.store.calls).toEqual([]);
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.getByRole('button', { name: '按电脑时间继续' }).click();
    await desk.page.getByText('门店已按电脑时间继续').waitFor();
    expect(desk.store.calls).toEqual(['takeSystemTime']);
  });

  test('the site file goes out with or without keys; one with errors lists them', async () => {
    await goTo('M01', '设备');
    const downloading = desk.page.waitForEvent('download');
    await desk.page.getByLabel('含报钟器密钥').check();
    await desk.page.getByRole('button', { name: '导出', exact: true }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('jiangwan-with-keys.json');
    expect(JSON.parse(await readFile(await download.path(), 'utf8'))).toMatchObject({ store: { id: 'jiangwan' } });
    await desk.page
      .getByLabel('导入门店文件…')
      .setInputFiles({ name: 'site.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
    await desk.page.getByText('rooms[3].beds').waitFor();
    expect(desk.store.calls).toEqual(['exportSite with keys', 'importSite 2']);
  });

  test('what a site file would break is listed with a way on, and is read before it is taken', async () => {
    await goTo('M01', '设备');
    await desk.page
      .getByLabel('导入门店文件…')
      .setInputFiles({ name: 'site.json', mimeType: 'application/json', buffer: Buffer.from('"promised"') });
    await desk.page.getByText('预订点了 2 号技师 · 305 房 · 2026-11-21 20:00').waitFor();
    await desk.page.getByText('2 号技师还有 4 天排班').waitFor();
    await desk.page.getByText('从今天起的排班会撤下。').waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.getByRole('button', { name: '我看过了，仍然导入' }).click();
    await desk.page.getByText('门店文件已导入').waitFor();
    expect(desk.store.calls).toEqual(['importSite 10', 'importSite 10 a b']);
    expect(desk.errors).toEqual([]);
  });

  test('what an older site file would take back is listed, and stays where it is to stay', async () => {
    await goTo('M01', '设备');
    await desk.page
      .getByLabel('导入门店文件…')
      .setInputFiles({ name: 'site.json', mimeType: 'application/json', buffer: Buffer.from('"older"') });
    const dialog = desk.page.getByRole('dialog', { name: '文件会改动 4 处' });
    await dialog.getByText('文件导出之后，门店里改过；按文件导入会改回去').waitFor();
    await desk.page.getByText('文件导出之后，门店里改过，文件里也改过').waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.getByRole('button', { name: '我看过了，按文件导入' }).waitFor();
    await desk.page.getByRole('button', { name: '这些保留门店现在的，导入其余部分' }).click();
    await desk.page.getByText('门店文件已导入').waitFor();
    expect(desk.store.calls).toEqual(['importSite 7', 'importSite 7 items printers']);
    expect(desk.errors).toEqual([]);
  });

  const choose = (text: string) =>
    desk.page
      .getByLabel('导入门店文件…')
      .setInputFiles({ name: 'site.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(text)) });

  test('everything a file changes is listed before it is taken, what is weighty first, and both ways on in sight', async () => {
    await goTo('M01', '设备');
    await choose('changing');
    const dialog = desk.page.getByRole('dialog', { name: '文件会改动 4 处' });
    const lines = dialog.getByRole('listitem');
    await expect
      .poll(() => lines.allInnerTexts())
      .toEqual([
        expect.stringMatching(/角色\s*员工 T01 林工 角色: 技术 → 经理/),
        expect.stringMatching(/卡\s*技师 8 陈秀 卡: \*\*\* → \*\*\*/),
        expect.stringMatching(/价格\s*项目 101 足疗 价格: ¥138.00 → ¥0.01/),
        expect.stringMatching(/其他设置\s*房间 209 新增/),
      ]);
    expect(await axeFindings(desk.page)).toEqual([]);
    for (const name of ['取消', '我看过了，按文件导入']) {
      await dialog.getByRole('button', { name }).click({ trial: true });
    }
    await dialog.getByRole('button', { name: '我看过了，按文件导入' }).click();
    await desk.page.getByText('门店文件已导入').waitFor();
    expect(desk.store.calls).toEqual(['importSite 10', 'importSite 10 difference 1']);
    expect(desk.errors).toEqual([]);
  });

  test('what is weighty is confirmed by the own PIN, whoever is signed in', async () => {
    await goTo('M01', '设备');
    await choose('weighty');
    const dialog = desk.page.getByRole('dialog', { name: '文件会改动 4 处' });
    await dialog.getByRole('button', { name: '我看过了，按文件导入' }).click();
    const asking = desk.page.getByRole('dialog', { name: '确认改动' });
    await asking.getByText('¥0.01').waitFor();
    // She is there already; it is the PIN that is missing.
    expect(await asking.getByRole('combobox', { name: '经理' }).inputValue()).toContain('M01');
    await asking.getByLabel('原因').fill('新价格');
    await asking.getByLabel(/密码/).fill('0000');
    await asking.getByRole('button', { name: '确认' }).click();
    await desk.page.getByText('门店文件已导入').waitFor();
    expect(desk.store.calls.at(-1)).toBe('importSite 9 difference 1 approved');
    expect(desk.store.authorisations.asked.at(-1)).toMatchObject({ act: 'site.import', proof: { kind: 'pin' } });
    expect(desk.errors).toEqual([]);
  });

  test('what somebody may not change is marked, and a manager approves exactly that', async () => {
    await goTo('T01', '设备');
    await choose('forbidden');
    const dialog = desk.page.getByRole('dialog', { name: '文件会改动 4 处' });
    await expect.poll(() => dialog.getByText('您无权改').count()).toBe(3);
    await dialog.getByRole('button', { name: '请经理授权并导入' }).click();
    const asking = desk.page.getByRole('dialog', { name: '需要经理授权' });
    await asking.getByText('¥0.01').waitFor();
    await asking.getByLabel('原因').fill('新价格');
    await asking.getByRole('combobox', { name: '经理' }).click();
    await desk.page.getByRole('option', { name: /M01/ }).click();
    await asking.getByLabel(/密码/).fill('0000');
    await desk.page.keyboard.press('Enter');
    await desk.page.getByText('门店文件已导入').waitFor();
    expect(desk.store.calls.at(-1)).toBe('importSite 11 difference 1 approved');
    expect(desk.store.authorisations.asked).toMatchObject([{ act: 'site.import', subject: { kind: 'settings' } }]);
    expect(desk.errors).toEqual([]);
  });

  test('a cashier sees the devices but is offered neither tests nor the site file', async () => {
    await goTo('C01', '设备');
    await desk.page.getByRole('button', { name: '修改我的密码' }).waitFor();
    expect(await desk.page.getByRole('button', { name: /测试|导出|员工密码|配对/ }).count()).toBe(0);
  });
});

describe('a reader of a known make', () => {
  test('is chosen from the list; a serial one is asked for its device', async () => {
    await goTo('M01', '设备');
    await desk.page.getByRole('button', { name: '添加常见读卡器' }).click();
    const dialog = desk.page.getByRole('dialog', { name: '添加常见读卡器' });
    await dialog.getByRole('button', { name: /ACS ACR122U.*智能卡读卡器 · 072F:2200/ }).waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await dialog.getByRole('button', { name: /RDM6300/ }).click();
    await dialog.getByLabel('串口设备').fill('/dev/ttyUSB0');
    await dialog.getByRole('button', { name: '添加' }).click();
    await dialog.getByText('读卡器名称 rdm6300-1').waitFor();
    expect(desk.store.readers.added).toEqual([['rdm6300', '/dev/ttyUSB0']]);
    expect(desk.errors).toEqual([]);
  });

  test('that types is recognised by what it types for a card of the store', async () => {
    await goTo('M01', '设备');
    await desk.page.getByRole('button', { name: '添加常见读卡器' }).click();
    const dialog = desk.page.getByRole('dialog', { name: '添加常见读卡器' });
    const field = dialog.getByLabel('键盘式读卡器');
    await field.fill('4006381333931');
    await desk.page.keyboard.press('Enter');
    await dialog.getByText('输入的内容不是本店的卡').waitFor();
    await field.fill('0040856634');
    await desk.page.keyboard.press('Enter');
    await dialog.getByText('读卡器名称 keyboard-1').waitFor();
    expect(desk.store.readers.added).toEqual([['typing', '0040856634']]);
  });

  test('that is away is named in the line at the top, and no longer once it is back', async () => {
    await goTo('M01', '设备');
    const tell = (state: 'online' | 'offline') =>
      desk.store.push([], {
        devices: { ...desk.store.scene.snapshot(0).devices, readers: [{ id: 'desk', state, reason: null }] },
      });
    tell('offline');
    await desk.page.getByText('读卡器 desk 未连接').waitFor();
    tell('online');
    await desk.page.getByText('读卡器 desk 未连接').waitFor({ state: 'detached' });
  });
});

describe('learning a reader', () => {
  test('shows what is plugged in, then each step until the reader works', async () => {
    await goTo('M01', '设备');
    await desk.page.getByRole('button', { name: '学习读卡器' }).click();
    const dialog = desk.page.getByRole('dialog', { name: '学习读卡器' });
    const device = dialog.getByRole('button', { name: 'Maker R1 (1A86:E010 · FF00)' });
    await device.waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await device.click();
    await dialog.getByText('请刷一张卡').waitFor();
    desk.store.readers.learningView = { state: 'waiting', cards: 1 };
    await dialog.getByText('请再刷同一张卡').waitFor();
    desk.store.readers.learningView = { state: 'waiting', cards: 2 };
    await dialog.getByText('请换另一张卡刷').waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    desk.store.readers.learningView = { state: 'failed', code: 'READER_LEARN_TIMEOUT', context: {} };
    await dialog.getByText('30 秒内没有刷卡').waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    desk.store.readers.learningView = { state: 'done', readerId: 'usb-1' };
    await dialog.getByRole('button', { name: '重试' }).click();
    await device.click();
    await dialog.getByText('读卡器已可使用，名称 usb-1').waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    expect(desk.store.readers.learnt).toEqual(['learn 1A86:E010', 'learn 1A86:E010']);
    expect(desk.errors).toEqual([]);
  });

  test('is cancelled by closing; says where there is no reader or no library', async () => {
    await goTo('M01', '设备');
    const open = () => desk.page.getByRole('button', { name: '学习读卡器' }).click();
    await open();
    await desk.page.getByRole('button', { name: /Maker R1/ }).click();
    await desk.page.getByRole('button', { name: '取消' }).click();
    await expect.poll(() => desk.store.readers.learnt).toEqual(['learn 1A86:E010', 'cancel 1']);
    desk.store.readers.plugged = [];
    await open();
    await desk.page.getByText('门店电脑上没有插 USB 读卡器').waitFor();
    desk.store.readers.plugged = null;
    await desk.page.getByRole('button', { name: '重新查找' }).click();
    await desk.page.getByText('本机没有 USB 读卡组件').waitFor();
  });

  test('is not offered to a cashier', async () => {
    await goTo('C01', '设备');
    await desk.page.getByRole('button', { name: '修改我的密码' }).waitFor();
    expect(await desk.page.getByRole('button', { name: '学习读卡器' }).count()).toBe(0);
  });
});

describe('kitchen', () => {
  test('one touch delivers a line, another the whole order; a category hides the others', async () => {
    await goTo('K01', '厨房');
    const [noodles, tea, cola] = desk.store.waiting;
    await desk.page.getByRole('button', { name: /可口可乐/ }).click();
    await desk.page.getByRole('button', { name: '整单已出 303' }).click();
    await expect
      .poll(() => desk.store.received.map(({ command }) => command), { timeout: 30_000 })
      .toEqual([
        { name: 'goods.deliver', data: { lineIds: [cola?.id] } },
        { name: 'goods.deliver', data: { lineIds: [noodles?.id, tea?.id] } },
      ]);
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.getByText('餐食').click();
    await desk.page.getByText('没有待出的点单').waitFor();
    await desk.page.getByRole('tab', { name: /今日已出/ }).click();
    await desk.page.getByText('牛肉面').waitFor();
  });

  test('stock is corrected with a number and a reason; what did print leaves the list', async () => {
    await goTo('K01', '厨房');
    await desk.page.getByRole('tab', { name: /库存/ }).click();
    await desk.page.getByLabel('找商品').fill('ljc');
    await desk.page.getByRole('button', { name: '调整库存：龙井茶' }).click();
    await desk.page.getByLabel('加减数量').fill('-4');
    await desk.page.getByText('调整后 115').waitFor();
    await desk.page.getByRole('button', { name: '报损' }).click();
    await expect
      .poll(() => desk.store.received.at(-1)?.command)
      .toEqual({ name: 'stock.adjust', data: { goodsCode: 'D01', quantity: -4, reason: '报损' } });
    await desk.page.getByRole('tab', { name: /没打出/ }).click();
    await desk.page.getByRole('button', { name: /^已打出，移除: 303 房/ }).click();
    await expect.poll(() => desk.store.calls).toEqual(['dismissJob job-uncertain']);
  });
});

describe('practice', () => {
  test('holds a card, types by keyboard and by touch, unplugs; the screen answers', async () => {
    await goTo('M01', '练习');
    const room = desk.page.getByRole('region', { name: '201 房报钟器' });
    await room.getByRole('button', { name: '刷卡' }).click();
    await desk.page.keyboard.type('12');
    await desk.page.keyboard.press('Enter');
    await room.getByRole('status').getByText('12 号').waitFor();
    await room.getByText('响 1 次').waitFor();
    await room.getByRole('button', { name: /显示屏/ }).focus();
    await desk.page.keyboard.press('2');
    await desk.page.keyboard.press('Enter');
    await room.getByRole('button', { name: '*', exact: true }).click();
    await room.getByRole('switch').click({ force: true });
    await expect
      .poll(() => desk.store.calls)
      .toEqual([
        'hold floor-2/1 12',
        'press floor-2/1 2',
        'press floor-2/1 #',
        'press floor-2/1 *',
        'plug floor-2/1 false',
      ]);
    await room.getByText('离线').waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    expect(desk.errors).toEqual([]);
  });

  test('a terminal without a keypad takes cards only', async () => {
    for (const terminal of desk.store.bench.terminals) if (terminal.roomNo === '305') terminal.hasKeypad = false;
    await goTo('M01', '练习');
    await desk.page.getByRole('button', { name: '305 房报钟器' }).click();
    const terminal = desk.page.getByRole('region', { name: '305 房报钟器' });
    await terminal.getByText('没有键盘，只能刷卡').waitFor();
    expect(await terminal.getByRole('group', { name: /键盘/ }).count()).toBe(0);
    await terminal
      .getByRole('button', { name: /屏幕|显示/ })
      .first()
      .focus();
    await desk.page.keyboard.type('1#');
    expect(desk.store.calls).toEqual([]);
  });

  test('several terminals stand open; a printer runs out of paper; a slip is a picture', async () => {
    await goTo('M01', '练习');
    await desk.page.getByRole('button', { name: '305 房报钟器' }).click();
    await desk.page.getByRole('region', { name: '305 房报钟器' }).waitFor();
    await desk.page.getByRole('region', { name: '钟房读卡器' }).waitFor();
    const printer = desk.page.getByRole('region', { name: '打印机 clock-room' });
    await printer.getByText('缺纸').click();
    await expect.poll(() => desk.store.calls).toEqual(['printer clock-room no-paper']);
    desk.store.print('clock-room', desk.store.billSvg());
    expect(await printer.getByRole('img').getAttribute('src')).toMatch(/^data:image\/svg\+xml/);
  });
});
