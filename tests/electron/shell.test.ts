import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDesktop } from '../../electron/desktop.ts';
import { DesktopSettings } from '../../electron/desktop-settings.ts';
import type { LoginCommand } from '../../electron/electron-api.ts';
import { surviveFaults } from '../../electron/faults.ts';
import { startAtLogin } from '../../electron/start-at-login.ts';
import { placeFor } from '../../electron/window-place.ts';
import { parseStartOptions } from '../../host/doors/boot/start-options.ts';
import { projectPath } from '../../scripts/common/project.ts';
import { fakeStore } from '../host/doors/stations/fake-store.ts';
import { testFolder } from '../host/doors/stations/served.ts';
import { tempFolder } from '../scripts/temp-folder.ts';
import { buildScreensAndShell } from './build.ts';
import { ElectronStandIn, type StandInWindow, unpacked } from './stand-in/electron.ts';

/** What the desktop does for a store that is open all day: on the stand-in for Electron. */
const patient = { timeout: 20_000 };
beforeAll(buildScreensAndShell);

async function open(dataDir: string, displays: number) {
  const electron = await ElectronStandIn.launch(displays);
  const { service } = fakeStore();
  await startDesktop({
    electron: electron.api,
    readOptions: () => parseStartOptions(['--data', dataDir, '--port', '0', '--demo'], '/', {}),
    screensDir: projectPath('dist/renderer'),
    preload: projectPath('dist/electron/preload.cjs'),
    openStore: async () => service,
    ...unpacked,
  });
  const shown = (title: string) =>
    electron.windows.filter(
      ({ title: own, page }) => own.includes(title) && !page.isClosed() && page.url() !== 'about:blank',
    );
  const only = (title: string): StandInWindow => {
    const [window, ...more] = shown(title);
    if (!window || more.length > 0) throw new Error(`${title}: ${shown(title).length} windows`);
    return window;
  };
  const choose = (text: string) => {
    const entry = electron.menu.flatMap(({ submenu }) => submenu ?? []).find(({ label }) => label?.includes(text));
    entry?.click?.({ checked: !entry.checked });
  };
  return { electron, shown, only, choose };
}

describe('the windows', () => {
  const folder = tempFolder();
  const dataDir = path.join(folder.path, 'data');
  let desktop: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    desktop = await open(dataDir, 2);
  });
  afterAll(async () => {
    await desktop?.electron.stop();
    folder.remove();
  });

  test('keep the machine awake, and its monitors as long as the display is open', async () => {
    const kept = () => [...desktop.electron.awake.values()].sort();
    expect(kept()).toEqual(['prevent-app-suspension', 'prevent-display-sleep']);
    desktop.electron.setDisplays(1);
    await expect.poll(kept, patient).toEqual(['prevent-app-suspension']);
  });

  test('the display goes with its monitor and comes back with it, alone on it', async () => {
    const { electron, shown, only } = desktop;
    await expect.poll(() => shown('Clock room').length, patient).toBe(0);
    electron.setDisplays(2);
    await expect.poll(() => shown('Clock room').length, patient).toBe(1);
    expect(only('Clock room')).toMatchObject({ isKiosk: true, bounds: { x: 1920, width: 1920 } });
  });

  test('the display that somebody closed stays away', async () => {
    const { electron, shown, only, choose } = desktop;
    await only('Clock room').page.close();
    electron.setDisplays(1);
    electron.setDisplays(2);
    choose('Cashier');
    await expect.poll(() => shown('Cashier').length, patient).toBe(1);
    expect(shown('Clock room')).toEqual([]);
    choose('Clock room');
    await expect.poll(() => shown('Clock room').length, patient).toBe(1);
  });

  test('the display alone does not end the store with its monitor: the board comes', async () => {
    const { electron, shown, only } = desktop;
    await only('Cashier').page.close();
    await only('Front desk').page.close();
    electron.setDisplays(1);
    await expect.poll(() => [shown('Front desk').length, shown('Clock room').length], patient).toEqual([1, 0]);
  });

  test('a window on a monitor that is gone comes to the first one', async () => {
    const { electron, only } = desktop;
    electron.setDisplays(2);
    only('Front desk').move({ x: 2000, y: 60, width: 900, height: 700 });
    electron.setDisplays(1);
    await expect.poll(() => only('Front desk').bounds.x, patient).toBe(0);
  });

  test('a page that ends is in the log and comes again, with the store where it was', async () => {
    const { only } = desktop;
    const { page } = only('Front desk');
    await page.evaluate(() => Object.assign(window, { isOld: true }));
    only('Front desk').crash('crashed');
    await page.waitForFunction(() => !('isOld' in window) && window.location.hash === '#/board', null, patient);
    await expect.poll(() => page.locator('#root').textContent(), patient).not.toBe('');
    const logs = path.join(dataDir, 'logs');
    const text = readdirSync(logs).map((name) => readFileSync(path.join(logs, name), 'utf8'));
    expect(text.join('')).toMatch(
      /"reason":"crashed","exitCode":5,"screen":"board","msg":"a page ended and is loaded again"/,
    );
  });

  test('a second start brings the board to the front', () => {
    const { electron, only } = desktop;
    const before = only('Front desk').shown;
    electron.startAgain();
    expect(only('Front desk').shown).toBe(before + 1);
  });

  test('the start with the machine is chosen in the menu, with the store it is', () => {
    const { electron, choose } = desktop;
    choose('Start with the computer');
    expect(electron.atLogin).toEqual({
      path: '/opt/electron',
      args: ['/shop', '--data', dataDir, '--demo', '--port', '0'],
    });
  });

  test('stand where they stood at the next start', async () => {
    const { electron, only } = desktop;
    const place = { x: 100, y: 80, width: 1000, height: 800 };
    Object.assign(only('Front desk'), { bounds: place, isMaximized: true });
    electron.quit();
    expect(await electron.exited).toBe(0);
    const next = await open(dataDir, 1);
    expect(next.only('Front desk')).toMatchObject({ bounds: place, isMaximized: true });
    next.electron.quit();
    await next.electron.exited;
    await next.electron.stop();
  });
});

