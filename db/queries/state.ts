import type { Authorisation } from '../../core/authorisations/authorisation.ts';
import { StoreError } from '../../core/error.ts';
import type { GoodsLine } from '../../core/goods/goods-line.ts';
import type { RoomRecord } from '../../core/rooms/room.ts';
import type { QueuePlace } from '../../core/rotation/queue.ts';
import type { SiteIndex } from '../../core/site/site-index.ts';
import type { StoreState } from '../../core/store/state.ts';
import type { TechnicianRecord } from '../../core/technicians/technician.ts';
import type { Guest, Visit } from '../../core/visits/visit.ts';
import type { ReadHandle, SqlValue } from '../connection.ts';
import type { SiteCache } from '../site-cache.ts';
import { StoredAttendance } from './attendance.ts';
import { BusyClocks } from './busy-clocks.ts';
import { storedClockTypes } from './clock-types.ts';
import { StoredPay } from './pay-state.ts';
import { bookedBetween, lockAt, openLocks, reservationById } from './reservations.ts';
import { allMarks, calledBehind, hasJoined, lastLeft, marksOf, movesInQueue, storedPolicies } from './rotation.ts';
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
 * that is how SQLite finds them.
 */
export class StoredState implements StoreState {
  readonly pay: StoredPay;
  readonly attendance: StoredAttendance;
  readonly #read: ReadHandle;
  readonly #sites: SiteCache;
  readonly #busy: BusyClocks;

  constructor(read: ReadHandle, sites: SiteCache) {
    this.#read = read;
    this.#busy = new BusyClocks(read);
    this.pay = new StoredPay(read);
    this.attendance = new StoredAttendance(read);
    this.#sites = sites;
  }

  get site(): SiteIndex {
    const index = this.#sites.current(this.#read);
    if (!index) throw new StoreError('STORE_NOT_SET_UP');
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
    return this.#read.all<Guest>(`${guestSql} WHERE visitId = ? ORDER BY ordinal, id`, visitId);
  }

  guestWithWristband(wristbandNo: string) {
    return this.#one<Guest>(`${guestSql} WHERE wristbandNo = ? AND billId IS NULL AND leftAt IS NULL`, wristbandNo);
  }

  clock(clockId: string) {
    return this.#clocks('WHERE id = ?', clockId)[0] ?? null;
  }

  clocksOf(visitId: string) {
    return this.#clocks('WHERE visitId = ? ORDER BY orderedAt, id', visitId);
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
    return this.#clocks(`WHERE state = 'ordered' ORDER BY orderedAt, id`);
  }

  clocksToRemind(dueAt: number) {
    return this.#clocks(
      `WHERE state = 'started' AND parentId IS NULL AND remindedAt IS NULL AND dueAt <= ? ORDER BY dueAt, id`,
      dueAt,
    );
  }

  clocksOfItem(pricedClockId: string) {
    return this.pay.clocksOfItem(pricedClockId);
  }

  clockTypes() {
    return storedClockTypes(this.#read);
  }

  technician(technicianNo: string) {
    return this.#one<TechnicianRecord>('SELECT no, duty, since, restUntil FROM technicians WHERE no = ?', technicianNo);
  }

  marks(technicianNo: string) {
    return marksOf(this.#read, technicianNo);
  }

  allMarks() {
    return allMarks(this.#read);
  }

  policies() {
    return storedPolicies(this.#read);
  }

  clocksOnDay(technicianNo: string, businessDate: string) {
    return this.#clocks(
      `WHERE businessDate = ? AND technicianNo = ? AND parentId IS NULL
         AND state IN ('called', 'started', 'ended') ORDER BY orderedAt, id`,
      businessDate,
      technicianNo,
    );
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
    return this.#read.all<QueuePlace>(
      'SELECT queueId, technicianNo, rank, since FROM queue_places WHERE queueId = ? ORDER BY rank, technicianNo',
      queueId,
    );
  }

  reservation(reservationId: string) {
    return reservationById(this.#read, reservationId);
  }

  bookedReservations(fromAt: number, toAt: number) {
    return bookedBetween(this.#read, fromAt, toAt);
  }

  locks() {
    return openLocks(this.#read);
  }

  lockAt(technicianNo: string, at: number) {
    return lockAt(this.#read, technicianNo, at);
  }

  goodsLine(lineId: string) {
    return this.#one<GoodsLine>(`${goodsSql} WHERE id = ?`, lineId);
  }

  goodsOf(visitId: string) {
    return this.#read.all<GoodsLine>(`${goodsSql} WHERE visitId = ? ORDER BY orderedAt, id`, visitId);
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
    return readBills(this.#read, 'visitId = ?', visitId);
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
