import type { StartOptions, StoreAddress } from '../../host/doors/boot/start-options.ts';
import type { ElectronApi } from '../electron-api.ts';
import { lockNavigation, refusePermissions } from '../lock-down.ts';
import { setUpMenu } from '../menu.ts';
import { isScreenUrl, screensOrigin } from '../screen-protocol.ts';
import { comeForwardWhenAsked, type Shell } from '../shell.ts';
import { Windows } from '../windows.ts';
import { doorPath, StationDoor, storeUrl } from './station-door.ts';
import { StationSettings } from './station-settings.ts';

/** What Electron wants to hear of a certificate. */
const trusted = 0;
const refused = -2;
/** Electron's number for a load that gave way to another one. */
const aborted = -3;

/**
 * A screen of a store on another machine: windows that show what the store serves, and take nothing for the store but
 * what its pinned authority vouches for. No store is opened here, and no page gets the bridge to one.
 */
export async function startStation(
  electron: ElectronApi,
  { dataDir, language }: Pick<StartOptions, 'dataDir' | 'language'>,
  store: StoreAddress,
  shell: Shell,
): Promise<void> {
  await electron.app.whenReady();
  const settings = new StationSettings(dataDir, `${store.host}:${store.port}`);
  const door = new StationDoor({ store, settings, now: Date.now, startAnew: () => startAnew(electron) });
  refusePermissions(electron);
  electron.session.defaultSession.setCertificateVerifyProc(({ hostname, certificate }, tell) =>
    tell(door.isStore(hostname, certificate.data) ? trusted : refused),
  );
  electron.protocol.handle('clockroom', async (request) => {
    const answer = isScreenUrl(request.url) ? await door.answer(request) : null;
    return answer ?? new Response('NOT_FOUND\n', { status: 404 });
  });
  const origin = originOf(storeUrl(store));
  const windows = new Windows(electron, {
    preload: null,
    urlOf: (screen) => door.firstUrl(screensOrigin, screen, language),
    admit: (window) => {
      const { webContents } = window;
      lockNavigation(webContents, (url) => isScreenUrl(url) || originOf(url) === origin);
      webContents.on('did-fail-load', (_event, code, _why, _url, isMainFrame) => {
        if (!isMainFrame || code === aborted) return;
        door.notLoaded();
        void window.loadURL(`${screensOrigin}${doorPath}`).catch(() => {});
      });
    },
    // Told by the page that takes its place.
    failed: () => {},
    crashed: (screen, details) => say({ ...details, screen }, 'a page ended and is loaded again'),
    ...{ settings: shell.settings, after: shell.after },
  });
  electron.app.on('window-all-closed', () => electron.app.quit());
  comeForwardWhenAsked(electron, windows);
  electron.app.on('before-quit', () => windows.keepPlaces());
  setUpMenu(electron, windows, shell.login);
  await windows.openFirst();
  // The store goes on without this screen; whoever works at it is asked.
  await shell.watchUpdates({ isQuiet: () => true, close: async () => windows.keepPlaces(), log: sayIt });
}

/** A station has no log of its own. */
const sayIt = {
  info: (facts: object, message: string) => say(facts, message),
  warn: (facts: object, message: string) => say(facts, message),
};

function say(facts: object, message: string): void {
  process.stderr.write(
    `clockroom: ${message} ${JSON.stringify(facts, (_key, value) => (value instanceof Error ? value.message : value))}\n`,
  );
}

/** The network part of Electron keeps what it was told of a certificate until the program ends. */
function startAnew({ app }: ElectronApi): void {
  app.relaunch();
  app.exit(0);
}

function originOf(url: string): string | null {
  try {
    return new URL(url).origin;
  } catch {
    return null;
  }
}
