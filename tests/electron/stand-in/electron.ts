import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import type { DesktopParts } from '../../../electron/desktop.ts';
import type {
  Display,
  ElectronApi,
  ElectronSession,
  ElectronWindow,
  IpcEvent,
  LoginCommand,
  MenuEntry,
  QuestionOptions,
  Rectangle,
  WebContents,
  WindowOptions,
} from '../../../electron/electron-api.ts';
import { launchChromium } from '../../support/chromium.ts';

/** The scheme has no meaning to a plain browser: its origin is shown under this one, and back. */
const realOrigin = 'clockroom://app';
const shownOrigin = 'http://app.localhost';
const toShown = (url: string) => url.replace(realOrigin, shownOrigin);
const toReal = (url: string) => url.replace(shownOrigin, realOrigin);

type Listener = (...values: never[]) => void;

/** Keeps listeners by name and calls them with what Electron would. */
class Listeners {
  readonly #all: { event: string; listener: Listener }[] = [];

  add = (event: string, listener: Listener): void => {
    this.#all.push({ event, listener });
  };

  call(event: string, ...values: unknown[]): void {
    for (const entry of this.#all)
      if (entry.event === event) entry.listener(...((values.length > 0 ? values : [{}]) as never[]));
  }
}

/** What a test looks at. */
export interface StandInWindow {
  page: Page;
  options: WindowOptions;
  /** As the window's frame shows it. */
  title: string;
  /** Where it stands; not where it was asked to open. */
  bounds: Rectangle;
  isKiosk: boolean;
  isMaximized: boolean;
  shown: number;
  /** The page's process ends, as Electron would tell it. */
  crash(reason: string): void;
  /** As the person at it moves it, and looks elsewhere. */
  move(bounds: Rectangle): void;
  /** What the program says to the next page or window that this page asks for. */
  nextVerdict(): Promise<Verdict>;
}

export type Verdict = 'refused' | 'allowed';

/** An event that its listeners can prevent. */
class Preventable {
  defaultPrevented = false;
  preventDefault = (): void => {
    this.defaultPrevented = true;
  };
}

/**
 * Electron's calls as this program uses them, over pages of a real Chromium: windows are pages, the protocol handler
 * answers their requests, and the real preload script runs in each page before the page's own scripts, with its
 * `require('electron')` out of the page's reach.
 */
export class ElectronStandIn {
  readonly windows: StandInWindow[] = [];
  readonly menu: MenuEntry[] = [];
  readonly errorBoxes: string[] = [];
  relaunches = 0;
  /** What keeps the machine, or its monitors, awake. */
  readonly awake = new Map<number, string>();
  readonly questions: QuestionOptions[] = [];
  /** What is said to the next question. */
  answer = 0;
  atLogin: LoginCommand | null = null;
  readonly schemes: unknown[] = [];
  readonly exited: Promise<number>;
  readonly api: ElectronApi;
  readonly #context: BrowserContext;
  readonly #app = new Listeners();
  readonly #screen = new Listeners();
  #displays: Display[];
  #handler: ((request: Request) => Response | Promise<Response>) | null = null;
  #askCertificate: Parameters<ElectronSession['setCertificateVerifyProc']>[0] | null = null;
  #ipc: ((event: IpcEvent, message: unknown) => void) | null = null;
  #permission: ((contents: unknown, permission: string, answer: (granted: boolean) => void) => void) | null = null;
  #permissionCheck: (() => boolean) | null = null;
  #exit: (code: number) => void = () => {};
  #lastId = 0;
  #lastBlock = 0;

  private constructor(context: BrowserContext, displays: Display[]) {
    this.#context = context;
    this.#displays = displays;
    this.exited = new Promise((resolve) => {
      this.#exit = resolve;
    });
    this.api = this.#makeApi();
  }

  /** Starts the browser. Two displays unless said otherwise. */
  static async launch(displayCount = 2): Promise<ElectronStandIn> {
    const browser = await launchChromium();
    // Electron asks the program about a certificate, a plain browser does not.
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    const standIn = new ElectronStandIn(context, displaysOf(displayCount));
    await context.route(`${shownOrigin}/**`, async (route) => {
      const request = new Request(toReal(route.request().url()), { method: route.request().method() });
      const answer = (await standIn.#handler?.(request)) ?? new Response(null, { status: 502 });
      const body = Buffer.from(await answer.arrayBuffer());
      await route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body });
    });
    return standIn;
  }

  /** A message as a frame with that address would send it; `window: null`, from a page that is no window of ours. */
  sendAs(window: StandInWindow | null, frame: { url: string; parent: unknown }, message: unknown): Promise<unknown[]> {
    const replies: unknown[] = [];
    const id = window ? this.windows.indexOf(window) + 1 : 999;
    this.#ipc?.({ sender: { id }, senderFrame: { ...frame, send: (_channel, reply) => replies.push(reply) } }, message);
    return new Promise((resolve) => setImmediate(() => resolve(replies)));
  }

