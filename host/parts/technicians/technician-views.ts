import { type ClockType, columnOf } from '../../../core/model/clock-types/clock-types.ts';
import type { StoreState } from '../../../core/model/state.ts';
import { type TechnicianRecord, technicianState } from '../../../core/model/technicians/technician.ts';
import { type ClockCount, clockCounts } from '../../../db/parts/clocks/queries.ts';
import { earnedOnDay } from '../../../db/parts/commission/queries.ts';
import type { StoreDatabase } from '../../../db/store-database.ts';
import type { TechnicianDay, TechnicianView } from './views.ts';

/** Technicians as the board shows them, in the order of the site; all of them, or `only` some. */
export function technicianViews(db: StoreDatabase, businessDate: string, only?: ReadonlySet<string>): TechnicianView[] {
  const { site } = db.state;
  const named = only && [...only];
  const counts = Map.groupBy(clockCounts(db.read, businessDate, named), (count) => count.technicianNo);
  const earned = earnedOnDay(db.read, businessDate, named);
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
        cardLostAt: site.lostCards.get(technician.card ?? '')?.at ?? null,
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

/** One technician's clocks of the trading day. */
export function technicianDay(db: StoreDatabase, businessDate: string, technicianNo: string): TechnicianDay {
  const counts = clockCounts(db.read, businessDate, [technicianNo]);
  return dayOf(db.state, counts, earnedOnDay(db.read, businessDate, [technicianNo]).get(technicianNo) ?? 0);
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
