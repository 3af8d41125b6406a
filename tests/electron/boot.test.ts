import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DesktopParts, startDesktop } from '../../electron/desktop.ts';
import { programArgs } from '../../electron/program-args.ts';
import type { OpenStore } from '../../host/doors/boot/house.ts';
import { parseStartOptions, type StartOptions } from '../../host/doors/boot/start-options.ts';
import { bundleMain } from '../../scripts/common/desktop-bundles.ts';
import { projectPath } from '../../scripts/common/project.ts';
import { fakeStore } from '../host/doors/stations/fake-store.ts';
import { serve } from '../host/doors/stations/served.ts';
import { tempFolder } from '../scripts/temp-folder.ts';
import { buildScreensAndShell } from './build.ts';
import { ElectronStandIn, unpacked } from './stand-in/electron.ts';

/** How the program starts and ends, and what it asks of Electron: on the stand-in, which can be told to go wrong. */
const folder = tempFolder();
const preload = projectPath('dist/electron/preload.cjs');

beforeAll(buildScreensAndShell);
afterAll(() => folder.remove());

interface StartedWith {
  displays?: number;
  openStore?: OpenStore;
  parts?: Partial<DesktopParts>;
  options?: Partial<StartOptions>;
}

async function start(dataDir: string, options: StartedWith = {}) {
  const electron = await ElectronStandIn.launch(options.displays);
  const store = fakeStore();
  await startDesktop({
    electron: electron.api,
    readOptions: () => ({
      ...{ demo: true, siteFile: null, dataDir, headless: false, port: 0, lan: false, language: 'en' },
      ...{ beaconFolder: null, secondPlace: null, guests: null, station: null, ...options.options },
    }),
    screensDir: projectPath('dist/renderer'),
    preload,
    openStore: options.openStore ?? (async () => store.service),
    ...unpacked,
    ...options.parts,
  });
  return { electron, store };
}

test('as a station shows another machine’s store once its code is typed, and nothing else; no page gets the bridge', async () => {
  const served = await serve(true);
  const { port } = served.server;
  const electron = await ElectronStandIn.launch(1);
  await startDesktop({
    electron: electron.api,
    readOptions: () => parseStartOptions(['--station', `127.0.0.1:${port}`, '--data', folder.path], '/', {}),
    screensDir: projectPath('dist/renderer'),
    preload,
    openStore: async () => {
      throw new Error('a station opens no store');
    },
    ...unpacked,
  });
  const [shown] = electron.windows;
  if (!shown) throw new Error('no window');
  const { page } = shown;
  const { certificate } =
    served.authority?.serverPair({ hosts: ['localhost'], addresses: ['127.0.0.1'] }, Date.now()) ?? {};
  const pem = certificate?.toString() ?? '';
  expect(await electron.askCertificate('127.0.0.1', pem)).toBe(-2);
  await page.getByRole('heading', { name: '连接门店' }).waitFor();
  await page.locator('input').fill(`048213 ${served.authority?.mark}`);
  await page.getByRole('button').click();
  await page.waitForURL(`https://127.0.0.1:${port}/#pair=048213`);
  expect(await page.title()).toBe('Clockroom');
  expect(await page.evaluate(() => 'clockroom' in window)).toBe(false);
  expect(await electron.askCertificate('127.0.0.1', pem)).toBe(0);
  expect(await electron.askCertificate('bank.com', pem)).toBe(-2);
  const verdict = shown.nextVerdict();
  await page.evaluate(() => {
    window.location.href = 'https://bank.com/';
  });
  expect(await verdict).toBe('refused');
  expect(electron.askPermission('camera')).toBe('refused');
  await electron.stop();
});

