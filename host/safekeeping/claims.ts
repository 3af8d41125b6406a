import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { ReadHandle } from '../../db/engine/connection.ts';
import { hashOfRow } from '../../db/engine/journal.ts';
import { makeFolder, writeWhole } from '../../db/engine/whole-file.ts';
import type { StoreFault } from '../../db/inspection.ts';
import { lastMove } from '../../db/parts/site/moves.ts';
import type { StoreLog } from '../contract/log.ts';
import type { Places } from './places.ts';

/**
 * Two stores must not go on from one file. A store that was ever moved says in the places outside its folder by which row
 * it goes on where it is; another one that knows no such row sees that it is not the only one.
 */

const schema = z.object({
  kind: z.literal('clockroom-claim/1'),
  seq: z.int(),
  hash: z.string(),
  epoch: z.int(),
  /** The computer's name. */
  host: z.string(),
});

type Claim = z.output<typeof schema>;

/** Says where the store goes on, once there was a move; a claim that it knows nothing of stays. A place that is away is logged. */
export function stakeClaim(read: ReadHandle, { claims }: Places, log: StoreLog): void {
  const last = lastMove(read);
  if (!last || last.step === 'moved') return;
  const { seq, hash, epoch } = last;
  const own: Claim = { kind: 'clockroom-claim/1', seq, hash, epoch, host: os.hostname() };
  for (const folder of claims) {
    const file = fileIn(folder, read);
    const there = claimIn(file);
    if (there?.hash === hash || (there && !isKnown(read, there))) continue;
    try {
      makeFolder(folder);
      writeWhole(file, JSON.stringify(own));
    } catch (err) {
      log.warn({ err, file }, 'where the store goes on could not be written down');
    }
  }
}

/** Whether another computer goes on with this store: a claim in a place by a row that is not here. */
export function claimedElsewhere(read: ReadHandle, { claims }: Places): StoreFault | null {
  for (const folder of claims) {
    const claim = claimIn(fileIn(folder, read));
    if (!claim || isKnown(read, claim)) continue;
    return { code: 'STORE_ELSEWHERE', context: { host: claim.host, lostSeq: claim.seq, lostHash: claim.hash } };
  }
  return null;
}

/** The row stands here, or somebody goes on without it, which the journal says. */
function isKnown(read: ReadHandle, { seq, hash }: Claim): boolean {
  if (hashOfRow(read, seq) === hash) return true;
  return read.get('SELECT 1 FROM journal_gaps WHERE lostHash = ? LIMIT 1', hash) !== undefined;
}

/** A store is known by its first row, in whichever folder it lies. */
function fileIn(folder: string, read: ReadHandle): string {
  return path.join(folder, `store-${(hashOfRow(read, 1) ?? '').slice(0, 16)}.claim`);
}

function claimIn(file: string): Claim | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
