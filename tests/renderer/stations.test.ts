import { describe, expect, inject, test } from 'vitest';
import { axeFindings, chooseInMenu } from './support/browser.ts';
import { Desk } from './support/desk.ts';
import { FakeStore } from './support/fake-store.ts';
import { pictures } from './support/pictures.ts';
import { serve } from './support/serve.ts';

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
    await chooseInMenu(desk.page, '工作站');
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

describe('the network of the store', () => {
  test('says where other machines find it, by what they know it, and how each screen is protected', async () => {
    await desk.open({ at: '#/stations', token: desk.store.signedIn('M01') });
    const network = desk.page.getByRole('region', { name: '网络' });
    await network.getByText('https://192.168.1.4:8730/').waitFor();
    const { fingerprint, mark } = desk.store.network ?? {};
    const shown = (await desk.page.getByTestId('fingerprint').textContent()) ?? '';
    expect(shown.replaceAll(/[\s:]/g, '')).toBe(fingerprint?.replaceAll(':', ''));
    await network.getByText(mark ?? '').waitFor();
    await network.getByText(/8080：不加密/).waitFor();
    const stations = desk.page.getByRole('table', { name: '工作站' });
    await stations.getByText('已加密 TLS 1.3，来自 192.168.1.23').waitFor();
    await stations.getByText('本机，不经过网络').waitFor();
    await pictures(desk.page, 'network-zh');
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.getByRole('button', { name: '配对其他屏幕' }).click();
    await desk.page.getByTestId('pairing-code').waitFor();
    expect(await desk.page.getByTestId('pairing-code').textContent()).toBe('428 193');
    expect(await desk.page.getByTestId('pairing-mark').textContent()).toBe(mark);
    await desk.page.getByRole('dialog').getByText('https://192.168.1.4:8730/').waitFor();
    const qr = desk.page.getByRole('img', { name: '二维码：http://192.168.1.4:8730/' });
    expect(await qr.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
    await pictures(desk.page, 'pairing-code-zh');
    expect(await axeFindings(desk.page)).toEqual([]);
    expect(desk.errors).toEqual([]);
  });

  test('is said in English too', async () => {
    await desk.open({ at: '?language=en#/stations', token: desk.store.signedIn('M01') });
    await desk.page.getByText('encrypted, TLS 1.3, from 192.168.1.23').waitFor();
    await pictures(desk.page, 'network-en');
    await desk.page.getByRole('button', { name: 'Pair another screen' }).click();
    await desk.page.getByTestId('pairing-mark').waitFor();
    await pictures(desk.page, 'pairing-code-en');
  });

  test('that is none is said to be none', async () => {
    desk.store.network = { addresses: [], fingerprint: null, mark: null, guestPort: null, lines: [] };
    await desk.open({ at: '#/stations', token: desk.store.signedIn('M01') });
    await desk.page.getByText('没有用 --lan 启动：只有这台主机能用，其他机器连不上。').waitFor();
    await desk.page.getByRole('button', { name: '配对其他屏幕' }).click();
    await desk.page
      .getByRole('dialog')
      .getByText(/请用 --lan 重新启动/)
      .waitFor();
  });
});

describe('a screen that is put out', () => {
  test('says at the sign-in why its session is over', async () => {
    await desk.open({ at: '#/board', token: desk.store.signedIn('R01') });
    await desk.page.getByRole('link', { name: '房态' }).waitFor();
    desk.store.endedWhy = 'new-pin';
    desk.store.endSessions();
    await desk.page.getByText('您的密码已更换，请用新密码登录').waitFor();
    await pictures(desk.page, 'ended-zh');
    expect(await axeFindings(desk.page)).toEqual([]);
  });

  test('says at the pairing why its pairing is over, and takes the code from the address, out of it', async () => {
    const outside = await serve(desk.store, inject('screensDir'), { trusted: false });
    try {
      desk.store.lostPairing = { why: 'revoked', name: '二楼前台', at: Date.parse('2026-11-21T04:00:00Z') };
      await desk.open({ url: outside.url, at: '#pair=428193' });
      await desk.page.getByText(/这台屏幕（二楼前台）的配对已在 11-21 \d\d:00 由经理解除/).waitFor();
      expect(await desk.page.getByLabel('配对代码').inputValue()).toBe('428193');
      expect(desk.page.url()).toBe(`${outside.url}/`);
      await pictures(desk.page, 'pairing-lost-zh');
      expect(await axeFindings(desk.page)).toEqual([]);
      desk.store.lostPairing = { why: 'unknown' };
      await desk.open({ url: outside.url, at: '?language=en' });
      await desk.page.getByText(/The store does not know the pairing this screen had/).waitFor();
      await desk.page.getByText(/open-store\.html/).waitFor();
      await pictures(desk.page, 'pairing-lost-en');
    } finally {
      await outside.close();
    }
  });
});