test.each([
  ['is where it was', { x: -1000, y: 10, width: 800, height: 600 }, true],
  ['hangs over an edge', { x: 1700, y: 900, width: 800, height: 600 }, true],
  ['is out of reach to the right', { x: 1890, y: 10, width: 800, height: 600 }, false],
  ['has its upper edge above all', { x: 10, y: -20, width: 800, height: 600 }, false],
  ['has its upper edge below all', { x: 10, y: 1070, width: 800, height: 600 }, false],
  ['is on a monitor that is gone', { x: 4000, y: 10, width: 800, height: 600 }, false],
])('a place that %s', (_, place, isKept) => {
  const displays = [0, -1920].map((x, id) => ({ id, bounds: { x, y: 0, width: 1920, height: 1080 } }));
  const usual = { width: 1600, height: 900 };
  expect(placeFor(place, displays, usual)).toEqual(isKept ? place : usual);
});

test.each(['', 'no json', '{"windows":{"board":{"x":"left"}}}', '[]'])(
  'settings that are %j are as none, and can be written',
  (text) => {
    const folder = testFolder();
    writeFileSync(path.join(folder, 'desktop.json'), text);
    const settings = new DesktopSettings(folder);
    expect([settings.placeOf('board'), settings.updates]).toEqual([null, null]);
    settings.keepUpdates('https://updates.example/');
    expect(new DesktopSettings(folder).updates).toBe('https://updates.example/');
  },
);

describe('the start with the machine', () => {
  const command = { path: '/opt/Clock "room"/clockroom', args: ['--data', '/shop/50% $HOME'] };
  const app = (list: { on: LoginCommand | null }) =>
    ({
      getLoginItemSettings: () => ({ openAtLogin: list.on !== null }),
      setLoginItemSettings: ({ openAtLogin, ...what }: LoginCommand & { openAtLogin: boolean }) => {
        list.on = openAtLogin ? what : null;
      },
    }) as unknown as ElectronStandIn['api']['app'];

  test.each(['win32', 'darwin'] as const)('is the system’s own list on %s', (platform) => {
    const list: { on: LoginCommand | null } = { on: null };
    const login = startAtLogin({ app: app(list) }, command, { platform, settingsFolder: '/nowhere' });
    login.set(true);
    expect([login.isOn(), list.on]).toEqual([true, command]);
    login.set(false);
    expect([login.isOn(), list.on]).toEqual([false, null]);
  });

  test('is a file on Linux, in which every word stays one', () => {
    const settingsFolder = testFolder();
    const list = { on: null };
    const login = startAtLogin({ app: app(list) }, command, { platform: 'linux', settingsFolder });
    const file = path.join(settingsFolder, 'autostart/clockroom.desktop');
    expect(login.isOn()).toBe(false);
    login.set(true);
    expect(login.isOn()).toBe(true);
    const [exec] = readFileSync(file, 'utf8').match(/^Exec=.*$/m) ?? [];
    expect(exec).toBe(String.raw`Exec="/opt/Clock \\"room\\"/clockroom" "--data" "/shop/50%% \\$HOME"`);
    login.set(false);
    expect([login.isOn(), existsSync(file)]).toEqual([false, false]);
  });
});

describe('what nobody caught', () => {
  /** `ms`: how long the program has run. */
  function fault(ms: number) {
    const dataDir = testFolder();
    const told: (string | number)[] = [];
    let caught: (error: unknown) => void = () => {};
    let elapsed = 500;
    const app = { relaunch: () => told.push('relaunch'), exit: (code: number) => told.push(code) };
    surviveFaults(
      { app: app as unknown as ElectronStandIn['api']['app'], crashReporter: { start: () => told.push('reporter') } },
      { onFault: (listener) => (caught = listener), dataDir, elapsed: () => elapsed },
    );
    elapsed += ms;
    caught(new Error('the floor is wet'));
    caught(new Error('again'));
    return { told, log: readFileSync(path.join(dataDir, 'logs/faults.log'), 'utf8') };
  }

  test('is written down, and the program starts anew, once', () => {
    const { told, log } = fault(60_000);
    expect(told).toEqual(['reporter', 'relaunch', 1]);
    expect(log).toMatch(/^\d{4}-.* Error: the floor is wet\n {4}at /);
    expect(log).not.toContain('again');
  });

  test('within the first minute ends the program', () => {
    expect(fault(59_999).told).toEqual(['reporter', 1]);
  });
});
