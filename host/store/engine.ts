import { withBlankCards } from '../../core/kernel/card-fields.ts';
import { businessDateOf } from '../../core/kernel/time.ts';
import type { JournalEvent, StoreEvent } from '../../core/model/events.ts';
import { setsSettings } from '../../core/model/site/told.ts';
import { mayDo } from '../../core/model/staff/permissions.ts';
import { withoutPay } from '../../core/rules/commission/unseen.ts';
import { lastRowAt, readHead } from '../../db/engine/journal.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import { realScheduler, type Scheduler } from '../../hardware/scheduler.ts';
import type { AnyCommand, CommandAnswer, RunOwn } from '../contract/commands.ts';
import type { Origin } from '../contract/origin.ts';
import type { NewId, StoreTime } from '../contract/time.ts';
import type { TradingStop } from '../safekeeping/trading-stop.ts';
import { CommandExecutor } from './executor.ts';
import { IdSequence } from './ids.ts';
import type { RunningStoreOptions } from './options.ts';
import { machineTime, StoreClock, unsettable } from './store-clock.ts';

/** What of a store is there before any device or screen: its file, its time, and its one way to change anything. */
export class StoreEngine {
  readonly db: StoreDatabase;
  readonly scheduler: Scheduler;
  /** UTC ms. */
  readonly now: () => number;
  readonly newId: NewId;
  readonly businessDate: () => string;
  readonly execute: CommandExecutor['execute'];
  /** A card was read: see `StoreDatabase.meetCard`. Nothing where the store records nothing. */
  readonly meetCard: (uid: string) => void;
  readonly #clock: StoreClock;
  #playedAt: number | null = null;
  #seq: number;
  #catalogVersion = 0;

  /**
   * `onCommitted`: after each commit, with the rows that were appended. `stop`: what is asked before each command
   * whether it may be recorded; a store without is never stopped.
   */
  constructor(
    db: StoreDatabase,
    options: RunningStoreOptions,
    onCommitted: (events: JournalEvent[]) => void,
    stop: Pick<TradingStop, 'gateOf' | 'isStopped'> | null = null,
  ) {
    this.db = db;
    this.scheduler = options.scheduler ?? realScheduler;
    this.#clock = new StoreClock({
      source: options.time ?? (options.now ? unsettable(options.now) : machineTime()),
      lastAt: () => lastRowAt(db.read),
      isClockRunning: () => db.state.clocks.busy().some(({ state }) => state === 'started'),
      isVisitOpen: () => db.state.site.site.rooms.some(({ no }) => db.state.visits.openIn(no)),
      onJump: (jump) => this.run('store.recordClockJump', jump, 'system', 'store'),
    });
    this.now = () => this.#playedAt ?? this.#clock.now();
    const ids = new IdSequence(options.random);
    this.newId = () => ids.next(this.now());
    this.businessDate = () => this.#today();
    this.#seq = readHead(db.read).seq;
    this.meetCard = (uid) => {
      if (!stop?.isStopped) db.meetCard(uid);
    };
    const executor = new CommandExecutor({
      db,
      now: this.now,
      newId: this.newId,
      onCommitted: (events) => {
        this.#committed(events);
        onCommitted(events);
      },
    });
    this.execute = (commandId, name, data, origin) => {
      if (stop?.gateOf(name) === 'unrecorded') {
        options.log.info({ name, ...origin }, 'not recorded while the store is stopped');
        return [];
      }
      return executor.execute(commandId, name, data, origin);
    };
  }

  /** What every part is given. */
  get books(): { db: StoreDatabase } & StoreTime {
    return { db: this.db, now: this.now, businessDate: this.businessDate };
  }

  /** The last row of the journal. */
  get seq(): number {
    return this.#seq;
  }

  /** Counts up with everything that makes what screens name things by old. */
  get catalogVersion(): number {
    return this.#catalogVersion;
  }

  /** How far the system's time is ahead of the store's (ms) since it was set; null: they agree. */
  get clockApartMs(): number | null {
    return this.#clock.apartMs;
  }

  /** Compares with the system's time. True when they have come apart or together. */
  lookAtTheTime(): boolean {
    const before = this.#clock.apartMs;
    this.#clock.look();
    return (before === null) !== (this.#clock.apartMs === null);
  }

  /**
   * Goes by the system's time, as somebody at a station says that it is right; nothing where they agree. Throws
   * TIME_KEPT_FOR_CLOCKS, TIME_KEPT_FOR_VISITS, TIME_CATCHES_UP.
   */
  takeSystemTime(actor: string, station: string): void {
    const jump = this.#clock.takeOver();
    if (jump) this.run('store.recordClockJump', jump, actor, station);
  }

  /** What is done in here happens at the times it says (UTC ms): a demo's past, before anything else happened. */
  readonly play = (work: (setTime: (at: number) => void) => void): void => {
    try {
      work((at) => {
        this.#playedAt = at;
      });
    } finally {
      this.#playedAt = null;
    }
  };

  /** Runs a command for somebody at a screen. */
  act({ actor, station }: Pick<Origin, 'actor' | 'station'>, commandId: string, command: AnyCommand): CommandAnswer {
    const origin: Origin = { actor, station, sender: 'screen' };
    const events = this.execute(commandId, command.name, command.data, origin);
    // Whoever blocks a card does not learn which it is.
    const told = events.map(
      ({ type, version, payload }) => ({ type, version, payload: withBlankCards(payload) }) as StoreEvent,
    );
    return { seq: events.at(-1)?.seq ?? this.#seq, events: this.#seesPay(actor) ? told : withoutPay(told) };
  }

  /** Runs a command of the store's own, with a fresh id. */
  readonly run: RunOwn = (name, data, actor, station, sender = 'store') => {
    this.execute(this.newId(), name, data, { actor, station, sender });
  };

  /** The store itself (`system`) has nobody to hide pay from, and nobody to show it to. */
  #seesPay(actor: string): boolean {
    const role = this.db.isSetUp ? this.db.state.site.staff.get(actor)?.role : undefined;
    return role !== undefined && mayDo(role, 'pay.view');
  }

  #today(): string {
    if (!this.db.isSetUp) return new Date(this.now()).toISOString().slice(0, 10);
    const { timeZone, businessDayStartsAt } = this.db.state.site.site.store;
    return businessDateOf(this.now(), timeZone, businessDayStartsAt);
  }

  #committed(events: readonly JournalEvent[]): void {
    this.#seq = events.at(-1)?.seq ?? this.#seq;
    if (events.some((event) => setsSettings(event) || event.type === 'stock.adjusted')) {
      this.#catalogVersion += 1;
    }
  }
}
