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
  /** The port for guests' phones (0: any free one); null: none. */
  guests: number | null;
  /** No store: a screen of the store at that host and port. Null: the store itself. */
  station: StoreAddress | null;
  /** Where a beacon stands away from the data folder: the user's folder for settings. */
  beaconFolder: string | null;
  /** Absolute path of a second place, best on another disk: for the beacon and for copies. Null: none was named. */
  secondPlace: string | null;
  /** Where the installed program finds its updates; null: nowhere; undefined: as said before. */
  updates?: string | null;
  /** Language the screens open in; null: as last chosen. */
  language: Language | null;
}

/** Where another machine's store is. */
export interface StoreAddress {
  /** A name or an address, IPv6 without brackets. */
  host: string;
  port: number;
}

const defaultStorePort = 8730;

const flags = {
  demo: { type: 'boolean' },
  site: { type: 'string' },
  data: { type: 'string' },
  headless: { type: 'boolean' },
  port: { type: 'string' },
  lan: { type: 'boolean' },
  guests: { type: 'string' },
  station: { type: 'string' },
  second: { type: 'string' },
  updates: { type: 'string' },
  language: { type: 'string' },
} as const;

/**
 * Reads the flags. Relative paths count from `cwd`. Throws StartError FLAG_UNKNOWN or FLAG_VALUE.
 */
export function parseStartOptions(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): StartOptions {
  const values = readFlags(args);
  const { demo = false, headless = false, lan = false } = values;
  const station = values.station === undefined ? null : storeAddressOf(values.station);
  const dataDir =
    values.data === undefined
      ? defaultDataDir(station ? 'station' : demo && 'demo', env)
      : path.resolve(cwd, notEmpty('--data', values.data));
  return {
    demo,
    headless,
    lan,
    station,
    guests: values.guests === undefined ? null : portOf('--guests', values.guests),
    dataDir,
    beaconFolder: defaultBeaconFolder(env),
    secondPlace: secondPlaceOf(values.second, dataDir, cwd),
    siteFile: values.site === undefined ? null : path.resolve(cwd, notEmpty('--site', values.site)),
    port: values.port === undefined ? null : portOf('--port', values.port),
    ...(values.updates !== undefined && { updates: updatesOf(values.updates) }),
    language: values.language === undefined ? null : languageOf(values.language),
  };
}

/**
 * The platform's folder for programs' data, and in it ours; the demo store, and what a station keeps of another store,
 * live apart from the real one.
 */
export function defaultDataDir(apart: 'demo' | 'station' | false, env: NodeJS.ProcessEnv): string {
  const folder = path.join(appDataFolder(env), 'Clockroom');
  return apart ? path.join(folder, apart) : folder;
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

/** The platform's folder for a user's settings. */
export function settingsFolder(env: NodeJS.ProcessEnv): string {
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

function portOf(flag: string, value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (!(port <= 65_535)) throw new StartError('FLAG_VALUE', { flag, value: JSON.stringify(value), allowed: '0–65535' });
  return port;
}

/** `192.168.1.4`, `desk.local:8731`, `https://192.168.1.4:8730/`, `[fd00::1]:8730`. */
function storeAddressOf(value: string): StoreAddress {
  const refused = () => {
    const allowed = 'an address of the store, such as 192.168.1.4:8730';
    return new StartError('FLAG_VALUE', { flag: '--station', value: JSON.stringify(value.slice(0, 100)), allowed });
  };
  const typed = value.normalize('NFKC').trim();
  if (!/^(https:\/\/)?(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?\/?$/i.test(typed)) throw refused();
  try {
    const url = new URL(typed.startsWith('https://') ? typed : `https://${typed}`);
    const isDefault = url.port === '' && !/:443\/?$/.test(typed);
    return {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: isDefault ? defaultStorePort : Number(url.port || 443),
    };
  } catch {
    throw refused();
  }
}

/** `off`, or an address that is encrypted; this machine's own may be plain. */
function updatesOf(value: string): string | null {
  if (value === 'off') return null;
  const url = URL.parse(value);
  const isOwn = url?.hostname === '127.0.0.1' || url?.hostname === 'localhost';
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isOwn)) return url.href;
  const allowed = 'off, or an address that begins with https://';
  throw new StartError('FLAG_VALUE', { flag: '--updates', value: JSON.stringify(value.slice(0, 100)), allowed });
}

function languageOf(value: string): Language {
  if (value !== 'zh-CN' && value !== 'en') {
    throw new StartError('FLAG_VALUE', { flag: '--language', value: JSON.stringify(value), allowed: 'zh-CN, en' });
  }
  return value;
}
