import type { BillLine } from '../../core/model/bills/bill.ts';
import type { Clock } from '../../core/model/clocks/clock.ts';
import { billDue, isUsable } from '../../core/rules/bills/decide.ts';
import { billsOfDay } from '../../db/parts/bills/queries.ts';
import { refusalsOf } from '../../db/parts/cards/refusals.ts';
import type { KitchenOrder } from '../../db/parts/goods/queries.ts';
import { allStock, kitchenDone, kitchenOpen } from '../../db/parts/goods/queries.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import type { BillPreview, BillView } from '../parts/bills/views.ts';
import type { RefusalView } from '../parts/cards/views.ts';
import type { KitchenLine } from '../parts/goods/views.ts';
import type { Catalog } from '../parts/site/views.ts';

/** Lists that a screen loads when it needs them. */

export function catalogOf(db: StoreDatabase, version: number): Catalog {
  const { site } = db.state.site;
  const stock = allStock(db.read);
  return {
    version,
    store: site.store,
    currencies: site.currencies,
    groups: site.groups,
    services: site.services,
    goods: site.goods.map((goods) => ({ ...goods, stock: stock.get(goods.code) ?? null })),
    tenders: site.tenders.map((tender) => ({ ...tender, usable: isUsable(tender) })),
    wristbands: site.wristbands.map((band) => band.no),
    staff: site.staff.map(({ no, name, role }) => ({ no, name, role })),
  };
}

/** What some guests owe now, with what a cashier wants to know of each line. Throws as billDue. */
export function previewOf(db: StoreDatabase, visitId: string, guestIds: readonly string[]): BillPreview {
  const { state } = db;
  const due = billDue(state, visitId, guestIds);
  const clocks = new Map(state.clocks.ofVisit(visitId).map((clock) => [clock.id, clock]));
  const bands = new Map(due.guests.map((guest) => [guest.id, guest.wristbandNo]));
  return {
    visitId,
    guestIds: due.guests.map((guest) => guest.id),
    // Whoever serves along with the priced clock is named there, not on a line of nothing.
    lines: due.lines
      .filter((line) => !isFolded(line, due.lines, clocks))
      .map((line) => {
        const clock = line.kind === 'clock' && line.refId !== null ? clocks.get(line.refId) : undefined;
        return {
          ...line,
          technicianNos: clock ? techniciansOf(clock, clocks) : [],
          startedAt: clock?.startedAt ?? null,
          endedAt: clock?.endedAt ?? null,
          wristbandNo: line.guestId === null ? null : (bands.get(line.guestId) ?? null),
        };
      }),
    totalMinor: due.totalMinor,
    openClocks: due.openClockIds.map((clockId) => {
      const clock = clocks.get(clockId);
      return { clockId, technicianNo: clock?.technicianNo ?? null, dueAt: clock?.dueAt ?? null };
    }),
  };
}

/** A clock that costs nothing beside the priced one of the same item, when both are on the bill. */
function isFolded(line: BillLine, lines: readonly BillLine[], clocks: ReadonlyMap<string, Clock>): boolean {
  const pricedId = line.kind === 'clock' && line.refId !== null ? clocks.get(line.refId)?.pairOf : null;
  return line.amountMinor === 0 && typeof pricedId === 'string' && lines.some((other) => other.refId === pricedId);
}

/** The priced clock of an item names everybody who served it. */
function techniciansOf(clock: Clock, clocks: ReadonlyMap<string, Clock>): string[] {
  const own = clock.technicianNo === null ? [] : [clock.technicianNo];
  const others = [...clocks.values()].flatMap((other) =>
    other.pairOf === clock.id && other.technicianNo !== null && other.state !== 'cancelled' ? [other.technicianNo] : [],
  );
  return [...own, ...others];
}

/** Newest first. */
export function billsOf(db: StoreDatabase, businessDate: string): BillView[] {
  return billsOfDay(db.read, businessDate)
    .map(({ id, no, roomNo, totalMinor, changeMinor, settledAt, settledBy, payments }) => ({
      ...{ id, no, roomNo, totalMinor, changeMinor, settledAt, settledBy },
      payments: payments.map(({ tenderCode, currency, amountMinor, valueMinor }) => ({
        ...{ tenderCode, currency, amountMinor, valueMinor },
      })),
    }))
    .reverse();
}

export function kitchenOf(db: StoreDatabase, businessDate: string): { waiting: KitchenLine[]; done: KitchenLine[] } {
  return {
    waiting: kitchenOpen(db.read).map(kitchenLine),
    done: kitchenDone(db.read, businessDate).map(kitchenLine),
  };
}

function kitchenLine(line: KitchenOrder): KitchenLine {
  const { id, orderId, roomNo, wristbandNo, goodsCode, category, quantity, orderedAt, orderedBy, deliveredAt } = line;
  return { id, orderId, roomNo, wristbandNo, goodsCode, category, quantity, orderedAt, orderedBy, deliveredAt };
}

/** The cards turned away today, newest first; their UIDs stay in the store. */
export function refusalsView(db: StoreDatabase, businessDate: string): RefusalView[] {
  return refusalsOf(db.read, businessDate).map(({ seq, at, place, roomNo, who, code }) => ({
    ...{ seq, at, place, roomNo, who, code },
  }));
}
