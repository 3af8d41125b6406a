import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { plainDoor } from '../../host/doors/stations/plain-door.ts';
import { ScreenFiles } from '../../host/doors/stations/screen-files.ts';
import { StationServer } from '../../host/doors/stations/station-server.ts';
import { machineNames } from '../../host/doors/tls/machine-names.ts';
import { ServerIdentity } from '../../host/doors/tls/server-identity.ts';
import { StoreAuthority } from '../../host/doors/tls/store-authority.ts';
import { launchChromium } from '../support/chromium.ts';
import { axeFindings, openPage } from './support/browser.ts';
import { FakeStore } from './support/fake-store.ts';
import { pictures } from './support/pictures.ts';

/** The store's own server and screens in a real browser: this machine's own screens, and those that come encrypted. */
const folder = mkdtempSync(path.join(tmpdir(), 'clockroom-encrypted-'));
const log = { info() {}, warn() {}, error() {} };
const authority = StoreAuthority.open(folder, { names: machineNames(), now: Date.now(), onBroken() {} });
let server: StationServer;
let browser: Browser;

beforeAll(async () => {
  server = await StationServer.open({
    ...{ store: new FakeStore(), log, port: 0, ownToken: 'own-screen' },
    screens: ScreenFiles.load(inject('screensDir')),
    identity: new ServerIdentity({ authority, log }),
  });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a screen of the store’s own machine', () => {
  test('is let in by the address that was printed, which does not keep the token, also after a reload', async () => {
    const { page, errors } = await openPage(browser, server.ownUrlIn('zh-CN'));
    await page.getByLabel('工号').waitFor();
    expect(page.url()).toBe(`${server.url}?language=zh-CN`);
    expect(await page.evaluate(() => JSON.stringify([localStorage, history.state, document.title]))).not.toContain(
      'own-screen',
    );
    await page.reload();
    await page.getByLabel('工号').waitFor();
    // The browser's list of pages has it neither.
    await page.goBack().catch(() => null);
    expect(page.url()).not.toContain('own-screen');
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('that was opened without it is told the way, and let in by it in the same tab', async () => {
    const { page, errors } = await openPage(browser, server.url);
    await page.getByText(/open-store\.html/).waitFor();
    await pictures(page, 'own-machine-zh');
    expect(await axeFindings(page)).toEqual([]);
    await page.goto(`${server.ownUrl}/board`);
    await page.getByLabel('工号').waitFor();
    expect(page.url()).toBe(`${server.url}#/board`);
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

describe('a screen on another machine', () => {
  const secure = () => `https://127.0.0.1:${server.port}/`;

  test('refuses a store whose authority it does not know', async () => {
    const page = await browser.newPage();
    await expect(page.goto(secure())).rejects.toThrow('ERR_CERT_AUTHORITY_INVALID');
    await page.close();
  });

  test('that knows it is paired and works, encrypted', async () => {
    const { publicKey } = authority.certificate;
    const spki = createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('base64');
    const knowing = await launchChromium([`--ignore-certificate-errors-spki-list=${spki}`]);
    try {
      const { page, errors } = await openPage(knowing, secure());
      await page.getByLabel('配对代码').fill('４２８ 193');
      await page.getByLabel('这台屏幕叫什么').fill('平板');
      await page.getByRole('button', { name: '配对' }).click();
      await page.getByLabel('工号').waitFor();
      expect(server.network().lines).toEqual([{ stationId: 'floor 2', address: '127.0.0.1', tls: 'TLSv1.3' }]);
      expect(errors).toEqual([]);
    } finally {
      await knowing.close();
    }
  });

  test('is shown how to get to know it, in both languages', async () => {
    const door = plainDoor(authority.certificate, 10_000);
    await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
    const { port } = door.address() as { port: number };
    try {
      for (const [language, device] of [
        ['zh-CN', '安卓 Android'],
        ['en', 'Android'],
      ] as const) {
        const { page, errors } = await openPage(browser, `http://127.0.0.1:${port}/?language=${language}`);
        await page.getByText(device, { exact: true }).click();
        await pictures(page, `guide-${language}`);
        expect(await axeFindings(page)).toEqual([]);
        expect(errors).toEqual([]);
        await page.context().close();
      }
    } finally {
      door.closeAllConnections();
      door.close();
    }
  });
});
