import { describe, expect, test } from 'vitest';
import type { StopView } from '../../host/parts/safekeeping/views.ts';
import { axeFindings, chooseInMenu } from './support/browser.ts';
import { Desk } from './support/desk.ts';
import { FakeStore } from './support/fake-store.ts';

const desk = new Desk(() => new FakeStore());

const wentBack: StopView = {
  faults: [{ code: 'JOURNAL_WENT_BACK', context: { standsSeq: 1_649, lostSeq: 1_758 } }],
  isUnusable: false,
  isAcceptable: true,
};

function stopped(stop: StopView): void {
  desk.store.safekeeping.now = { ...desk.store.safekeeping.now, stop };
}

describe('a store that records nothing', () => {
  test('says so over every screen, and a manager goes on by PIN', async () => {
    stopped(wentBack);
    await desk.openAs('R01');
    const alert = desk.page.getByRole('alert');
    await alert.getByText('流水到第 1649 行，而最后见到的是第 1758 行').waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.getByRole('button', { name: '怎样继续' }).click();
    await desk.page.getByLabel('经理工号').fill('M01');
    await desk.page.getByLabel('密码', { exact: true }).fill('0000');
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.getByRole('button', { name: '放弃不见的记录，继续营业' }).click();
    await desk.page.getByText('门店已停止记账').waitFor({ state: 'detached' });
    expect(desk.store.safekeeping.accepted).toEqual([{ staffNo: 'M01', pin: '0000' }]);
    expect(desk.errors).toEqual([]);
  });

  test('on the wall too', async () => {
    stopped(wentBack);
    await desk.open({ at: '#/display' });
    await desk.page.getByText('门店已停止记账').waitFor();
  });

  test('and one whose file is gone offers no new store, but the ways on', async () => {
    stopped({
      faults: [{ code: 'STORE_FILE_MISSING', context: { lostSeq: 1_758, path: '/shop/store.sqlite' } }],
      isUnusable: true,
      isAcceptable: true,
    });
    await desk.open();
    await desk.page.getByRole('heading', { name: '门店数据打不开' }).waitFor();
    await desk.page.getByText('最后见到流水第 1758 行').waitFor();
    expect(await desk.page.getByText('体验演示店').count()).toBe(0);
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.getByLabel('恢复单上的恢复码').fill('abcde');
    await desk.page.getByRole('button', { name: '放弃不见的记录，继续营业' }).click();
    await expect.poll(() => desk.store.safekeeping.accepted).toEqual([{ recoveryCode: 'abcde' }]);
  });
});

describe('the proof of the night', () => {
  test('stands on every screen, and fails loudly', async () => {
    desk.store.safekeeping.now = {
      ...desk.store.safekeeping.now,
      proof: { at: 0, ok: false, code: 'PROOF_FAILED', problems: 3 },
    };
    await desk.openAs('M01');
    const pill = desk.page.getByRole('link', { name: '账目不符 3 处' });
    await pill.waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await pill.click();
    await desk.page.getByRole('heading', { name: '账目证明' }).waitFor();
  });
});

describe('what is missing of the backups', () => {
  test('a store in earnest is led to its recovery sheet after the first PIN', async () => {
    desk.store.needs = 'first-pin';
    desk.store.isDemo = false;
    await desk.open();
    await desk.page.getByLabel(/^新密码/).fill('1234');
    await desk.page.getByLabel('再输入一次').fill('1234');
    await desk.page.keyboard.press('Enter');
    await desk.page.getByText('还没有恢复单').waitFor();
  });

  test('stands on every screen of who can put it right, in both languages, until it is', async () => {
    desk.store.safekeeping.now = { ...desk.store.safekeeping.now, lacksSheet: true };
    await desk.openAs('M01');
    const pill = desk.page.getByRole('link', { name: '还没有恢复单' });
    await pill.waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await pill.click();
    await desk.page.getByRole('heading', { name: '备份', exact: true }).waitFor();
    desk.store.safekeeping.now = {
      ...desk.store.safekeeping.now,
      lacksSheet: false,
      segment: { at: 0, ok: false, code: 'DISK_FULL' },
    };
    await desk.page.getByRole('link', { name: '备份失败' }).waitFor();
    await desk.open({ at: '?language=en', token: desk.store.signedIn('M01') });
    await desk.page.getByRole('link', { name: 'Backup failed' }).waitFor();
    await desk.openAs('R01');
    await desk.page.getByRole('button', { name: /^R01/ }).waitFor();
    expect(await desk.page.getByText('备份失败').count()).toBe(0);
    expect(desk.errors).toEqual([]);
  });
});

describe('restoring', () => {
  test('from the page of a lost store: the newest copy, with the code where it is another computer', async () => {
    desk.store.safekeeping.found = [{ name: 'store-2026-11-21T05-06-07-008Z', at: 1_795_237_567_008, seq: 1_700 }];
    stopped({
      faults: [{ code: 'STORE_FILE_MISSING', context: { lostSeq: 1_758, path: '/shop/store.sqlite' } }],
      isUnusable: true,
      isAcceptable: true,
    });
    await desk.open();
    const form = desk.page.getByRole('form', { name: '恢复备份' });
    await form.getByLabel('恢复单上的恢复码').fill('ABCD2');
    expect(await axeFindings(desk.page)).toEqual([]);
    await form.getByRole('button', { name: '恢复备份' }).click();
    await desk.page.getByText('正在恢复并证明账目').waitFor();
    expect(desk.store.safekeeping.restored).toEqual([{ copy: null, recoveryCode: 'ABCD2', approval: null }]);
    expect(desk.errors).toEqual([]);
  });
});

