import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PersonalOwner } from '../core/kernel/personal.ts';
import { type CommandData, type CommandName, saysSecrets } from '../core/model/commands.ts';
import { type JournalEvent, ownersErasedBy, type StoreEvent } from '../core/model/events.ts';
import type { StoreState } from '../core/model/state.ts';
import { commandHash, keyedCommandHash, keyIdOfHash } from '../core/seal/command-hash.ts';
import { foundAgain, isNumberOf, keepCardsInForce, keepNumbers, keysOfRows } from './card-tables.ts';
import { Connection, type ConnectionOptions, type ReadHandle, type WriteHandle } from './engine/connection.ts';
import { DatabaseError } from './engine/error.ts';
import {
  appendRow,
  type CommandFacts,
  eventOfRow,
  findCommand,
  type JournalHead,
  type JournalRow,
  readHead,
} from './engine/journal.ts';
import { Kept } from './engine/kept.ts';
import { KeyStore, type KeyStoreOptions, keysPathOf, type OpeningKeys, type SealingKeys } from './engine/key-store.ts';
import { type CardNumber, hashedCardsOf, sealedUnderOf } from './engine/sealed-rows.ts';
import { followsOn } from './engine/segment.ts';
import { WalKeeper } from './engine/wal-keeper.ts';
import type { WalFault } from './engine/wal-signals.ts';
import { evolve } from './evolve.ts';
import { matchKeys } from './key-match.ts';
import { cardsWithoutNumber, rememberCard } from './operational/card-numbers.ts';
import { forgetWhoComesIn } from './operational/credentials.ts';
import { addJobRun } from './operational/jobs.ts';
import { eraseKeysOf, hideAllKeys, rememberKey } from './operational/sealed-keys.ts';
import { SiteCache } from './parts/site/site-cache.ts';
import { schema } from './parts.ts';
import { blankEverybody } from './personal-tables.ts';
import type { PracticeFault, PracticeThreadData } from './practice-thread-data.ts';
import { storedState } from './state.ts';

export interface StoreDatabaseOptions extends ConnectionOptions, KeyStoreOptions {
  durable?: boolean;
  /**
   * Told what could not be done after an erasure was committed (a full disk); the next opening does it. Without it,
   * it is thrown.
   */
  onErasureFault?(fault: unknown): void;
  /**
   * With it the write-ahead log is moved into the file by a thread of its own, and no commit waits for that; told
   * where it cannot be. Not for `:memory:`; nothing is gained where commits are not synced.
   */
  onWalFault?(fault: WalFault): void;
  /** Told of the journal's last row after each commit that appended one. Must not throw. */
  onHead?(head: JournalHead): void;
}

/**
 * Where a thread moves the log, commits still do from this length on: about 16 MB, which it reaches only under a
 * long report or when the thread is gone.
 */
const walPagesAtMost = 4_000;

/**
 * The store's file: the journal, the tables that follow from it, and the operational tables beside them; and the keys
 * of what the journal has sealed, in a file of their own beside it.
 */
export class StoreDatabase {
  /** Reads this connection; inside `transact` it sees what is not yet committed. */
  readonly state: StoreState;
  readonly read: ReadHandle;
  readonly #connection: Connection;
  readonly #sites = new SiteCache();
  readonly #keeper: WalKeeper | null;
  readonly #keys: KeyStore;
  readonly #rowKeys: SealingKeys;
  /** Cards that are known by their hashes only; asked at each swipe. */
  readonly #lostNumbers: Kept<string[]>;
  readonly #onErasureFault: (fault: unknown) => void;
  readonly #onHead: ((head: JournalHead) => void) | undefined;
  #toldSeq = 0;
  #isGathering = false;
  /** Whose keys go with the commit under way. */
  #erased: PersonalOwner[] = [];
  /** Where the next row goes on; null when it has to be read again. */
  #head: JournalHead | null = null;

