import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Connection } from '../../db/engine/connection.ts';
import { hashOfRow, type JournalHead } from '../../db/engine/journal.ts';
import { journalStart, writeSegment } from '../../db/engine/segment.ts';
import { makeFolder } from '../../db/engine/whole-file.ts';
import { schema } from '../../db/parts.ts';
import { type Copy, copiesIn, makeCopy, mirror, prune, segmentsIn } from './copies.ts';
import type { KeeperTasks } from './keeper-messages.ts';
import type { Places } from './places.ts';
import { keepSecrets, secretsOf } from './secrets.ts';

/** Keeps what the journal has behind the last kept row, here and in the second place. Throws DatabaseError, and what writing throws. */
export function keepRows({ places, after, publicKey }: KeeperTasks['segment']['input']): JournalHead {
  const near = nearFolder(places);
  const { connection } = Connection.openToLook(places.file, schema);
  let head: JournalHead;
  try {
    head = keptUpTo(connection, places, after);
    for (let next = writeSegment(connection.read, head, near); next.seq !== head.seq; ) {
      head = next;
      next = writeSegment(connection.read, head, near);
    }
  } finally {
    connection.close();
  }
  const secrets = publicKey === null ? null : secretsOf(places.dataDir, places.file);
  for (const folder of places.copies) {
    if (folder !== near) mirror(near, folder);
    if (secrets && publicKey !== null) keepSecrets(folder, secrets, publicKey);
  }
  return head;
}

/** A whole copy, here and in the second place, and what the rule does not keep thrown away in both. */
export async function keepCopy({
  places,
  at,
  businessDate,
  keep,
  byHand,
}: KeeperTasks['copy']['input']): Promise<Copy> {
  const near = nearFolder(places);
  const copy = await makeCopy({ file: places.file, folder: near, at, businessDate, byHand, proof: places.proof });
  for (const folder of places.copies) {
    if (folder !== near) mirror(near, folder);
    prune(folder, keep);
  }
  // What was copied before a migration is told by a copy that is proved.
  for (const name of readdirSync(near)) {
    if (name.startsWith(beforeMigration)) rmSync(path.join(near, name), { force: true });
  }
  return copy;
}

const beforeMigration = 'before-migration-';

/**
 * The file as it is before steps of the schema, beside the copies and on this disk alone, since nothing is taken out
 * of it; then the steps are tried on it in a folder that is thrown away. Throws DatabaseError MIGRATION_FAILED.
 */
export async function keepBeforeMigration(places: Places, at: number): Promise<void> {
  const near = nearFolder(places);
  const kept = path.join(near, `${beforeMigration}${new Date(at).toISOString().replaceAll(/[:.]/g, '-')}.sqlite`);
  const trial = path.join(near, 'trial');
  rmSync(trial, { recursive: true, force: true });
  mkdirSync(trial, { mode: 0o700 });
  const { connection } = Connection.openToLook(places.file, schema);
  try {
    await connection.copyTo(kept);
    await connection.copyTo(path.join(trial, 'store.sqlite'));
    Connection.open(path.join(trial, 'store.sqlite'), schema).close();
  } finally {
    connection.close();
    rmSync(trial, { recursive: true, force: true });
  }
}

function nearFolder({ copies: [near = ''] }: Places): string {
  makeFolder(near);
  return near;
}

/** Where the next segment goes on: what was kept last must be of this journal still, else it begins with the copies. */
function keptUpTo({ read }: Connection, places: Places, after: JournalHead | null): JournalHead {
  const isHere = ({ seq, hash }: JournalHead) => hashOfRow(read, seq) === hash;
  const lastSegment = segmentsIn(places.copies.slice(0, 1)).at(-1)?.toSeq ?? 0;
  if (after && isHere(after) && lastSegment >= after.seq) return after;
  const copied = copiesIn(places.copies).find(({ head }) => isHere(head));
  return copied?.head ?? journalStart;
}
