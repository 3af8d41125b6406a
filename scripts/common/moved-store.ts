import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { commonError } from '../../core/kernel/errors.ts';
import type { CommandInput, CommandName } from '../../core/model/commands.ts';
import { siteError } from '../../core/model/site/errors.ts';
import { DatabaseError } from '../../db/engine/error.ts';
import { inspectStore } from '../../db/inspection.ts';
import { lastMove } from '../../db/parts/site/moves.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { DataFolder } from '../../host/doors/boot/data-folder.ts';
import { claimedElsewhere } from '../../host/safekeeping/claims.ts';
import { makeMoveFile, requireRoom } from '../../host/safekeeping/move-file.ts';
import type { Places } from '../../host/safekeeping/places.ts';
import { StateFile } from '../../host/safekeeping/state-file.ts';
import { CommandExecutor } from '../../host/store/executor.ts';

/** Leaving for another computer, and staying after all, where the store is closed: what its screens do, by command. */

/**
 * The store leaves in a file; where that cannot be made it stays, which the journal says. Throws as `makeMoveFile`, and
 * MOVE_SHEET_NEEDED, TRADING_STOPPED, FILE_NOT_FOUND, StartError where the store is open.
 */
export async function leaveIn(file: string, places: Places): Promise<{ file: string; bytes: number }> {
  return withClosed(places, async (db, run) => {
    const state = new StateFile(places.dataDir);
    const { sheet } = state.state;
    if (!db.isSetUp) throw siteError('STORE_NOT_SET_UP');
    if (!sheet) throw siteError('MOVE_SHEET_NEEDED');
    requireRoom([path.dirname(file), places.dataDir], statSync(places.file).size);
    const before = lastMove(db.read);
    const hasLeft = before?.step === 'moved';
    const moveId = hasLeft ? before.moveId : randomUUID();
    const epoch = (before?.epoch ?? 0) + 1;
    if (!hasLeft) run('store.recordMove', { moveId, epoch, by: 'command' });
    db.checkpoint();
    const at = Date.now();
    try {
      const { bytes } = await makeMoveFile({ places, file, moveId, publicKey: sheet.publicKey, at });
      state.change({ move: { moveId, at, file, code: null } });
      return { file, bytes };
    } catch (error) {
      if (!hasLeft) {
        run('store.recordMoveTakenBack', { moveId, epoch: epoch + 1, why: 'not-made', by: 'command' });
      }
      throw error;
    }
  });
}

/** Throws MOVE_NONE, MOVE_OPENED, and as `leaveIn`. */
export async function takeMoveBack(places: Places): Promise<void> {
  await withClosed(places, async (db, run) => {
    const last = lastMove(db.read);
    if (last?.step !== 'moved') throw siteError('MOVE_NONE');
    const elsewhere = claimedElsewhere(db.read, places);
    if (elsewhere) throw siteError('MOVE_OPENED', elsewhere.context);
    const { moveId, epoch } = last;
    run('store.recordMoveTakenBack', { moveId, epoch: epoch + 1, why: 'not-opened', by: 'command' });
    new StateFile(places.dataDir).change({ move: null });
  });
}

type Run = <N extends CommandName>(name: N, data: CommandInput<N>) => void;

async function withClosed<T>(places: Places, work: (db: StoreDatabase, run: Run) => Promise<T>): Promise<T> {
  if (!existsSync(places.file)) throw new DatabaseError('FILE_NOT_FOUND', { path: places.file });
  const folder = await DataFolder.take(places.dataDir);
  try {
    const { faults } = inspectStore(places.file, places.beacons);
    const codes = faults.map(({ code }) => code);
    if (codes.length > 0) throw commonError('TRADING_STOPPED', { summary: codes.join(', '), faults: codes });
    const db = StoreDatabase.open(places.file);
    try {
      const executor = new CommandExecutor({ db, now: Date.now, newId: randomUUID, onCommitted: () => {} });
      return await work(db, (name, data) => {
        executor.execute(randomUUID(), name, data, { actor: 'system', station: 'computer', sender: 'store' });
      });
    } finally {
      db.close();
    }
  } finally {
    await folder.release();
  }
}
