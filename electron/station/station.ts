import type { StartOptions, StoreAddress } from '../../host/doors/boot/start-options.ts';
import type { ElectronApi } from '../electron-api.ts';
import { lockNavigation, refusePermissions } from '../lock-down.ts';
import { setUpMenu } from '../menu.ts';
import { isScreenUrl, screensOrigin } from '../screen-protocol.ts';
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
  });
  electron.app.on('window-all-closed', () => electron.app.quit());
  electron.app.on('second-instance', () => void windows.show('board'));
  setUpMenu(electron, windows);
  await windows.openFirst();
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
