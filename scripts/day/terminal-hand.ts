import { StoreError } from '../../core/kernel/error.ts';
import type { Scheduler } from '../../hardware/scheduler.ts';
import type { SimulatedTerminal } from '../../host/parts/simulated-devices/views.ts';
import type { BoardChange } from '../../host/screens/views.ts';
import type { RunningStore } from '../../host/store/running-store.ts';

/** How long an answer may take before the swipe counts as lost: more than the slowest poll of a quiet line. */
const answerWithinMs = 10_000;
/** Between a card and the first key, and from key to key. */
const keyAfterMs = 1_200;

interface Swipe {
  terminalId: string;
  /** What the terminal showed and how often it had sounded. */
  before: string;
  acted: boolean;
  refused: boolean;
  answered: boolean;
}

/**
 * The hands of everybody in the store: hold cards, press keys, and see what the terminal answers. Counts every swipe
 * that got neither an act nor an answer.
 */
export class TerminalHand {
  readonly #store: RunningStore;
  readonly #scheduler: Scheduler;
  readonly #last = new Map<string, Swipe>();
  readonly counts = { sent: 0, acted: 0, refused: 0, lost: 0 };
  /** Swipes a terminal could not take: no power. Nobody expects an answer there. */
  unheard = 0;

  constructor(store: RunningStore, scheduler: Scheduler) {
    this.#store = store;
    this.#scheduler = scheduler;
    store.board.onChange((change) => this.#see(change));
  }

  /** Holds a card, then presses the keys one by one. True when the terminal has power to take it. */
  swipe(terminalId: string, cardId: string, keys = ''): boolean {
    const before = this.#look(terminalId);
    try {
      this.#store.simulatedDevices.holdCard(terminalId, cardId);
    } catch (error) {
      if (!(error instanceof StoreError) || error.code !== 'TERMINAL_OFFLINE') throw error;
      this.unheard += 1;
      return false;
    }
    const swipe: Swipe = { terminalId, before, acted: false, refused: false, answered: false };
    this.#last.set(terminalId, swipe);
    this.counts.sent += 1;
    [...keys].forEach((key, index) => {
      this.#scheduler.setTimeout(() => this.#press(terminalId, key), keyAfterMs * (index + 1));
    });
    // A second card within the same seconds would hide the first answer: look well before that.
    this.#scheduler.setTimeout(() => this.#lookAgain(swipe), 900);
    this.#scheduler.setTimeout(() => this.#settle(swipe), answerWithinMs + keyAfterMs * keys.length);
    return true;
  }

  #press(terminalId: string, key: string): void {
    try {
      this.#store.simulatedDevices.press(terminalId, key);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
    }
  }

  #see(change: BoardChange): void {
    for (const { station, type } of change.events) {
      const swipe = this.#last.get(station);
      if (!swipe) continue;
      if (type === 'swipe.refused') swipe.refused = true;
      else swipe.acted = true;
    }
  }

  #lookAgain(swipe: Swipe): void {
    if (this.#look(swipe.terminalId) !== swipe.before) swipe.answered = true;
  }

  #settle(swipe: Swipe): void {
    this.#lookAgain(swipe);
    if (swipe.acted) this.counts.acted += 1;
    else if (swipe.refused) this.counts.refused += 1;
    else if (!swipe.answered) this.counts.lost += 1;
  }

  #look(terminalId: string): string {
    try {
      const terminal = this.#store.simulatedDevices.terminal(terminalId);
      return terminal ? seen(terminal) : '';
    } catch (error) {
      // A store that is being closed has no devices any more, and nothing is to be seen at them.
      if (error instanceof StoreError && error.code === 'STORE_NOT_SET_UP') return '';
      throw error;
    }
  }
}

function seen({ lines, led, beeps }: SimulatedTerminal): string {
  return `${lines.join('|')} ${led} ${beeps}`;
}
