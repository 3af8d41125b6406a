import type { ClockType } from '../../core/model/clock-types/clock-types.ts';
import { columnOf } from '../../core/model/clock-types/clock-types.ts';
import type { Clock } from '../../core/model/clocks/clock.ts';
import type { RoomRecord } from '../../core/model/rooms/room.ts';
import type { QueuePlace } from '../../core/model/rotation/queue.ts';
import type { SiteIndex } from '../../core/model/site/site-index.ts';
import type { StoreState } from '../../core/model/state.ts';
import { type TechnicianRecord, technicianState } from '../../core/model/technicians/technician.ts';
import { isPresent } from '../../core/model/visits/visit.ts';
import type { JournalEvent } from '../../core/parts/events.ts';
import { billDue } from '../../core/rules/bills/decide.ts';
import { keptReservation } from '../../core/rules/reservations/locks.ts';
import { isNextable } from '../../core/rules/rotation/choose.ts';
import type { ClockCount } from '../../db/parts/clocks/queries.ts';
import { clockCounts } from '../../db/parts/clocks/queries.ts';
import { earnedOnDay } from '../../db/parts/commission/slice.ts';
import { allRooms } from '../../db/parts/rooms/queries.ts';
import { openServiceCalls } from '../../db/parts/service-calls/queries.ts';
import { type FullVisit, openVisits } from '../../db/queries/board.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import type { CallView } from '../parts/clocks/views.ts';
import type { DeviceSummary, TerminalState } from '../parts/devices/views.ts';
import { upcoming } from '../parts/reservations/reservation-views.ts';
import type { RoomView } from '../parts/rooms/views.ts';
import type { QueueView } from '../parts/rotation/views.ts';
import type { ServiceCallView } from '../parts/service-calls/views.ts';
import type { TechnicianDay, TechnicianView } from '../parts/technicians/views.ts';
import { roomView } from './room-view.ts';
import { type Touched, touchedBy } from './touched.ts';
import type { BoardChange, BoardSnapshot } from './views.ts';

export interface BoardSources {
  db: StoreDatabase;
  now(): number;
  businessDate(): string;
  /** The journal row up to which the tables stand. */
  seq(): number;
  catalogVersion(): number;
  terminalState(roomNo: string): TerminalState;
  devices(): DeviceSummary;
}

/** Makes what the screens show out of the tables: the whole board, or what became different with some events. */
export class BoardViews {
  readonly #sources: BoardSources;

  constructor(sources: BoardSources) {
    this.#sources = sources;
  }

