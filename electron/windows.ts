import { minuteMs } from '../core/kernel/time.ts';
import type { DesktopSettings } from './desktop-settings.ts';
import type { Display, ElectronApi, ElectronWindow, WebPreferences } from './electron-api.ts';
import { isSeen, placeFor } from './window-place.ts';

/** The screens that have a window of their own. */
export type ScreenName = 'board' | 'cashier' | 'display';

const titles: Record<ScreenName, string> = {
  board: '前台 · Front desk',
  cashier: '收银 · Cashier',
  display: '钟房屏 · Clock room',
};

/** How often within a minute a page that ends is loaded again at once. */
const mostReloads = 3;

export interface WindowsOptions {
  /** Absolute path of the built preload script; null: the pages get no bridge. */
  preload: string | null;
  /** What a screen's window opens. */
  urlOf(name: ScreenName): string;
  /** Called for each new window before it loads anything. */
  admit(window: ElectronWindow): void;
  /** Called when a window could not show its screen, or was closed before it did. */
  failed(name: ScreenName, error: unknown): void;
  /** Called when a page's process ended; the window loads it again. */
  crashed(name: ScreenName, details: { reason: string; exitCode: number }): void;
  /** Remembers where windows stand. */
  settings: DesktopSettings;
  /** Calls back later. */
  after(ms: number, work: () => void): void;
}

/** What of Electron makes windows. */
type WindowsOf = Pick<ElectronApi, 'BrowserWindow' | 'screen' | 'powerSaveBlocker'>;

/**
 * The program's windows: each screen at most once, where it last stood. The clock-room display has the second monitor
 * to itself where there is one, goes with it, and comes back with it; as long as it is open no monitor goes dark.
 */
export class Windows {
  readonly #electron: WindowsOf;
  readonly #options: WindowsOptions;
  readonly #open = new Map<ScreenName, ElectronWindow>();
  /** The display belongs on a second monitor until somebody closes it there. */
  #wantsDisplay = false;
  #reloads = 0;

  constructor(electron: WindowsOf, options: WindowsOptions) {
    this.#electron = electron;
    this.#options = options;
  }

  /** Opens what a store starts its day with: the board, and the display if there is a monitor for it. */
  async openFirst(): Promise<void> {
    this.#wantsDisplay = true;
    const { screen } = this.#electron;
    await this.show('board');
    if (this.#secondDisplay()) await this.show('display');
    screen.on('display-added', () => void this.#monitorsChanged());
    screen.on('display-removed', () => void this.#monitorsChanged());
  }

  /** Brings a screen's window to the front, opening it if need be. Never rejects. */
  async show(name: ScreenName): Promise<void> {
    const open = this.#open.get(name);
    if (open) {
      if (open.isMinimized()) open.restore();
      open.show();
      open.focus();
      return;
    }
    if (name === 'display') this.#wantsDisplay = true;
    const { settings, admit } = this.#options;
    const remembered = name === 'display' ? null : settings.placeOf(name);
    const window = new this.#electron.BrowserWindow({
      ...{ title: titles[name], backgroundColor: '#f4f7f7', ...this.#place(name) },
      webPreferences: this.#webPreferences(),
    });
    if (remembered?.maximized) window.maximize();
    this.#open.set(name, window);
    window.on('blur', () => this.#keepPlace(name));
    window.on('close', () => this.#keepPlace(name));
    window.on('closed', () => this.#closed(name));
    // All screens are one page with one title; the windows are told apart by theirs.
    window.on('page-title-updated', (event) => event.preventDefault());
    window.webContents.on('render-process-gone', (_event, details) => this.#crashed(name, window, details));
    admit(window);
    if (name === 'display') this.#keepLit(window);
    await this.#load(name, window);
  }

  /** Writes down where all windows stand. */
  keepPlaces(): void {
    for (const name of this.#open.keys()) this.#keepPlace(name);
  }

  #load(name: ScreenName, window: ElectronWindow): Promise<void> {
    const { urlOf, failed } = this.#options;
    return window.loadURL(urlOf(name)).catch((error: unknown) => failed(name, error));
  }

  /** A page that ended comes again; one that ends again and again does so after a minute. */
  #crashed(name: ScreenName, window: ElectronWindow, details: { reason: string; exitCode: number }): void {
    this.#options.crashed(name, details);
    if (this.#reloads === 0) this.#options.after(minuteMs, () => (this.#reloads = 0));
    this.#reloads += 1;
    const again = () => {
      if (this.#open.get(name) === window) void this.#load(name, window);
    };
    if (this.#reloads <= mostReloads) again();
    else this.#options.after(minuteMs, again);
  }

  #closed(name: ScreenName): void {
    this.#open.delete(name);
    // With its monitor it goes by itself; with the monitor there, somebody closed it.
    if (name === 'display' && this.#secondDisplay()) this.#wantsDisplay = false;
  }

  async #monitorsChanged(): Promise<void> {
    const { screen } = this.#electron;
    const second = this.#secondDisplay();
    const display = this.#open.get('display');
    if (second && display) fill(display, second);
    else if (second && this.#wantsDisplay) await this.show('display');
    else if (display?.isKiosk()) {
      // The last window that closes would close the store.
      if (this.#open.size === 1) await this.show('board');
      display.close();
    }
    for (const [name, window] of this.#open) {
      if (name === 'display' || isSeen(window.getNormalBounds(), screen.getAllDisplays())) continue;
      window.setBounds({ ...screen.getPrimaryDisplay().bounds, ...usualSize });
    }
  }

  #keepPlace(name: ScreenName): void {
    const window = this.#open.get(name);
    if (!window || name === 'display') return;
    this.#options.settings.keepPlace(name, { ...window.getNormalBounds(), maximized: window.isMaximized() });
  }

  #keepLit(window: ElectronWindow): void {
    const { powerSaveBlocker } = this.#electron;
    const id = powerSaveBlocker.start('prevent-display-sleep');
    window.on('closed', () => powerSaveBlocker.stop(id));
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

  #secondDisplay(): Display | undefined {
    const { screen } = this.#electron;
    const primary = screen.getPrimaryDisplay();
    return screen.getAllDisplays().find(({ id }) => id !== primary.id);
  }

  #place(name: ScreenName) {
    const { screen } = this.#electron;
    if (name !== 'display') return placeFor(this.#options.settings.placeOf(name), screen.getAllDisplays(), usualSize);
    const second = this.#secondDisplay();
    return second ? { ...second.bounds, kiosk: true, autoHideMenuBar: true } : { width: 1280, height: 720 };
  }
}

const usualSize = { width: 1600, height: 900 };

/** The whole of a monitor, and nothing beside it. */
function fill(window: ElectronWindow, { bounds }: Display): void {
  window.setKiosk(false);
  window.setBounds(bounds);
  window.setKiosk(true);
}
