import { describe, expect, test } from 'vitest';
import { sectionsOf } from '../../core/model/site/sections.ts';
import { axeFindings } from './support/browser.ts';
import { Desk } from './support/desk.ts';
import { todayAt } from './support/fake-reservations.ts';
import { FakeStore } from './support/fake-store.ts';

const desk = new Desk(() => new FakeStore());

async function open(at: string, staffNo = 'R02') {
  const { store } = desk;
  store.scene.reservations = store.book.upcoming();
  await desk.open({ at, token: store.signedIn(staffNo) });
}

const lastCommand = () => desk.store.received.at(-1)?.command;
const panel = () => desk.page.getByRole('complementary', { name: '所选预订' });

describe('reservations', () => {
  test('a day stands by technician, by room and as a list of those who did not come', async () => {
    await open('#/reservations');
    const block = desk.page.getByRole('button', { name: /19:30 陈女士 2 位 · 点 88 · 302 已预订/ });
    await block.waitFor();
    await desk.page.getByRole('button', { name: /20:00 刘先生 1 位 · 点 2 · 201/ }).waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.getByRole('tab', { name: '按房间' }).click();
    await block.click();
    await panel().getByText('138 1234 5678').waitFor();
    await desk.page.getByRole('tab', { name: /清单/ }).click();
    await desk.page.getByRole('button', { name: '已取消 1' }).click();
    await desk.page.getByRole('button', { name: /何小姐.*客人来电取消/ }).waitFor();
    await desk.page.getByRole('button', { name: /^全部/ }).click();
    // The phone number is whole in the panel only.
    await desk.page.getByRole('list').getByText('138****5678').waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    expect(desk.errors).toEqual([]);
  });

  test('what is booked with somebody, or in a room, that left stands in a line of its own', async () => {
    const { scene } = desk.store;
    scene.technicians.splice(
      scene.technicians.findIndex(({ no }) => no === '2'),
      1,
    );
    scene.rooms.splice(
      scene.rooms.findIndex(({ no }) => no === '302'),
      1,
    );
    await open('#/reservations');
    await desk.page.getByText('已不在门店，请改约').waitFor();
    await desk.page.getByRole('button', { name: /20:00 刘先生 1 位/ }).waitFor();
    await desk.page.getByRole('tab', { name: '按房间' }).click();
    await desk.page.getByText('已不在门店，请改约').waitFor();
    await desk.page.getByRole('button', { name: /19:30 陈女士/ }).waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    expect(desk.errors).toEqual([]);
  });

  test('is booked by keyboard, told who did not come before, and refused with who has the room', async () => {
    await open('#/reservations');
    await desk.page.getByRole('button', { name: /19:30 陈女士/ }).waitFor();
    await desk.page.keyboard.press('n');
    await panel().getByLabel('姓名').waitFor();
    await panel().getByLabel('时间').fill('20:30');
    await panel().getByLabel('姓名').fill('刘先生');
    await panel().getByLabel('电话').fill('139 0000 1234');
    await panel()
      .getByText(/曾未到 1 次/)
      .waitFor();
    await panel().getByLabel('房号').fill('302');
    await panel().getByLabel('姓名').press('Enter');
    await desk.page.getByText('302 房 19:30–20:45 已订给 陈女士').waitFor();
    // Everything typed stays; another room is all it takes.
    await panel().getByLabel('房号').fill('303');
    await panel().getByLabel('房号').press('Enter');
    await panel().getByRole('button', { name: '客人到店' }).waitFor();
    expect(lastCommand()).toMatchObject({
      name: 'reservation.book',
      data: { roomNo: '303', guestName: '刘先生', startsAt: todayAt(desk.store.book.store, '20:30') },
    });
  });

  test('a click on the line of a technician begins one for her, with the item she can do', async () => {
    await open('#/reservations');
    await desk.page.getByRole('button', { name: /为 2 李倩 新建预订/ }).click();
    expect(await panel().getByLabel('技师 1').inputValue()).toBe('2');
    expect(await panel().getByRole('combobox', { name: '项目 1' }).inputValue()).toMatch(/^101/);
    await panel().getByRole('button', { name: '预订' }).click();
    await panel().getByText('请输入姓名').waitFor();
    await desk.page.keyboard.press('Escape');
    await panel()
      .getByText(/快捷键 N/)
      .waitFor();
  });

  test('after midnight the form says which day it is on the wall; what is booked then is told as the next morning', async () => {
    await open('#/reservations');
    await desk.page.getByRole('button', { name: /19:30 陈女士/ }).waitFor();
    await desk.page.keyboard.press('n');
    await panel().getByLabel('时间').fill('23:30');
    expect(await panel().getByText('次日凌晨').count()).toBe(0);
    await panel().getByLabel('时间').fill('00:30');
    await panel()
      .getByText(/次日凌晨：\d\d-\d\d 00:30/)
      .waitFor();
    await panel().getByLabel('姓名').fill('夜先生');
    await panel().getByLabel('姓名').press('Enter');
    await panel()
      .getByText(/次日 00:30/)
      .waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
  });

  test('what follows from the items is not typed: with a longer item it takes longer, a typed length stays', async () => {
    await open('#/reservations');
    await desk.page.getByRole('button', { name: /20:00 刘先生/ }).click();
    await panel().getByRole('button', { name: '修改' }).click();
    const length = panel().getByLabel('分钟');
    expect(await length.inputValue()).toBe('');
    await length.fill('50');
    await panel().getByRole('button', { name: /保存/ }).click();
    await expect.poll(lastCommand).toMatchObject({ name: 'reservation.change', data: { minutes: 50 } });
    await panel().getByRole('button', { name: '修改' }).click();
    expect(await length.inputValue()).toBe('50');
  });

  test('is moved, and cancelled with a reason', async () => {
    await open('#/reservations');
    await desk.page.getByRole('button', { name: /19:30 陈女士/ }).click();
    await panel().getByRole('button', { name: '修改' }).click();
    await panel().getByLabel('时间').fill('19:00');
    await panel().getByRole('button', { name: /保存/ }).click();
    await desk.page.getByRole('button', { name: /19:00 陈女士/ }).waitFor();
    expect(lastCommand()).toMatchObject({
      name: 'reservation.change',
      data: { was: 0, startsAt: todayAt(desk.store.book.store, '19:00'), roomNo: '302' },
    });
    await panel().getByRole('button', { name: '取消预订' }).click();
    await panel().getByRole('button', { name: '客人来电取消' }).click();
    await expect.poll(lastCommand).toMatchObject({ name: 'reservation.cancel', data: { reason: '客人来电取消' } });
    await panel().getByText('已取消').waitFor();
  });

  test('says by name who was asked for and has left, and keeps her until others are typed', async () => {
    const { store: own } = desk.store.book;
    const startsAt = todayAt(own, '21:00');
    const items = [{ serviceCode: '104', technicianNos: ['10', '9'] }];
    own.act('reservation.book', { roomNo: null, startsAt, guestCount: 2, guestName: '钱先生', items });
    const { people } = sectionsOf(own.state.site.site, false);
    const technicians = people.technicians.map((one) =>
      one.no === '10' ? { ...one, id: undefined, name: '新来的' } : one,
    );
    const booked = own.state.reservations.booked(startsAt, startsAt).find(({ guestName }) => guestName === '钱先生');
    const despite = [`booked-technician 10 ${booked?.id}`];
    own.act('settings.setPeople', { basedOn: 1, value: { ...people, technicians }, despite });
    const who = `10 ${people.technicians.find(({ no }) => no === '10')?.name}`;
    desk.store.passedOn = own.state.settings
      .passedOn('person')
      .map(({ kind, key, no, name }) => ({ kind, key, no, name }));
    await open('#/reservations');
    await desk.page
      .getByRole('button', { name: /21:00 钱先生/ })
      .first()
      .click();
    await panel()
      .getByText(new RegExp(`${who} 9`))
      .waitFor();
    await panel().getByRole('button', { name: '修改' }).click();
    await panel().getByText(`${who} 已不在，到店时按轮钟派人；填别人就换掉`).waitFor();
    expect(await panel().getByLabel('技师 1', { exact: true }).inputValue()).toBe('9');
    await panel().getByLabel('备注').fill('靠窗');
    await panel().getByRole('button', { name: /保存/ }).click();
    await expect.poll(lastCommand).toMatchObject({
      name: 'reservation.change',
      data: { note: '靠窗', items: [{ serviceCode: '104', technicianNos: ['~10', '9'] }] },
    });
    await panel().getByRole('button', { name: '修改' }).click();
    await panel().getByLabel('技师 1', { exact: true }).fill('9 8');
    await expect.poll(() => panel().getByText('填别人就换掉').count()).toBe(0);
    expect(desk.errors).toEqual([]);
  });

  test('is found by phone, by name and by initials', async () => {
    await open('#/reservations');
    const search = desk.page.getByLabel('查找预订');
    for (const [typed, found] of [
      ['1234567', '陈女士'],
      ['cns', '陈女士'],
      ['刘', '刘先生'],
    ] as const) {
      await search.fill(typed);
      await desk.page.getByRole('list', { name: '查到的预订' }).getByText(new RegExp(found)).first().waitFor();
    }
    await search.fill('nobody');
    await desk.page.getByText('没有预订').waitFor();
  });

  test('arrives from the list; where the room is taken another one is offered', async () => {
    await open('#/reservations');
    desk.store.book.store.open('302', null);
    await desk.page.getByRole('button', { name: /19:30 陈女士/ }).click();
    await panel().getByRole('button', { name: '客人到店' }).click();
    await panel().getByRole('alert').waitFor();
    await panel().getByRole('group', { name: '换一间空房：' }).getByRole('button').first().click();
    await expect.poll(lastCommand).toMatchObject({ name: 'reservation.arrive', data: { roomNo: expect.any(String) } });
    expect(lastCommand()).not.toMatchObject({ data: { roomNo: '302' } });
    // On the board, in the room they went to.
    await desk.page.getByRole('complementary', { name: '所选房间' }).waitFor();
  });

  test('shows who is free at the time that is typed, and books against the roster only with a reason', async () => {
    const { store } = desk.store.book;
    const date = store.businessDate;
    store.act('attendance.setRoster', {
      entries: [
        { technicianNo: '3', date, entry: { kind: 'leave', leave: 'sick' } },
        { technicianNo: '5', date, entry: { kind: 'shift', code: 'late' } },
      ],
    });
    await open('#/reservations');
    await desk.page.getByRole('button', { name: /为 2 李倩 新建预订/ }).click();
    await panel().getByLabel('时间').fill('20:00');
    const free = panel().getByRole('group', { name: '那时谁有空' });
    await free.getByText(/2 20:00 已订.*3 病假/).waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    // Who is there by the roster stands first.
    const first = free.getByRole('button').first();
    await first.click();
    expect(await panel().getByLabel('技师 1').inputValue()).toBe('5');
    await first.click();
    expect(await panel().getByLabel('技师 1').inputValue()).toBe('');

    await panel().getByLabel('技师 1').fill('3');
    await panel().getByLabel('姓名').fill('孙先生');
    await panel().getByLabel('姓名').press('Enter');
    await panel().getByText(`3 号 ${date} 请假；照订须写原因`).waitFor();
    await panel().getByRole('button', { name: '本人同意' }).click();
    await panel().getByText('与排班不符：3 病假').waitFor();
    expect(lastCommand()).toMatchObject({ name: 'reservation.book', data: { despiteRoster: '本人同意' } });
    await panel().getByText('照订原因').waitFor();
    await desk.page.getByRole('tab', { name: /清单/ }).click();
    await desk.page.getByRole('button', { name: /孙先生.*本人同意.*3 病假/ }).waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    expect(desk.errors).toEqual([]);
  });

  test('lets the guests of a no-show in after all, and says who comes instead', async () => {
    const { store } = desk.store.book;
    store.at = todayAt(store, '20:25');
    store.act('reservation.keepTime', {}, 'system', 'store');
    store.open('204', '101', '2');
    await open('#/reservations');
    await desk.page.getByRole('tab', { name: /清单/ }).click();
    await desk.page.getByRole('button', { name: /刘先生/ }).click();
    await panel()
      .getByText(/未到次数不变/)
      .waitFor();
    await panel().getByRole('button', { name: '客人迟到，现在到店' }).click();
    await desk.page.getByText('2 号现在不空，已改排轮钟').waitFor();
    expect(lastCommand()).toMatchObject({ name: 'reservation.arriveLate' });
    // On the board, in the room they went to.
    await desk.page.getByRole('complementary', { name: '所选房间' }).waitFor();
  });

  test('is not there for somebody who may not', async () => {
    await open('', 'C01');
    await desk.page.locator('[data-room="201"]').waitFor();
    expect(await desk.page.getByRole('link', { name: '预订' }).count()).toBe(0);
  });
});

