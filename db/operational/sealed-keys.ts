import type { PersonalOwner } from '../../core/kernel/personal.ts';
import type { ReadHandle, WriteHandle } from '../engine/connection.ts';

/**
 * How the tables stand to a key: they show what it opens; they do not, since it was not there; or it was destroyed for
 * an erasure. Not derived: a journal does not tell which keys are there.
 */
export type SealedKeyState = 'shown' | 'blank' | 'erased';

export interface SealedKey {
  keyId: string;
  kind: string;
  ownerId: string;
  state: SealedKeyState;
}

/** A key that something was sealed with, and is shown; one that is known already stays as it is. */
export function rememberKey(tx: WriteHandle, keyId: string, { kind, id }: PersonalOwner): void {
  tx.run(
    `INSERT OR IGNORE INTO sealed_keys (keyId, kind, ownerId, state) VALUES (?, ?, ?, 'shown')`,
    ...[keyId, kind, id],
  );
}

/** Whose keys were erased: they are not to be used again, wherever a copy of them comes from. */
export function eraseKeysOf(tx: WriteHandle, { kind, id }: PersonalOwner): void {
  tx.run(`UPDATE sealed_keys SET state = 'erased' WHERE kind = ? AND ownerId = ?`, kind, id);
}

export function setKeyState(tx: WriteHandle, keyId: string, state: SealedKeyState): void {
  tx.run('UPDATE sealed_keys SET state = ? WHERE keyId = ?', state, keyId);
}

/** For a copy that shows nothing personal. */
export function hideAllKeys(tx: WriteHandle): void {
  tx.run(`UPDATE sealed_keys SET state = 'blank' WHERE state = 'shown'`);
}

/** By id. */
export function allSealedKeys(read: ReadHandle): SealedKey[] {
  return read.all<SealedKey>('SELECT keyId, kind, ownerId, state FROM sealed_keys ORDER BY keyId');
}
