import type { ReadHandle, WriteHandle } from '../engine/connection.ts';
import type { CardNumber } from '../engine/sealed-rows.ts';

/**
 * The numbers of the cards that the journal has as hashes. Not derived, and not in the upload: whoever has the number
 * can make the card.
 */

/** Null where the card is known by its hash only, or not at all. */
export function numberOfCard(read: ReadHandle, hash: string): string | null {
  return read.get<{ uid: string | null }>('SELECT uid FROM card_numbers WHERE hash = ?', hash)?.uid ?? null;
}

/** What the journal has of a number so far; null: nothing. */
export function hashOfNumber(read: ReadHandle, uid: string): string | null {
  const sql = 'SELECT hash FROM card_numbers WHERE uid = ? ORDER BY hash LIMIT 1';
  return read.get<{ hash: string }>(sql, uid)?.hash ?? null;
}

/** All numbers that are known, by hash. */
export function allCardNumbers(read: ReadHandle): CardNumber[] {
  return read.all<CardNumber & { [column: string]: string }>(
    'SELECT hash, uid FROM card_numbers WHERE uid IS NOT NULL ORDER BY hash',
  );
}

/** Cards that are known by their hashes only. */
export function cardsWithoutNumber(read: ReadHandle): string[] {
  return read
    .all<{ hash: string }>('SELECT hash FROM card_numbers WHERE uid IS NULL ORDER BY hash')
    .map(({ hash }) => hash);
}

/** A card that a row names; where its number is not known, that is remembered. */
export function rememberCard(tx: WriteHandle, hash: string): void {
  tx.run('INSERT OR IGNORE INTO card_numbers (hash, uid) VALUES (?, NULL)', hash);
}

/** Keeps a number. True where its card was known by the hash only until now. */
export function keepNumber(tx: WriteHandle, { hash, uid }: CardNumber): boolean {
  const known = tx.get<{ uid: string | null }>('SELECT uid FROM card_numbers WHERE hash = ?', hash);
  if (!known) tx.insert('card_numbers', { hash, uid });
  if (known?.uid !== null) return false;
  tx.run('UPDATE card_numbers SET uid = ? WHERE hash = ?', uid, hash);
  return true;
}
