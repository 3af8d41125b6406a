import { beforeEach, describe, expect, inject, test } from 'vitest';
import { axeFindings, chooseInMenu, signIn } from './support/browser.ts';
import { Desk } from './support/desk.ts';
import { FakeStore } from './support/fake-store.ts';
import { serve } from './support/serve.ts';

const desk = new Desk(() => new FakeStore());

/** Resolves when the store has been sent a command of that name. */
async function commandOf(name: string) {
  await expect
    .poll(() => desk.store.received.some(({ command }) => command.name === name), { timeout: 10_000 })
    .toBe(true);
  return desk.store.received.find(({ command }) => command.name === name)?.command.data;
}

/** Opens the page; with a staff number, that person is signed in. */
async function open(staffNo?: string): Promise<void> {
  const token = staffNo && desk.store.signedIn(staffNo);
  await desk.open({ token });
  if (staffNo) await desk.page.locator('[data-room="201"]').waitFor();
}

describe('sign-in', () => {
  beforeEach(() => open());

  test('by number and PIN; a wrong PIN says so in words and keeps the number', async () => {
    await desk.page.getByLabel('工号').fill('R02');
    await desk.page.keyboard.press('Enter');
    await desk.page.keyboard.type('1111');
    await desk.page.keyboard.press('Enter');
    await desk.page.getByText('工号或密码不正确').waitFor();
    expect(await desk.page.getByLabel('工号').inputValue()).toBe('R02');
    await desk.page.keyboard.type('0000');
    await desk.page.keyboard.press('Enter');
    await desk.page.locator('[data-room="201"]').waitFor();
    expect(desk.errors).toEqual([]);
  });

  test('by touch only', async () => {
    await desk.page.getByRole('button', { name: /C01/ }).click();
    for (let digit = 0; digit < 4; digit += 1) await desk.page.getByRole('button', { name: '0', exact: true }).click();
    await desk.page.getByRole('button', { name: '登录' }).click();
    await desk.page.getByRole('button', { name: /C01 .*账户/ }).waitFor();
    expect(await desk.page.getByRole('link', { name: '收银' }).count()).toBe(1);
  });

  test('by a card held to the reader', async () => {
    await desk.page.getByLabel('工号').waitFor();
    await expect.poll(() => desk.store.cardListenerCount).toBeGreaterThan(0);
    desk.store.holdStaffCard('M01');
    await desk.page.getByRole('button', { name: /M01 .*账户/ }).waitFor();
  });

  test('Escape in the menu of the account closes the menu, and not the room that is open below', async () => {
    await signIn(desk.page);
    await desk.page.locator('[data-room="201"]').click();
    const panel = desk.page.getByRole('complementary', { name: '所选房间' }).getByRole('button', { name: /^记要求/ });
    await panel.waitFor();
    await desk.page.getByRole('button', { name: /账户/ }).click();
    await desk.page.getByRole('menuitem', { name: '退出登录' }).waitFor();
    await desk.page.keyboard.press('Escape');
    await desk.page.getByRole('menuitem', { name: '退出登录' }).waitFor({ state: 'detached' });
    expect(await panel.count()).toBe(1);
    // The next one is the panel's.
    await desk.page.keyboard.press('Escape');
    await expect.poll(() => panel.count()).toBe(0);
  });

  test('stays over a reload and ends with sign-out', async () => {
    await signIn(desk.page);
    await desk.page.reload();
    await desk.page.locator('[data-room="201"]').waitFor();
    await desk.page.getByRole('button', { name: /账户/ }).click();
    await desk.page.getByRole('menuitem', { name: '退出登录' }).click();
    await desk.page.getByLabel('工号').waitFor();
  });
});

describe('first start', () => {
  test('the demo store, then the first manager’s PIN, then work', async () => {
    desk.store.needs = 'store';
    await open();
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.getByRole('button', { name: '打开演示门店' }).click();
    await desk.page.getByLabel(/^新密码/).fill('1234');
    await desk.page.getByLabel('再输入一次').fill('4321');
    await desk.page.keyboard.press('Enter');
    await desk.page.getByText('两次输入不一样').waitFor();
    // Spaces are no part of it, however they got there.
    await desk.page.getByLabel(/^新密码/).fill(' 12 34 ');
    await desk.page.getByLabel('再输入一次').fill('1234 ');
    await desk.page.keyboard.press('Enter');
    await desk.page.locator('[data-room="201"]').waitFor();
  });

  test('a site file with mistakes is answered with where, what and what is allowed', async () => {
    desk.store.needs = 'store';
    await open();
    await desk.page.setInputFiles('input[type=file]', {
      name: 'site.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{}'),
    });
    await desk.page.getByText('rooms[3].beds').waitFor();
    await desk.page.getByText('房间 第 4 个 · 床位').waitFor();
    await desk.page.getByText('现在是 0，应为：不小于 1，例如 2').waitFor();
  });

  test('a browser of another machine is paired with a code', async () => {
    const other = await serve(desk.store, inject('screensDir'), { trusted: false });
    await desk.open({ url: other.url });
    await desk.page.getByLabel('配对代码').fill('428193');
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.getByLabel('这台屏幕叫什么').fill('2 楼');
    await desk.page.keyboard.press('Enter');
    await desk.page.getByLabel('工号').waitFor();
    await other.close();
  });
});

