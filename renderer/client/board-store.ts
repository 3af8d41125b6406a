import { useSyncExternalStore } from 'react';
import { type ListName, listNames } from '../../core/model/lists.ts';
import type { BoardChange } from '../../host/screens/views.ts';

import { api } from './api.ts';
import { applyChange, type Board, boardOf } from './board-state.ts';
import { refusalOf } from './errors.ts';
import { setStoreTime } from './store-time.ts';

const retryMs = 500;
/** More waiting changes than this while a snapshot loads, and the snapshot is asked for again. */
const waitingLimit = 1000;

/**
 * Holds the live board: listens to the changes first, then loads a snapshot, then applies the changes in order. A
 * gap, or a line that was down, means: the snapshot again. The board last seen stays while that happens.
 */
class BoardStore {
  #board: Board | null = null;
  #error: unknown = null;
  #stop: (() => void) | null = null;
  #retry: ReturnType<typeof setTimeout> | null = null;
  /** Changes that arrived before the snapshot they follow; null when the board is up to date. */
  #waiting: BoardChange[] | null = null;
  /** Which loading is the newest: answers of older ones are dropped. */
  #loading = 0;
  readonly #listeners = new Set<() => void>();
  readonly #staleListeners = new Set<(lists: ListName[]) => void>();

  get board(): Board | null {
    return this.#board;
  }

  get error(): unknown {
    return this.#error;
  }

  /** Starts listening, if it does not yet. */
  start(): void {
    if (this.#stop) return;
    const subscription = api.board.changes.subscribe(undefined, {
      onStarted: () => void this.#load(),
      onData: (change) => this.#take(change),
      onError: () => this.#startAgain(),
      onComplete: () => this.#startAgain(),
    });
    this.#stop = () => subscription.unsubscribe();
  }

  /** Stops listening and forgets the board. */
  stop(): void {
    this.#end();
    this.#loading += 1;
    this.#waiting = null;
    this.#set(null, null);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Calls back with the lists that became old; also after the line was down, since then any may be. */
  onStale(listener: (lists: ListName[]) => void): () => void {
    this.#staleListeners.add(listener);
    return () => this.#staleListeners.delete(listener);
  }

  #end(): void {
    const stop = this.#stop;
    this.#stop = null;
    if (this.#retry) clearTimeout(this.#retry);
    this.#retry = null;
    stop?.();
  }

  #startAgain(): void {
    if (!this.#stop) return;
    this.#end();
    this.#retry = setTimeout(() => this.start(), retryMs);
  }

  async #load(): Promise<void> {
    this.#loading += 1;
    const loading = this.#loading;
    this.#waiting ??= [];
    try {
      const snapshot = await api.board.snapshot.query();
      if (loading !== this.#loading) return;
      setStoreTime(snapshot.serverTime);
      const waiting = this.#waiting ?? [];
      this.#waiting = null;
      this.#set(boardOf(snapshot), null);
      // What changed meanwhile, nobody has told.
      this.#tellStale([...listNames]);
      for (const change of waiting) this.#take(change);
    } catch (error) {
      if (loading !== this.#loading) return;
      if (refusalOf(error)) this.#set(this.#board, error);
      this.#startAgain();
    }
  }

  #take(change: BoardChange): void {
    if (this.#waiting) {
      this.#waiting.push(change);
      if (this.#waiting.length > waitingLimit) {
        this.#waiting = [];
        void this.#load();
      }
      return;
    }
    if (!this.#board) return;
    const next = applyChange(this.#board, change);
    if (next === 'old') return;
    if (next === 'gap') {
      this.#waiting = [change];
      void this.#load();
      return;
    }
    setStoreTime(change.serverTime);
    this.#set(next, null);
    if (change.stale.length > 0) this.#tellStale(change.stale);
  }

  #tellStale(lists: ListName[]): void {
    for (const listener of this.#staleListeners) listener(lists);
  }

  #set(board: Board | null, error: unknown): void {
    this.#board = board;
    this.#error = error;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** The one live board of this page. */
export const boardStore = new BoardStore();

/**
 * A part of the board, or null before it is loaded. The selector must return something with a stable identity (a
 * member of the board, or a plain value): the component repaints only when that changed.
 */
export function useBoard<T>(select: (board: Board) => T): T | null {
  return useSyncExternalStore(boardStore.subscribe, () => (boardStore.board ? select(boardStore.board) : null));
}

/** Why the board cannot be had, or null. */
export function useBoardError(): unknown {
  return useSyncExternalStore(boardStore.subscribe, () => boardStore.error);
}
