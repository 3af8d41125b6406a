import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { errorText } from '../../../core/error-texts.ts';
import { StoreError } from '../../../core/kernel/error.ts';
import type { Language } from '../../../core/kernel/money.ts';
import { parseSite } from '../../../core/rules/site/parse.ts';
import { problemLine } from '../../../core/rules/site/problem-words.ts';
import { DatabaseError, databaseErrorTexts } from '../../../db/engine/error.ts';
import type { StoreFault } from '../../../db/inspection.ts';
import { StartError } from '../../contract/start-error.ts';
import type { NetworkView } from '../../parts/sessions/views.ts';
import { keepSecondPlace } from '../../safekeeping/named-places.ts';
import type { Safekeeping } from '../../safekeeping/places.ts';
import type { StoreService } from '../api/store-service.ts';
import { GuestServer } from '../stations/guest-server.ts';
import { ScreenFiles } from '../stations/screen-files.ts';
import { StationServer } from '../stations/station-server.ts';
import { machineNames } from '../tls/machine-names.ts';
import { ServerIdentity } from '../tls/server-identity.ts';
import { StoreAuthority } from '../tls/store-authority.ts';
import { DataFolder } from './data-folder.ts';
import { openLog } from './log.ts';
import { forgetOwnScreen, keepOwnScreen, ownScreenFile, ownTokenFor } from './own-screen.ts';
import type { StartOptions } from './start-options.ts';
import { switchable } from './switchable.ts';

/** A store that can be closed. */
export interface ClosableStore extends StoreService {
  close(): Promise<void>;
  /** Something was found that it must not be written with. */
  stopTrading(fault: StoreFault): void;
}

/** What opens the store itself, once its folder is ours. */
export type OpenStore = (options: {
  dataDir: string;
  siteFile?: string;
  demo: boolean;
  /** What is spoken in the demo; missing: Chinese. */
  language?: Language;
  /** What is set up as the demo opens on a running evening. */
  evening: boolean;
  /** Behind it are some weeks of trading days, one month closed among them. */
  month: boolean;
  log: Logger;
  safekeeping: Safekeeping;
  network(): NetworkView | null;
}) => Promise<ClosableStore>;

/** An answer that is on its way gets there before the store is closed. */
const answeredWithinMs = 300;

/**
 * Everything one process of Clockroom holds: the data folder, the log, the store and the server of its stations. The
 * desktop window and `npm start --headless` open the same.
 */
export class House {
  /** The store that is open at the time. */
  readonly store: ClosableStore;
  readonly log: Logger;
  readonly #options: StartOptions;
  readonly #screens: ScreenFiles;
  readonly #openStore: HouseParts['openStore'];
  readonly #folder: DataFolder;
  readonly #switch: (next: ClosableStore) => void;
  readonly #ownToken: string;
  readonly #guests: GuestServer | null;
  #server: StationServer;
  #reopening: Promise<void> = Promise.resolve();
  #closing: Promise<void> | null = null;

  private constructor(options: StartOptions, parts: HouseParts) {
    const { folder, log, store, switchTo, server, screens, openStore, ownToken, guests } = parts;
    this.#options = options;
    this.#folder = folder;
    this.#screens = screens;
    this.#openStore = openStore;
    this.#switch = switchTo;
    this.#server = server;
    this.#ownToken = ownToken;
    this.#guests = guests;
    this.log = log;
    this.store = store;
    folder.onTaken((host) => this.store.stopTrading({ code: 'DATA_FOLDER_SHARED', context: { host } }));
  }

  /**
   * Opens all of it. `screensDir` holds the built screens. Throws StartError, and then leaves nothing open.
   */
  static async open(options: StartOptions, screensDir: string, openStore: OpenStore): Promise<House> {
    checkSiteFile(options.siteFile);
    const screens = ScreenFiles.load(screensDir);
    const undo: (() => Promise<void>)[] = [];
    let house: House | null = null;
    const opened: HouseParts['openStore'] = (from) =>
      openStore({
        ...from,
        safekeeping: safekeepingOf(options, () => house),
        network: () => house?.network() ?? null,
      });
    try {
      const folder = await DataFolder.take(options.dataDir);
      undo.push(() => folder.release());
      const { secondPlace } = options;
      if (secondPlace !== null && !options.demo) keepSecondPlace(folder.path, secondPlace);
      const log = openLog(folder.path, () => new Date());
      const { face: store, switchTo } = switchable(await storeIn(folder, options, log, opened));
      undo.push(() => store.close());
      const ownToken = ownTokenFor(folder.path);
      const identity = options.lan ? identityIn(folder, log) : null;
      const server = await StationServer.open({ store, screens, log, port: options.port, identity, ownToken });
      undo.push(() => server.close());
      keepOwnScreen(folder.path, server.ownUrlIn(options.language));
      undo.push(async () => forgetOwnScreen(folder.path));
      const guests = options.guests === null ? null : await GuestServer.open(options.guests, log);
      const { port } = server;
      log.info({ port, lan: options.lan, guests: guests?.port ?? null, demo: options.demo }, 'the store is open');
      house = new House(options, {
        ...{ folder, log, store, switchTo, server, screens, ownToken, guests },
        openStore: opened,
      });
      return house;
    } catch (error) {
      for (const step of undo.reverse()) await step();
      throw error;
    }
  }

