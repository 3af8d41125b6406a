/** The module that Electron itself provides to the main process and to preload scripts. */
declare module 'electron' {
  type Api = import('./electron-api.ts').ElectronApi;
  type Preload = import('./electron-api.ts').PreloadApi;
  export const app: Api['app'];
  export const BrowserWindow: Api['BrowserWindow'];
  export const Menu: Api['Menu'];
  export const dialog: Api['dialog'];
  export const ipcMain: Api['ipcMain'];
  export const protocol: Api['protocol'];
  export const screen: Api['screen'];
  export const session: Api['session'];
  export const contextBridge: Preload['contextBridge'];
  export const ipcRenderer: Preload['ipcRenderer'];
}
