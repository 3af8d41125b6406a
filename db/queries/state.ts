import type { Authorisation } from '../../core/model/authorisations/authorisation.ts';
import type { Bill } from '../../core/model/bills/bill.ts';
import type { Clock } from '../../core/model/clocks/clock.ts';
import type { ClockTypeSettings } from '../../core/model/clocks/clock-types.ts';
import type { GoodsLine } from '../../core/model/goods/goods-line.ts';
import type { Reservation, TechnicianLock } from '../../core/model/reservations/reservation.ts';
import type { RoomRecord } from '../../core/model/rooms/room.ts';
import type { QueuePlace } from '../../core/model/rotation/queue.ts';
import { siteError } from '../../core/model/site/errors.ts';
import type { SiteIndex } from '../../core/model/site/site-index.ts';
import type { TechnicianRecord } from '../../core/model/technicians/technician.ts';
import type { Guest, Visit } from '../../core/model/visits/visit.ts';
import type { StoreState } from '../../core/parts/state.ts';
import type { TechnicianMarks } from '../../core/rules/technicians/marks.ts';
import type { ReadHandle, SqlValue } from '../connection.ts';
import { Kept, KeptByKey } from '../kept.ts';
import type { SiteCache } from '../site-cache.ts';
import { StoredAttendance } from './attendance.ts';
import { allQueues, allTechnicians } from './board.ts';
import { BusyClocks } from './busy-clocks.ts';
import { storedClockTypes } from './clock-types.ts';
import { StoredPay } from './pay-state.ts';
import { allBooked, lockAt, openLocks, reservationById } from './reservations.ts';
import {
  allMarks,
  calledBehind,
  hasJoined,
  lastLeft,
  movesInQueue,
  type StoredPolicy,
  storedPolicies,
} from './rotation.ts';
import {
  type ClockRow,
  clockColumns,
  clockOf,
  columns,
  goodsColumns,
  guestColumns,
  readBills,
  visitColumns,
} from './rows.ts';

const visitSql = `SELECT ${columns(visitColumns)} FROM visits`;
const guestSql = `SELECT ${columns(guestColumns)} FROM guests`;
const clockSql = `SELECT ${columns(clockColumns)} FROM clocks`;
const goodsSql = `SELECT ${columns(goodsColumns)} FROM goods_lines`;

/**
 * The store as it stands on one connection. The conditions of partial indexes are written out as in the schema:
 * that is how SQLite finds them. What one decision asks again and again is read once, and kept until its tables are
 * written to.
 */
export class StoredState implements StoreState {
  readonly pay: StoredPay;
  readonly attendance: StoredAttendance;
  readonly #read: ReadHandle;
  readonly #sites: SiteCache;
  readonly #busy: BusyClocks;
  readonly #technicians: Kept<ReadonlyMap<string, TechnicianRecord>>;
  readonly #marks: Kept<readonly TechnicianMarks[]>;
  readonly #marksOf: Kept<ReadonlyMap<string, TechnicianMarks>>;
  readonly #queues: Kept<ReadonlyMap<string, readonly QueuePlace[]>>;
  readonly #policies: Kept<readonly StoredPolicy[]>;
  readonly #clockTypes: Kept<ClockTypeSettings>;
  readonly #waiting: Kept<readonly Clock[]>;
  readonly #booked: Kept<readonly Reservation[]>;
  readonly #locks: Kept<readonly TechnicianLock[]>;
  readonly #guestsOf: KeptByKey<readonly Guest[]>;
  readonly #clocksOf: KeptByKey<readonly Clock[]>;
  readonly #goodsOf: KeptByKey<readonly GoodsLine[]>;
  readonly #billsOf: KeptByKey<readonly Bill[]>;