describe('the board', () => {
  async function openBoard() {
    const { store } = desk;
    store.scene.reservations = store.book.upcoming().map((one) => ({ ...one, kept: one.roomNo === '302' }));
    Object.assign(store.scene.room('302'), { state: 'reserved' });
    // Near enough for a room to be kept, at whatever time of the day this runs.
    const { scene } = store;
    const snapshot = scene.snapshot.bind(scene);
    scene.snapshot = (seq) => ({ ...snapshot(seq), serverTime: todayAt(store.book.store, '19:00') });
    await desk.open({ token: store.signedIn('R02') });
    await desk.page.locator('[data-room="302"]').getByText('19:30 陈女士 2 位').waitFor();
  }
  const room = () => desk.page.getByRole('complementary', { name: '所选房间' });

  test('shows for whom a room is kept, and takes the arrival in its panel', async () => {
    await openBoard();
    // After half past seven in the store she is overdue, and the line says so.
    await desk.page.getByRole('link', { name: /19:30 陈女士( 还没到)? · 302/ }).waitFor();
    await desk.page.locator('[data-room="302"]').click();
    await room().getByText('这间房留给 19:30 的 陈女士 2 位 · 点 88').waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await room().getByRole('button', { name: '客人到店' }).click();
    await expect.poll(lastCommand).toMatchObject({ name: 'reservation.arrive', data: {} });
  });

  test('opens a kept room for others only with a reason, and sends what was typed again with it', async () => {
    await openBoard();
    desk.store.refuseNext = { code: 'ROOM_RESERVED', context: { roomNo: '302', guestName: '陈女士', from: '19:30' } };
    await desk.page.keyboard.type('302 101');
    await desk.page.keyboard.press('Enter');
    await room().getByText('302 房留给 19:30 的 陈女士，改开须写原因').waitFor();
    await room().getByRole('button', { name: '已与客人商量' }).click();
    await expect.poll(lastCommand).toMatchObject({
      name: 'visit.open',
      data: { roomNo: '302', orders: [{ serviceCode: '101' }], despiteReservation: '已与客人商量' },
    });
  });

  test('leaves a room out of the free ones where a reservation would clash', async () => {
    const { store } = desk;
    const [first] = store.book.upcoming();
    if (!first) throw new Error('nothing is booked');
    await openBoard();
    const free = desk.page.getByRole('combobox', { name: '空房可接几位' }).locator('xpath=ancestor::div[3]');
    const [roomNo] = (await free.getByRole('button').allInnerTexts()).map((text) => text.trim());
    expect(roomNo).toBeDefined();
    const reservations = [{ ...first, roomNo: roomNo ?? '', startsAt: Date.now() + 20 * 60_000 }];
    store.push([], { reservations });
    await expect.poll(() => free.getByRole('button').allInnerTexts()).not.toContain(roomNo);
  });
});
