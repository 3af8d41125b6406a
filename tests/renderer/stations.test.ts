import { describe, expect, test } from 'vitest';
import { axeFindings } from './support/browser.ts';
import { Desk } from './support/desk.ts';
import { FakeStore } from './support/fake-store.ts';
import { pictures } from './support/pictures.ts';

const desk = new Desk(() => new FakeStore());

describe('stations and sessions', () => {
  test('say who is signed in where; somebody’s session is ended, a pairing is taken back after a question', async () => {
    desk.store.signedIn('R01');
    await desk.open({ at: '#/stations', token: desk.store.signedIn('M01') });
    const sessions = desk.page.getByRole('table', { name: '已登录' });
    await sessions.waitFor();
    expect(await sessions.locator('tbody tr').count()).toBe(2);
    expect(await sessions.locator('tbody tr', { hasText: 'M01' }).textContent()).toMatch(/门店主机 本屏幕11-21 12:00/);
    expect(await axeFindings(desk.page)).toEqual([]);
    await pictures(desk.page, 'stations-zh');
    // The own one is ended by signing out.
    await desk.page.getByRole('button', { name: /^结束登录/ }).click();
    await expect.poll(() => sessions.locator('tbody tr').count()).toBe(1);
    const stations = desk.page.getByRole('table', { name: '工作站' });
    await stations.getByRole('button', { name: '解除配对 二楼前台' }).click();
    expect(desk.store.isRevoked).toBe(false);
    await stations.getByRole('button', { name: '取消' }).click();
    await stations.getByRole('button', { name: '解除配对 二楼前台' }).click();
    await stations.getByRole('button', { name: /^确认：“二楼前台”/ }).click();
    await expect
      .poll(() => stations.locator('tbody tr', { hasText: '二楼前台' }).textContent())
      .toContain('11-21 12:00 解除');
    expect(desk.errors).toEqual([]);
  });

  test('are nobody’s business who may not pair', async () => {
    await desk.open({ at: '#/board', token: desk.store.signedIn('R01') });
    await desk.page.getByRole('button', { name: /^R01/ }).click();
    await desk.page.getByRole('menuitem', { name: '锁定屏幕' }).waitFor();
    expect(await desk.page.getByRole('menuitem', { name: '工作站' }).count()).toBe(0);
  });

  test('stand in the menu of whoever may', async () => {
    await desk.open({ at: '#/board', token: desk.store.signedIn('M01') });
    await desk.page.getByRole('button', { name: /^M01/ }).click();
    await desk.page.getByRole('menuitem', { name: '工作站' }).click();
    await desk.page.getByRole('table', { name: '已登录' }).waitFor();
    expect(desk.errors).toEqual([]);
  });
});

describe('a screen whose rights change', () => {
  test('goes to the sign-in at once when its session is ended elsewhere', async () => {
    await desk.open({ at: '#/board', token: desk.store.signedIn('R01') });
    await desk.page.getByRole('link', { name: '房态' }).waitFor();
    desk.store.endSessions();
    await desk.page.getByRole('button', { name: '登录' }).waitFor();
    expect(desk.errors).toEqual([]);
  });

  test('that is locked covers what was under way, takes only the PIN, and goes on where it was', async () => {
    await desk.open({ at: '#/stations', token: desk.store.signedIn('M01') });
    await desk.page.getByRole('button', { name: '配对其他屏幕' }).click();
    const code = desk.page.getByTestId('pairing-code');
    await code.waitFor();
    desk.store.lockAll();
    const lock = desk.page.getByRole('dialog', { name: '屏幕已锁定' });
    await lock.waitFor();
    await pictures(desk.page, 'locked-zh');
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.keyboard.press('Escape');
    await desk.page.keyboard.type('１２３４');
    await desk.page.keyboard.press('Enter');
    await lock.getByText(/密码不正确/).waitFor();
    await lock.getByLabel('密码').fill('0000');
    await desk.page.keyboard.press('Enter');
    await lock.waitFor({ state: 'detached' });
    expect(await code.isVisible()).toBe(true);
    expect(desk.errors).toEqual([]);
  });

  test('is locked by hand, and left for somebody else', async () => {
    await desk.open({ at: '#/board', token: desk.store.signedIn('R01') });
    await desk.page.getByRole('button', { name: /R01/ }).click();
    await desk.page.getByRole('menuitem', { name: '锁定屏幕' }).click();
    const lock = desk.page.getByRole('dialog', { name: '屏幕已锁定' });
    await lock.waitFor();
    await lock.getByRole('button', { name: '换人：退出登录' }).click();
    await desk.page.getByRole('button', { name: '登录' }).waitFor();
    await lock.waitFor({ state: 'detached' });
    expect(desk.errors).toEqual([]);
  });
});
