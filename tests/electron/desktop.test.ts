import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDesktop } from '../../electron/desktop.ts';
import { bundleMain, bundlePreload } from '../../scripts/parts/desktop-bundles.ts';
import { fakeStore, known } from '../host/stations/fake-store.ts';
import { tempFolder } from '../scripts/temp-folder.ts';
import { ElectronStandIn, type StandInWindow } from './stand-in/electron.ts';

const project = path.resolve(import.meta.dirname, '../..');
const folder = tempFolder();
const preload = path.join(folder.path, 'preload.cjs');
const act = { commandId: '0195d9a4-7c11-7000-8000-000000000001', name: 'visit.open', data: {} };

beforeAll(async () => {
  console.log('desktop suite: on the stand-in for Electron');
  expect(
    spawnSync(process.execPath, [path.join(project, 'scripts/build.ts'), 'renderer'], { stdio: 'inherit' }).status,
  ).toBe(0);
  await bundlePreload(preload);
});
afterAll(() => folder.remove());

/** Starts the desktop program over the stand-in and a fake store. */
async function start(dataDir: string, options: { displays?: number; screensDir?: string } = {}) {
  const electron = await ElectronStandIn.launch(options.displays);
  const store = fakeStore();
  await startDesktop({
    electron: electron.api,
    readOptions: () => ({ demo: true, siteFile: null, dataDir, headless: false, port: 0, lan: false, language: 'en' }),
    screensDir: options.screensDir ?? path.join(project, 'dist/renderer'),
    preload,
    openStore: async () => store.service,
  });
  return { electron, store };
}

