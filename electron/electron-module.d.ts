/** The module that Electron itself provides to the main process and to preload scripts. */
declare module 'electron' {
  type Api = import('./electron-api.ts').ElectronApi;
  export const app: Api['app'];
  export const BrowserWindow: Api['BrowserWindow'];
  export const Menu: Api['Menu'];
  export const dialog: Api['dialog'];
  export const ipcMain: Api['ipcMain'];
  export const protocol: Api['protocol'];
  export const screen: Api['screen'];
  export const session: Api['session'];

  /** In preload scripts only. */
  export const contextBridge: { exposeInMainWorld(name: string, value: unknown): void };
  /** In preload scripts only. */
  export const ipcRenderer: {
    send(channel: string, message: unknown): void;
    on(channel: string, listener: (event: unknown, message: unknown) => void): void;
  };
}
