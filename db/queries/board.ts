import type { Clock } from '../../core/model/clocks/clock.ts';
import type { GoodsLine } from '../../core/model/goods/goods-line.ts';
import type { RoomRecord } from '../../core/model/rooms/room.ts';
import type { QueuePlace } from '../../core/model/rotation/queue.ts';
import type { TechnicianRecord } from '../../core/model/technicians/technician.ts';
import type { Guest, Visit } from '../../core/model/visits/visit.ts';
import type { ReadHandle } from '../connection.ts';
import { type ClockRow, clockColumns, clockOf, columns, goodsColumns, guestColumns, visitColumns } from './rows.ts';

/** What stands on the board; every list in one statement, whatever the number of rooms. */

/** Every room's record, by number as text. */
export function allRooms(read: ReadHandle): RoomRecord[] {
  return read.all<RoomRecord>('SELECT no, outOfOrder, dirtySince FROM rooms ORDER BY no');
}

/** Every technician's record, by number as text. */
export function allTechnicians(read: ReadHandle): TechnicianRecord[] {
  return read.all<TechnicianRecord>('SELECT no, duty, since, restUntil FROM technicians ORDER BY no');
}

/** Every queue's places, by queue and rank. */
export function allQueues(read: ReadHandle): Map<string, QueuePlace[]> {
  const places = read.all<QueuePlace>(
    'SELECT queueId, technicianNo, rank, since FROM queue_places ORDER BY queueId, rank, technicianNo',
  );
  return Map.groupBy(places, (place) => place.queueId);
}

/** A visit with everything in it. */
export interface FullVisit {
  visit: Visit;
  /** By ordinal, those who paid or left included. */
  guests: readonly Guest[];
  /** By time of order, then id; all states. */
  clocks: readonly Clock[];
  /** By time of order, then id; cancelled ones included. */
  goods: readonly GoodsLine[];
}

/** All open visits, by room: four statements. */
export function openVisits(read: ReadHandle): FullVisit[] {
  const visits = read.all<Visit>(`SELECT ${columns(visitColumns)} FROM visits WHERE closedAt IS NULL ORDER BY roomNo`);
  /** Rows of a table that belong to those visits; the visits come first, they are few. */
  const rowsOf = <Row extends { visitId: string }>(table: string, names: readonly string[], order: string) =>
    Map.groupBy(
      read.all<Row>(
        `SELECT ${columns(names, 't')} FROM visits CROSS JOIN ${table} AS t ON t.visitId = visits.id
         WHERE visits.closedAt IS NULL ORDER BY ${order}`,
      ),
      (row) => row.visitId,
    );
  const guests = rowsOf<Guest>('guests', guestColumns, 't.ordinal, t.id');
  const clocks = rowsOf<ClockRow>('clocks', clockColumns, 't.orderedAt, t.id');
  const goods = rowsOf<GoodsLine>('goods_lines', goodsColumns, 't.orderedAt, t.id');
  return visits.map((visit) => ({
    visit,
    guests: guests.get(visit.id) ?? [],
    clocks: (clocks.get(visit.id) ?? []).map(clockOf),
    goods: goods.get(visit.id) ?? [],
  }));
}

/** A call for service that nobody has answered. */
export interface OpenServiceCall {
  id: string;
  roomNo: string;
  calledBy: string;
  calledAt: number;
}

/** Oldest first. */
export function openServiceCalls(read: ReadHandle): OpenServiceCall[] {
  return read.all<OpenServiceCall>(
    `SELECT id, roomNo, calledBy, calledAt FROM service_calls INDEXED BY service_calls_open
     WHERE answeredAt IS NULL ORDER BY calledAt, id`,
  );
}

/** What is left of every counted article. */
export function allStock(read: ReadHandle): Map<string, number> {
  const rows = read.all<{ goodsCode: string; quantity: number }>('SELECT goodsCode, quantity FROM stock');
  return new Map(rows.map((row) => [row.goodsCode, row.quantity]));
}