test('asks for windows without power, the display full-screen on the second monitor; quits once, when closed', async () => {
  const order: string[] = [];
  let finish = () => {};
  const closing = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const { service } = fakeStore();
  const { electron } = await start(path.join(folder.path, 'two'), {
    openStore: async () => ({
      ...service,
      close: async () => {
        order.push('closing');
        await closing;
        order.push('closed');
      },
    }),
  });
  const ended = electron.exited.then((code) => [...order, code]);
  const [board, display] = electron.windows;
  for (const window of [board, display]) {
    expect(window?.options.webPreferences).toEqual({
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
    });
  }
  expect(display?.options).toMatchObject({ x: 1920, width: 1920, kiosk: true });
  expect(readFileSync(preload, 'utf8')).not.toMatch(/require\("(?!electron")/);

  // Ctrl+C in a terminal reaches the program twice, and the last window closes meanwhile.
  electron.quit();
  electron.quit();
  await board?.page.close();
  await display?.page.close();
  await expect.poll(() => order, { timeout: 20_000 }).toEqual(['closing']);
  finish();
  expect(await ended).toEqual(['closing', 'closed', 0]);
  await electron.stop();
});

test('without a second monitor there is one window, and closing it quits', async () => {
  const { electron, store } = await start(path.join(folder.path, 'single'), { displays: 1 });
  expect(electron.windows).toHaveLength(1);
  await electron.windows[0]?.page.close();
  expect(await electron.exited).toBe(0);
  expect(store.timesClosed()).toBe(1);
  await electron.stop();
});

test('a start that cannot go on is told in both languages', async () => {
  const dataDir = path.join(folder.path, 'file');
  writeFileSync(dataDir, '');
  const { electron, store } = await start(dataDir);
  expect(await electron.exited).toBe(2);
  expect(electron.errorBoxes[0]).toMatch(/不能写.* · the data folder .* cannot be written/);
  expect([electron.windows.length, store.timesClosed()]).toEqual([0, 0]);
  await electron.stop();
});

test.each([
  [['electron', '/shop'], []],
  [['electron', '.', '--demo'], ['--demo']],
  [
    ['electron', '--no-sandbox', '--inspect=0', '/shop', '--data', '/d', '--demo'],
    ['--data', '/d', '--demo'],
  ],
  [['electron', '--no-sandbox'], []],
])('of %j takes what follows the program', (argv, own) => {
  expect(programArgs(argv, false)).toEqual(own);
});

test('packaged, the program is its own path', () => {
  expect(programArgs(['/opt/clockroom', '--demo'], true)).toEqual(['--demo']);
});

test('the bundled program finds all it needs, and gives way to a first one', async () => {
  const main = path.join(folder.path, 'dist/electron/main.cjs');
  await bundleMain(main);
  const notFirst = path.join(folder.path, 'not-first.cjs');
  writeFileSync(
    notFirst,
    `const app = { isPackaged: false, setPath: (name, folder) => console.log(name, folder), requestSingleInstanceLock: () => false, quit: () => console.log('quit') };
    require('node:module').registerHooks({
      resolve: (name, context, next) => (name === 'electron' ? { url: 'node:stand-in', format: 'commonjs', shortCircuit: true } : next(name, context)),
      load: (url, context, next) => (url === 'node:stand-in' ? { format: 'commonjs', source: 'module.exports = globalThis.electron', shortCircuit: true } : next(url, context)),
    });
    globalThis.electron = { app, protocol: { registerSchemesAsPrivileged: () => {} } };`,
  );
  symlinkSync(projectPath('node_modules'), path.join(folder.path, 'node_modules'));
  const shop = path.join(folder.path, 'shop');
  const { stdout, stderr } = spawnSync(process.execPath, ['--require', notFirst, main, '--data', shop], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(stdout).toBe(`userData ${path.join(shop, 'desktop')}\nquit\n`);
});

test('the suite fails, and does not turn to the stand-in, on an Electron that does not run', async () => {
  const file = path.join(folder.path, 'electron-that-ends');
  writeFileSync(file, '#!/bin/sh\nexit 7\n', { mode: 0o755 });
  const suite = spawn(
    process.execPath,
    [projectPath('node_modules/vitest/vitest.mjs'), 'run', 'tests/electron/desktop.test.ts'],
    { cwd: projectPath(), env: { ...process.env, ELECTRON_EXEC_PATH: file }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const [output, errors, exitCode] = await Promise.all([
    text(suite.stdout),
    text(suite.stderr),
    new Promise((resolve) => suite.once('close', resolve)),
  ]);
  expect(exitCode).toBe(1);
  expect(errors).toContain('Process failed to launch');
  expect(output).not.toContain('stand-in');
  expect(output).not.toMatch(/\d passed/);
});
