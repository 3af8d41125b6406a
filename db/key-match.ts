import { keysOfRows } from './card-tables.ts';
import { Connection, type ReadHandle, type WriteHandle } from './engine/connection.ts';
import { eventOfRow, journalRows } from './engine/journal.ts';
import type { KeyStore, OpeningKeys } from './engine/key-store.ts';
import { evolve } from './evolve.ts';
import { allSealedKeys, type SealedKey, setKeyState } from './operational/sealed-keys.ts';
import { SiteCache } from './parts/site/site-cache.ts';
import { schema } from './parts.ts';
import { blankOwner, shownOf } from './personal-tables.ts';
import { storedState } from './state.ts';

const ownerOf = ({ kind, ownerId: id }: SealedKey) => ({ kind, id });

/**
 * Brings a store that was opened and the keys beside it together: what was restored, lost, or broken off between the
 * two files. What has no key is made blank, what has its key again is shown, and a key that was erased is destroyed,
 * wherever a copy of it came from.
 */
export function matchKeys(connection: Connection, keys: KeyStore): void {
  const there = new Set(keys.list().map(({ keyId }) => keyId));
  const known = allSealedKeys(connection.read);
  const owed = known.filter(({ keyId, state }) => state === 'erased' && there.has(keyId));
  if (owed.length > 0) {
    connection.compact();
    keys.destroy(owed.map(ownerOf));
  }
  const lost = known.filter(({ keyId, state }) => state === 'shown' && !there.has(keyId));
  const found = known.filter(({ keyId, state }) => state === 'blank' && there.has(keyId));
  if (lost.length + found.length === 0) return;
  const refill = found.length > 0 ? replayedFor(connection.read, keysOfRows(keys, connection.read), found) : [];
  connection.transact((tx) => {
    for (const key of lost) {
      blankOwner(tx, ownerOf(key));
      setKeyState(tx, key.keyId, 'blank');
    }
    for (const fill of refill) fill(tx);
    for (const { keyId } of found) setKeyState(tx, keyId, 'shown');
  });
  if (lost.length > 0) connection.compact();
}

/** What a replay shows of some, as what writes it into the store's own tables. */
function replayedFor(read: ReadHandle, keys: OpeningKeys, found: readonly SealedKey[]) {
  const temporary = Connection.open('', schema);
  try {
    return temporary.rehearse((tx: WriteHandle) => {
      const state = storedState(tx, new SiteCache());
      for (const row of journalRows(read)) evolve(tx, eventOfRow(row, keys), state);
      return found.map((key) => shownOf(tx, ownerOf(key)));
    });
  } finally {
    temporary.close();
  }
}
