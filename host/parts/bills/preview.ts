import type { BillLine } from '../../../core/model/bills/bill-schema.ts';

import type { Clock } from '../../../core/model/clocks/clock.ts';
import { billDue } from '../../../core/rules/bills/decide.ts';
import type { StoreDatabase } from '../../../db/store-database.ts';
import type { BillPreview } from './views.ts';

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
    currency: due.currency,
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
