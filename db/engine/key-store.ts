import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PersonalOwner } from '../../core/kernel/personal.ts';
import { keyIdBytes, nonceBytes, type PersonalKey, personalKeyBytes } from '../../core/seal/sealed-field.ts';
import { Connection } from './connection.ts';
import type { Schema } from './migration.ts';
import { makeFolder, moveWhole } from './whole-file.ts';

/** What opens sealed fields; null for a key that is not there any more. */
export interface OpeningKeys {
  keyOf(keyId: string): Uint8Array | null;
  /** The number of a card that stands as its hash; null where it is not known. */
  numberOf(cardHash: string): string | null;
}

/** What seals them besides. */
export interface SealingKeys extends OpeningKeys {
  /** The owner's key, a new one where there is none: it is kept for good before this returns. */
  keyFor(owner: PersonalOwner): PersonalKey;
  /** Twelve bytes that were never used before. */
  nonce(): Uint8Array;
  /** What the journal has of a card instead of its number. */
  hashOfCard(uid: string): string;
}

/** Without any key everything sealed reads as blank, and a card as its hash: for whoever does not ask who it was. */
export const noKeys: OpeningKeys = { keyOf: () => null, numberOf: () => null };

/** A key as it is kept. */
export interface KeyRow {
  keyId: string;
  kind: string;
  ownerId: string;
  /** base64url. */
  key: string;
}

/** A key without its bytes. */
export interface KeptKey {
  keyId: string;
  owner: PersonalOwner;
}

/** The one table of that file. */
export const keySchema: Schema = {
  // `ClkK`
  applicationId: 0x436c6b4b,
  founding: [
    {
      version: 1,
      up: (db) =>
        void db.exec(`
CREATE TABLE keys (
  keyId TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  ownerId TEXT NOT NULL,
  key TEXT NOT NULL,
  UNIQUE (kind, ownerId)
) STRICT, WITHOUT ROWID;
`),
    },
  ],
  parts: [],
};

/** Of the store itself: what commands with personal input are told apart by. Another after every erasure. */
const ofCommands: PersonalOwner = { kind: 'command', id: '' };

/** Of the store itself: what cards are hashed with in the journal. No erasure touches it. */
const ofCards: PersonalOwner = { kind: 'cards', id: 'store' };

/** Beside the store's file; in memory where that is. */
export function keysPathOf(storePath: string): string {
  return storePath === ':memory:' || storePath === '' ? storePath : join(dirname(storePath), 'keys.sqlite');
}

export interface KeyStoreOptions {
  durable?: boolean;
  /** That many random bytes; the system's own without it. */
  random?(count: number): Uint8Array;
}

/**
 * The keys of personal fields, in a database of their own: whoever has the store's file alone, or an old copy of it,
 * reads no name that was erased since.
 */
export class KeyStore implements Pick<SealingKeys, 'keyOf' | 'keyFor' | 'nonce'> {
  readonly #path: string;
  readonly #connection: Connection;
  readonly #random: (count: number) => Uint8Array;
  /** Null until it is asked for, and again after every erasure. */
  #commandKey: { id: string; key: KeyObject } | null = null;

  private constructor(path: string, connection: Connection, random: (count: number) => Uint8Array) {
    this.#path = path;
    this.#connection = connection;
    this.#random = random;
  }

  /** Opens or creates the file. Throws DatabaseError. */
  static open(path: string, { durable, random = randomBytes }: KeyStoreOptions = {}): KeyStore {
    const options = { ...(durable === undefined ? {} : { durable }), isTemporaryInMemory: true };
    return new KeyStore(path, Connection.open(path, keySchema, options), random);
  }

  /** Every key of a file as of now, beside whoever writes; none where there is no file. Throws DatabaseError. */
  static readAll(path: string): Map<string, Uint8Array> {
    if (!existsSync(path)) return new Map();
    const connection = Connection.openReadOnly(path, keySchema);
    try {
      const rows = connection.read.all<{ keyId: string; key: string }>('SELECT keyId, key FROM keys');
      return new Map(rows.map(({ keyId, key }) => [keyId, Buffer.from(key, 'base64url')]));
    } finally {
      connection.close();
    }
  }