  private constructor(
    connection: Connection,
    keys: KeyStore,
    keeper: WalKeeper | null,
    { onErasureFault, onHead }: StoreDatabaseOptions,
  ) {
    this.#connection = connection;
    this.#keys = keys;
    this.#rowKeys = keysOfRows(keys, connection.read);
    this.#lostNumbers = new Kept(connection.read, ['card_numbers'], () => cardsWithoutNumber(connection.read));
    this.#keeper = keeper;
    this.#onErasureFault =
      onErasureFault ??
      ((fault) => {
        throw fault;
      });
    this.#onHead = onHead;
    this.read = connection.read;
    this.state = storedState(connection.read, this.#sites);
  }

  /** Opens or creates the files (or `:memory:`) and brings their schema up to date. Throws DatabaseError. */
  static open(path: string, options: StoreDatabaseOptions = {}): StoreDatabase {
    const { onWalFault } = options;
    const isKept = onWalFault !== undefined && options.durable !== false;
    const connection = Connection.open(path, schema, isKept ? { ...options, walPages: walPagesAtMost } : options);
    let keys: KeyStore | null = null;
    try {
      keys = KeyStore.open(keysPathOf(path), options);
      matchKeys(connection, keys);
      keepCardsInForce(connection, keysOfRows(keys, connection.read));
      return new StoreDatabase(connection, keys, isKept ? new WalKeeper(path, onWalFault) : null, options);
    } catch (error) {
      keys?.close();
      connection.close();
      throw error;
    }
  }

  /**
   * BEGIN IMMEDIATE, the work, COMMIT. When the work throws, everything is as before and the error goes on. The work
   * may not wait for anything (ASYNC_TRANSACTION) and not nest (NESTED_TRANSACTION).
   */
  transact<T>(work: (tx: WriteHandle) => T): T {
    const erased = this.#erased.length;
    try {
      const result = this.#connection.transact(work);
      if (!this.#isGathering) this.#afterCommit();
      return result;
    } catch (error) {
      this.#forgetAfter(erased);
      throw error;
    }
  }

  /**
   * What is transacted in here is committed together, and only at the end: a past that is played before anybody asks
   * for it. Where the work throws, nothing of it happened. Throws NESTED_TRANSACTION.
   */
  gather<T>(work: () => T): T {
    if (this.#isGathering) throw new DatabaseError('NESTED_TRANSACTION');
    try {
      this.#isGathering = true;
      const result = this.#connection.gather(work);
      this.#isGathering = false;
      this.#afterCommit();
      return result;
    } catch (error) {
      this.#forgetAfter(0);
      throw error;
    } finally {
      this.#isGathering = false;
    }
  }

  #afterCommit(): void {
    this.#keeper?.committed();
    if (this.#head && this.#head.seq !== this.#toldSeq) {
      this.#toldSeq = this.#head.seq;
      this.#onHead?.(this.#head);
    }
    this.#finishErasure();
  }

  /** What was remembered of a transaction may never have happened; `erased` erasures were committed to before. */
  #forgetAfter(erased: number): void {
    this.#head = null;
    this.#erased.length = erased;
    this.#sites.forget();
  }

  /**
   * Appends a command's events: for each the journal row, the tables and the jobs it asks for. `newId` gives the
   * rows' ids. A command without events leaves nothing behind. What erases somebody destroys the keys with the commit.
   * Throws SECRET_IN_EVENT.
   */
  append(tx: WriteHandle, command: CommandFacts, events: readonly StoreEvent[], newId: () => string): JournalEvent[] {
    return events.map((event) => {
      const appended = appendRow(tx, this.#head ?? readHead(tx), command, event, newId(), this.#rowKeys);
      this.#head = appended.head;
      const { sealedUnder, numbers } = appended;
      this.#keepNumbers(tx, numbers);
      if (sealedUnder) rememberKey(tx, sealedUnder.keyId, sealedUnder.owner);
      const erased = ownersErasedBy(event);
      for (const owner of erased) eraseKeysOf(tx, owner);
      this.#erased.push(...erased);
      for (const jobId of evolve(tx, appended.event, this.state)) addJobRun(tx, jobId, command.at);
      return appended.event;
    });
  }

  /**
   * Takes rows over that another file of the same store has, as they stand there, with the tables and the jobs they ask
   * for. Returns how many; it ends before the first that does not follow.
   */
  takeRows(rows: Iterable<JournalRow>): number {
    let count = 0;
    this.transact((tx) => {
      for (const row of rows) {
        const head = this.#head ?? readHead(tx);
        if (!followsOn(head, row)) break;
        tx.insert('journal', { ...row });
        this.#head = { seq: row.seq, hash: row.hash };
        const event = eventOfRow(row, this.#rowKeys);
        for (const hash of hashedCardsOf(row)) rememberCard(tx, hash);
        const sealedUnder = sealedUnderOf(row);
        if (sealedUnder) rememberKey(tx, sealedUnder.keyId, sealedUnder.owner);
        const erased = ownersErasedBy(event);
        for (const owner of erased) eraseKeysOf(tx, owner);
        this.#erased.push(...erased);
        for (const jobId of evolve(tx, event, this.state)) addJobRun(tx, jobId, row.at);
        count += 1;
      }
    });
    return count;
  }

  /** False once it was closed: nothing can be read any more. */
  get isOpen(): boolean {
    return this.#connection.isOpen;
  }

  /** Whether a site has been imported. */
  get isSetUp(): boolean {
    return this.#sites.current(this.read) !== null;
  }

  /** What a command did, by its id: the answer to the same command asked again. Null when it appended nothing. */
  findCommand(commandId: string): { hash: string; events: JournalEvent[] } | null {
    return findCommand(this.read, commandId, this.#rowKeys);
  }

  /** What opens what the journal has sealed. */
  get keys(): OpeningKeys {
    return this.#rowKeys;
  }

  /**
   * A card was read or named: where the journal has it by its hash only, since its number was lost with the file, it is
   * known by its number from here on.
   */
  meetCard(uid: string): void {
    this.#keepMet(foundAgain(this.#lostNumbers.value, uid, (keyId) => this.#keys.keyOf(keyId)));
  }

  /** Takes numbers of cards over that were kept elsewhere; none that its key tells to be another's. */
  takeCardNumbers(numbers: readonly CardNumber[]): void {
    this.#keepMet(numbers.filter((number) => isNumberOf(number, (keyId) => this.#keys.keyOf(keyId)) !== false));
  }

  #keepMet(numbers: readonly CardNumber[]): void {
    if (numbers.length > 0) this.transact((tx) => this.#keepNumbers(tx, numbers));
  }

  #keepNumbers(tx: WriteHandle, numbers: readonly CardNumber[]): void {
    if (keepNumbers(tx, numbers)) this.#sites.forget();
  }

  /** What tells this command asked again from another under its id; the input as it was checked. */
  hashOf<N extends CommandName>(name: N, data: CommandData<N>): string {
    const said = { name, data };
    return saysSecrets(name) ? keyedCommandHash(said, this.#keys.commandKey) : commandHash(said);
  }

  /**
   * Whether a command is the one that was hashed. Where the key is gone with an erasure nobody can tell any more; then
   * it is taken for the same, which does nothing.
   */
  isSameCommand<N extends CommandName>(hash: string, name: N, data: CommandData<N>): boolean {
    const keyId = keyIdOfHash(hash);
    if (keyId === null) return hash === commandHash({ name, data });
    const key = this.#keys.keyOf(keyId);
    return key === null || hash === keyedCommandHash({ name, data }, { id: keyId, key });
  }

  /** Moves what the write-ahead log holds into the file; for a quiet moment. */
  checkpoint(): void {
    this.#connection.checkpoint();
  }

  /**
   * A copy of the whole file as of now, while the store goes on, to be kept: what the journal has sealed stands in no
   * table of it, so that an erasure reaches copies too. Opened beside the keys it shows everything again. Throws
   * DatabaseError.
   */
  async copyTo(path: string): Promise<void> {
    await this.#connection.copyTo(path);
    makeKeepable(path);
  }

  /**
   * A copy of the store in a folder, to practise on and to be thrown away: nothing in it is as good as a card or a PIN,
   * and it has neither keys nor pay. `at`: now, UTC ms. Throws DatabaseError.
   */
  async copyForPractice(folder: string, at: number): Promise<void> {
    const path = join(folder, 'store.sqlite');
    await this.#connection.copyTo(path);
    await fitForPractice({ path, at });
  }

  close(): void {
    this.#keeper?.close();
    this.#connection.close();
    this.#keys.close();
  }

  /** The journal says it: now the keys go, and what lies about in the file of what the tables showed. */
  #finishErasure(): void {
    if (this.#erased.length === 0) return;
    const owners = this.#erased;
    this.#erased = [];
    try {
      // The keys last: as long as they are there, the next opening knows that this is not done.
      this.#connection.compact();
      this.#keys.destroy(owners);
    } catch (fault) {
      this.#onErasureFault(fault);
    }
  }
}

/** In a thread of its own: the whole journal is written anew, and the store goes on meanwhile. Throws DatabaseError. */
function fitForPractice(workerData: PracticeThreadData): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./practice-thread.ts', import.meta.url), { workerData });
    thread.on('message', ({ code, context }: PracticeFault) => reject(new DatabaseError(code, context)));
    thread.on('error', reject);
    thread.on('exit', () => resolve());
  });
}

/** Takes out of a copy what must not lie about: what the journal has sealed, hashes of PINs, who is signed in. */
function makeKeepable(path: string): void {
  const copy = Connection.open(path, schema);
  try {
    copy.transact((tx) => {
      blankEverybody(tx);
      hideAllKeys(tx);
      forgetWhoComesIn(tx);
    });
    copy.compact();
  } finally {
    copy.close();
  }
}

/** A copy of a store's file to be kept, from beside whoever writes it, as `copyTo`. */
export async function copyStoreFile(from: string, path: string): Promise<void> {
  const { connection } = Connection.openToLook(from, schema);
  try {
    await connection.copyTo(path);
  } finally {
    connection.close();
  }
  makeKeepable(path);
}