  /** What the program answers a page that asks for a permission, or whether it has one; unasked, both are given. */
  askPermission(permission: string): Verdict {
    let granted = true;
    this.#permission?.({}, permission, (answer) => {
      granted = answer;
    });
    return granted || (this.#permissionCheck?.() ?? true) ? 'allowed' : 'refused';
  }

  /** What the program says of a certificate that is shown for that host; unasked, the system would take it. */
  askCertificate(hostname: string, pem: string): Promise<number> {
    return new Promise((resolve) => {
      if (!this.#askCertificate) resolve(0);
      this.#askCertificate?.({ hostname, certificate: { data: pem } }, resolve);
    });
  }

  /** Monitors come and go; the first one is the primary one. */
  setDisplays(count: number): void {
    const event = count > this.#displays.length ? 'display-added' : 'display-removed';
    this.#displays = displaysOf(count);
    this.#screen.call(event);
  }

  /** Somebody starts the program a second time. */
  startAgain(): void {
    this.#app.call('second-instance');
  }

  /** As the user would quit. */
  quit(): void {
    const event = new Preventable();
    this.#app.call('before-quit', event);
    if (!event.defaultPrevented) this.#exit(0);
  }

  async stop(): Promise<void> {
    await this.#context.browser()?.close();
  }

  #makeApi(): ElectronApi {
    const self = this;
    return {
      app: {
        isPackaged: false,
        whenReady: async () => {},
        requestSingleInstanceLock: () => true,
        setPath: () => {},
        quit: () => this.quit(),
        relaunch: () => {
          this.relaunches += 1;
        },
        exit: (code) => this.#exit(code),
        getLoginItemSettings: () => ({ openAtLogin: this.atLogin !== null }),
        setLoginItemSettings: ({ openAtLogin, ...command }) => {
          this.atLogin = openAtLogin ? command : null;
        },
        on: (event: string, listener: Listener) => this.#app.add(event, listener),
      },
      BrowserWindow: class {
        constructor(options: WindowOptions) {
          // biome wants no constructor that returns; Electron's windows are what they return here.
          Object.assign(this, self.#openWindow(options));
        }
      } as ElectronApi['BrowserWindow'],
      Menu: {
        buildFromTemplate: (template) => {
          this.menu.push(...template);
          return template;
        },
        setApplicationMenu: () => {},
      },
      crashReporter: { start: () => {} },
      dialog: {
        showErrorBox: (_title, content) => this.errorBoxes.push(content),
        showMessageBox: async (options) => {
          this.questions.push(options);
          return { response: this.answer };
        },
      },
      powerSaveBlocker: {
        start: (type) => {
          this.#lastBlock += 1;
          this.awake.set(this.#lastBlock, type);
          return this.#lastBlock;
        },
        stop: (id) => this.awake.delete(id),
      },
      ipcMain: {
        on: (_channel, listener) => {
          this.#ipc = listener;
        },
      },
      protocol: {
        registerSchemesAsPrivileged: (schemes) => this.schemes.push(...schemes),
        handle: (_scheme, handler) => {
          this.#handler = handler;
        },
      },
      screen: {
        on: (event: string, listener: Listener) => this.#screen.add(event, listener),
        getAllDisplays: () => this.#displays,
        getPrimaryDisplay: () => this.#displays[0] ?? { id: 1, bounds: { x: 0, y: 0, width: 1, height: 1 } },
      },
      session: {
        defaultSession: {
          setPermissionRequestHandler: (handler) => {
            this.#permission = handler;
          },
          setPermissionCheckHandler: (handler) => {
            this.#permissionCheck = handler;
          },
          setCertificateVerifyProc: (ask) => {
            this.#askCertificate = ask;
          },
        },
      },
    };
  }

  #openWindow(options: WindowOptions): ElectronWindow {
    this.#lastId += 1;
    const id = this.#lastId;
    const window = new Listeners();
    const contents = new Listeners();
    let denyNew: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
    let opened: StandInWindow | null = null;
    let isMaximized = false;
    const size = { x: options.x ?? 0, y: options.y ?? 0, width: options.width, height: options.height };
    const open = async (url: string) => {
      if (opened) {
        // A page whose process ended has nothing left; a browser would stay on the page it has.
        await opened.page.goto('about:blank');
        await opened.page.goto(toShown(url));
        return;
      }
      const page = await this.#context.newPage();
      let tell: (verdict: Verdict) => void = () => {};
      const entry: StandInWindow = {
        page,
        options,
        title: options.title,
        ...{ bounds: size, isKiosk: options.kiosk ?? false, isMaximized, shown: 0 },
        crash: (reason) => contents.call('render-process-gone', {}, { reason, exitCode: 5 }),
        move: (bounds) => {
          entry.bounds = bounds;
          window.call('blur');
        },
        nextVerdict: () =>
          new Promise((resolve) => {
            tell = resolve;
          }),
      };
      opened = entry;
      this.windows.push(entry);
      const { preload } = options.webPreferences;
      if (preload !== undefined) await this.#runPreload(page, id, preload);
      // A plain browser asks nobody before it leaves a page: the request itself is where it can be stopped.
      await page.route('**/*', async (route) => {
        const request = route.request();
        if (!request.isNavigationRequest() || request.frame() !== page.mainFrame() || page.url() === 'about:blank')
          return route.fallback();
        const event = Object.assign(new Preventable(), { url: toReal(request.url()) });
        // In Electron's order: a navigation starts before it can be refused, and is done only afterwards.
        contents.call('did-start-navigation', { url: event.url, isMainFrame: true, isSameDocument: false });
        contents.call('will-navigate', event);
        tell(event.defaultPrevented ? 'refused' : 'allowed');
        if (event.defaultPrevented) return route.abort('aborted');
        contents.call('did-navigate');
        return route.fallback();
      });
      page.on('popup', async (popup) => {
        const denied = denyNew({ url: popup.url() }).action === 'deny';
        if (denied) await popup.close();
        tell(denied ? 'refused' : 'allowed');
      });
      page.on('close', () => {
        contents.call('destroyed');
        window.call('closed');
        if (this.windows.every((other) => other.page.isClosed())) this.#app.call('window-all-closed');
      });
      await page.goto(toShown(url));
      const named = new Preventable();
      window.call('page-title-updated', named);
      if (!named.defaultPrevented) entry.title = await page.title();
    };
    const webContents: WebContents = {
      id,
      setWindowOpenHandler: (handler) => {
        denyNew = handler;
      },
      on: (event: string, listener: Listener) => contents.add(event, listener),
    };
    return {
      webContents,
      loadURL: open,
      on: (event: string, listener: Listener) => window.add(event, listener),
      isMinimized: () => false,
      restore: () => {},
      show: () => {
        if (opened) opened.shown += 1;
      },
      focus: () => {},
      close: () => {
        window.call('close');
        void opened?.page.close();
      },
      isMaximized: () => opened?.isMaximized ?? false,
      maximize: () => {
        isMaximized = true;
      },
      isKiosk: () => opened?.isKiosk ?? false,
      setKiosk: (on) => {
        if (opened) opened.isKiosk = on;
      },
      getNormalBounds: () => opened?.bounds ?? size,
      setBounds: (bounds) => {
        if (opened) opened.bounds = bounds;
      },
    };
  }

  /** The preload script in a closure: the page gets what it exposes, not what it uses. */
  async #runPreload(page: Page, id: number, preload: string): Promise<void> {
    const outbox: unknown[] = [];
    let wake: () => void = () => {};
    const next = async () => {
      while (outbox.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return outbox.shift();
    };
    await page.exposeBinding('__ipc', ({ frame }, kind: 'send' | 'next', channel: string, message: unknown) => {
      if (kind === 'next') return next();
      const parent = frame.parentFrame();
      const send = (_channel: string, reply: unknown) => {
        // Only what can be cloned crosses, as between Electron's processes.
        outbox.push(structuredClone(reply));
        wake();
      };
      this.#ipc?.({ sender: { id }, senderFrame: { url: toReal(frame.url()), parent, send } }, message);
      return channel;
    });
    const script = `(() => {
      const bind = window.__ipc;
      delete window.__ipc;
      if (window !== window.top) return;
      const electron = {
        contextBridge: { exposeInMainWorld: (name, value) => Object.defineProperty(window, name, { value: Object.freeze(value) }) },
        ipcRenderer: {
          send: (channel, message) => void bind('send', channel, message),
          on: (channel, listener) => { (async () => { for (;;) listener({}, await bind('next', channel)); })(); },
        },
      };
      const require = (name) => { if (name !== 'electron') throw new Error('not in a sandbox: ' + name); return electron; };
      const module = { exports: {} };
      ((module, exports, require) => { ${readFileSync(preload, 'utf8')}
      })(module, module.exports, require);
    })();`;
    await page.addInitScript({ content: script });
  }
}

/** What a program run from its sources is given of the machine; nothing of it reaches this one. */
export const unpacked: Pick<DesktopParts, 'loginCommand' | 'system' | 'onFault' | 'packed'> = {
  loginCommand: { path: '/opt/electron', args: ['/shop'] },
  system: { platform: 'win32', settingsFolder: '/nowhere' },
  onFault: () => {},
  packed: null,
};

/** Monitors side by side. */
function displaysOf(count: number): Display[] {
  return Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    bounds: { x: index * 1920, y: 0, width: 1920, height: 1080 },
  }));
}
