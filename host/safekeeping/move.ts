import { formatTime, localTime } from '../../core/kernel/time.ts';
import type { StoreFault } from '../../db/inspection.ts';
import { lastMove } from '../../db/parts/site/moves.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import { claimedElsewhere } from './claims.ts';
import type { Places } from './places.ts';
import type { KeptState } from './state-file.ts';

/** What people call a move by: the end of its id, which no two have the same of. */
export function shortNameOf(moveId: string): string {
  return moveId.slice(-8).toUpperCase();
}

/**
 * What of moves keeps a store from recording: it has left, or goes on elsewhere. A move whose file was just opened here
 * (`arrival`) has not.
 */
export function faultsOfMoves(db: StoreDatabase, places: Places, { arrival }: KeptState): StoreFault[] {
  if (!db.isSetUp) return [];
  const last = lastMove(db.read);
  const hasLeft = last?.step === 'moved' && last.moveId !== arrival?.moveId;
  const elsewhere = claimedElsewhere(db.read, places);
  // What another one wrote down behind the move is as it should be: it has left for there.
  if (hasLeft) return [movedFault(db)];
  return elsewhere ? [elsewhere] : [];
}

/** That the store has left, in words. */
export function movedFault(db: StoreDatabase): StoreFault {
  const last = lastMove(db.read);
  const at = last?.at ?? 0;
  const { timeZone } = db.state.site.site.store;
  const time = `${localTime(at, timeZone).date} ${formatTime(at, timeZone)}`;
  return { code: 'STORE_MOVED', context: { time, move: shortNameOf(last?.moveId ?? '') } };
}
