import { constants } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { StartError, startErrorText } from '../host/contract/start-error.ts';
import { House } from '../host/doors/boot/house.ts';
import { parseStartOptions, type StartOptions } from '../host/doors/boot/start-options.ts';
import { RunningStore } from '../host/store/running-store.ts';
import { openAppWindow } from './common/browser.ts';
import { startDesktopProcess } from './common/desktop-process.ts';
import { fetchElectron } from './common/electron-binary.ts';
import { ProgressLine } from './common/progress-line.ts';
import { projectPath } from './common/project.ts';
import { runNode } from './common/run-tool.ts';

/** Of this command alone: the installed program has its Electron. */
const fetchFlag = '--fetch-electron';
const args = process.argv.slice(2).filter((arg) => arg !== fetchFlag);
const again = process.argv.includes(fetchFlag);

/**
 * `npm start [-- flags]`: opens the store and its screens. Only the address goes to stdout; all else to stderr and
 * the log. Exit status 2: the start was asked for in a way that cannot work.
 */
try {
  const options = parseStartOptions(args, process.cwd(), process.env);
  const electron = options.headless
    ? null
    : await fetchElectron(process.env, new ProgressLine(process.stderr), { again });
  if (options.station && !electron) {
    const { host, port } = options.station;
    throw new StartError('STATION_NEEDS_DESKTOP', { address: `${host.includes(':') ? `[${host}]` : host}:${port}` });
  }
  const parts = electron ? ['renderer', 'electron'] : ['renderer'];
  const inLanguage = args.some((arg) => arg.startsWith('--language')) ? [`--language=${options.language}`] : [];
  const built = await runNode(projectPath('scripts/build.ts'), [...parts, ...inLanguage], { outputTo: 'stderr' });
  if (built !== 0) process.exit(built);
  if (electron) startElectron(electron);
  else await serve(options);
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  say(startErrorText(error));
  process.exit(2);
}

function startElectron(electron: string): void {
  const child = startDesktopProcess(electron, args, process.env);
  onStop((signal) => child.kill(signal));
  child.on('error', (error) => {
    say(`Electron 启动不了 · Electron could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)));
}

async function serve(options: StartOptions): Promise<void> {
  const house = await House.open(options, projectPath('dist/renderer'), (from) => RunningStore.open(from));
  let closeWindow: (() => void) | null = null;
  onStop(() => {
    closeWindow?.();
    house.close().then(
      () => process.exit(0),
      (error: unknown) => {
        say(`关店时出错 · error while closing: ${String(error)}`);
        process.exit(1);
      },
    );
  });
  process.stdout.write(`${house.server.ownUrlIn(options.language)}\n`);
  sayNetwork(house.network());
  if (options.headless) return;
  // The address opens the store's own screen: as an argument every program of this machine could read it.
  const page = pathToFileURL(house.ownScreenFile).href;
  closeWindow = openAppWindow(page, path.join(options.dataDir, 'browser'), process.env);
  say(
    closeWindow
      ? '没有 Electron，已用浏览器窗口打开；按 Ctrl+C 关店 · no Electron here: opened in a browser window; Ctrl+C closes the store'
      : '没有 Electron，也没有可用的浏览器窗口；请打开上面的网址 · no Electron and no browser window here: open the address above',
  );
}

/** Calls back once, for a signal or when the process that started this one is gone. */
function onStop(stop: (signal: NodeJS.Signals) => void): void {
  let stopped = false;
  const once = (signal: NodeJS.Signals) => {
    if (!stopped) stop(signal);
    stopped = true;
  };
  process.on('SIGTERM', once).on('SIGINT', once).on('SIGHUP', once);
  process.on('disconnect', () => once('SIGTERM'));
}

function sayNetwork({ addresses, fingerprint, mark, guestPort }: ReturnType<House['network']>): void {
  for (const address of addresses) say(`https://${address}/ （首次 · first time: http://${address}/）`);
  if (fingerprint) say(`证书指纹 · fingerprint of the certificate (SHA-256): ${fingerprint}`);
  if (mark) say(`桌面程序配对时的 10 位校验字符 · the ten characters a desktop station asks for: ${mark}`);
  if (guestPort !== null) {
    say(`客人端口（不加密，没有门店内容）· port for guests (not encrypted, nothing of the store): ${guestPort}`);
  }
}

function say(line: string): void {
  process.stderr.write(`clockroom: ${line}\n`);
}
