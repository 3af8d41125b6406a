import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import { errorText } from '../../../core/error-texts.ts';
import { StoreError } from '../../../core/kernel/error.ts';
import { describeProblem, parseSite } from '../../../core/rules/site/parse.ts';
import { DatabaseError, databaseErrorTexts } from '../../../db/engine/error.ts';
import { StartError } from '../../contract/start-error.ts';
import type { StoreService } from '../api/store-service.ts';
import { ScreenFiles } from '../stations/screen-files.ts';
import { StationServer } from '../stations/station-server.ts';
import { DataFolder } from './data-folder.ts';
import { openLog } from './log.ts';
import type { StartOptions } from './start-options.ts';

/** A store that can be closed. */
export interface ClosableStore extends StoreService {
  close(): Promise<void>;
}

/** What opens the store itself, once its folder is ours. */
export type OpenStore = (options: {
  dataDir: string;
  siteFile?: string;
  demo: boolean;
  log: Logger;
}) => Promise<ClosableStore>;

/**
 * Everything one process of Clockroom holds: the data folder, the log, the store and the server of its stations. The
 * desktop window and `npm start --headless` open the same.
 */
export class House {
  readonly store: ClosableStore;
  readonly server: StationServer;
  readonly log: Logger;
  readonly #folder: DataFolder;
  #closing: Promise<void> | null = null;

  private constructor(folder: DataFolder, log: Logger, store: ClosableStore, server: StationServer) {
    this.#folder = folder;
    this.log = log;
    this.store = store;
    this.server = server;
  }

  /**
   * Opens all of it. `screensDir` holds the built screens. Throws StartError, and then leaves nothing open.
   */
  static async open(options: StartOptions, screensDir: string, openStore: OpenStore): Promise<House> {
    checkSiteFile(options.siteFile);
    const screens = ScreenFiles.load(screensDir);
    const undo: (() => Promise<void>)[] = [];
    try {
      const folder = await DataFolder.take(options.dataDir);
      undo.push(() => folder.release());
      const log = openLog(folder.path, () => new Date());
      const store = await openStore({
        dataDir: folder.path,
        siteFile: options.siteFile ?? undefined,
        demo: options.demo,
        log,
      }).catch((error: unknown) => {
        log.warn({ err: error }, 'the store could not be opened');
        throw asStartError(error);
      });
      undo.push(() => store.close());
      const server = await StationServer.open({ store, screens, log, port: options.port, lan: options.lan });
      log.info({ port: server.port, lan: options.lan, demo: options.demo }, 'the store is open');
      return new House(folder, log, store, server);
    } catch (error) {
      for (const step of undo.reverse()) await step();
      throw error;
    }
  }

  /** Closes the stations, the store and the folder, in this order. Twice is once. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    try {
      await this.server.close();
      await this.store.close();
      this.log.info({}, 'the store is closed');
    } finally {
      await this.#folder.release();
    }
  }
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
    problem: first ? describeProblem(first) : file,
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
