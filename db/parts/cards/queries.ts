import type { ReadHandle } from '../../engine/connection.ts';

/** A card that was turned away. */
export interface Refusal {
  seq: number;
  at: number;
  place: string;
  roomNo: string | null;
  card: string;
  who: string | null;
  code: string;
}

/** The last first. */
export function refusalsOf(read: ReadHandle, businessDate: string): Refusal[] {
  return read.all<Refusal>(
    'SELECT seq, at, place, roomNo, card, who, code FROM refusals WHERE businessDate = ? ORDER BY seq DESC',
    businessDate,
  );
}