describe('the backups', () => {
  test('say how they went, are made on request, and a recovery sheet is shown once', async () => {
    desk.store.safekeeping.found = [{ name: 'store-2026-11-21T05-06-07-008Z', at: 1_795_237_567_008, seq: 1_700 }];
    await desk.openAs('M01');
    await desk.page.getByRole('button', { name: /^M01/ }).click();
    await chooseInMenu(desk.page, '备份');
    await desk.page.getByText('流水到第 1700 行').waitFor();
    await desk.page.getByText('还没有恢复单').waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.getByRole('button', { name: '现在备份' }).click();
    await expect.poll(() => desk.store.safekeeping.copied).toBe(1);
    await desk.page.getByRole('button', { name: '打印新的恢复单' }).click();
    await desk.page.getByRole('button', { name: '生成恢复码' }).click();
    await desk.page.getByText('EFGH3').waitFor();
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.getByRole('button', { name: '抄好了，锁起来' }).click();
    await desk.page.getByText('EFGH3').waitFor({ state: 'detached' });
    await desk.page.getByText('编号 3F2A9C01').waitFor();
    expect(desk.errors).toEqual([]);
  });
});

describe('moving to another computer', () => {
  const withSheet = { sheet: { sheetId: '3F2A9C01', at: 0 } };

  test('from the backups, by PIN after a box is ticked; then every screen says so, and it is taken back', async () => {
    desk.store.safekeeping.now = { ...desk.store.safekeeping.now, ...withSheet };
    await desk.open({ at: '#/backups', token: desk.store.signedIn('M01') });
    await desk.page.getByRole('button', { name: '搬到另一台电脑' }).click();
    const form = desk.page.getByRole('form', { name: '搬家' });
    await form.getByLabel('密码', { exact: true }).fill('0000');
    expect(await form.getByRole('button', { name: '搬家' }).isDisabled()).toBe(true);
    await form.getByLabel('我明白：搬家后这台电脑不再记账').check();
    expect(await axeFindings(desk.page)).toEqual([]);
    await form.getByRole('button', { name: '搬家' }).click();
    await desk.page.getByText('正在做搬家文件').waitFor();
    expect(desk.store.safekeeping.moved).toEqual([
      { folder: '/media/stick', approval: { staffNo: 'M01', pin: '0000' } },
    ]);
    const move = desk.store.safekeeping.now.move;
    if (!move) throw new Error('it has not left');
    const file = '/media/stick/shop.clockroom-move';
    desk.store.safekeeping.now = { ...desk.store.safekeeping.now, move: { ...move, isMaking: false, file } };
    await desk.openAs('R01');
    await desk.page.getByRole('alert').getByText('本店已搬往另一台电脑').waitFor();
    await desk.page.getByRole('button', { name: '怎样继续' }).click();
    await desk.page.getByText(file).waitFor();
    await desk.page.getByRole('button', { name: '取消搬家，在这台电脑上继续' }).click();
    const back = desk.page.getByRole('form', { name: '取消搬家，在这台电脑上继续' });
    await back.getByLabel(/^我确认/).check();
    await back.getByLabel('经理工号').fill('M01');
    await back.getByLabel('密码', { exact: true }).fill('0000');
    expect(await axeFindings(desk.page)).toEqual([]);
    await back.getByRole('button', { name: '取消搬家，在这台电脑上继续' }).click();
    await desk.page.getByText('本店已搬往另一台电脑').waitFor({ state: 'detached' });
    expect(desk.store.safekeeping.takenBack).toEqual([{ approval: { staffNo: 'M01', pin: '0000' }, isAssured: true }]);
    expect(desk.errors).toEqual([]);
  });

  test('asks for a recovery sheet first, and says why the last one did not work', async () => {
    const move = { move: 'AB12CD34', at: 0, hasLeft: false, isMaking: false, file: null };
    desk.store.safekeeping.now = {
      ...desk.store.safekeeping.now,
      move: { ...move, code: 'MOVE_PLACE_AWAY', context: { folder: '/media/stick' } },
    };
    await desk.open({ at: '#/backups', token: desk.store.signedIn('M01') });
    await desk.page.getByText('请先打印恢复单').waitFor();
    expect(await desk.page.getByRole('button', { name: '搬到另一台电脑' }).isDisabled()).toBe(true);
    await desk.page.getByText('“/media/stick”写不进去').waitFor();
  });

  test('the new computer opens the file it found, with the code', async () => {
    const file = '/media/stick/shop.clockroom-move';
    desk.store.needs = 'store';
    desk.store.safekeeping.places = { folders: [], files: [{ file, at: 0, sheetId: '3F2A9C01' }] };
    await desk.open({ at: '?language=en' });
    await desk.page.getByRole('button', { name: 'Restore a backup…' }).click();
    const form = desk.page.getByRole('form', { name: 'Open the file of a move' });
    await form.getByLabel('Recovery code (on the sheet)').fill('ABCD2');
    expect(await axeFindings(desk.page)).toEqual([]);
    await form.getByRole('button', { name: 'Open the file of a move' }).click();
    await expect.poll(() => desk.store.safekeeping.opened).toEqual([{ file, recoveryCode: 'ABCD2', approval: null }]);
    expect(desk.errors).toEqual([]);
  });
});
