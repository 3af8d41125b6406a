import { cardsIn, isHashedCard } from '../core/kernel/card-fields.ts';
import { cardHash, keyIdOfCard } from '../core/seal/card-hash.ts';
import type { Connection, ReadHandle, WriteHandle } from './engine/connection.ts';
import { DatabaseError } from './engine/error.ts';
import type { KeyStore, OpeningKeys, SealingKeys } from './engine/key-store.ts';
import type { DatabasePart } from './engine/part.ts';
import type { CardNumber } from './engine/sealed-rows.ts';
import { hashOfNumber, keepNumber, numberOfCard } from './operational/card-numbers.ts';
import { databaseParts } from './parts.ts';

const parts: readonly DatabasePart[] = databaseParts;
const columns = parts.flatMap(({ cards = [] }) => cards);

/** A key by its id; null where it is not there. */
type KeyOf = OpeningKeys['keyOf'];

/** What seals and opens the rows of a store: its keys, and the numbers of cards that its file has. */
export function keysOfRows(keys: KeyStore, read: ReadHandle): SealingKeys {
  return {
    keyOf: (keyId) => keys.keyOf(keyId),
    keyFor: (owner) => keys.keyFor(owner),
    nonce: () => keys.nonce(),
    numberOf: (hash) => numberOfCard(read, hash),
    // A card keeps its hash where the key of it was lost.
    hashOfCard: (uid) => hashOfNumber(read, uid) ?? cardHash(uid, keys.cardKey),
  };
}

/**
 * Keeps numbers of cards. A table that had one by its hash has it by its number from here on, as a replay does; true
 * where there was one.
 */
export function keepNumbers(tx: WriteHandle, numbers: readonly CardNumber[]): boolean {
  let isAny = false;
  for (const number of numbers) {
    if (!keepNumber(tx, number)) continue;
    isAny = true;
    const { hash, uid } = number;
    for (const { table, column } of columns) {
      const sql = `UPDATE ${table} SET ${column} = replace(${column}, ?, ?) WHERE instr(${column}, ?) > 0`;
      tx.run(sql, hash, uid, hash);
    }
  }
  return isAny;
}

/**
 * Keeps the numbers of the cards in the settings that rows of before named plain: a copy that is made from here on tells
 * whose card is meant by a later row. Nothing of tables that cannot be read: the file is looked at elsewhere.
 */
export function keepCardsInForce(connection: Connection, keys: SealingKeys): void {
  const { read } = connection;
  try {
    const uids = new Set<string>();
    for (const { table, column } of columns) {
      for (const { said } of read.all<{ said: string }>(`SELECT ${column} AS said FROM ${table}`)) {
        cardsIn(JSON.parse(said), (card) => uids.add(card));
      }
    }
    const numbers = [...uids]
      .filter((uid) => !isHashedCard(uid) && hashOfNumber(read, uid) === null)
      .map((uid) => ({ hash: keys.hashOfCard(uid), uid }));
    if (numbers.length > 0) connection.transact((tx) => keepNumbers(tx, numbers));
  } catch (error) {
    if (!(error instanceof DatabaseError || error instanceof SyntaxError)) throw error;
  }
}

/** Whether the hash is that of the number; null where its key is not there to tell. */
export function isNumberOf({ hash, uid }: CardNumber, keyOf: KeyOf): boolean | null {
  const id = keyIdOfCard(hash);
  const key = keyOf(id);
  return key ? cardHash(uid, { id, key }) === hash : null;
}

/** Of the cards that are known by their hashes only (none, mostly), those whose number is this one. */
export function foundAgain(hashes: readonly string[], uid: string, keyOf: KeyOf): CardNumber[] {
  return hashes.map((hash) => ({ hash, uid })).filter((number) => isNumberOf(number, keyOf) === true);
}
