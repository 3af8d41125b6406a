import type { JournalEvent } from '../../core/model/events.ts';
import type { ListName } from '../../core/model/lists.ts';
import { nothingTouched, type Touched, touchedBy } from '../../core/parts.ts';
import { technicianDay } from '../parts/technicians/technician-views.ts';
import type { TechnicianDay } from '../parts/technicians/views.ts';
import type { BoardTable, ListSources } from './board-lists.ts';
import { boardTable, changedLists, wholeLists } from './board-lists.ts';
import type { BoardChange, BoardMoment, BoardSnapshot } from './views.ts';

export interface BoardSources extends ListSources {
  /** The journal row up to which the tables stand. */
  seq(): number;
  catalogVersion(): number;
}

/** Makes what the screens show out of the tables: the whole board, or what became different with some events. */
export class BoardViews {
  readonly #sources: BoardSources;
  readonly #table: BoardTable;

  constructor(sources: BoardSources) {
    this.#sources = sources;
    this.#table = boardTable(sources);
  }

  snapshot(): BoardSnapshot {
    return { ...this.#moment(), seq: this.#sources.seq(), ...wholeLists(this.#table) };
  }

  /**
   * What the events (of one command, in order, never empty) changed on the screens. After a new site file nothing of
   * before may stay, neither rooms nor queues that are no more: such a change follows on nothing a screen can have, so
   * that every screen loads the board again.
   */
  changeOf(events: readonly JournalEvent[]): BoardChange {
    const { state } = this.#sources.db;
    const touched = touchedBy(events, state);
    const first = events[0]?.seq ?? 0;
    const last = events.at(-1)?.seq ?? 0;
    return {
      ...this.#changeTo(last, touched),
      afterSeq: touched.everything ? last : first - 1,
      stale: [...touched.stale],
      events: events.map(({ seq, type, at, actor, station }) => ({ seq, type, at, actor, station })),
    };
  }

  /** How the devices are now, with the rooms whose terminals came or went. */
  changeOfDevices(roomNos: readonly string[], stale: ListName[]): BoardChange {
    const touched = { ...nothingTouched(), rooms: new Set(roomNos) };
    return { ...this.#changeTo(this.#sources.seq(), touched), devices: this.#sources.devices(), stale };
  }

  /** Everything anew without an event, as at the change of the trading day. */
  changeOfEverything(stale: ListName[]): BoardChange {
    return { ...this.#changeTo(this.#sources.seq(), { ...nothingTouched(), everything: true }), stale };
  }

  /** Nothing on the board is different, but somebody's day is to be shown. */
  spotlightOn(spotlight: BoardChange['spotlight']): BoardChange {
    return { ...this.#changeTo(this.#sources.seq(), nothingTouched()), spotlight };
  }

  /** One technician's clocks of the trading day. */
  dayOf(technicianNo: string): TechnicianDay {
    const { db, businessDate } = this.#sources;
    return technicianDay(db, businessDate(), technicianNo);
  }

  #moment(): BoardMoment {
    const { now, businessDate, catalogVersion } = this.#sources;
    return { serverTime: now(), businessDate: businessDate(), catalogVersion: catalogVersion() };
  }

  #changeTo(seq: number, touched: Touched): BoardChange {
    return {
      ...this.#moment(),
      ...{ seq, afterSeq: seq },
      ...changedLists(this.#table, touched),
      stale: [],
      spotlight: null,
      events: [],
    };
  }
}
