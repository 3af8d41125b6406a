/** How guests and technicians of a simulated day behave; what is left out is as on any day. */
export interface DayHabits {
  /** Share of the clocks that are cancelled, half of them before the start; 0 to 1. */
  cancellations?: number;
  /** Share of the called technicians who come to the room later than the store allows; 0 to 1. */
  late?: number;
  /** Share of the ten minutes of the day in which somebody at the desk plays a trick; nobody unless told; 0 to 1. */
  cheat?: number;
}

/** The same, as what is drawn for each clock. */
export interface Chances {
  cancelledBeforeStart: number;
  /** Of those that were started. */
  cancelledAfterStart: number;
  late: number;
}

/** Of an ordinary day. */
const ordinary: Chances = { cancelledBeforeStart: 0.03, cancelledAfterStart: 0.01, late: 0.04 };

/** What is drawn for each clock on a day of such habits. */
export function chancesOf({ cancellations, late }: DayHabits): Chances {
  const before = cancellations === undefined ? ordinary.cancelledBeforeStart : cancellations / 2;
  return {
    cancelledBeforeStart: before,
    // What was cancelled before never starts: of the rest more have to go for the same share of all.
    cancelledAfterStart: cancellations === undefined ? ordinary.cancelledAfterStart : before / (1 - before),
    late: late ?? ordinary.late,
  };
}
