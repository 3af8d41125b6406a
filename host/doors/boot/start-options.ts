import { homedir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Language } from '../../../core/kernel/money.ts';
import { StartError } from '../../contract/start-error.ts';
import { placesIn } from '../../safekeeping/named-places.ts';

/** How a store is started, from the command line of `npm start` or of the installed program. */
export interface StartOptions {
  /** The practice store with its simulated terminals. */
  demo: boolean;
  /** Absolute path of a site file to set the store up from. */
  siteFile: string | null;
  /** Absolute path of the folder everything is kept in. */
  dataDir: string;
  /** No window: serve until stopped. */
  headless: boolean;
  /** The port asked for (0: any free one), or null: 8730 or the next free one. */
  port: number | null;
  /** Listen on all addresses, for screens on other machines, instead of on this machine only. */
  lan: boolean;
  /** Where a beacon stands away from the data folder: the user's folder for settings. */
  beaconFolder: string | null;
  /** Absolute path of a second place, best on another disk: for the beacon and for copies. Null: none was named. */
  secondPlace: string | null;
  /** Language the screens open in; null: as last chosen. */
  language: Language | null;
}

const flags = {
  demo: { type: 'boolean' },
  site: { type: 'string' },
  data: { type: 'string' },
  headless: { type: 'boolean' },
  port: { type: 'string' },
  lan: { type: 'boolean' },
  second: { type: 'string' },
  language: { type: 'string' },
} as const;

/**
 * Reads the flags. Relative paths count from `cwd`. Throws StartError FLAG_UNKNOWN or FLAG_VALUE.
 */
export function parseStartOptions(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): StartOptions {
  const values = readFlags(args);
  const { demo = false, headless = false, lan = false } = values;
  const dataDir =
    values.data === undefined ? defaultDataDir(demo, env) : path.resolve(cwd, notEmpty('--data', values.data));
  return {
    demo,
    headless,
    lan,
    dataDir,
    beaconFolder: defaultBeaconFolder(env),
    secondPlace: secondPlaceOf(values.second, dataDir, cwd),
    siteFile: values.site === undefined ? null : path.resolve(cwd, notEmpty('--site', values.site)),
    port: values.port === undefined ? null : portOf(values.port),
    language: values.language === undefined ? null : languageOf(values.language),
  };
}

/** The platform's folder for programs' data, and in it ours; the demo store lives apart from the real one. */
export function defaultDataDir(demo: boolean, env: NodeJS.ProcessEnv): string {
  const folder = path.join(appDataFolder(env), 'Clockroom');
  return demo ? path.join(folder, 'demo') : folder;
}

function appDataFolder(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return env.APPDATA ?? path.join(homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Application Support');
  const xdg = env.XDG_DATA_HOME;
  return xdg && path.isAbsolute(xdg) ? xdg : path.join(homedir(), '.local', 'share');
}

/** The platform's folder for a user's settings, and in it ours: seldom on another disk, but never copied along. */
export function defaultBeaconFolder(env: NodeJS.ProcessEnv): string {
  return path.join(settingsFolder(env), 'Clockroom', 'beacons');
}

function settingsFolder(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return env.LOCALAPPDATA ?? path.join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Preferences');
  const xdg = env.XDG_CONFIG_HOME;
  return xdg && path.isAbsolute(xdg) ? xdg : path.join(homedir(), '.config');
}

/** As asked for, or as it stands in the data folder from before: what was named once stays. */
function secondPlaceOf(asked: string | undefined, dataDir: string, cwd: string): string | null {
  if (asked !== undefined) return path.resolve(cwd, notEmpty('--second', asked));
  return placesIn(dataDir).second ?? null;
}

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw flagError(error, args);
  }
}

/** Node names the flag in its message only, within quotes. */
function flagError(error: unknown, args: readonly string[]): StartError {
  const message = error instanceof Error ? error.message : '';
  const flag = /'(?:-\w, )?(-{0,2}[^' ]+)/.exec(message)?.[1] ?? args.join(' ');
  const known = Object.entries(flags).find(([name]) => `--${name}` === flag);
  if (!known) return new StartError('FLAG_UNKNOWN', { flag });
  const allowed = known[1].type === 'boolean' ? 'no value' : 'one value';
  return new StartError('FLAG_VALUE', {
    flag,
    value: known[1].type === 'boolean' ? 'given a value' : 'without a value',
    allowed,
  });
}

function notEmpty(flag: string, value: string): string {
  if (value.trim() === '' || value.includes('\0'))
    throw new StartError('FLAG_VALUE', { flag, value: JSON.stringify(value), allowed: 'a path' });
  return value;
}

function portOf(value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (!(port <= 65_535))
    throw new StartError('FLAG_VALUE', { flag: '--port', value: JSON.stringify(value), allowed: '0–65535' });
  return port;
}

function languageOf(value: string): Language {
  if (value !== 'zh-CN' && value !== 'en') {
    throw new StartError('FLAG_VALUE', { flag: '--language', value: JSON.stringify(value), allowed: 'zh-CN, en' });
  }
  return value;
}
