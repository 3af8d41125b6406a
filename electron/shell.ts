import path from 'node:path';
import type { StartOptions } from '../host/doors/boot/start-options.ts';
import { DesktopSettings } from './desktop-settings.ts';
import type { ElectronApi, LoginCommand } from './electron-api.ts';
import { type StartAtLogin, startAtLogin } from './start-at-login.ts';
import { type Updater, type UpdatesOf, watchForUpdates } from './updates.ts';
import type { Windows } from './windows.ts';

/** What the shell is given of the machine and of how it was packed. */
export interface ShellParts {
  electron: ElectronApi;
  /** What the system starts when somebody signs in, before the arguments that name the store. */
  loginCommand: LoginCommand;
  /** What the system calls itself, and its folder for a user's settings. */
  system: { platform: NodeJS.Platform; settingsFolder: string };
  /** The name this program was packed under, and what fetches its updates; null: it was not packed. */
  packed: { target: string; loadUpdater(): Promise<Updater> } | null;
}

/** What a store and a station have in common: what is remembered, the start with the machine, updates. */
export interface Shell {
  settings: DesktopSettings;
  login: StartAtLogin;
  after(ms: number, work: () => void): void;
  /** Does nothing where the program was not packed, or no address for updates is set. */
  watchUpdates(of: Pick<UpdatesOf, 'isQuiet' | 'close' | 'log'>): Promise<void>;
}

export function shellFor({ electron, loginCommand, system, packed }: ShellParts, options: StartOptions): Shell {
  const settings = new DesktopSettings(path.join(options.dataDir, 'desktop'));
  if (options.updates !== undefined) settings.keepUpdates(options.updates);
  const command = { path: loginCommand.path, args: [...loginCommand.args, ...lastingArguments(options)] };
  return {
    settings,
    login: startAtLogin(electron, command, system),
    after: (ms, work) => void setTimeout(work, ms).unref(),
    async watchUpdates(of) {
      const address = settings.updates;
      if (!packed || options.demo || address === null) return;
      try {
        watchForUpdates(electron, {
          ...{ ...of, address, target: packed.target, updater: await packed.loadUpdater() },
          every: (ms, work) => void setInterval(work, ms).unref(),
        });
      } catch (err) {
        of.log.warn({ err }, 'updates are not looked for');
      }
    },
  };
}

/** Of how it was started, what holds for the next start too; the rest is remembered, or was meant once. */
function lastingArguments({ dataDir, demo, station, lan, port, guests }: StartOptions): string[] {
  return [
    ...['--data', dataDir],
    ...(demo ? ['--demo'] : []),
    ...(station
      ? ['--station', `${station.host.includes(':') ? `[${station.host}]` : station.host}:${station.port}`]
      : []),
    ...(lan ? ['--lan'] : []),
    ...(port === null ? [] : ['--port', String(port)]),
    ...(guests === null ? [] : ['--guests', String(guests)]),
  ];
}

/** A second start, or a click on the program's sign in the dock, brings the board. */
export function comeForwardWhenAsked({ app }: Pick<ElectronApi, 'app'>, windows: Windows): void {
  app.on('second-instance', () => void windows.show('board'));
  app.on('activate', () => void windows.show('board'));
}