  snapshot(): BoardSnapshot {
    const { db, devices } = this.#sources;
    const { site } = db.state;
    return {
      ...this.#moment(),
      seq: this.#sources.seq(),
      rooms: this.#rooms(site),
      technicians: this.#technicians(site),
      queues: site.queues.map(({ id }) => this.#queue(id)),
      calls: this.#calls(),
      serviceCalls: this.#serviceCalls(),
      reservations: upcoming(db, this.#sources.now()),
      devices: devices(),
    };
  }

  /**
   * What the events (of one command, in order, never empty) changed on the screens. After a new site file nothing of
   * before may stay, neither rooms nor queues that are no more: such a change follows on nothing a screen can have, so
   * that every screen loads the board again.
   */
  changeOf(events: readonly JournalEvent[]): BoardChange {
    const { state } = this.#sources.db;
    const { site } = state;
    const touched = touchedBy(events, site, (clockId) => state.clocks.byId(clockId)?.technicianNo ?? null);
    const first = events[0]?.seq ?? 0;
    const last = events.at(-1)?.seq ?? 0;
    return {
      ...this.#moment(),
      seq: last,
      afterSeq: touched.everything ? last : first - 1,
      ...this.#touchedViews(site, touched),
      devices: null,
      stale: [...touched.stale],
      spotlight: null,
      events: events.map(({ seq, type, at, actor, station }) => ({ seq, type, at, actor, station })),
    };
  }

  /** How the devices are now, with the rooms whose terminals came or went. */
  changeOfDevices(roomNos: readonly string[], stale: BoardChange['stale']): BoardChange {
    return this.changeWithout(roomNos, { devices: this.#sources.devices(), stale });
  }

  /** A change without events: a device came or went, somebody's day is to be shown. */
  changeWithout(roomNos: readonly string[], more: Partial<BoardChange>): BoardChange {
    const { db, seq } = this.#sources;
    const at = seq();
    return {
      ...this.#moment(),
      seq: at,
      afterSeq: at,
      rooms: roomNos.flatMap((roomNo) => this.#room(db.state.site, roomNo)),
      technicians: [],
      queues: [],
      calls: null,
      serviceCalls: null,
      reservations: null,
      devices: null,
      stale: [],
      spotlight: null,
      events: [],
      ...more,
    };
  }

  /** One technician's clocks of the trading day. */
  dayOf(technicianNo: string): TechnicianDay {
    const { db, businessDate } = this.#sources;
    const counts = clockCounts(db.read, businessDate(), [technicianNo]);
    return dayOf(db.state, counts, earnedOnDay(db.read, businessDate(), [technicianNo]).get(technicianNo) ?? 0);
  }

  #moment() {
    const { now, businessDate, catalogVersion } = this.#sources;
    return { serverTime: now(), businessDate: businessDate(), catalogVersion: catalogVersion() };
  }

  #touchedViews(site: SiteIndex, touched: Touched) {
    if (touched.everything) {
      return {
        rooms: this.#rooms(site),
        technicians: this.#technicians(site),
        queues: site.queues.map(({ id }) => this.#queue(id)),
        calls: this.#calls(),
        serviceCalls: this.#serviceCalls(),
        reservations: upcoming(this.#sources.db, this.#sources.now()),
      };
    }
    return {
      rooms: [...touched.rooms].flatMap((roomNo) => this.#room(site, roomNo)),
      technicians: touched.technicians.size > 0 ? this.#technicians(site, touched.technicians) : [],
      queues: [...touched.queues].map((id) => this.#queue(id)),
      calls: touched.calls ? this.#calls() : null,
      serviceCalls: touched.serviceCalls ? this.#serviceCalls() : null,
      reservations: touched.reservations ? upcoming(this.#sources.db, this.#sources.now()) : null,
    };
  }

  #rooms(site: SiteIndex): RoomView[] {
    const { read } = this.#sources.db;
    const records = new Map(allRooms(read).map((record) => [record.no, record]));
    const visits = new Map(openVisits(read).map((full) => [full.visit.roomNo, full]));
    return site.site.rooms.map(({ no }) => this.#roomOf(site, no, records.get(no), visits.get(no) ?? null));
  }

  #room(site: SiteIndex, roomNo: string): RoomView[] {
    const { state } = this.#sources.db;
    if (!site.rooms.has(roomNo)) return [];
    const visit = state.visits.openIn(roomNo);
    const full = visit && {
      visit,
      guests: state.visits.guestsOf(visit.id),
      clocks: state.clocks.ofVisit(visit.id),
      goods: state.goods.ofVisit(visit.id),
    };
    return [this.#roomOf(site, roomNo, state.rooms.byNo(roomNo) ?? undefined, full)];
  }

  #roomOf(site: SiteIndex, roomNo: string, record: RoomRecord | undefined, visit: FullVisit | null): RoomView {
    const { state } = this.#sources.db;
    const room = site.rooms.get(roomNo) ?? { no: roomNo, floor: '', kind: '', beds: 0 };
    const present = visit?.guests.filter(isPresent).map((guest) => guest.id) ?? [];
    return roomView({
      room,
      record: record ?? { no: roomNo, outOfOrder: null, dirtySince: null },
      visit,
      totalMinor: visit && present.length > 0 ? billDue(state, visit.visit.id, present).totalMinor : 0,
      serviceCallId: state.serviceCalls.openIn(roomNo)?.id ?? null,
      terminal: this.#sources.terminalState(roomNo),
      waitingAlarmMinutes: site.site.store.waitingAlarmMinutes,
      isKept: keptReservation(state, roomNo) !== null,
    });
  }

  #technicians(site: SiteIndex, only?: ReadonlySet<string>): TechnicianView[] {
    const { db, businessDate } = this.#sources;
    const named = only && [...only];
    const counts = Map.groupBy(clockCounts(db.read, businessDate(), named), (count) => count.technicianNo);
    const earned = earnedOnDay(db.read, businessDate(), named);
    return site.site.technicians
      .filter(({ no }) => !only || only.has(no))
      .map((technician): TechnicianView => {
        const record: TechnicianRecord = db.state.technicians.byNo(technician.no) ?? {
          no: technician.no,
          duty: 'off',
          since: null,
          restUntil: null,
        };
        const clock = db.state.clocks.busyOf(technician.no);
        const marks = db.state.technicians.marks(technician.no);
        const { no, name, gender, level, groups, skills } = technician;
        return {
          ...{ no, name, gender, level, groups, skills },
          state: technicianState(record, clock, marks),
          since: record.since,
          restUntil: record.restUntil,
          heldUntil: marks?.heldUntil ?? null,
          stopped: (marks?.stoppedSince ?? null) !== null,
          pauseAsked: marks?.pauseAsked ?? false,
          cardLostAt: site.lostCards.get(technician.card)?.at ?? null,
          clock: clock && {
            clockId: clock.id,
            roomNo: clock.roomNo,
            serviceCode: clock.serviceCode,
            type: clock.type,
            dueAt: clock.dueAt,
          },
          today: dayOf(db.state, counts.get(no) ?? [], earned.get(no) ?? 0),
        };
      });
  }

  #queue(queueId: string): QueueView {
    const { db, businessDate } = this.#sources;
    const { state } = db;
    const today = businessDate();
    const queue = state.site.queues.find(({ id }) => id === queueId);
    const places = state.rotation.queue(queueId).map(({ technicianNo }: QueuePlace, index) => ({
      technicianNo,
      position: index + 1,
      available: isNextable(state, queueId, technicianNo, today),
    }));
    return { id: queueId, group: queue?.group ?? '', gender: queue?.gender ?? null, places };
  }

  #calls(): CallView[] {
    const { db } = this.#sources;
    return db.state.clocks
      .busy()
      .filter((clock) => clock.state === 'called')
      .sort(
        (a, b) => (b.calledAt ?? 0) - (a.calledAt ?? 0) || ((a.technicianNo ?? '') < (b.technicianNo ?? '') ? -1 : 1),
      )
      .map((clock) => this.#call(clock));
  }

  #call(clock: Clock): CallView {
    const guests = this.#sources.db.state.visits.guestsOf(clock.visitId).filter(isPresent);
    return {
      clockId: clock.id,
      technicianNo: clock.technicianNo ?? '',
      roomNo: clock.roomNo,
      serviceCode: clock.serviceCode,
      type: clock.type,
      wristbandNo: guests.find((guest) => guest.id === clock.guestId)?.wristbandNo ?? null,
      guestCount: guests.length,
      calledAt: clock.calledAt ?? clock.orderedAt,
      callCount: clock.callCount,
      lateAt: clock.lateAt,
    };
  }

  #serviceCalls(): ServiceCallView[] {
    return openServiceCalls(this.#sources.db.read).map(({ id, roomNo, calledBy, calledAt }) => ({
      id,
      roomNo,
      by: calledBy,
      at: calledAt,
    }));
  }
}

function dayOf(state: StoreState, counts: readonly ClockCount[], commissionMinor: number): TechnicianDay {
  const day: TechnicianDay = { rotation: 0, requested: 0, extension: 0, turnoverMinor: 0, commissionMinor };
  const types = new Map<ClockType, number>();
  for (const one of counts) {
    const { type, count, halves, amountMinor } = one;
    day.turnoverMinor += amountMinor;
    const column = columnOf(one, state);
    if (column === 'extension') day.extension += halves;
    else if (column !== 'none') day[column] += count;
    if (type === 'picked' || type === 'call' || type === 'converted') types.set(type, (types.get(type) ?? 0) + count);
  }
  if (types.size > 0) day.types = [...types].map(([type, count]) => ({ type, count }));
  return day;
}
