import { describe, expect, test } from 'vitest';
import { axeFindings } from './support/browser.ts';
import { Desk } from './support/desk.ts';
import { FakeStore } from './support/fake-store.ts';

const desk = new Desk(() => new FakeStore());

async function open(at = '#/reservations', staffNo = 'M01') {
  const { store } = desk;
  store.scene.reservations = store.book.upcoming();
  await desk.open({ at, token: store.signedIn(staffNo) });
}

const lastCommand = () => desk.store.received.at(-1)?.command;
const panel = () => desk.page.getByRole('complementary', { name: '所选预订' });
const button = (name: string | RegExp) => panel().getByRole('button', { name });

/** Who cancelled stands in the list alone. */
async function chooseInList(name: RegExp) {
  await desk.page.getByRole('tab', { name: /清单/ }).click();
  await desk.page.getByRole('button', { name }).click();
}

/** A row as it was written before there were seals. */
function plainRow(reservationId: string): number {
  const { db } = desk.store.book.store;
  // Before everything else: the store goes on behind its last row.
  const seq = 0;
  const row = { id: `old ${seq}`, commandId: `old ${seq}`, commandHash: 'x', at: 1, businessDate: '2026-11-20' };
  const payload = JSON.stringify({ reservationId, guestName: '何小姐' });
  db.transact((tx) =>
    tx.insert('journal', {
      ...{ seq, ...row, actor: 'R01', station: 'desk', type: 'reservation.changed', version: 1, payload },
      ...{ prevHash: 'x', hash: 'x' },
    }),
  );
  return seq;
}

const cancelledId = () => {
  const { reservations } = desk.store.book.service.day(null);
  return reservations.find(({ guestName }) => guestName === '何小姐')?.id ?? '';
};

describe('erasing a guest’s data', () => {
  test('shows what goes, asks for a reason of a list, and leaves the reservation without a name', async () => {
    await open();
    await chooseInList(/何小姐/);
    await button('删除客人资料').click();
    await panel()
      .getByText(/永久删除，任何人不能再看到/)
      .waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    const confirm = button('永久删除资料（1）');
    expect(await confirm.isDisabled()).toBe(true);
    await button('客人要求').click();
    await confirm.click();
    await panel()
      .getByRole('note')
      .getByText(/客人资料已于 .* 删除/)
      .waitFor();
    expect(lastCommand()).toEqual({
      name: 'reservation.erase',
      data: { reservationIds: [cancelledIdAfter()], reason: 'guest-asked' },
    });
    await desk.page.getByRole('button', { name: /21:00.*资料已删除/ }).waitFor();
    expect(await desk.page.getByText('何小姐').count()).toBe(0);
    // Nothing is left to erase.
    expect(await button('删除客人资料').count()).toBe(0);
    expect(desk.errors).toEqual([]);
  });

  test('of all under a phone number leaves out who is still expected, and says what can be done', async () => {
    await open();
    await desk.page.getByRole('button', { name: /20:00 刘先生/ }).click();
    await button('删除客人资料').click();
    await panel()
      .getByText(/先取消预订，或等到店/)
      .waitFor();
    await panel().getByText('没有可以删除的资料').waitFor();
    expect(await button(/永久删除/).count()).toBe(0);
    await panel().getByText('同一电话 2 个').click();
    await button('不再需要').click();
    await button('永久删除资料（1）').click();
    await expect.poll(() => (lastCommand()?.name === 'reservation.erase' ? lastCommand() : null)).not.toBeNull();
    // The one that is expected still has a name.
    await desk.page.getByRole('button', { name: /20:00 刘先生/ }).waitFor();
    await desk.page.keyboard.press('Escape');
  });

  test('tells of old rows that stay in the journal, and lists them', async () => {
    const seq = plainRow(cancelledId());
    await open();
    await button('删不掉的旧流水（1 条）').click();
    await panel()
      .getByText(/写于加密之前，里面的姓名/)
      .waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await panel()
      .getByRole('button', { name: new RegExp(`21:00.*流水 ${seq}`) })
      .click();
    await button('删除客人资料').click();
    await panel().getByRole('note').getByText('1 条旧流水写于加密之前，删不掉').waitFor();
    await button('登记有误').click();
    await button('永久删除资料（1）').click();
    await panel()
      .getByRole('note')
      .getByText(/客人资料已于/)
      .waitFor();
    await desk.page.keyboard.press('Escape');
    await button('删不掉的旧流水（1 条）').click();
    await panel().getByText('屏幕上已删除').waitFor();
  });

  test('is not for the desk', async () => {
    plainRow(cancelledId());
    await open('#/reservations', 'R02');
    await chooseInList(/何小姐/);
    await panel().getByText('已取消').waitFor();
    expect(await button('删除客人资料').count()).toBe(0);
    await desk.page.keyboard.press('Escape');
    await panel()
      .getByText(/快捷键 N/)
      .waitFor();
    expect(await button(/删不掉/).count()).toBe(0);
  });
});

/** The one that was erased: it has no name any more. */
function cancelledIdAfter(): string {
  const { reservations } = desk.store.book.service.day(null);
  return reservations.find(({ erasedAt }) => erasedAt !== null)?.id ?? '';
}
