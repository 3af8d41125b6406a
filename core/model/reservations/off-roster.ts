import type { StoreError } from '../../kernel/error.ts';
import { addDays } from '../../kernel/time.ts';
import { type StoreDay, shiftSpan } from '../attendance/day.ts';
import type { AttendanceState } from '../attendance/roster.ts';
import type { RosterEntry } from '../attendance/roster-entry.ts';
import { reservationError } from './errors.ts';
import { endOf, techniciansIn } from './reservation.ts';
import type { ReservationDetails } from './reservation-details.ts';
import type { RosterMiss } from './roster-miss.ts';

/** The roster against what is booked: who is asked for at a time at which she or he is down for something else. */

/** The time a technician is wanted for, and the trading day it is on. */
export type WantedTime = Pick<ReservationDetails, 'startsAt' | 'minutes'> & { forDate: string };

/**
 * What speaks against a technician at a time; null where nothing does: the whole time is within a shift, also one of
 * the trading day before that goes on over the cut-over, or nobody has written anything down for that day.
 */
export function rosterMiss(
  technicianNo: string,
  wanted: WantedTime,
  entryOn: (date: string) => RosterEntry | null,
  store: StoreDay,
): RosterMiss | null {
  const { forDate: date } = wanted;
  const before = addDays(date, -1);
  if (isWithin(wanted, before, entryOn(before), store)) return null;
  const entry = entryOn(date);
  if (!entry || isWithin(wanted, date, entry, store)) return null;
  switch (entry.kind) {
    case 'leave':
      return { technicianNo, date, why: 'leave', leave: entry.leave };
    case 'off':
      return { technicianNo, date, why: 'off' };
    case 'shift':
      return { technicianNo, date, why: 'shift', from: entry.from, to: entry.to };
  }
}

/** The same of everybody a reservation asks for, as the roster stands. */
export function rosterMissesOf(
  reservation: Pick<ReservationDetails, 'items'> & WantedTime,
  attendance: Pick<AttendanceState, 'roster'>,
  store: StoreDay,
): RosterMiss[] {
  const { forDate } = reservation;
  return techniciansIn(reservation).flatMap((technicianNo) => {
    const days = attendance.roster(addDays(forDate, -1), forDate, technicianNo);
    const entryOn = (date: string) => days.find((day) => day.date === date)?.entry ?? null;
    return rosterMiss(technicianNo, reservation, entryOn, store) ?? [];
  });
}

/**
 * Those of the misses that have to be answered for: not what stood there before, when neither the time nor the
 * technician is another.
 */
export function newMisses(
  misses: readonly RosterMiss[],
  wanted: WantedTime,
  before: (Pick<ReservationDetails, 'items'> & WantedTime) | null,
): readonly RosterMiss[] {
  if (!before || before.startsAt !== wanted.startsAt || before.minutes !== wanted.minutes) return misses;
  const known = techniciansIn(before);
  return misses.filter(({ technicianNo }) => !known.includes(technicianNo));
}

/** Says what the roster has against it: TECHNICIAN_ON_LEAVE, TECHNICIAN_DAY_OFF or TECHNICIAN_OFF_SHIFT. */
export function offRoster(miss: RosterMiss): StoreError {
  const { technicianNo, date } = miss;
  switch (miss.why) {
    case 'leave':
      return reservationError('TECHNICIAN_ON_LEAVE', { technicianNo, date });
    case 'off':
      return reservationError('TECHNICIAN_DAY_OFF', { technicianNo, date });
    case 'shift':
      return reservationError('TECHNICIAN_OFF_SHIFT', { technicianNo, date, from: miss.from, to: miss.to });
  }
}

function isWithin(wanted: WantedTime, date: string, entry: RosterEntry | null, store: StoreDay): boolean {
  if (entry?.kind !== 'shift') return false;
  const { fromAt, toAt } = shiftSpan(date, entry, store);
  return fromAt <= wanted.startsAt && endOf(wanted) <= toAt;
}