  get server(): StationServer {
    return this.#server;
  }

  /** A page in the data folder that opens the screens as this machine's own; for the store's user alone. */
  get ownScreenFile(): string {
    return ownScreenFile(this.#folder.path);
  }

  /** How other machines find the store. */
  network(): NetworkView {
    return { ...this.#server.network(), guestPort: this.#guests?.port ?? null };
  }

  /**
   * Closes the store, does the work on its files, and opens it again, at the same address; whoever was signed in comes
   * in anew. Returns at once; where it cannot be opened again the log says why, and the house closes.
   */
  reopen(work: () => void | Promise<void>): void {
    this.#reopening = this.#reopening
      .then(() => wait(answeredWithinMs))
      .then(() => (this.#closing ? undefined : this.#reopen(work)))
      .catch((err: unknown) => {
        this.log.error({ err }, 'the store could not be opened again');
        void this.close();
      });
  }

  /** Closes the stations, the store and the folder, in this order. Twice is once. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #reopen(work: () => void | Promise<void>): Promise<void> {
    const { port } = this.#server;
    await this.#server.close();
    await this.store.close();
    try {
      await work();
    } catch (err) {
      this.log.error({ err }, 'the files of the store were not changed');
    }
    this.#switch(await storeIn(this.#folder, this.#options, this.log, this.#openStore));
    this.#server = await this.#serve(port);
    this.log.info({ port }, 'the store was opened again');
  }

  #serve(port: number): Promise<StationServer> {
    // What was restored may have brought the store's authority back.
    const identity = this.#options.lan ? identityIn(this.#folder, this.log) : null;
    return StationServer.open({
      ...{ store: this.store, screens: this.#screens, log: this.log, port, identity },
      ownToken: this.#ownToken,
    });
  }

  async #close(): Promise<void> {
    try {
      await this.#guests?.close();
      await this.#server.close();
      await this.store.close();
      this.log.info({}, 'the store is closed');
    } finally {
      forgetOwnScreen(this.#folder.path);
      await this.#folder.release();
    }
  }
}

/** What a house is made of. */
interface HouseParts {
  folder: DataFolder;
  log: Logger;
  store: ClosableStore;
  switchTo(next: ClosableStore): void;
  server: StationServer;
  ownToken: string;
  guests: GuestServer | null;
  screens: ScreenFiles;
  openStore(options: OpenedWith): Promise<ClosableStore>;
}

type OpenedWith = Omit<Parameters<OpenStore>[0], 'safekeeping' | 'network'>;

function identityIn(folder: DataFolder, log: Logger): ServerIdentity {
  const authority = StoreAuthority.open(folder.path, {
    names: machineNames(),
    now: Date.now(),
    onBroken: (aside) => log.error({ aside }, 'the store has a new authority: all its screens have to be paired anew'),
  });
  return new ServerIdentity({ authority, log });
}

/** Throws StartError STORE_NOT_OPENED. */
function storeIn(
  folder: DataFolder,
  { siteFile, demo, language }: StartOptions,
  log: Logger,
  openStore: HouseParts['openStore'],
): Promise<ClosableStore> {
  const first = { siteFile: siteFile ?? undefined, demo, language: language ?? undefined, evening: true, month: true };
  return openStore({ dataDir: folder.path, ...first, log }).catch((error: unknown) => {
    log.warn({ err: error }, 'the store could not be opened');
    throw asStartError(error);
  });
}

/** The demo store is there to be thrown away: nothing of it stands elsewhere. */
function safekeepingOf({ demo, beaconFolder, secondPlace }: StartOptions, house: () => House | null): Safekeeping {
  return {
    beaconFolder: demo ? null : (secondPlace ?? beaconFolder),
    secondPlace: demo ? null : secondPlace,
    reopen: (work) => house()?.reopen(work),
  };
}

/** A bad site file must be told before anything is opened or written. */
function checkSiteFile(file: string | null): void {
  if (file === null) return;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new StartError('SITE_FILE_MISSING', { file }, { cause: error });
  }
  const parsed = parseSite(text);
  if (parsed.ok) return;
  const [first] = parsed.problems;
  throw new StartError('SITE_INVALID', {
    count: parsed.problems.length,
    zh: first ? problemLine(first, 'zh-CN') : file,
    en: first ? problemLine(first, 'en') : file,
  });
}

/** Errors of the store and of its file have texts of their own in both languages. */
function asStartError(error: unknown): StartError {
  if (error instanceof StartError) return error;
  const { zh, en } = textsOf(error);
  return new StartError('STORE_NOT_OPENED', { zh: zh.slice(0, 300), en: en.slice(0, 300) }, { cause: error });
}

function textsOf(error: unknown): { zh: string; en: string } {
  if (error instanceof StoreError) {
    const { code, context } = error;
    return { zh: errorText(code, 'zh-CN', context), en: errorText(code, 'en', context) };
  }
  if (error instanceof DatabaseError) {
    const { 'zh-CN': zh, en } = databaseErrorTexts[error.code];
    return { zh, en };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { zh: message, en: message };
}
