import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { extractAll } from '@electron/asar';
import type { ElectronApi } from '../../../electron/electron-api.ts';

/**
 * Runs a packed program on this Node: `packed-program.ts FOLDER [arguments]`. Node cannot read an archive as Electron
 * does, so the very archive is taken out into a folder of the same name, with what was packed beside it at its side:
 * every path in the program is what it would be. Of Electron there is what a program without windows asks for.
 */
const [folder = '', ...args] = process.argv.slice(2);
const place = mkdtempSync(path.join(tmpdir(), 'clockroom-packed-'));
process.once('exit', () => rmSync(place, { recursive: true, force: true }));
const archive = path.join(folder, 'resources/app.asar');
const app = path.join(place, 'app.asar');
extractAll(archive, app);
if (existsSync(`${archive}.unpacked`)) cpSync(`${archive}.unpacked`, `${app}.unpacked`, { recursive: true });

const listeners: { event: string; listener: (event: { preventDefault(): void }) => void }[] = [];
function quit(): void {
  let prevented = false;
  const event = { preventDefault: () => (prevented = true) };
  for (const one of listeners) if (one.event === 'before-quit') one.listener(event);
  if (!prevented) process.exit(0);
}
process.once('SIGTERM', quit);

const electron = {
  app: {
    isPackaged: true,
    whenReady: async () => {},
    requestSingleInstanceLock: () => true,
    setPath: () => {},
    quit,
    relaunch: () => {},
    getLoginItemSettings: () => ({ openAtLogin: false }),
    exit: (code) => process.exit(code),
    on: (event: string, listener: (event: { preventDefault(): void }) => void) =>
      void listeners.push({ event, listener }),
  },
  crashReporter: { start: () => {} },
  powerSaveBlocker: { start: () => 1, stop: () => {} },
  dialog: { showErrorBox: () => {} },
  protocol: { registerSchemesAsPrivileged: () => {} },
} satisfies { [Part in keyof ElectronApi]?: Partial<ElectronApi[Part]> };

Object.assign(globalThis, { electron });
registerHooks({
  resolve: (name, context, next) =>
    name === 'electron' ? { url: 'node:electron', format: 'commonjs', shortCircuit: true } : next(name, context),
  load: (url, context, next) =>
    url === 'node:electron'
      ? { format: 'commonjs', source: 'module.exports = globalThis.electron', shortCircuit: true }
      : next(url, context),
});
process.argv = [path.join(folder, 'clockroom'), ...args];
const { main } = JSON.parse(readFileSync(path.join(app, 'package.json'), 'utf8'));
createRequire(path.join(app, 'package.json'))(path.join(app, main));
