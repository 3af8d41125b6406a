import type { ElectronApi } from './electron-api.ts';
import type { StartAtLogin } from './start-at-login.ts';
import type { Windows } from './windows.ts';

/**
 * As little menu as there can be: the windows, load anew, full screen, start at login, quit, and editing, whose keys
 * work on macOS only if the menu has them. Everything else is on the screens.
 */
export function setUpMenu({ Menu }: Pick<ElectronApi, 'Menu'>, windows: Windows, login: StartAtLogin): void {
  const menu = Menu.buildFromTemplate([
    {
      label: '窗口 · Window',
      submenu: [
        { label: '前台 · Front desk', accelerator: 'CmdOrCtrl+1', click: () => void windows.show('board') },
        { label: '收银 · Cashier', accelerator: 'CmdOrCtrl+2', click: () => void windows.show('cashier') },
        { label: '钟房屏 · Clock room', accelerator: 'CmdOrCtrl+3', click: () => void windows.show('display') },
        { type: 'separator' },
        { label: '重新载入 · Reload', role: 'reload' },
        { label: '全屏 · Full screen', role: 'togglefullscreen' },
        { label: '关闭窗口 · Close window', role: 'close' },
        { type: 'separator' },
        {
          ...{ label: '开机后自动启动 · Start with the computer', type: 'checkbox', checked: login.isOn() },
          click: ({ checked }) => login.set(checked),
        },
        { label: '退出 · Quit', role: 'quit' },
      ],
    },
    {
      label: '编辑 · Edit',
      submenu: [
        { label: '撤销 · Undo', role: 'undo' },
        { label: '剪切 · Cut', role: 'cut' },
        { label: '复制 · Copy', role: 'copy' },
        { label: '粘贴 · Paste', role: 'paste' },
        { label: '全选 · Select all', role: 'selectAll' },
      ],
    },
  ]);
  Menu.setApplicationMenu(menu);
}
