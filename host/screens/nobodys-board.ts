import type { BoardChange, BoardSnapshot } from './views.ts';

/**
 * The board as a screen has it where nobody is signed in, as the display on the wall: what somebody earned and who is
 * expected is nobody's business there. Who touched the reader sees the own day (`spotlight`).
 */
export function nobodysBoard<Board extends BoardSnapshot | BoardChange>(board: Board): Board {
  return {
    ...board,
    technicians: board.technicians.map((one) => ({
      ...one,
      today: { ...one.today, turnoverMinor: null, commissionMinor: null },
    })),
    reservations: board.reservations?.map((one) => ({ ...one, guestName: '' })) ?? null,
  };
}
