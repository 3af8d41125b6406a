import type { JournalEvent } from '../../core/model/events.ts';
import type { ListName } from '../../core/model/lists.ts';

import type { Scheduler, TimerHandle } from '../../hardware/scheduler.ts';
import type { BoardViews } from './board-views.ts';
import type { BoardChange, BoardSnapshot } from './views.ts';

/**
 * Tells the stations what changed. What a command changed is made into views only after whoever asked for it has the
 * answer: a technician at a terminal does not wait for screens. Several commands before that become one change.
 */
export class BoardFeed {
  readonly #views: BoardViews;
  readonly #scheduler: Scheduler;
  readonly #listeners = new Set<(change: BoardChange) => void>();
  #pending: JournalEvent[] = [];
  /** Devices changed since the last turn: the rooms whose terminals they are, and what else is to be asked again. */
  #devices: { roomNos: Set<string>; stale: Set<ListName> } | null = null;
  #timer: TimerHandle | undefined;

  constructor(views: BoardViews, scheduler: Scheduler) {
    this.#views = views;
    this.#scheduler = scheduler;
  }

  /** The board as it stands; whoever listens has every earlier change already. */
  snapshot(): BoardSnapshot {
    this.#flush();
    return this.#views.snapshot();
  }

  /** Calls back with every change from now on. Returns how to stop. */
  onChange(listener: (change: BoardChange) => void): () => void {
    this.#flush();
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Rows that were committed, in order. */
  committed(events: readonly JournalEvent[]): void {
    if (this.#listeners.size === 0) return;
    this.#pending.push(...events);
    this.#flushSoon();
  }

  /**
   * A device came or went, or what waits for one changed; `stale`: what screens ask again. One slip changes its state
   * several times in a moment, and screens are told of it once.
   */
  devicesChanged(roomNos: readonly string[], stale: readonly ListName[]): void {
    if (this.#listeners.size === 0) return;
    this.#devices ??= { roomNos: new Set(), stale: new Set() };
    for (const roomNo of roomNos) this.#devices.roomNos.add(roomNo);
    for (const list of stale) this.#devices.stale.add(list);
    this.#flushSoon();
  }

  /** Somebody's day is to be shown at once. */
  spotlight(spotlight: BoardChange['spotlight']): void {
    this.#flush();
    this.#send(this.#views.spotlightOn(spotlight));
  }

  /** Everything on the board is to be shown anew, as at the change of the trading day. */
  tellAll(stale: ListName[]): void {
    this.#flush();
    this.#send(this.#views.changeOfEverything(stale));
  }

  /** Tells nobody anything any more; what devices still commit as they close is not looked at, nor is the file. */
  close(): void {
    this.#listeners.clear();
    this.#scheduler.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pending = [];
    this.#devices = null;
  }

  #flushSoon(): void {
    this.#timer ??= this.#scheduler.setTimeout(() => this.#flush(), 0);
  }

  #flush(): void {
    this.#scheduler.clearTimeout(this.#timer);
    this.#timer = undefined;
    const events = this.#pending;
    const devices = this.#devices;
    this.#pending = [];
    this.#devices = null;
    if (events.length > 0) this.#send(this.#views.changeOf(events));
    if (devices) this.#send(this.#views.changeOfDevices([...devices.roomNos], [...devices.stale]));
  }

  #send(change: BoardChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}
