import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApi, LoginCommand } from './electron-api.ts';

/** Whether the program starts when somebody signs in to the machine. */
export interface StartAtLogin {
  isOn(): boolean;
  set(on: boolean): void;
}

/**
 * By the system's own list on Windows and macOS; by a file in the folder `autostart` of the user's settings on Linux,
 * which Electron does not do. `command` is what is started, with the data folder it has now.
 */
export function startAtLogin(
  { app }: Pick<ElectronApi, 'app'>,
  command: LoginCommand,
  system: { platform: NodeJS.Platform; settingsFolder: string },
): StartAtLogin {
  if (system.platform === 'linux') return byFile(path.join(system.settingsFolder, 'autostart'), command);
  return {
    isOn: () => app.getLoginItemSettings(command).openAtLogin,
    set: (on) => app.setLoginItemSettings({ ...command, openAtLogin: on }),
  };
}

function byFile(folder: string, { path: program, args }: LoginCommand): StartAtLogin {
  const file = path.join(folder, 'clockroom.desktop');
  const exec = [program, ...args].map(quoted).join(' ');
  return {
    isOn: () => existsSync(file),
    set(on) {
      if (!on) return rmSync(file, { force: true });
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, `[Desktop Entry]\nType=Application\nName=Clockroom\nExec=${exec}\nTerminal=false\n`);
    },
  };
}

/** As the Desktop Entry Specification has it, for the string and for the argument in it. */
function quoted(word: string): string {
  return `"${word
    .replace(/["`$\\]/g, '\\$&')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')}"`;
}
