import type { ElectronApi, ElectronWindow, WebPreferences } from './electron-api.ts';

/** The screens that have a window of their own. */
export type ScreenName = 'board' | 'cashier' | 'display';

const titles: Record<ScreenName, string> = {
  board: '前台 · Front desk',
  cashier: '收银 · Cashier',
  display: '钟房屏 · Clock room',
};

export interface WindowsOptions {
  /** Absolute path of the built preload script; null: the pages get no bridge. */
  preload: string | null;
  /** What a screen's window opens. */
  urlOf(name: ScreenName): string;
  /** Called for each new window before it loads anything. */
  admit(window: ElectronWindow): void;
  /** Called when a window could not show its screen, or was closed before it did. */
  failed(name: ScreenName, error: unknown): void;
}

/** The program's windows: each screen at most once, the clock-room display on the second monitor where there is one. */
export class Windows {
  readonly #electron: Pick<ElectronApi, 'BrowserWindow' | 'screen'>;
  readonly #options: WindowsOptions;
  readonly #open = new Map<ScreenName, ElectronWindow>();

  constructor(electron: Pick<ElectronApi, 'BrowserWindow' | 'screen'>, options: WindowsOptions) {
    this.#electron = electron;
    this.#options = options;
  }

  /** Opens what a store starts its day with: the board, and the display if there is a monitor for it. */
  async openFirst(): Promise<void> {
    await this.show('board');
    if (this.#electron.screen.getAllDisplays().length > 1) await this.show('display');
  }

  /** Brings a screen's window to the front, opening it if need be. Never rejects. */
  async show(name: ScreenName): Promise<void> {
    const open = this.#open.get(name);
    if (open) {
      if (open.isMinimized()) open.restore();
      open.focus();
      return;
    }
    const window = new this.#electron.BrowserWindow({
      title: titles[name],
      backgroundColor: '#f4f7f7',
      ...this.#place(name),
      webPreferences: this.#webPreferences(),
    });
    this.#open.set(name, window);
    window.on('closed', () => this.#open.delete(name));
    // All screens are one page with one title; the windows are told apart by theirs.
    window.on('page-title-updated', (event) => event.preventDefault());
    this.#options.admit(window);
    await window.loadURL(this.#options.urlOf(name)).catch((error: unknown) => this.#options.failed(name, error));
  }

  #webPreferences(): WebPreferences {
    const { preload } = this.#options;
    return {
      ...(preload !== null && { preload }),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
    };
  }

  #place(name: ScreenName) {
    if (name !== 'display') return { width: 1600, height: 900 };
    const { screen } = this.#electron;
    const primary = screen.getPrimaryDisplay();
    const second = screen.getAllDisplays().find(({ id }) => id !== primary.id);
    return second ? { ...second.bounds, fullscreen: true, autoHideMenuBar: true } : { width: 1280, height: 720 };
  }
}
