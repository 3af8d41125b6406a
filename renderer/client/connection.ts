import { useSyncExternalStore } from 'react';

/** `connecting` until the first contact, `lost` from the first sign of silence until the next word. */
export type ConnectionState = 'connecting' | 'online' | 'lost';

const silenceMs = 900;
const checkEveryMs = 200;

/**
 * Whether the store can be heard. Any message counts as a sign of life; a closed socket or 900 ms of silence (a ping
 * is answered every 300 ms) counts as lost, so that the screen says so within a second even when the line just hangs.
 */
export class ConnectionWatch {
  #state: ConnectionState = 'connecting';
  #lastHeardAt = 0;
  #timer: ReturnType<typeof setInterval> | null = null;
  readonly #listeners = new Set<() => void>();

  get state(): ConnectionState {
    return this.#state;
  }

  /** Something came from the store. */
  heard(): void {
    this.#lastHeardAt = performance.now();
    this.#timer ??= setInterval(() => this.#check(), checkEveryMs);
    this.#set('online');
  }

  /** A line that cannot break: the desktop window's own bridge. */
  connect(): void {
    this.#set('online');
  }

  /** The line is known to be down. */
  lost(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    if (this.#state === 'online') this.#set('lost');
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Resolves as soon as the store can be heard. */
  whenOnline(): Promise<void> {
    if (this.#state === 'online') return Promise.resolve();
    return new Promise((resolve) => {
      const stop = this.subscribe(() => {
        if (this.#state !== 'online') return;
        stop();
        resolve();
      });
    });
  }

  #check(): void {
    // A hidden page's timers are slowed down; it would take its own sleep for silence.
    if (document.visibilityState === 'hidden') return;
    if (performance.now() - this.#lastHeardAt > silenceMs) this.lost();
  }

  #set(state: ConnectionState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** The one connection of this page. */
export const connection = new ConnectionWatch();

export function useConnection(): ConnectionState {
  return useSyncExternalStore(connection.subscribe, () => connection.state);
}
