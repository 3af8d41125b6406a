/**
 * The part of Electron this shell uses, in our own words; `main.ts` hands Electron's own over as this, so that its types
 * are held against these. What is not in this list is not used, and a stand-in has no more to stand in for.
 */
export interface ElectronApi {
  app: ElectronApp;
  BrowserWindow: new (options: WindowOptions) => ElectronWindow;
  Menu: { buildFromTemplate(template: MenuEntry[]): unknown; setApplicationMenu(menu: unknown): void };
  /** Keeps what is left of a process that ended hard, in the program's own folder; nothing is sent anywhere. */
  crashReporter: { start(options: { uploadToServer: false }): void };
  dialog: {
    showErrorBox(title: string, content: string): void;
    showMessageBox(options: QuestionOptions): Promise<{ response: number }>;
  };
  ipcMain: { on(channel: string, listener: (event: IpcEvent, message: unknown) => void): void };
  protocol: {
    registerSchemesAsPrivileged(schemes: { scheme: string; privileges: SchemePrivileges }[]): void;
    handle(scheme: string, handler: (request: Request) => Response | Promise<Response>): void;
  };
  powerSaveBlocker: {
    start(type: 'prevent-app-suspension' | 'prevent-display-sleep'): number;
    stop(id: number): unknown;
  };
  screen: {
    getAllDisplays(): Display[];
    getPrimaryDisplay(): Display;
    on(event: 'display-added' | 'display-removed', listener: () => void): unknown;
  };
  session: { defaultSession: ElectronSession };
}

export interface ElectronApp {
  readonly isPackaged: boolean;
  whenReady(): Promise<void>;
  requestSingleInstanceLock(): boolean;
  setPath(name: 'userData', folder: string): void;
  quit(): void;
  /** Starts the program again, as it was started, once this one has ended. */
  relaunch(): void;
  exit(code: number): void;
  /** On Windows and macOS. */
  getLoginItemSettings(options: LoginCommand): { openAtLogin: boolean };
  /** On Windows and macOS. */
  setLoginItemSettings(settings: LoginCommand & { openAtLogin: boolean }): void;
  on(event: 'window-all-closed' | 'second-instance' | 'activate', listener: () => void): void;
  on(event: 'before-quit', listener: (event: { preventDefault(): void }) => void): void;
}

export interface SchemePrivileges {
  standard: boolean;
  secure: boolean;
  supportFetchAPI: boolean;
}

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Display {
  id: number;
  bounds: Rectangle;
}

/** What is started when somebody signs in to the machine. */
export interface LoginCommand {
  path: string;
  args: string[];
}

export interface QuestionOptions {
  type: 'question' | 'info';
  message: string;
  buttons: string[];
  /** The button of the Enter key, and the one of Escape. */
  defaultId: number;
  cancelId: number;
}

/** What a page may do to the machine: nothing. */
export interface WebPreferences {
  preload?: string;
  contextIsolation: true;
  sandbox: true;
  nodeIntegration: false;
  webviewTag: false;
}

export interface WindowOptions {
  title: string;
  x?: number;
  y?: number;
  width: number;
  height: number;
  kiosk?: boolean;
  backgroundColor: string;
  autoHideMenuBar?: boolean;
  webPreferences: WebPreferences;
}

export interface ElectronWindow {
  readonly webContents: WebContents;
  loadURL(url: string): Promise<void>;
  on(event: 'closed' | 'close' | 'blur', listener: () => void): void;
  /** The page names itself; prevented, the window keeps its title. */
  on(event: 'page-title-updated', listener: (event: { preventDefault(): void }) => void): void;
  isMinimized(): boolean;
  restore(): void;
  show(): void;
  focus(): void;
  close(): void;
  isMaximized(): boolean;
  maximize(): void;
  isKiosk(): boolean;
  setKiosk(on: boolean): void;
  /** Where it stands when it is not over all of a monitor. */
  getNormalBounds(): Rectangle;
  setBounds(bounds: Rectangle): void;
}

export interface WebContents {
  readonly id: number;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'deny' }): void;
  on(event: 'will-navigate', listener: (event: NavigationEvent) => void): void;
  on(event: 'will-attach-webview', listener: (event: { preventDefault(): void }) => void): void;
  /** The main frame has another page (not a place within the same one), its process ended, or the whole is gone. */
  on(event: 'did-navigate' | 'render-process-gone' | 'destroyed', listener: () => void): void;
  on(
    event: 'render-process-gone',
    listener: (event: unknown, details: { reason: string; exitCode: number }) => void,
  ): void;
  /** A page did not come. */
  on(
    event: 'did-fail-load',
    listener: (event: unknown, code: number, why: string, url: string, isMainFrame: boolean) => void,
  ): void;
}

export interface NavigationEvent {
  readonly url: string;
  preventDefault(): void;
}

export interface IpcEvent {
  readonly sender: { readonly id: number };
  /** Null when the frame is gone already. */
  readonly senderFrame: {
    readonly url: string;
    readonly parent: unknown;
    send(channel: string, message: unknown): void;
  } | null;
}

export interface ElectronSession {
  setPermissionRequestHandler(
    handler: (contents: unknown, permission: string, answer: (granted: boolean) => void) => void,
  ): void;
  setPermissionCheckHandler(handler: () => boolean): void;
  /** Asked for each certificate instead of the system; told 0 it is taken, -2 it is refused. Answers are kept. */
  setCertificateVerifyProc(
    ask: (request: { hostname: string; certificate: { data: string } }, tell: (verdict: number) => void) => void,
  ): void;
}

export interface MenuEntry {
  label?: string;
  role?: 'quit' | 'reload' | 'togglefullscreen' | 'close' | 'undo' | 'cut' | 'copy' | 'paste' | 'selectAll';
  type?: 'separator' | 'checkbox';
  checked?: boolean;
  accelerator?: string;
  submenu?: MenuEntry[];
  /** `item`: as it is now, after the click. */
  click?(item: { checked: boolean }): void;
}
