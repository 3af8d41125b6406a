import { mkdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { axeFindings } from './support/browser.ts';
import { BusyStore } from './support/busy-store.ts';
import { Desk } from './support/desk.ts';
import { givenAuthorisationId } from './support/fake-authorisations.ts';

const desk = new Desk(() => new BusyStore());

async function open(hash: string, staffNo: string) {
  await desk.openAs(staffNo);
  await desk.page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
}

/** What the store was asked to do, the newest last. */
function lastCommand() {
  return desk.store.received.at(-1)?.command;
}

/** The main clock of a room in the scene. */
function clockIn(roomNo: string) {
  const clock = desk.store.scene.room(roomNo).visit?.guests[0]?.clocks[0];
  if (!clock) throw new Error(`no clock in ${roomNo}`);
  return clock;
}

async function picture(name: string) {
  const folder = new URL('../../artifacts/screens/', import.meta.url).pathname;
  mkdirSync(folder, { recursive: true });
  await desk.page.screenshot({ path: `${folder}${name}.png` });
}

describe('a line in the box on top', () => {
  test('refuses for somebody, names who comes instead, and completes what is begun', async () => {
    await open('', 'R02');
    const box = desk.page.getByRole('textbox', { name: '搜索或输入命令' });
    await box.fill('209 ');
    await desk.page.getByRole('option', { name: /^209 拒钟/ }).click();
    expect(await box.inputValue()).toBe('209 拒钟 ');
    await box.pressSequentially('88');
    await desk.page.getByRole('option', { name: '209 房 31 号拒钟 · 换 88 号 · 需授权' }).waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await box.press('Enter');
    const form = desk.page.getByRole('form', { name: '31 号拒钟' });
    expect(await form.getByLabel('换谁').inputValue()).toBe('88');
    await box.fill('209 迟到换人');
    await box.press('Enter');
    await desk.page.getByRole('form', { name: /31 号/ }).getByLabel('换谁').waitFor();
    expect(desk.errors).toEqual([]);
  });

  test('shows what can be typed, and begins it for the chosen room', async () => {
    await open('', 'R02');
    await desk.page.locator('[data-room="209"]').click();
    const box = desk.page.getByRole('textbox', { name: '搜索或输入命令' });
    await box.fill('?');
    await desk.page.getByRole('option', { name: /302 拒钟 12/ }).waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await picture('command-help-zh');
    await desk.page.getByRole('option', { name: /302 迟到换人 12/ }).click();
    expect(await box.inputValue()).toBe('209 迟到换人 ');
  });
});

describe('a manager asked in the panel', () => {
  test('approves a refusal with number and PIN, by keyboard', async () => {
    await open('', 'R02');
    await desk.page.locator('[data-room="209"]').click();
    await desk.page.getByRole('button', { name: /^再叫/ }).waitFor();
    await desk.page.keyboard.press('f');
    const form = desk.page.getByRole('form', { name: '31 号拒钟' });
    await form.getByLabel('原因').fill('手受伤');
    await form.getByRole('combobox', { name: '经理' }).click();
    await desk.page.getByRole('option', { name: /^M01/ }).click();
    await form.getByLabel('经理密码').fill('1111');
    await desk.page.keyboard.press('Enter');
    await form.getByRole('alert').getByText('工号或密码不正确').waitFor();
    expect(await form.getByLabel('经理密码').inputValue()).toBe('');
    expect(await axeFindings(desk.page)).toEqual([]);
    await picture('refuse-zh');
    expect(lastCommand()?.name).not.toBe('clock.refuse');
    await form.getByLabel('经理密码').fill('0000');
    await desk.page.keyboard.press('Enter');
    const { id: clockId } = clockIn('209');
    await expect.poll(lastCommand).toEqual({
      name: 'clock.refuse',
      data: { clockId, reason: '手受伤', authorisationId: givenAuthorisationId, was: '31' },
    });
    const [, asked] = desk.store.authorisations.asked;
    expect(asked).toMatchObject({
      act: 'clock.refuse',
      subject: { kind: 'clock', id: clockId },
      reason: '手受伤',
      proof: { staffNo: 'M01' },
    });
    await form.waitFor({ state: 'detached' });
    expect(desk.errors).toEqual([]);
  });

  test('approves with a card held to the reader; another card is told apart', async () => {
    await open('', 'R02');
    await desk.page.locator('[data-room="209"]').click();
    await desk.page.getByRole('button', { name: /^迟到换人/ }).click();
    const form = desk.page.getByRole('form', { name: '31 号没有按时到房，换人' });
    await expect.poll(() => desk.store.authorisations.askingCount).toBe(1);
    desk.store.authorisations.hold({ kind: 'other', code: 'NOT_ALLOWED' });
    await form.getByRole('alert').getByText('这张卡不能授权').waitFor();
    await form.getByRole('button', { name: '找不到人' }).click();
    await form.getByLabel('换谁').fill('8');
    desk.store.authorisations.hold({ kind: 'manager', name: '周敏', token: 'card-1' });
    await expect.poll(() => lastCommand()?.name).toBe('clock.replaceLate');
    expect(lastCommand()?.data).toMatchObject({ choice: { kind: 'requested', technicianNo: '8' }, reason: '找不到人' });
    expect(desk.store.authorisations.asked[0]?.proof).toEqual({ kind: 'card', token: 'card-1' });
    await expect.poll(() => desk.store.authorisations.askingCount).toBe(0);
  });

  test('who may approve gives the reason only; Escape does nothing', async () => {
    await open('#/clock-room', 'M01');
    await desk.page.getByRole('button', { name: '31 号迟到换人（209 房）' }).click();
    const form = desk.page.getByRole('form', { name: '31 号没有按时到房，换人' });
    expect(await form.getByLabel('经理密码').count()).toBe(0);
    expect(await axeFindings(desk.page)).toEqual([]);
    await picture('late-clock-room-zh');
    await desk.page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await desk.page.getByRole('button', { name: '31 号拒钟（209 房）' }).click();
    await desk.page.getByRole('button', { name: '身体不适' }).click();
    await expect.poll(() => lastCommand()?.name).toBe('clock.refuse');
    expect(desk.store.authorisations.asked).toMatchObject([{ proof: { kind: 'session' }, reason: '身体不适' }]);
    expect(desk.errors).toEqual([]);
  });

  test('in English', async () => {
    await desk.open({ at: '?language=en', token: desk.store.signedIn('R02') });
    await desk.page.locator('[data-room="209"]').click();
    await desk.page.getByRole('button', { name: /^Refused/ }).click();
    await desk.page.getByRole('form', { name: 'No. 31 refuses the clock' }).waitFor();
    await picture('refuse-en');
    expect(desk.errors).toEqual([]);
  });
});

describe('a clock that waits for the desk', () => {
  test('after a refusal gets somebody else', async () => {
    const clock = clockIn('209');
    Object.assign(clock, { state: 'ordered', technicianNo: null, requestedNo: '31', passedBy: ['31'], lateAt: null });
    await open('', 'R02');
    await desk.page.locator('[data-room="209"]').click();
    await desk.page.getByText('不再叫：31').first().waitFor();
    await desk.page.keyboard.press('t');
    await desk.page.getByLabel('换谁').fill('0');
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.keyboard.press('Enter');
    await expect
      .poll(lastCommand)
      .toEqual({ name: 'clock.rechoose', data: { clockId: clock.id, choice: { kind: 'rotation' } } });
  });
});

describe('an extension the store made', () => {
  test('is marked, and taken back with a reason', async () => {
    const room = desk.store.scene.rooms.find(({ state }) => state === 'in-service');
    const main = room?.visit?.guests[0]?.clocks[0];
    if (!room || !main) throw new Error('nobody is served');
    const extension = { ...main, id: '0197a000-0000-7000-8000-0000000000ee', parentId: main.id, automatic: true };
    room.visit?.guests[0]?.clocks.push({ ...extension, type: 'extension', minutes: 30, orderedAt: Date.now() });
    await open('', 'R02');
    await desk.page.locator(`[data-room="${room.no}"]`).click();
    await desk.page.getByText('自动').first().waitFor();
    await desk.page.keyboard.press('u');
    await desk.page.getByRole('button', { name: '客人不同意' }).click();
    await expect
      .poll(lastCommand)
      .toEqual({ name: 'clock.undoExtension', data: { clockId: extension.id, reason: '客人不同意' } });
  });
});

describe('clock incidents', () => {
  test.each([
    ['zh', '', '异常记录', '拒钟', '开单 20261121-003 · 204 房'],
    ['en', '?language=en', 'Incidents', 'Refused', 'Visit 20261121-003 · room 204'],
  ])('are counted, chosen by kind, and lead to the visit (%s)', async (language, at, title, refused, visit) => {
    await desk.open({ at: `${at}#/incidents`, token: desk.store.signedIn('M01') });
    const list = desk.page.getByRole('region', { name: title }).last();
    await list.getByRole('row').nth(9).waitFor();
    await desk.page.getByRole('button', { name: new RegExp(`^${refused}`) }).click();
    await expect.poll(() => list.getByRole('row').count()).toBe(2);
    await list.getByRole('button', { name: /20261121-003/ }).click();
    await desk.page.getByRole('complementary', { name: visit }).waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.getByRole('button', { name: new RegExp(`^${language === 'en' ? 'All' : '全部'}`) }).click();
    await picture(`incidents-${language}`);
    expect(desk.errors).toEqual([]);
  });

  test('of another day, by its date; a receptionist is not shown the screen', async () => {
    await open('#/incidents', 'M01');
    await desk.page.getByLabel('营业日').fill('2026-11-20');
    await desk.page.getByText('这一天没有异常').waitFor();
    expect(desk.store.incidents.asked.at(-1)).toBe('2026-11-20');
    await desk.page.getByRole('button', { name: '今天' }).click();
    await desk.page.getByText('自动加钟').first().waitFor();
    await open('', 'R02');
    expect(await desk.page.getByRole('link', { name: '异常', exact: true }).count()).toBe(0);
  });
});
