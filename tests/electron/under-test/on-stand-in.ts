import type { Page } from 'playwright-core';
import { startDesktop } from '../../../electron/desktop.ts';
import { parseStartOptions } from '../../../host/doors/boot/start-options.ts';
import { RunningStore } from '../../../host/store/running-store.ts';
import { projectPath } from '../../../scripts/common/project.ts';
import { ElectronStandIn, unpacked } from '../stand-in/electron.ts';
import type { DesktopUnderTest } from './desktop-under-test.ts';

/** The program in this process, Electron's calls stood in for by pages of Chromium. */
export async function openOnStandIn(args: string[]): Promise<DesktopUnderTest> {
  const electron = await ElectronStandIn.launch();
  await startDesktop({
    electron: electron.api,
    readOptions: () => parseStartOptions(args, process.cwd(), {}),
    screensDir: projectPath('dist/renderer'),
    preload: projectPath('dist/electron/preload.cjs'),
    openStore: (options) => RunningStore.open(options),
    ...unpacked,
  });
  const windowOf = (page: Page) => {
    const window = electron.windows.find((one) => one.page === page);
    if (!window) throw new Error(`no window shows ${page.url()}`);
    return window;
  };
  const entries = () => electron.menu.flatMap(({ submenu }) => submenu ?? []);
  return {
    name: 'the stand-in for Electron',
    displayCount: electron.api.screen.getAllDisplays().length,
    pages: () => electron.windows.map(({ page }) => page).filter((page) => !page.isClosed()),
    title: async (page) => windowOf(page).title,
    async tryNavigation(page, url) {
      const verdict = windowOf(page).nextVerdict();
      await page.evaluate((to) => {
        window.location.href = to;
      }, url);
      return verdict;
    },
    async tryWindow(page, url) {
      const verdict = windowOf(page).nextVerdict();
      await page.evaluate((to) => void window.open(to), url);
      return verdict;
    },
    tryPermission: async (_page, name) => electron.askPermission(name),
    post: (page, frame, message) => electron.sendAs(page && windowOf(page), frame, message),
    async chooseMenu(text) {
      entries()
        .find(({ label }) => label?.includes(text))
        ?.click?.({ checked: true });
    },
    menuRoles: async () => entries().flatMap(({ role }) => role?.toLowerCase() ?? []),
    quit() {
      electron.quit();
      return electron.exited;
    },
    stop: () => electron.stop(),
  };
}
