import { describe, expect, test } from 'vitest';
import { axeFindings } from './support/browser.ts';
import { BusyStore } from './support/busy-store.ts';
import { Desk } from './support/desk.ts';

const desk = new Desk(() => new BusyStore());

function lastCommand() {
  return desk.store.received.at(-1)?.command;
}

/** Technician 8 of a store whose card is good, or lost. */
async function openPerson(staffNo: string, lost: boolean): Promise<void> {
  if (lost) desk.store.scene.technician('8').cardLostAt = desk.store.scene.now - 3_600_000;
  await desk.openAs(staffNo);
  await desk.page.getByRole('link', { name: '钟房' }).click();
  await desk.page.getByRole('button', { name: /^8 / }).first().click();
}

describe('the card of a technician', () => {
  test('is blocked by a receptionist with a reason, who gives no other', async () => {
    await openPerson('R02', false);
    const card = desk.page.getByRole('region', { name: '工卡' });
    expect(await card.getByRole('button', { name: '换新卡' }).count()).toBe(0);
    await card.getByRole('button', { name: '挂失' }).click();
    await desk.page.getByText('8 号的卡为什么挂失？').waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.getByRole('button', { name: '丢失' }).click();
    await expect
      .poll(lastCommand)
      .toEqual({ name: 'card.block', data: { holder: 'technician', no: '8', reason: '丢失' } });
  });

  test('is replaced by one held to the reader; a held one belongs to somebody already', async () => {
    await openPerson('M01', true);
    const card = desk.page.getByRole('region', { name: '工卡' });
    await card.getByText(/已挂失，到处都不能用/).waitFor();
    await card.getByRole('button', { name: '换新卡' }).click();
    await card.getByLabel('卡号（十六进制）').waitFor();
    desk.store.readers.hold({ kind: 'technician', no: '9', name: '某' });
    await card.getByText('这张卡已属于 9').waitFor();
    desk.store.readers.hold({ kind: 'unknown', uid: '04C0FFEE000001' });
    await expect.poll(() => card.getByLabel('卡号（十六进制）').inputValue()).toBe('04C0FFEE000001');
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.keyboard.press('Enter');
    await expect
      .poll(lastCommand)
      .toEqual({ name: 'card.replace', data: { holder: 'technician', no: '8', card: '04C0FFEE000001' } });
    expect(desk.errors).toEqual([]);
  });

  test('is typed where there is no reader; a wrong number is said', async () => {
    await openPerson('M01', true);
    const card = desk.page.getByRole('region', { name: '工卡' });
    await card.getByRole('button', { name: '换新卡' }).click();
    const field = card.getByLabel('卡号（十六进制）');
    await field.fill('04 c0 ff');
    await desk.page.keyboard.press('Enter');
    await card.getByText(/8 到 20 位/).waitFor();
    await field.fill('04:c0:ff:ee');
    await desk.page.keyboard.press('Enter');
    await expect.poll(lastCommand).toMatchObject({ name: 'card.replace', data: { card: '04C0FFEE' } });
  });
});

test('a system clock that somebody set is one quiet line at the top, in both languages', async () => {
  await desk.openAs('M01');
  const { devices } = desk.store.scene.snapshot(0);
  desk.store.push([], { devices: { ...devices, clockApartMs: 3_600_000 } });
  await desk.page.getByText('电脑时间快了 60 分钟').waitFor();
  expect(await axeFindings(desk.page)).toEqual([]);
  desk.store.push([], { devices: { ...devices, clockApartMs: null } });
  await expect.poll(() => desk.page.getByText('电脑时间').count()).toBe(0);
  await desk.open({ at: '?language=en#/clock-room', token: desk.store.signedIn('M01') });
  await desk.page.getByRole('button', { name: /^8 / }).first().click();
  await desk.page.getByRole('button', { name: 'New card' }).click();
  desk.store.push([], { devices: { ...devices, clockApartMs: -720_000 } });
  await desk.page.getByText('Computer’s clock 12 min behind').waitFor();
  desk.store.push([], { devices: { ...devices, clockApartMs: -365 * 86_400_000 } });
  await desk.page.getByText('Computer’s date 365 d behind').waitFor();
});