  /** Every key of a file with whose it is, as of now, to be kept sealed; none where there is no file. Throws DatabaseError. */
  static rowsOf(path: string): KeyRow[] {
    if (!existsSync(path)) return [];
    const connection = Connection.openReadOnly(path, keySchema);
    try {
      return connection.read.all<KeyRow & { [column: string]: string }>(
        'SELECT keyId, kind, ownerId, key FROM keys ORDER BY keyId',
      );
    } finally {
      connection.close();
    }
  }

  /** Takes kept keys over where there are none of that id or owner. */
  restore(rows: readonly KeyRow[]): void {
    this.#commandKey = null;
    this.#connection.transact((tx) => {
      for (const { keyId, kind, ownerId, key } of rows) {
        tx.run('INSERT OR IGNORE INTO keys (keyId, kind, ownerId, key) VALUES (?, ?, ?, ?)', keyId, kind, ownerId, key);
      }
    });
  }

  keyOf(keyId: string): Uint8Array | null {
    const row = this.#connection.read.get<{ key: string }>('SELECT key FROM keys WHERE keyId = ?', keyId);
    return row ? Buffer.from(row.key, 'base64url') : null;
  }

  keyFor({ kind, id }: PersonalOwner): PersonalKey {
    const sql = 'SELECT keyId, key FROM keys WHERE kind = ? AND ownerId = ?';
    const row = this.#connection.read.get<{ keyId: string; key: string }>(sql, kind, id);
    if (row) return { id: row.keyId, key: Buffer.from(row.key, 'base64url') };
    const keyId = Buffer.from(this.#random(keyIdBytes)).toString('base64url');
    const key = this.#random(personalKeyBytes);
    this.#connection.transact((tx) =>
      tx.insert('keys', { keyId, kind, ownerId: id, key: Buffer.from(key).toString('base64url') }),
    );
    return { id: keyId, key };
  }

  nonce(): Uint8Array {
    return this.#random(nonceBytes);
  }

  /** What tells commands with personal input apart; made ready once, as nearly every command asks for it. */
  get commandKey(): { id: string; key: KeyObject } {
    if (!this.#commandKey) {
      const { id, key } = this.keyFor(ofCommands);
      this.#commandKey = { id, key: createSecretKey(key) };
    }
    return this.#commandKey;
  }

  /** What cards are hashed with. */
  get cardKey(): PersonalKey {
    return this.keyFor(ofCards);
  }

  /** Of persons, by id. */
  list(): KeptKey[] {
    return this.#connection.read
      .all<{ keyId: string; kind: string; ownerId: string }>(
        'SELECT keyId, kind, ownerId FROM keys WHERE kind NOT IN (?, ?) ORDER BY keyId',
        ...[ofCommands.kind, ofCards.kind],
      )
      .map(({ keyId, kind, ownerId }) => ({ keyId, owner: { kind, id: ownerId } }));
  }

  /**
   * Destroys the keys of some for good: in the file, in its log, in its copies in this folder. What commands were told apart by goes
   * with them, since it was made of what they said.
   */
  destroy(owners: readonly PersonalOwner[]): void {
    // Copies of keys: a sealed one is made anew, a plain one is an older program's.
    for (const name of ['keys.sqlite', 'secrets.sealed']) {
      rmSync(join(dirname(this.#path), 'backups', name), { force: true });
    }
    this.#commandKey = null;
    this.#connection.transact((tx) => {
      for (const { kind, id } of [...owners, ofCommands]) {
        tx.run('DELETE FROM keys WHERE kind = ? AND ownerId = ?', kind, id);
      }
    });
    this.#connection.compact();
  }

  /** A copy in the place of the one before; it has its name when it is whole. Throws DatabaseError. */
  copyTo(path: string): void {
    makeFolder(dirname(path));
    const partial = `${path}.partial`;
    rmSync(partial, { force: true });
    try {
      this.#connection.copyAtOnce(partial);
      moveWhole(partial, path);
    } finally {
      rmSync(partial, { force: true });
    }
    // Another program may have erased somebody meanwhile.
    const isStale = [...KeyStore.readAll(path).keys()].some((keyId) => this.keyOf(keyId) === null);
    if (isStale) this.copyTo(path);
  }

  close(): void {
    this.#connection.checkpoint();
    this.#connection.close();
  }
}
