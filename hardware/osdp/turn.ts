import type { TerminalSession } from './session.ts';
import { limits, timing } from './timing.ts';

/**
 * Who has the line next. Answers to a person come first, then idle polls in the order they fell due, which is
 * fair; terminals that probably will not answer get a turn now and then, so that they never starve the rest.
 */
export class TurnOrder {
  readonly #sessions: readonly TerminalSession[];
  #answersInARow = 0;
  /** Index of the terminal whose turn for an answer is first. */
  #firstAnswer = 0;
  /** When the line was last given to one that let it wait, or may do so now. */
  #lastDoubtfulMs = Number.NEGATIVE_INFINITY;
  /** The time before it, while nobody knows yet; undefined when the present turn is no doubtful one. */
  #doubtfulBeforeMs: number | undefined;

  constructor(sessions: readonly TerminalSession[]) {
    this.#sessions = sessions;
  }

  /** The session to transmit now, or when to ask again (the scheduler's clock, may be infinite). */
  next(nowMs: number): { session: TerminalSession } | { atMs: number } {
    let answer: TerminalSession | undefined;
    let poll: TerminalSession | undefined;
    let doubtful: TerminalSession | undefined;
    let atMs = Number.POSITIVE_INFINITY;
    for (let turn = 0; turn < this.#sessions.length; turn += 1) {
      const session = this.#sessions[(this.#firstAnswer + turn) % this.#sessions.length];
      if (!session) continue;
      const wantedMs = session.dueAtMs;
      // Nearly all of an idle floor: neither due nor the first to be.
      if (wantedMs > nowMs && wantedMs >= atMs) continue;
      const isDoubtful = session.isDoubtful;
      const spacingMs = session.state === 'offline' ? timing.probeSpacingMs : timing.doubtfulSpacingMs;
      const dueMs = isDoubtful ? Math.max(wantedMs, this.#lastDoubtfulMs + spacingMs) : wantedMs;
      atMs = Math.min(atMs, dueMs);
      if (dueMs > nowMs) continue;
      if (isDoubtful) doubtful = earlier(doubtful, session);
      else if (session.hasAnswer && dueMs < 0) answer ??= session;
      else poll = earlier(poll, session);
    }
    const session = this.#choose(answer, poll, doubtful, nowMs);
    return session ? { session } : { atMs };
  }

  /**
   * Whoever had the line answered: if nobody expected that, it has cost no more than a poll and counts as none of those
   * that let the line wait. So a floor whose power comes back is back at once.
   */
  answered(): void {
    this.#lastDoubtfulMs = this.#doubtfulBeforeMs ?? this.#lastDoubtfulMs;
    this.#doubtfulBeforeMs = undefined;
  }

  #choose(
    answer: TerminalSession | undefined,
    poll: TerminalSession | undefined,
    doubtful: TerminalSession | undefined,
    nowMs: number,
  ): TerminalSession | undefined {
    this.#doubtfulBeforeMs = undefined;
    if (answer && (!poll || this.#answersInARow < limits.answersInARow)) {
      this.#answersInARow += 1;
      this.#firstAnswer = (this.#sessions.indexOf(answer) + 1) % this.#sessions.length;
      return answer;
    }
    const isOverdue = nowMs - this.#lastDoubtfulMs >= timing.doubtfulPatienceMs;
    if (doubtful && (!poll || isOverdue)) {
      this.#doubtfulBeforeMs = this.#lastDoubtfulMs;
      this.#lastDoubtfulMs = nowMs;
      return doubtful;
    }
    this.#answersInARow = 0;
    return poll;
  }
}

function earlier(best: TerminalSession | undefined, session: TerminalSession): TerminalSession {
  return best && best.dueAtMs <= session.dueAtMs ? best : session;
}
