import type { ReadHandle, WriteHandle } from '../../engine/connection.ts';
import type { JournalHead } from '../../engine/journal.ts';

/** A step of a move to another computer. */
export interface StoreMove extends JournalHead {
  step: 'moved' | 'taken-back' | 'arrived';
  moveId: string;
  /** How many times the store was handed over until then. */
  epoch: number;
  /** UTC ms. */
  at: number;
}

/** The last step there was, with its row; null: the store is where it was made. */
export function lastMove(read: ReadHandle): StoreMove | null {
  return (
    read.get<StoreMove>(
      `SELECT move.seq, move.step, move.moveId, move.epoch, move.at, journal.hash FROM store_moves AS move
       JOIN journal ON journal.seq = move.seq WHERE move.seq = (SELECT MAX(seq) FROM store_moves)`,
    ) ?? null
  );
}

/** Writes a step down as its row says it. */
export function keepMove(
  tx: WriteHandle,
  { seq, at, payload }: { seq: number; at: number; payload: { moveId: string; epoch: number } },
  step: StoreMove['step'],
): void {
  tx.insert('store_moves', { seq, step, moveId: payload.moveId, epoch: payload.epoch, at });
}
