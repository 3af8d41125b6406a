import { beforeEach, describe, expect, test } from 'vitest';
import type { WishView } from '../../host/parts/wishes/views.ts';
import { axeFindings, chooseInMenu } from './support/browser.ts';
import { Desk } from './support/desk.ts';
import { FakeStore } from './support/fake-store.ts';
import { pictures } from './support/pictures.ts';

const desk = new Desk(() => new FakeStore());

function visitIn(roomNo: string) {
  const { visit } = desk.store.scene.room(roomNo);
  if (!visit) throw new Error(`nobody is in ${roomNo}`);
  return visit;
}

/** Puts wishes into 201: of the whole room, and of the second guest. */
function wish(roomNo = '201'): WishView[] {
  const visit = visitIn(roomNo);
  const noted = { notedAt: desk.store.scene.now, notedBy: 'R02', changedAt: null };
  visit.wishes = [
    {
      id: '0193a000-0000-7000-8000-000000000001',
      guestId: visit.guests.at(-1)?.id ?? null,
      text: '左肩轻一点',
      ...noted,
    },
    { id: '0193a000-0000-7000-8000-000000000002', guestId: null, text: '不要说话', ...noted },
  ];
  desk.store.push([roomNo]);
  return visit.wishes;
}

const lastCommand = () => desk.store.received.at(-1)?.command;

async function open(staffNo: string, hash = ''): Promise<void> {
  await desk.open({ at: hash, token: desk.store.signedIn(staffNo) });
}

describe('on the board', () => {
  beforeEach(async () => {
    await open('R02');
    await desk.page.locator('[data-room="201"]').waitFor();
  });

  test('a wish is noted by keyboard, for the room or for one guest', async () => {
    const visit = visitIn('201');
    await desk.page.locator('[data-room="201"]').click();
    await desk.page.getByRole('button', { name: /^记要求/ }).waitFor();
    await desk.page.keyboard.press('q');
    await desk.page.getByLabel('客人要求').fill(' 不要精油 ');
    expect(await axeFindings(desk.page)).toEqual([]);
    await pictures(desk.page, 'wish-form-zh');
    await desk.page.keyboard.press('Enter');
    await expect
      .poll(lastCommand)
      .toEqual({ name: 'wish.note', data: { whose: { kind: 'room', visitId: visit.id }, text: '不要精油' } });
    await desk.page.getByRole('button', { name: /^记要求/ }).click();
    await desk.page.getByText('客人 2', { exact: true }).last().click();
    await desk.page.getByLabel('客人要求').fill('孕妇');
    await desk.page.keyboard.press('Enter');
    const guestId = visit.guests[1]?.id;
    await expect
      .poll(lastCommand)
      .toEqual({ name: 'wish.note', data: { whose: { kind: 'guest', guestId }, text: '孕妇' } });
    expect(desk.errors).toEqual([]);
  });

  test('marks the room and shows what is wished, to be changed or withdrawn', async () => {
    const [own, ofRoom] = wish();
    const tile = desk.page.locator('[data-room="201"]');
    await tile.getByText('客人要求').waitFor({ state: 'attached' });
    expect(await desk.page.locator('[data-room="202"]').getByText('客人要求').count()).toBe(0);
    await tile.click();
    const list = desk.page.getByRole('region', { name: '客人要求' });
    expect(await list.getByRole('listitem').allTextContents()).toEqual([
      expect.stringMatching(/^整房不要说话\d\d:\d\d R02 记$/),
      expect.stringMatching(/^客人 2左肩轻一点\d\d:\d\d R02 记$/),
    ]);
    expect(await axeFindings(desk.page)).toEqual([]);
    await pictures(desk.page, 'wishes-zh');
    await list.getByRole('button', { name: /左肩轻一点/ }).focus();
    await desk.page.keyboard.press('Enter');
    await desk.page.getByLabel('客人要求').fill('右肩轻一点');
    await desk.page.keyboard.press('Enter');
    await expect
      .poll(lastCommand)
      .toEqual({ name: 'wish.change', data: { wishId: own?.id, was: '左肩轻一点', text: '右肩轻一点' } });
    await list.getByRole('button', { name: /不要说话/ }).click();
    await desk.page.getByRole('button', { name: '撤回这条要求' }).click();
    await expect.poll(lastCommand).toEqual({ name: 'wish.withdraw', data: { wishId: ofRoom?.id, was: '不要说话' } });
    await list.waitFor();
    expect(desk.errors).toEqual([]);
  });

  test('says it in English too', async () => {
    wish();
    await desk.page.getByRole('button', { name: /账户/ }).click();
    await chooseInMenu(desk.page, 'English');
    await desk.page.locator('[data-room="201"]').click();
    await desk.page.getByRole('region', { name: 'Guest notes' }).getByText('Whole room').waitFor();
    await pictures(desk.page, 'wishes-en');
    await desk.page.getByRole('button', { name: /^Guest note/ }).click();
    await desk.page.getByLabel('Guest notes').waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await pictures(desk.page, 'wish-form-en');
  });
});

test('the cashier sees them and changes nothing', async () => {
  wish('206');
  await open('C01', '#/cashier');
  await desk.page.getByText('206').first().click();
  const list = desk.page.getByRole('region', { name: '客人要求' });
  await list.getByText('不要说话').waitFor();
  expect(await list.getByRole('button').count()).toBe(0);
  expect(await axeFindings(desk.page)).toEqual([]);
  await pictures(desk.page, 'wishes-cashier-zh');
});