describe('board', () => {
  beforeEach(() => open('R02'));

  const tile = (roomNo: string) => desk.page.locator(`[data-room="${roomNo}"]`);

  test('every state in words, with technicians, minutes and alarms; 36 rooms without scrolling', async () => {
    expect(await desk.page.locator('[data-room]').count()).toBe(36);
    for (const [roomNo, words] of [
      ['201', '上钟 2/2'],
      ['202', '空净'],
      ['204', '待钟'],
      ['205', '脏房'],
      ['206', '待买单'],
      ['209', '未到 9'],
      ['210', '催钟'],
      ['212', '维修'],
      ['313', '超时'],
      ['402', '已开房'],
    ] as const) {
      expect(await tile(roomNo).textContent()).toContain(words);
    }
    expect(await tile('201').textContent()).toMatch(/12\s*点/);
    expect(await tile('208').textContent()).toContain('报钟器离线');
    expect(await tile('303').textContent()).toContain('呼叫服务');
    const floors = desk.page.locator('[data-rooms]');
    expect(await floors.evaluate((element) => element.scrollHeight <= element.clientHeight)).toBe(true);
    expect(desk.errors).toEqual([]);
  });

  test('eight keys open a room for one guest with the next technician', async () => {
    const keys = ['3', '0', '2', 'Enter', '2', '0', '1', 'Enter'];
    for (const key of keys) await desk.page.keyboard.press(key);
    expect(await commandOf('visit.open')).toEqual({
      roomNo: '302',
      guests: [{}],
      orders: [{ serviceCode: '201', choices: [] }],
    });
    await tile('302').getByText('待钟').waitFor();
  });

  test('three taps open a room', async () => {
    await tile('302').click();
    await desk.page.getByRole('option', { name: /201 / }).click();
    await desk.page.getByRole('button', { name: /^开单/ }).click();
    expect(await commandOf('visit.open')).toMatchObject({ roomNo: '302', orders: [{ serviceCode: '201' }] });
  });

  test('two guests with bands, one of them with a requested technician, by keyboard', async () => {
    await desk.page.keyboard.type('305');
    await desk.page.keyboard.press('Enter');
    await desk.page.getByText('2 位', { exact: true }).last().click();
    await desk.page.getByLabel('客人 1 手牌').fill('88');
    await desk.page.getByLabel('客人 1 项目').fill('zstn');
    await desk.page.getByLabel('客人 1 技师').fill('53');
    await desk.page.getByLabel('客人 2 手牌').fill('89');
    await desk.page.getByLabel('客人 2 项目').fill('203');
    await desk.page.keyboard.press('Enter');
    expect(await commandOf('visit.open')).toEqual({
      roomNo: '305',
      guests: [{ wristbandNo: '88' }, { wristbandNo: '89' }],
      orders: [
        { serviceCode: '201', choices: [{ kind: 'requested', technicianNo: '53' }] },
        { serviceCode: '203', choices: [] },
      ],
    });
  });

  test('one line does it: 303 加钟 30', async () => {
    const clock = desk.store.scene.room('303').visit?.guests[0]?.clocks[0];
    await desk.page.keyboard.type('303 jz 30');
    await desk.page.getByRole('option', { name: /60 号加钟 30 分钟/ }).waitFor();
    await desk.page.keyboard.press('Enter');
    expect(await commandOf('clock.extend')).toEqual({ clockId: clock?.id, units: 1 });
  });

  test('a start by hand asks why, and a key is enough for every action', async () => {
    await desk.page.keyboard.type('204');
    await desk.page.keyboard.press('Enter');
    await desk.page.getByRole('heading', { name: '204' }).waitFor();
    await desk.page.keyboard.press('s');
    await desk.page.getByLabel('原因').fill('忘带卡');
    await desk.page.keyboard.press('Enter');
    expect(await commandOf('clock.start')).toMatchObject({ reason: '忘带卡' });
  });

  test('goods: initials and Enter put one on the slip, Enter on the empty field sends it', async () => {
    await desk.page.keyboard.type('303');
    await desk.page.keyboard.press('Enter');
    await desk.page.getByRole('heading', { name: '303' }).waitFor();
    await desk.page.keyboard.press('g');
    await desk.page.getByRole('textbox', { name: '代码、名称或拼音首字母' }).waitFor();
    await desk.page.keyboard.type('pec');
    await desk.page.keyboard.press('Enter');
    await desk.page.getByLabel('普洱茶 数量', { exact: true }).waitFor();
    await desk.page.keyboard.press('Enter');
    expect(await commandOf('goods.order')).toMatchObject({ lines: [{ goodsCode: 'D02', quantity: 1 }] });
  });

  test('goods that were ordered by mistake are taken off the bill, the reason by its number', async () => {
    await desk.page.keyboard.type('303');
    await desk.page.keyboard.press('Enter');
    await desk.page.getByRole('button', { name: '退 普洱茶 ×1' }).click();
    await desk.page.getByText(/^普洱茶 ×1（.*）退掉，为什么？$/).waitFor();
    await desk.page.getByRole('button', { name: '返回' }).waitFor();
    await desk.page.keyboard.type('2');
    await desk.page.keyboard.press('Enter');
    expect(await commandOf('goods.cancel')).toMatchObject({ reason: '客人不要了' });
  });

  test('a mis-tap is undone: out of order and back', async () => {
    await tile('307').click();
    await desk.page.getByRole('button', { name: /^停用/ }).click();
    await desk.page.getByRole('button', { name: '漏水' }).click();
    await tile('307').getByText('维修').waitFor();
    await desk.page.getByRole('button', { name: '撤销' }).click();
    await tile('307').getByText('空净').waitFor();
    expect(await commandOf('room.putInOrder')).toEqual({ roomNo: '307' });
  });

  test('what the store refuses is said in the user’s language', async () => {
    desk.store.refuseNext = { code: 'NOT_ALLOWED', context: { permission: 'room.clean' } };
    await desk.page.keyboard.type('205 gj');
    await desk.page.keyboard.press('Enter');
    const notice = desk.page
      .getByRole('alert')
      .filter({ hasText: /\p{Script=Han}/u })
      .last();
    await notice.waitFor();
    expect(await desk.page.getByRole('textbox', { name: '搜索或输入命令' }).inputValue()).toBe('205 gj');
  });

  test('a change repaints one tile and no other', async () => {
    await desk.page.evaluate(() => {
      const touched = new Set<string>();
      Object.assign(window, { touched });
      for (const element of document.querySelectorAll('[data-room]')) {
        const watch = { subtree: true, childList: true, attributes: true, characterData: true };
        new MutationObserver(() => touched.add(element.getAttribute('data-room') ?? '')).observe(element, watch);
      }
    });
    Object.assign(desk.store.scene.room('316'), { state: 'dirty', dirtySince: Date.now() });
    desk.store.push(['316']);
    await tile('316').getByText('脏房').waitFor();
    const touched = await desk.page.evaluate(() => [...(window as unknown as { touched: Set<string> }).touched]);
    // A minute may have gone by for rooms in use; a vacant room has nothing to count.
    expect(touched.filter((no) => desk.store.scene.room(no).state === 'vacant')).toEqual([]);
    expect(touched).toContain('316');
  });

  test('a gap in the changes loads the board again', async () => {
    Object.assign(desk.store.scene.room('311'), { state: 'dirty', dirtySince: Date.now() });
    desk.store.pushWithGap(['312']);
    await tile('311').getByText('脏房').waitFor();
  });

  test('a terminal that is away is named at the top, with what to do', async () => {
    const pill = desk.page.getByRole('link', { name: /报钟器 36\/37/ });
    expect(await pill.textContent()).toMatch(/208.*离线/);
    expect(await pill.getAttribute('title')).toContain('检查接线');
  });

  test('nothing is said at the top of devices that the store does not have', async () => {
    const link = (name: RegExp) => desk.page.getByRole('link', { name });
    await link(/报钟器 36\/37/).waitFor();
    await link(/语音正常/).waitFor();
    const terminals = { online: 0, total: 0, offline: [], alarms: [] };
    const voice = { engine: null, notSpoken: 0, places: [] };
    const none = { terminals, voice, printers: [], readers: [], clockApartMs: null, jobsToSee: 0 };
    desk.store.push([], { devices: none });
    await expect.poll(() => link(/报钟器|打印机|语音/).count()).toBe(0);
  });

  test('a refusal stands below what is worked on; one that stops all recording stays until it is closed', async () => {
    await desk.page.clock.install();
    const notice = (text: string) => desk.page.getByRole('alert').filter({ hasText: text });
    const refusedWith = async (code: 'ROOM_OCCUPIED' | 'DISK_FULL') => {
      desk.store.refuseNext = { code, context: { roomNo: '205' } };
      await desk.page.keyboard.press('Escape');
      await desk.page.keyboard.type('205 gj');
      await desk.page.keyboard.press('Enter');
    };
    await refusedWith('ROOM_OCCUPIED');
    await notice('请选别的房间').waitFor();
    const box = await notice('请选别的房间').boundingBox();
    expect(box && box.x + box.width / 2).toBeCloseTo(800, -1);
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.clock.fastForward(60_000);
    await notice('请选别的房间').waitFor({ state: 'detached' });
    await refusedWith('DISK_FULL');
    await notice('请腾出空间').waitFor();
    await desk.page.clock.fastForward(60_000);
    await notice('请腾出空间').getByRole('button', { name: '关闭' }).click();
    await notice('请腾出空间').waitFor({ state: 'detached' });
  });

  test('a lost line shows within a second, keeps what was typed, comes back and sends once', async () => {
    await tile('302').click();
    await desk.page.getByLabel('客人 1 手牌').fill('77');
    // The page's own time stands still: what shows now shows at once, on a busy machine too.
    await desk.page.clock.install();
    await desk.page.clock.pauseAt(Date.now() + 1_000);
    desk.served.setReachable(false);
    await desk.page.getByText('连接中断').waitFor();
    await desk.page.clock.resume();
    await desk.page.getByLabel('客人 1 项目').fill('201');
    await desk.page.keyboard.press('Enter');
    expect(desk.store.received).toEqual([]);
    desk.served.setReachable(true);
    expect(await commandOf('visit.open')).toMatchObject({ guests: [{ wristbandNo: '77' }] });
    await desk.page.getByText('连接中断').waitFor({ state: 'hidden' });
    await tile('302').getByText('待钟').waitFor();
    expect(new Set(desk.store.received.map(({ commandId }) => commandId)).size).toBe(1);
  });

  test('a command whose answer was lost is sent again with the same id', async () => {
    desk.store.onNextCommand = () => desk.served.setReachable(false);
    await desk.page.keyboard.type('205 gj');
    await desk.page.keyboard.press('Enter');
    await desk.page.getByText('连接中断').waitFor();
    desk.served.setReachable(true);
    await expect.poll(() => desk.store.received.length, { timeout: 10_000 }).toBe(2);
    expect(desk.store.received[0]?.commandId).toBe(desk.store.received[1]?.commandId);
    await tile('205').getByText('空净').waitFor();
  });

  test('the language changes at once and is remembered for this person', async () => {
    await desk.page.getByRole('button', { name: /账户/ }).click();
    await chooseInMenu(desk.page, 'English');
    await tile('202').getByText('Vacant').waitFor();
    expect(desk.errors).toEqual([]);
    expect(await desk.page.evaluate(() => document.documentElement.lang)).toBe('en');
    await desk.page.reload();
    await tile('202').getByText('Vacant').waitFor();
  });

  test('arrow keys go through the rooms, Enter chooses', async () => {
    await tile('201').focus();
    await desk.page.keyboard.press('ArrowRight');
    await desk.page.keyboard.press('ArrowDown');
    await desk.page.keyboard.press('Enter');
    await desk.page.getByRole('heading', { name: '208' }).waitFor();
  });

  test('axe finds nothing, with a free room, a visit and a question open', async () => {
    expect(await axeFindings(desk.page)).toEqual([]);
    await tile('302').click();
    await desk.page.getByLabel('客人 1 项目').waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await tile('303').click();
    await desk.page.getByRole('button', { name: /^点单/ }).waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.getByRole('button', { name: /^取消钟/ }).click();
    await desk.page.getByLabel('原因').waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
  });
});

describe('a house of 300 rooms', () => {
  const house = new Desk(() => new FakeStore(264));

  test('is shown, and a room chosen as easily', async () => {
    await house.open({ token: house.store.signedIn('R02') });
    await house.page.locator('[data-room="201"]').waitFor();
    expect(await house.page.locator('[data-room]').count()).toBe(300);
    await house.page.keyboard.type('1264');
    await house.page.keyboard.press('Enter');
    await house.page.getByRole('heading', { name: '1264' }).waitFor();
  });
});
