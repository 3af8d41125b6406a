import { decodeEvent } from '../../core/model/events.ts';
import type { JournalRowFacts } from '../../core/seal/journal-hash.ts';
import type { OpeningKeys } from './key-store.ts';
import { openedRow, requireSealedRow } from './sealed-rows.ts';

type Said = Pick<JournalRowFacts, 'id' | 'type' | 'version' | 'payload'>;

/**
 * Reads a row by the schema of its event. Throws StoreError EVENT_UNKNOWN, EVENT_TOO_NEW, and EVENT_MALFORMED where a
 * field is missing, has another form, is one too many, or personal and not sealed; PERSONAL_SEAL_BROKEN; SyntaxError
 * where the payload is not JSON.
 */
export function checkRow(row: Said, keys: OpeningKeys): void {
  requireSealedRow(row);
  const { type, version } = row;
  decodeEvent({ type, version, payload: openedRow(row, keys) });
}

/** Whether a row is checked before it is appended: the store trusts its own decisions, tests do not. */
let isCheckedFirst = false;

/** From now on nothing is appended in this process that its schema does not read. */
export function checkRowsBeforeAppending(): void {
  isCheckedFirst = true;
}

/** Throws what checkRow throws, where that was asked for. */
export function checkBeforeAppending(row: Said, keys: OpeningKeys): void {
  if (isCheckedFirst) checkRow(row, keys);
}
