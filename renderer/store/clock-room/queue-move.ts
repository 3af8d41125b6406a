import type { RowDrag } from './use-row-drag.ts';

/** Somebody on the way to another place. */
export interface QueueMove {
  /** Where somebody shall go, until a reason was given or it was left. */
  asked: RowDrag | null;
  /** Where the arrow keys have brought a row, until Enter. */
  carried: RowDrag | null;
}

export type QueueMoveStep =
  /** An arrow key: one place up or down, within so many. */
  | { kind: 'carry'; technicianNo: string; from: number; by: 1 | -1; count: number }
  /** Enter: what was carried is asked for. */
  | { kind: 'put-down' }
  /** Escape, or the focus went elsewhere. */
  | { kind: 'leave' }
  /** Dropped, or one place by button. */
  | { kind: 'ask'; move: RowDrag }
  | { kind: 'close' };

export const atRest: QueueMove = { asked: null, carried: null };

/** What a key, a drop or an answer makes of a move. */
export function moveOn(move: QueueMove, step: QueueMoveStep): QueueMove {
  switch (step.kind) {
    case 'carry': {
      const { technicianNo, from, by, count } = step;
      const to = move.carried?.technicianNo === technicianNo ? move.carried.to : from;
      return { ...move, carried: { technicianNo, from, to: Math.min(count, Math.max(1, to + by)) } };
    }
    case 'put-down': {
      const { carried } = move;
      return { asked: carried && carried.to !== carried.from ? carried : move.asked, carried: null };
    }
    case 'leave':
      return move.carried ? { ...move, carried: null } : move;
    case 'ask':
      return { ...move, asked: step.move };
    case 'close':
      return { ...move, asked: null };
  }
}
