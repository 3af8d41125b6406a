import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { StartError, startErrorText } from '../host/contract/start-error.ts';
import { House, type OpenStore } from '../host/doors/boot/house.ts';
import type { StartOptions } from '../host/doors/boot/start-options.ts';
import { ScreenFiles } from '../host/doors/stations/screen-files.ts';
import type { ElectronApi } from './electron-api.ts';
import { surviveFaults } from './faults.ts';
import { IpcGateway } from './ipc-gateway.ts';
import { lockNavigation, refusePermissions } from './lock-down.ts';
import { setUpMenu } from './menu.ts';
import { registerScreenScheme, screenUrl, serveScreens } from './screen-protocol.ts';
import { comeForwardWhenAsked, type Shell, type ShellParts, shellFor } from './shell.ts';
import { startStation } from './station/station.ts';
import { Windows } from './windows.ts';

export interface DesktopParts extends ShellParts {
  /** Read late, so that a bad flag is told like any other failed start. */
  readOptions(): StartOptions;
  /** Holds the built screens. */
  screensDir: string;
  /** The built preload script. */
  preload: string;
  openStore: OpenStore;
  /** Calls back with what nobody caught in this process. */
  onFault(listener: (error: unknown) => void): void;
}

/**
 * Starts the desktop program: one house, its windows around it; or a station, whose house is on another machine.
 * Without windows (`--headless`) it prints the address of the store's own screens, as `npm start` does. Resolves when
 * the first window shows. Never rejects: a start that fails ends the program (2: it was asked for in a way that cannot
 * work, 1: a fault), since Electron only warns of a rejection and would stay on without a window.
 */
export async function startDesktop(parts: DesktopParts): Promise<void> {
  const { electron } = parts;
  registerScreenScheme(electron);
  try {
    const options = parts.readOptions();
    if (!setUpSingleInstance(electron, options)) return;
    surviveFaults(electron, {
      ...{ onFault: parts.onFault, dataDir: options.dataDir, elapsed: () => performance.now() },
    });
    const shell = shellFor(parts, options);
    if (options.station) return await startStation(electron, options, options.station, shell);
    await electron.app.whenReady();
    const house = await House.open(options, parts.screensDir, parts.openStore);
    const quit = setUpQuit(electron, house, () => windows?.keepPlaces());
    // The machine does not go to sleep under an open store; the block goes with the program.
    electron.powerSaveBlocker.start('prevent-app-suspension');
    const windows = options.headless ? null : setUpWindows(parts, options, house, shell);
    if (windows) {
      refusePermissions(electron);
      serveScreens(electron, ScreenFiles.load(parts.screensDir));
      comeForwardWhenAsked(electron, windows);
      setUpMenu(electron, windows, shell.login);
      await windows.openFirst();
      await shell.watchUpdates({ log: house.log, close: () => quit.close(), isQuiet: () => isQuiet(house) });
    } else process.stdout.write(`${house.server.ownUrlIn(options.language)}\n`);
  } catch (error) {
    const expected = error instanceof StartError;
    const text = expected ? startErrorText(error) : `打不开 · it could not be opened: ${String(error)}`;
    process.stderr.write(`clockroom: ${expected || !(error instanceof Error) ? text : error.stack}\n`);
    electron.dialog.showErrorBox('Clockroom', text);
    electron.app.exit(expected ? 2 : 1);
  }
}

/** One program per data folder; a second start shows the first one's board. */
function setUpSingleInstance({ app }: ElectronApi, options: StartOptions): boolean {
  app.setPath('userData', ownFolder(options.dataDir));
  if (app.requestSingleInstanceLock()) return true;
  app.quit();
  return false;
}

/** Where Electron keeps its own things; it wants the folder to be there. */
function ownFolder(dataDir: string): string {
  const folder = path.join(dataDir, 'desktop');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const detail = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new StartError('DATA_FOLDER_UNUSABLE', { folder: dataDir, detail }, { cause: error });
  }
  return folder;
}

/** Nobody is served. Where the store cannot say so (it is not set up, or stopped), it is not disturbed. */
function isQuiet({ store }: House): boolean {
  try {
    return store.board.snapshot().rooms.every(({ visit }) => visit === null);
  } catch {
    return false;
  }
}

function setUpWindows({ electron, preload }: DesktopParts, options: StartOptions, house: House, shell: Shell): Windows {
  const gateway = new IpcGateway(electron, house.store, house.log);
  return new Windows(electron, {
    preload,
    urlOf: (screen) => screenUrl(screen, options.language),
    admit: ({ webContents }) => {
      lockNavigation(webContents);
      gateway.admit(webContents);
    },
    failed: (screen, error) => house.log.warn({ err: error, screen }, 'a window did not show its screen'),
    crashed: (screen, details) => house.log.error({ ...details, screen }, 'a page ended and is loaded again'),
    ...{ settings: shell.settings, after: shell.after },
  });
}

/**
 * The last window closed quits; quitting waits until the store is closed, however often it is asked for meanwhile.
 * `exit` asks nobody any more. `close` closes the store alone, and lets through whoever quits then.
 */
function setUpQuit({ app }: ElectronApi, house: House, before: () => void): { close(): Promise<void> } {
  let closing: Promise<void> | null = null;
  let isClosed = false;
  const close = () => {
    before();
    closing ??= house.close().then(() => {
      isClosed = true;
    });
    return closing;
  };
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    if (closing) return;
    close().then(
      () => app.exit(0),
      (error: unknown) => {
        process.stderr.write(`clockroom: 关店时出错 · error while closing: ${String(error)}\n`);
        app.exit(1);
      },
    );
  });
  return { close };
}
