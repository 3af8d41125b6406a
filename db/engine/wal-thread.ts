import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { DatabaseError, fromSqlite } from './error.ts';
import { type WalFault, type WalThreadData, walEnded, walMoving } from './wal-signals.ts';

const { path, signals } = workerData as WalThreadData;
const port = parentPort;
const roundsAtMost = 3;

port?.on('message', (message: 'move' | 'end') => {
  if (message === 'end') {
    port.close();
    return;
  }
  Atomics.store(signals, walMoving, 1);
  // Only now: whoever ends it waits for what has begun.
  if (Atomics.load(signals, walEnded) === 0) move();
  Atomics.store(signals, walMoving, 0);
  Atomics.notify(signals, walMoving);
});

/**
 * Passive: takes what is committed and nobody reads around, and waits for nobody. The file is held only meanwhile, so
 * that the connection that writes is the last to close it.
 */
function move(): void {
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { fileMustExist: true, timeout: 0 });
    db.pragma('synchronous = FULL');
    // What is committed meanwhile keeps the log from beginning anew; the second time it is little.
    for (let round = 0; round < roundsAtMost; round += 1) {
      const [moved] = db.pragma('wal_checkpoint(PASSIVE)') as { log: number; checkpointed: number }[];
      if (!moved || moved.checkpointed === moved.log) break;
    }
  } catch (error) {
    const ours = fromSqlite(error);
    const fault: WalFault = {
      code: ours instanceof DatabaseError ? ours.code : 'INTERNAL',
      message: error instanceof Error ? error.message : String(error),
    };
    // Another one moves it already.
    if (fault.code !== 'BUSY') port?.postMessage(fault);
  } finally {
    db?.close();
  }
}
