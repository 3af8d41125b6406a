import type { JournalEvent, StoreEvent } from '../core/model/events.ts';
import type { StoreState } from '../core/model/state.ts';

import { Connection, type ConnectionOptions, type ReadHandle, type WriteHandle } from './engine/connection.ts';
import { appendRow, type CommandFacts, findCommand, type JournalHead, readHead } from './engine/journal.ts';
import { WalKeeper } from './engine/wal-keeper.ts';
import type { WalFault } from './engine/wal-signals.ts';
import { evolve } from './evolve.ts';
import { addJobRun } from './operational/jobs.ts';
import { SiteCache } from './parts/site/site-cache.ts';
import { schema } from './parts.ts';
import { storedState } from './state.ts';

export interface StoreDatabaseOptions extends ConnectionOptions {
  /**
   * With it the write-ahead log is moved into the file by a thread of its own, and no commit waits for that; told
   * where it cannot be. Not for `:memory:`; nothing is gained where commits are not synced.
   */
  onWalFault?(fault: WalFault): void;
}

/**
 * Where a thread moves the log, commits still do from this length on: about 16 MB, which it reaches only under a
 * long report or when the thread is gone.
 */
const walPagesAtMost = 4_000;

/** The store's file: the journal, the tables that follow from it, and the operational tables beside them. */
export class StoreDatabase {
  /** Reads this connection; inside `transact` it sees what is not yet committed. */
  readonly state: StoreState;
  readonly read: ReadHandle;
  readonly #connection: Connection;
  readonly #sites = new SiteCache();
  readonly #keeper: WalKeeper | null;
  /** Where the next row goes on; null when it has to be read again. */
  #head: JournalHead | null = null;

  private constructor(connection: Connection, keeper: WalKeeper | null) {
    this.#connection = connection;
    this.#keeper = keeper;
    this.read = connection.read;
    this.state = storedState(connection.read, this.#sites);
  }

  /** Opens or creates the file (or `:memory:`) and brings its schema up to date. Throws DatabaseError. */
  static open(path: string, options: StoreDatabaseOptions = {}): StoreDatabase {
    const { onWalFault } = options;
    if (!onWalFault || options.durable === false) {
      return new StoreDatabase(Connection.open(path, schema, options), null);
    }
    const connection = Connection.open(path, schema, { ...options, walPages: walPagesAtMost });
    return new StoreDatabase(connection, new WalKeeper(path, onWalFault));
  }

  /**
   * BEGIN IMMEDIATE, the work, COMMIT. When the work throws, everything is as before and the error goes on. The work
   * may not wait for anything (ASYNC_TRANSACTION) and not nest (NESTED_TRANSACTION).
   */
  transact<T>(work: (tx: WriteHandle) => T): T {
    try {
      const result = this.#connection.transact(work);
      this.#keeper?.committed();
      return result;
    } catch (error) {
      // What was remembered inside may never have happened.
      this.#head = null;
      this.#sites.forget();
      throw error;
    }
  }

  /**
   * Appends a command's events: for each the journal row, the tables and the jobs it asks for. `newId` gives the
   * rows' ids. A command without events leaves nothing behind. Throws SECRET_IN_EVENT.
   */
  append(tx: WriteHandle, command: CommandFacts, events: readonly StoreEvent[], newId: () => string): JournalEvent[] {
    return events.map((event) => {
      const appended = appendRow(tx, this.#head ?? readHead(tx), command, event, newId());
      this.#head = appended.head;
      for (const jobId of evolve(tx, appended.event, this.state)) addJobRun(tx, jobId, command.at);
      return appended.event;
    });
  }

  /** Whether a site has been imported. */
  get isSetUp(): boolean {
    return this.#sites.current(this.read) !== null;
  }

  /** What a command did, by its id: the answer to the same command asked again. Null when it appended nothing. */
  findCommand(commandId: string): { hash: string; events: JournalEvent[] } | null {
    return findCommand(this.read, commandId);
  }

  /** Moves what the write-ahead log holds into the file; for a quiet moment. */
  checkpoint(): void {
    this.#connection.checkpoint();
  }

  /** A copy of the whole file as of now, while the store goes on. Throws DatabaseError. */
  async copyTo(path: string): Promise<void> {
    await this.#connection.copyTo(path);
  }

  close(): void {
    this.#keeper?.close();
    this.#connection.close();
  }
}
