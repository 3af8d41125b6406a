import { hash } from 'node:crypto';

/** What stands before the first row of a journal. */
export const genesisHash = '0'.repeat(64);

/** One row of the table `journal`, without its own hash. `payload` is the JSON text as it is stored. */
export interface JournalRowFacts {
  seq: number;
  id: string;
  commandId: string;
  commandHash: string;
  at: number;
  businessDate: string;
  actor: string;
  station: string;
  type: string;
  version: number;
  payload: string;
  prevHash: string;
}

/**
 * The row's hash: SHA-256 in lower-case hex over the UTF-8 bytes of one JSON array without white space, prevHash
 * first, then the columns in the order of the table. The payload goes in as the stored text, so that the hash never
 * depends on how a value is written as JSON again.
 */
export function rowHash(row: JournalRowFacts): string {
  const text = JSON.stringify([
    row.prevHash,
    row.seq,
    row.id,
    row.commandId,
    row.commandHash,
    row.at,
    row.businessDate,
    row.actor,
    row.station,
    row.type,
    row.version,
    row.payload,
  ]);
  return hash('sha256', text, 'hex');
}
