import path from 'node:path';
// The one place that knows Electron; everything else is given it.
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, screen, session } from 'electron';
import { parseStartOptions } from '../host/doors/boot/start-options.ts';
import { RunningStore } from '../host/store/running-store.ts';
import { startDesktop } from './desktop.ts';
import { programArgs } from './program-args.ts';

const project = path.join(import.meta.dirname, '..');

void startDesktop({
  electron: {
    app,
    BrowserWindow,
    dialog,
    ipcMain,
    Menu,
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
});
