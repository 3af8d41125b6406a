import type { SessionEvent, StateReason, TerminalState } from './session-types.ts';

/** Where a terminal stands, and what there is to tell of it since it was last asked. */
export class SessionNews {
  #state: TerminalState = 'offline';
  #reason: StateReason | undefined;
  #events: SessionEvent[] = [];

  get state(): TerminalState {
    return this.#state;
  }

  /** Why it is offline or starts again. */
  get reason(): StateReason | undefined {
    return this.#reason;
  }

  /** Told only when it is another than before. */
  setState(state: TerminalState, reason?: StateReason): void {
    if (state === this.#state && reason === this.#reason) return;
    this.#state = state;
    this.#reason = reason;
    this.#events.push({ type: 'state', state, ...(reason ? { reason } : {}) });
  }

  tell(event: SessionEvent): void {
    this.#events.push(event);
  }

  /** What has not been told yet. */
  take(): SessionEvent[] {
    return this.#events.splice(0);
  }
}
