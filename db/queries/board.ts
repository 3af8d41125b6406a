import type { Clock } from '../../core/model/clocks/clock.ts';
import type { GoodsLine } from '../../core/model/goods/goods-line.ts';
import type { Guest, Visit } from '../../core/model/visits/visit.ts';
import { columns } from '../engine/columns.ts';
import type { ReadHandle } from '../engine/connection.ts';
import type { ClockRow } from '../parts/clocks/rows.ts';
import { clockColumns, clockOf } from '../parts/clocks/rows.ts';
import { goodsColumns } from '../parts/goods/rows.ts';
import { guestColumns, visitColumns } from '../parts/visits/rows.ts';

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
