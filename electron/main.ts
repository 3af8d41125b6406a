import { readFileSync } from 'node:fs';
import path from 'node:path';
// The one place that knows Electron; everything else is given it.
import {
  app,
  BrowserWindow,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  powerSaveBlocker,
  protocol,
  screen,
  session,
} from 'electron';
import { parseStartOptions, settingsFolder } from '../host/doors/boot/start-options.ts';
import { RunningStore } from '../host/store/running-store.ts';
import { startDesktop } from './desktop.ts';
import { programArgs } from './program-args.ts';
import type { Updater } from './updates.ts';

const project = path.join(import.meta.dirname, '..');

void startDesktop({
  electron: {
    app,
    BrowserWindow,
    crashReporter,
    dialog,
    ipcMain,
    Menu,
    powerSaveBlocker,
    protocol,
    screen,
    // Electron makes its session when it is ready, not before.
    session: {
      get defaultSession() {
        return session.defaultSession;
      },
    },
  },
  readOptions: () => parseStartOptions(programArgs(process.argv, app.isPackaged), process.cwd(), process.env),
  screensDir: path.join(project, 'dist', 'renderer'),
  preload: path.join(project, 'dist', 'electron', 'preload.cjs'),
  openStore: (options) => RunningStore.open(options),
  // An AppImage runs from a place that is gone with it.
  loginCommand: { path: process.env.APPIMAGE ?? process.execPath, args: app.isPackaged ? [] : [project] },
  system: { platform: process.platform, settingsFolder: settingsFolder(process.env) },
  onFault: (listener) => process.on('uncaughtException', listener).on('unhandledRejection', listener),
  packed: app.isPackaged ? { target: targetIn(project), loadUpdater } : null,
});

/** As `npm run package` wrote it down. */
function targetIn(folder: string): string {
  return String(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).target);
}

async function loadUpdater(): Promise<Updater> {
  const { autoUpdater } = await import('electron-updater');
  return autoUpdater;
}
