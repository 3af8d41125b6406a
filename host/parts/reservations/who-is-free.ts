import { addDays, businessDateOf, minuteMs } from '../../../core/kernel/time.ts';
import { instantOf, shiftSpan } from '../../../core/model/attendance/day.ts';
import { rosterMissesOf, type WantedTime } from '../../../core/model/reservations/off-roster.ts';
import { endOf, overlap, type Reservation, techniciansIn } from '../../../core/model/reservations/reservation.ts';
import type { StoreDatabase } from '../../../db/store-database.ts';
import type { AwayTime, BookableTechnician, FreeQuestion } from './views.ts';

/** The longest reservation: whatever reaches into an instant began no earlier than so long before. */
const longestMs = 720 * minuteMs;

/** Everybody at a time that is asked about: free, booked for others, or down for something else. In the site's order. */
export function bookableAt(
  { state }: Pick<StoreDatabase, 'state'>,
  { startsAt, minutes, exceptId }: FreeQuestion,
): BookableTechnician[] {
  const { timeZone, businessDayStartsAt } = state.site.site.store;
  const wanted: WantedTime = { startsAt, minutes, forDate: businessDateOf(startsAt, timeZone, businessDayStartsAt) };
  const others = state.reservations
    .booked(startsAt - longestMs, endOf(wanted))
    .filter((one) => one.id !== exceptId && overlap(one, wanted));
  const entries = new Map(
    state.attendance.roster(wanted.forDate, wanted.forDate).map(({ technicianNo, entry }) => [technicianNo, entry]),
  );
  return state.site.site.technicians.map(({ no, name, skills }) => {
    const booked = others.find((one) => techniciansIn(one).includes(no));
    const asked = { ...wanted, items: [{ serviceCode: '', technicianNos: [no] }] };
    const [miss] = rosterMissesOf(asked, state.attendance, state.site.site.store);
    return {
      ...{ no, name, skills, entry: entries.get(no) ?? null, miss: miss ?? null },
      booked: booked ? bookedFor(booked) : null,
    };
  });
}

function bookedFor(reservation: Reservation): NonNullable<BookableTechnician['booked']> {
  return { guestName: reservation.guestName, fromAt: reservation.startsAt, untilAt: endOf(reservation) };
}

/** When technicians are not there on a trading day, by the roster: what is left of the day beside their shifts. */
export function awayTimes({ state }: Pick<StoreDatabase, 'state'>, date: string): AwayTime[] {
  const { store } = state.site.site;
  const dayFromAt = instantOf(date, store.businessDayStartsAt, store.timeZone);
  const dayToAt = instantOf(addDays(date, 1), store.businessDayStartsAt, store.timeZone);
  const byTechnician = Map.groupBy(
    state.attendance.roster(addDays(date, -1), date),
    ({ technicianNo }) => technicianNo,
  );
  return [...byTechnician].flatMap(([technicianNo, days]) => {
    const own = days.find((day) => day.date === date);
    // Of a day nobody has written down nothing is known.
    if (!own) return [];
    const shifts = days.flatMap((day) => (day.entry.kind === 'shift' ? shiftSpan(day.date, day.entry, store) : []));
    return gapsIn(shifts, dayFromAt, dayToAt).map((gap) => ({ technicianNo, entry: own.entry, ...gap }));
  });
}

/** What of a day no shift covers; shifts by time. */
function gapsIn(shifts: readonly { fromAt: number; toAt: number }[], dayFromAt: number, dayToAt: number) {
  const gaps: { fromAt: number; toAt: number }[] = [];
  let reached = dayFromAt;
  for (const { fromAt, toAt } of shifts) {
    if (fromAt > reached) gaps.push({ fromAt: reached, toAt: Math.min(fromAt, dayToAt) });
    reached = Math.max(reached, toAt);
  }
  if (reached < dayToAt) gaps.push({ fromAt: reached, toAt: dayToAt });
  return gaps;
}
