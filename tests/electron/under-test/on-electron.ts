import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { ipcChannel } from '../../../electron/ipc-channel.ts';
import { projectPath } from '../../../scripts/common/project.ts';
import type { DesktopUnderTest, Verdict } from './desktop-under-test.ts';

/** What the tests ask of Electron and of its windows beyond what the program itself uses. */
interface Inspected {
  Menu: { getApplicationMenu(): { items: { submenu?: { items: MenuItem[] } }[] } | null };
  ipcMain: { emit(channel: string, event: object, message: unknown): void };
}
interface MenuItem {
  label: string;
  role?: string;
  click(): void;
}
interface InspectedWindow {
  getTitle(): string;
  webContents: {
    id: number;
    once(event: 'will-navigate', listener: (event: { defaultPrevented: boolean }) => void): void;
  };
}

/** Longest until Electron listens, in milliseconds. */
const launchTimeoutMs = 60_000;

/** The built program in an Electron of its own: its main process, preload, protocol and policy as they are used. */
export async function openOnElectron(
  executablePath: string,
  args: string[],
  env: NodeJS.ProcessEnv,
): Promise<DesktopUnderTest> {
  const electron = await _electron.launch({
    executablePath,
    args: [projectPath(), ...args],
    env: definedOf(env),
    // As the program runs in a store; the superuser has no sandbox.
    chromiumSandbox: process.getuid?.() !== 0,
    timeout: launchTimeoutMs,
  });
  const exited = new Promise<number | null>((resolve) => electron.process().once('exit', (code) => resolve(code)));
  await electron.firstWindow();
  const displayCount = await electron.evaluate(({ screen }) => screen.getAllDisplays().length);
  const version = await electron.evaluate(() => process.versions.electron ?? 'of unknown version');
  return {
    name: `Electron ${version}`,
    displayCount,
    pages: () => electron.windows(),
    title: async (page) =>
      (await electron.browserWindow(page)).evaluate((window) => (window as InspectedWindow).getTitle()),
    tryNavigation: (page, url) => tryNavigation(electron, page, url),
    tryWindow: (page, url) => page.evaluate((to) => (window.open(to) === null ? 'refused' : 'allowed'), url),
    tryPermission: (page, name) => page.evaluate(askPermission, name),
    async post(page, frame, message) {
      const window = page && (await electron.browserWindow(page));
      const id = window ? await window.evaluate((one) => (one as InspectedWindow).webContents.id) : 1_000_000;
      return electron.evaluate(postAs, { id, frame, message, channel: ipcChannel });
    },
    chooseMenu: (text) =>
      electron.evaluate((all, wanted) => {
        const { items = [] } = (all as unknown as Inspected).Menu.getApplicationMenu() ?? {};
        const entries = items.flatMap(({ submenu }) => submenu?.items ?? []);
        entries.find(({ label }) => label.includes(wanted))?.click();
      }, text),
    menuRoles: () =>
      electron.evaluate((all) => {
        const { items = [] } = (all as unknown as Inspected).Menu.getApplicationMenu() ?? {};
        return items.flatMap(({ submenu }) => submenu?.items ?? []).flatMap(({ role }) => role?.toLowerCase() ?? []);
      }),
    async quit() {
      // Its answer may be cut off by the end it asks for.
      await electron.evaluate(({ app }) => app.quit()).catch(() => {});
      return exited;
    },
    stop: () => electron.close(),
  };
}

/** Listens behind the program's own listener, then lets the page go. */
async function tryNavigation(electron: ElectronApplication, page: Page, url: string): Promise<Verdict> {
  const browserWindow = await electron.browserWindow(page);
  const asked = await browserWindow.evaluateHandle((one) => ({
    verdict: new Promise<Verdict>((resolve) => {
      (one as InspectedWindow).webContents.once('will-navigate', ({ defaultPrevented }) =>
        resolve(defaultPrevented ? 'refused' : 'allowed'),
      );
    }),
  }));
  await page.evaluate((to) => {
    window.location.href = to;
  }, url);
  return asked.evaluate(({ verdict }) => verdict);
}

/** Runs in the page. */
async function askPermission(name: string): Promise<Verdict> {
  const { state } = await navigator.permissions.query({ name: name as PermissionName });
  const requested = name === 'notifications' ? await Notification.requestPermission() : 'denied';
  return state === 'denied' && requested === 'denied' ? 'refused' : 'allowed';
}

/** Runs in Electron's main process. */
function postAs(
  all: object,
  { id, frame, message, channel }: { id: number; frame: object; message: unknown; channel: string },
): Promise<unknown[]> {
  const replies: unknown[] = [];
  const send = (_channel: string, reply: unknown) => replies.push(reply);
  (all as Inspected).ipcMain.emit(channel, { sender: { id }, senderFrame: { ...frame, send } }, message);
  return new Promise((resolve) => setImmediate(() => resolve(replies)));
}

/** The environment for Electron as Electron; with the variable left out here it would be a plain Node. */
function definedOf({ ELECTRON_RUN_AS_NODE: _, ...env }: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