describe('the desktop program', () => {
  let running: Awaited<ReturnType<typeof start>>;
  let board: StandInWindow;

  beforeAll(async () => {
    running = await start(path.join(folder.path, 'data'));
    const [first] = running.electron.windows;
    if (!first) throw new Error('no window');
    board = first;
  });
  afterAll(() => running.electron.stop());

  const call = (type: string, name: string, input?: unknown) =>
    board.page.evaluate(
      ([type, path, input]) => window.clockroom?.call({ id: 5000, type: type as 'query', path: path as string, input }),
      [type, name, input] as const,
    );

  test('opens the board, and the display full-screen on the second monitor', () => {
    expect(running.electron.windows).toHaveLength(2);
    expect(board.page.url()).toContain('#/board');
    const [, display] = running.electron.windows;
    expect(display?.page.url()).toContain('#/display');
    expect(display?.options).toMatchObject({ x: 1920, width: 1920, fullscreen: true });
  });

  test('gives its windows no power over the machine', async () => {
    for (const { options } of running.electron.windows) {
      expect(options.webPreferences).toEqual({
        preload,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webviewTag: false,
      });
    }
    expect(
      await board.page.evaluate(() => ['require', 'process', 'module', '__ipc'].filter((name) => name in window)),
    ).toEqual([]);
    expect(readFileSync(preload, 'utf8')).not.toMatch(/require\("(?!electron")/);
  });

  test('shows the built screens, which find the store by themselves', async () => {
    await expect.poll(() => running.store.connections.length).toBeGreaterThan(0);
    expect(running.store.connections[0]).toMatchObject({ stationId: 'desk', trusted: true });
    await expect.poll(() => board.page.locator('#root > *').count()).toBeGreaterThan(0);
  });

  test('keeps the strict policy', async () => {
    const policy = await board.page.evaluate(async () =>
      (await fetch('index.html')).headers.get('content-security-policy'),
    );
    expect(policy).toMatch(/default-src 'self'; script-src 'self';/);
    const ran = await board.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.head.append(script);
      return 'injected' in window;
    });
    expect(ran).toBe(false);
    expect(await board.page.evaluate(async () => (await fetch('../package.json')).status)).toBe(404);
  });

  test('carries calls and their errors', async () => {
    expect(await call('query', 'board.snapshot')).toMatchObject({ kind: 'data', data: { seq: 7 } });
    expect(await call('mutation', 'act', act)).toMatchObject({
      kind: 'error',
      error: { message: 'NOT_SIGNED_IN', data: { storeCode: 'NOT_SIGNED_IN' } },
    });
    expect(await call('mutation', 'session.signIn', { staffNo: '1', pin: known.pin })).toMatchObject({ kind: 'data' });
    expect(await call('mutation', 'act', act)).toMatchObject({ kind: 'data', data: { seq: 8 } });
    expect(running.store.acts).toHaveLength(1);
    expect(await call('query', 'board.nothing')).toMatchObject({ kind: 'error' });
    expect(await call('query', 'board.changes')).toMatchObject({ kind: 'error' });
    // A page loaded anew is another visitor of the same window: signed out.
    await board.page.reload();
    expect(await call('mutation', 'act', act)).toMatchObject({ kind: 'error', error: { message: 'NOT_SIGNED_IN' } });
  });

  test('carries a subscription until it is stopped', async () => {
    const before = running.store.listening();
    await board.page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const seen: unknown[] = [];
          const stop = window.clockroom?.subscribe(6000, 'board.changes', undefined, (message) => {
            seen.push(message);
            if (message.kind === 'started') resolve();
          });
          Object.assign(window, { seen, stop });
        }),
    );
    expect(running.store.listening()).toBe(before + 1);
    running.store.change(8);
    running.store.change(9);
    const seen = () =>
      board.page.evaluate(() => (window as unknown as { seen: { kind: string; data?: { seq: number } }[] }).seen);
    await expect.poll(async () => (await seen()).length).toBe(3);
    expect((await seen()).map(({ kind, data }) => [kind, data?.seq])).toEqual([
      ['started', undefined],
      ['data', 8],
      ['data', 9],
    ]);
    await board.page.evaluate(() => (window as unknown as { stop(): void }).stop());
    await expect.poll(() => running.store.listening()).toBe(before);
  });

  test('answers a bad message with an error and changes nothing', async () => {
    const acts = running.store.acts.length;
    const frame = { url: board.page.url().replace('http://app.localhost', 'clockroom://app'), parent: null };
    const bad = [
      null,
      1,
      'x',
      [],
      {},
      { id: 1 },
      { id: 'a', type: 'query', path: 'x' },
      { id: -1, type: 'query', path: 'x' },
      { id: 3, type: 'eval', path: 'x' },
      { id: 4, type: 'query', path: 'x'.repeat(101) },
    ];
    for (const message of bad) {
      const [reply] = await running.electron.sendAs(board, frame, message);
      expect(reply).toMatchObject({ kind: 'error', error: { data: { storeCode: 'INPUT_INVALID' } } });
    }
    expect(await running.electron.sendAs(board, frame, { id: 77, type: 'stop' })).toEqual([]);
    expect(running.store.acts).toHaveLength(acts);
  });

  test.each([
    ['a foreign page in our window', 'https://evil.example/', null, true],
    ['a page that only looks like ours', 'clockroom://app.evil.example/', null, true],
    ['a file', 'file:///etc/passwd', null, true],
    ['a frame within our page', 'clockroom://app/index.html', {}, true],
    ['a window that is not ours', 'clockroom://app/index.html', null, false],
  ])('does not answer %s', async (_, url, parent, ours) => {
    const message = { id: 1, type: 'query', path: 'session.welcome' };
    const asked = running.store.connections.length;
    expect(await running.electron.sendAs(ours ? board : null, { url, parent }, message)).toEqual([]);
    expect(running.store.connections).toHaveLength(asked);
  });

  test('refuses to leave its screens, to open windows, and every permission', async () => {
    const { url } = { url: board.page.url() };
    await board.page.evaluate(() => {
      window.location.href = 'http://evil.localhost/';
    });
    await expect.poll(() => board.refused).toContain('http://evil.localhost/');
    await board.page.evaluate(() => void window.open('about:blank#popup'));
    await expect.poll(() => board.refused).toContain('popup');
    expect(board.page.url()).toBe(url);
    expect(
      ['media', 'geolocation', 'notifications', 'hid', 'serial', 'openExternal'].map((name) =>
        running.electron.askPermission(name),
      ),
    ).toEqual(Array(6).fill(false));
  });

  test('has a small menu, which brings the cashier', async () => {
    const entries = running.electron.menu.flatMap(({ submenu }) => submenu ?? []);
    entries.find(({ label }) => label?.includes('Cashier'))?.click?.();
    await expect.poll(() => running.electron.windows.at(-1)?.page.url()).toContain('#/cashier');
    expect(entries.map(({ role }) => role)).not.toContain('toggleDevTools');
  });

  test('quits only when the store is closed', async () => {
    running.electron.quit();
    expect(await running.electron.exited).toBe(0);
    expect(running.store.timesClosed()).toBe(1);
  });
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
  symlinkSync(path.join(project, 'node_modules'), path.join(folder.path, 'node_modules'));
  const { stdout, stderr } = spawnSync(process.execPath, ['--require', notFirst, main, '--data', '/shop'], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(stdout).toBe(`userData ${path.resolve('/shop/desktop')}\nquit\n`);
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
