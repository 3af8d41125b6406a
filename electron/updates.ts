import { hourMs, minuteMs } from '../core/kernel/time.ts';
import type { ElectronApi } from './electron-api.ts';

/** The part of electron-updater that is used. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  allowDowngrade: boolean;
  logger: unknown;
  setFeedURL(feed: { provider: 'generic'; url: string }): void;
  /** Null: not looked. What is fetched meanwhile comes to an end, good or bad, of its own. */
  checkForUpdates(): Promise<{ downloadPromise?: Promise<unknown> | null } | null>;
  quitAndInstall(isSilent: boolean, isForceRunAfter: boolean): void;
  on(event: 'update-downloaded', listener: (update: { version: string }) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

export interface UpdatesOf {
  updater: Updater;
  /** Where the folders of the targets lie; with `target` below it. */
  address: string;
  /** The name of the target this program was packed as. */
  target: string;
  /** Nobody is served: no visit is open, so no clock runs. */
  isQuiet(): boolean;
  /** Closes the store; afterwards the program may go. */
  close(): Promise<void>;
  log: { info(facts: object, message: string): void; warn(facts: object, message: string): void };
  every(ms: number, work: () => void): void;
}

const checkEveryMs = 6 * hourMs;
const lookEveryMs = 5 * minuteMs;

/**
 * Looks for a newer version at the start and every six hours, and fetches it. What was fetched is put in place only
 * when somebody agrees, asked while nobody is served; whoever says later is asked again by the next version or the next
 * start. The store is closed first. Never rejects: without updates the store goes on.
 */
export function watchForUpdates({ dialog }: Pick<ElectronApi, 'dialog'>, of: UpdatesOf): void {
  const { updater, log } = of;
  Object.assign(updater, { autoDownload: true, autoInstallOnAppQuit: false, allowDowngrade: false, logger: null });
  updater.setFeedURL({ provider: 'generic', url: `${of.address.replace(/\/+$/, '')}/${of.target}` });
  let ready: string | null = null;
  let asked: string | null = null;
  updater.on('error', (err) => log.warn({ err }, 'looking for an update came to nothing'));
  updater.on('update-downloaded', ({ version }) => {
    log.info({ version }, 'an update is here');
    ready = version;
    askOnce();
  });
  const check = async () => {
    try {
      // A fetch that fails and that nobody waits for would be a fault of the whole program.
      await (await updater.checkForUpdates())?.downloadPromise;
    } catch {
      // It is told as an error above.
    }
  };
  of.every(checkEveryMs, () => void check());
  of.every(lookEveryMs, askOnce);
  void check();

  function askOnce(): void {
    ask().catch((err: unknown) => log.warn({ err }, 'an update could not be put in place'));
  }

  async function ask(): Promise<void> {
    if (ready === null || asked === ready || !of.isQuiet()) return;
    asked = ready;
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: `新版本 ${ready} 已下载，现在重启安装吗？\nVersion ${ready} is here. Restart now to install it?`,
      buttons: ['现在重启 · Restart now', '以后 · Later'],
      ...{ defaultId: 1, cancelId: 1 },
    });
    if (response !== 0) return;
    // Somebody may have come in while the question stood there.
    if (!of.isQuiet()) {
      asked = null;
      return;
    }
    log.info({ version: ready }, 'the store closes for an update');
    await of.close();
    updater.quitAndInstall(false, true);
  }
}