  constructor(read: ReadHandle, sites: SiteCache) {
    this.#read = read;
    this.#sites = sites;
    this.pay = new StoredPay(read);
    this.attendance = new StoredAttendance(read);
    this.#busy = new BusyClocks(read);
    this.#technicians = new Kept(read, ['technicians'], () => byNo(allTechnicians(read), ({ no }) => no));
    this.#marks = new Kept(read, ['technician_marks'], () => allMarks(read));
    this.#marksOf = new Kept(read, ['technician_marks'], () => byNo(this.#marks.value, (one) => one.technicianNo));
    this.#queues = new Kept(read, ['queue_places'], () => allQueues(read));
    this.#policies = new Kept(read, ['rotation_policies'], () => storedPolicies(read));
    this.#clockTypes = new Kept(read, ['clock_types'], () => storedClockTypes(read));
    this.#waiting = new Kept(read, ['clocks'], () => this.#clocks(`WHERE state = 'ordered' ORDER BY orderedAt, id`));
    this.#booked = new Kept(read, ['reservations'], () => allBooked(read));
    this.#locks = new Kept(read, ['technician_locks', 'clocks'], () => openLocks(read));
    this.#guestsOf = new KeptByKey(read, ['guests'], (visitId) =>
      read.all<Guest>(`${guestSql} WHERE visitId = ? ORDER BY ordinal, id`, visitId),
    );
    this.#clocksOf = new KeptByKey(read, ['clocks'], (visitId) =>
      this.#clocks('WHERE visitId = ? ORDER BY orderedAt, id', visitId),
    );
    this.#goodsOf = new KeptByKey(read, ['goods_lines'], (visitId) =>
      read.all<GoodsLine>(`${goodsSql} WHERE visitId = ? ORDER BY orderedAt, id`, visitId),
    );
    this.#billsOf = new KeptByKey(read, ['bills', 'bill_lines', 'payments'], (visitId) =>
      readBills(read, 'visitId = ?', visitId),
    );
  }

  get site(): SiteIndex {
    const index = this.#sites.current(this.#read);
    if (!index) throw siteError('STORE_NOT_SET_UP');
    return index;
  }

  room(roomNo: string) {
    return this.#one<RoomRecord>('SELECT no, outOfOrder, dirtySince FROM rooms WHERE no = ?', roomNo);
  }

  visit(visitId: string) {
    return this.#one<Visit>(`${visitSql} WHERE id = ?`, visitId);
  }

  openVisitIn(roomNo: string) {
    return this.#one<Visit>(`${visitSql} WHERE roomNo = ? AND closedAt IS NULL`, roomNo);
  }

  guest(guestId: string) {
    return this.#one<Guest>(`${guestSql} WHERE id = ?`, guestId);
  }

  guestsOf(visitId: string) {
    return this.#guestsOf.get(visitId);
  }

  guestWithWristband(wristbandNo: string) {
    return this.#one<Guest>(`${guestSql} WHERE wristbandNo = ? AND billId IS NULL AND leftAt IS NULL`, wristbandNo);
  }

  clock(clockId: string) {
    return this.#clocks('WHERE id = ?', clockId)[0] ?? null;
  }

  clocksOf(visitId: string) {
    return this.#clocksOf.get(visitId);
  }

  extensionsOf(clockId: string) {
    return this.#clocks('WHERE parentId = ? ORDER BY orderedAt, id', clockId);
  }

  busyClocks() {
    return this.#busy.all();
  }

  busyClockOf(technicianNo: string) {
    return this.#busy.of(technicianNo);
  }

  waitingClocks() {
    return this.#waiting.value;
  }

  clocksToRemind(dueAt: number) {
    return this.#busy.toRemind(dueAt);
  }

  clocksOfItem(pricedClockId: string) {
    return this.pay.clocksOfItem(pricedClockId);
  }

  clockTypes() {
    return this.#clockTypes.value;
  }

  technician(technicianNo: string) {
    return this.#technicians.value.get(technicianNo) ?? null;
  }

  marks(technicianNo: string) {
    return this.#marksOf.value.get(technicianNo) ?? null;
  }

  allMarks() {
    return this.#marks.value;
  }

  policies() {
    return this.#policies.value;
  }

  clocksOnDay(technicianNo: string, businessDate: string) {
    return this.#clocks(
      `WHERE businessDate = ? AND technicianNo = ? AND parentId IS NULL
         AND state IN ('called', 'started', 'ended') ORDER BY orderedAt, id`,
      businessDate,
      technicianNo,
    );
  }

  clocksOnDayAtMost(technicianNo: string, businessDate: string) {
    return this.#count('FROM clocks WHERE businessDate = ? AND technicianNo = ?', businessDate, technicianNo);
  }

  hasJoined(queueId: string, technicianNo: string, businessDate: string) {
    return hasJoined(this.#read, queueId, technicianNo, businessDate);
  }

  lastLeft(queueId: string, technicianNo: string, businessDate: string) {
    return lastLeft(this.#read, queueId, technicianNo, businessDate);
  }

  calledBehind(queueId: string, rank: number, sinceAt: number) {
    return calledBehind(this.#read, queueId, rank, sinceAt);
  }

  movesInQueue(queueId: string, fromAt: number, toAt: number) {
    return movesInQueue(this.#read, queueId, fromAt, toAt);
  }

  queue(queueId: string) {
    return this.#queues.value.get(queueId) ?? [];
  }

  reservation(reservationId: string) {
    return reservationById(this.#read, reservationId);
  }

  bookedReservations(fromAt: number, toAt: number) {
    return this.#booked.value.filter(({ startsAt }) => startsAt >= fromAt && startsAt <= toAt);
  }

  locks() {
    return this.#locks.value;
  }

  lockAt(technicianNo: string, at: number) {
    return lockAt(this.#read, technicianNo, at);
  }

  goodsLine(lineId: string) {
    return this.#one<GoodsLine>(`${goodsSql} WHERE id = ?`, lineId);
  }

  goodsOf(visitId: string) {
    return this.#goodsOf.get(visitId);
  }

  stockOf(goodsCode: string) {
    // An article may have stopped being counted; its last count stays in the table.
    if (this.site.goods.get(goodsCode)?.stock === undefined) return null;
    return this.#one<{ quantity: number }>('SELECT quantity FROM stock WHERE goodsCode = ?', goodsCode)?.quantity ?? 0;
  }

  authorisation(authorisationId: string) {
    return this.#one<Authorisation>(
      `SELECT id, act, subject, amountMinor, reason, givenBy, askedBy, givenAt, expiresAt, usedAt
       FROM authorisations WHERE id = ?`,
      authorisationId,
    );
  }

  billsOf(visitId: string) {
    return this.#billsOf.get(visitId);
  }

  serviceCall(callId: string) {
    return this.#one<{ id: string; roomNo: string; answeredAt: number | null }>(
      'SELECT id, roomNo, answeredAt FROM service_calls WHERE id = ?',
      callId,
    );
  }

  openServiceCallIn(roomNo: string) {
    return this.#one<{ id: string }>(
      'SELECT id FROM service_calls WHERE roomNo = ? AND answeredAt IS NULL ORDER BY calledAt LIMIT 1',
      roomNo,
    );
  }

  visitCount(businessDate: string) {
    return this.#count('FROM visits WHERE businessDate = ?', businessDate);
  }

  billCount(businessDate: string) {
    return this.#count('FROM bills WHERE businessDate = ?', businessDate);
  }

  #one<Row>(sql: string, ...params: SqlValue[]): Row | null {
    return this.#read.get<Row>(sql, ...params) ?? null;
  }

  #clocks(where: string, ...params: SqlValue[]) {
    return this.#read.all<ClockRow>(`${clockSql} ${where}`, ...params).map(clockOf);
  }

  #count(from: string, ...params: SqlValue[]): number {
    return this.#read.get<{ count: number }>(`SELECT COUNT(*) AS count ${from}`, ...params)?.count ?? 0;
  }
}

function byNo<T>(all: readonly T[], noOf: (one: T) => string): ReadonlyMap<string, T> {
  return new Map(all.map((one) => [noOf(one), one]));
}
