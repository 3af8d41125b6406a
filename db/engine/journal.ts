import { type JournalEvent, presentEvent, type StoreEvent } from '../../core/model/events.ts';
import { genesisHash, type JournalRowFacts, rowHash } from '../../core/seal/journal-hash.ts';
import { checkBeforeAppending } from './checked-rows.ts';
import type { ReadHandle, WriteHandle } from './connection.ts';
import { DatabaseError } from './error.ts';
import type { OpeningKeys, SealingKeys } from './key-store.ts';
import { type CardNumber, openedRow, type SealedUnder, sealedRow, toldEvent } from './sealed-rows.ts';

/**
 * The command whose events are appended: who, where, when. `hash` is the caller's hash of its name and input, which
 * tells the same command again from another one under the same id.
 */
export interface CommandFacts {
  id: string;
  hash: string;
  /** UTC ms. */
  at: number;
  businessDate: string;
  actor: string;
  station: string;
}

/** The last row: where the next one goes on. */
export interface JournalHead {
  seq: number;
  hash: string;
}

/** A row of the table as it is stored. */
export type JournalRow = JournalRowFacts & { hash: string };

const columns = 'seq, id, commandId, commandHash, at, businessDate, actor, station, type, version, payload';

/** The end of the journal; seq 0 for an empty one. */
export function readHead(read: ReadHandle): JournalHead {
  return (
    read.get<JournalHead>('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1') ?? { seq: 0, hash: genesisHash }
  );
}

/** So many rows are looked through for who wrote them: some weeks of a busy store. */
const rowsLookedBack = 200_000;

/**
 * The last row that one of these stations wrote. Looks back from the end, and so far only: where none is found, the
 * last row that was not looked at, 0 in a young journal.
 */
export function pastOf(read: ReadHandle, stations: readonly string[]): number {
  const among = stations.map(() => '?').join(', ');
  const before = Math.max(0, readHead(read).seq - rowsLookedBack);
  const sql = `SELECT seq FROM journal WHERE seq > ? AND station IN (${among}) ORDER BY seq DESC LIMIT 1`;
  return read.get<{ seq: number }>(sql, before, ...stations)?.seq ?? before;
}

/** When the last thing happened, UTC ms; null in a new store. */
export function lastRowAt(read: ReadHandle): number | null {
  return read.get<{ at: number }>('SELECT at FROM journal ORDER BY seq DESC LIMIT 1')?.at ?? null;
}

/**
 * Appends one event behind `head`, its personal fields sealed and its cards hashed; returns it with its place and as a
 * reader has it, the new head, the key that was used, and the numbers of the cards.
 */
export function appendRow(
  tx: WriteHandle,
  head: JournalHead,
  command: CommandFacts,
  said: StoreEvent,
  id: string,
  keys: SealingKeys,
): { event: JournalEvent; head: JournalHead; sealedUnder: SealedUnder | null; numbers: CardNumber[] } {
  refuseSecrets(said);
  const event = toldEvent(said, keys);
  const { id: commandId, hash: commandHash, at, businessDate, actor, station } = command;
  const { type, version } = event;
  const { payload: stored, sealedUnder, numbers } = sealedRow(event, id, keys);
  const payload = JSON.stringify(stored);
  checkBeforeAppending({ id, type, version, payload }, keys);
  const seq = head.seq + 1;
  const place = { seq, id, commandId, at, businessDate, actor, station };
  const row: JournalRowFacts = {
    ...place,
    commandHash,
    type,
    version,
    payload,
    prevHash: head.hash,
  };
  const hash = rowHash(row);
  tx.insert('journal', { ...row, hash });
  return { event: { ...event, ...place }, head: { seq, hash }, sealedUnder, numbers };
}

/**
 * A stored row as the event it is, as the present version says it; personal fields without their key are blank. Throws
 * SyntaxError where the payload is not JSON, StoreError EVENT_UNKNOWN, EVENT_TOO_NEW, PERSONAL_SEAL_BROKEN.
 */
export function eventOfRow(row: Omit<JournalRowFacts, 'prevHash'>, keys: OpeningKeys): JournalEvent {
  const { seq, id, commandId, at, businessDate, actor, station, type, version } = row;
  const event = presentEvent({ type, version, payload: openedRow(row, keys) });
  return { seq, id, commandId, at, businessDate, actor, station, ...event };
}

/** The events after a place, oldest first: the live feed and the upload. */
export function journalAfter(read: ReadHandle, afterSeq: number, limit: number, keys: OpeningKeys): JournalEvent[] {
  return read
    .all<JournalRowFacts>(`SELECT ${columns} FROM journal WHERE seq > ? ORDER BY seq LIMIT ?`, afterSeq, limit)
    .map((row) => eventOfRow(row, keys));
}

/** What a command did, by its id; null when it never appended anything. */
export function findCommand(
  read: ReadHandle,
  commandId: string,
  keys: OpeningKeys,
): { hash: string; events: JournalEvent[] } | null {
  const rows = read.all<JournalRowFacts>(`SELECT ${columns} FROM journal WHERE commandId = ? ORDER BY seq`, commandId);
  const [first] = rows;
  return first ? { hash: first.commandHash, events: rows.map((row) => eventOfRow(row, keys)) } : null;
}

/** Everything that happened in a visit, oldest first. */
export function visitHistory(read: ReadHandle, visitId: string, keys: OpeningKeys): JournalEvent[] {
  const prefixed = columns.replaceAll(/\w+/g, 'journal.$&');
  return read
    .all<JournalRowFacts>(
      `SELECT ${prefixed} FROM visit_log CROSS JOIN journal ON journal.seq = visit_log.seq
       WHERE visit_log.visitId = ? ORDER BY visit_log.seq`,
      visitId,
    )
    .map((row) => eventOfRow(row, keys));
}

/** Every row as stored, oldest first. */
export function journalRows(read: ReadHandle): Generator<JournalRow> {
  return read.iterate<JournalRow>(`SELECT ${columns}, prevHash, hash FROM journal ORDER BY seq`);
}

/** The last rows as stored, oldest first. */
export function lastRows(read: ReadHandle, count: number): JournalRow[] {
  const sql = `SELECT ${columns}, prevHash, hash FROM journal ORDER BY seq DESC LIMIT ?`;
  return read.all<JournalRow>(sql, count).reverse();
}

/** The rows after a place as stored, oldest first. */
export function rowsAfter(read: ReadHandle, afterSeq: number): Generator<JournalRow> {
  const sql = `SELECT ${columns}, prevHash, hash FROM journal WHERE seq > ? ORDER BY seq`;
  return read.iterate<JournalRow>(sql, afterSeq);
}

/** The hash of a row; null where there is none. */
export function hashOfRow(read: ReadHandle, seq: number): string | null {
  return read.get<{ hash: string }>('SELECT hash FROM journal WHERE seq = ?', seq)?.hash ?? null;
}

/** Secrets that come with a site file are put elsewhere before; one that is still here was forgotten. */
function refuseSecrets(event: StoreEvent): void {
  if (event.type !== 'site.imported') return;
  const { staff, buses } = event.payload.site;
  const withPin = staff.find((person) => person.pin !== undefined);
  if (withPin) throw new DatabaseError('SECRET_IN_EVENT', { staffNo: withPin.no });
  const withKey = buses.find((bus) => bus.terminals.some((terminal) => terminal.scbk !== undefined));
  if (withKey) throw new DatabaseError('SECRET_IN_EVENT', { busId: withKey.id });
}
