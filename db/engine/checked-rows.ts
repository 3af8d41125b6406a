import { decodeEvent } from '../../core/model/events.ts';
import type { JournalRowFacts } from './hash.ts';

type Said = Pick<JournalRowFacts, 'type' | 'version' | 'payload'>;

/**
 * Reads a row by the schema of its event. Throws StoreError EVENT_UNKNOWN, EVENT_TOO_NEW, and EVENT_MALFORMED where a
 * field is missing, has another form or is one too many; SyntaxError where the payload is not JSON.
 */
export function checkRow({ type, version, payload }: Said): void {
  decodeEvent({ type, version, payload: JSON.parse(payload) });
}

/** Whether a row is checked before it is appended: the store trusts its own decisions, tests do not. */
let isCheckedFirst = false;

/** From now on nothing is appended in this process that its schema does not read. */
export function checkRowsBeforeAppending(): void {
  isCheckedFirst = true;
}

/** Throws what checkRow throws, where that was asked for. */
export function checkBeforeAppending(row: Said): void {
  if (isCheckedFirst) checkRow(row);
}
