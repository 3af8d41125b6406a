import type { DecisionContext } from '../../kernel/context.ts';
import { changedMeanwhile } from '../../kernel/errors.ts';
import { businessDateOf, dayMs, formatTime, minuteMs } from '../../kernel/time.ts';
import { clockError } from '../../model/clocks/errors.ts';
import type { CommandData } from '../../model/commands.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import { reservationError } from '../../model/reservations/errors.ts';
import { factsOf, namedIn, openReservation } from '../../model/reservations/find.ts';
import { newMisses, offRoster, rosterMissesOf, type WantedTime } from '../../model/reservations/off-roster.ts';
import {
  endOf,
  minutesOf,
  overlap,
  type Reservation,
  reservationRulesOf,
  techniciansIn,
} from '../../model/reservations/reservation.ts';
import type { BookedItem, ReservationDetails } from '../../model/reservations/reservation-details.ts';
import type { RosterAsked } from '../../model/reservations/roster-miss.ts';
import { roomError } from '../../model/rooms/errors.ts';
import { roomOf } from '../../model/rooms/find.ts';
import { guestsFor, techniciansFor } from '../../model/site/defaults.ts';
import { serviceOf } from '../../model/site/find.ts';
import type { StoreState } from '../../model/state.ts';
import { technicianError } from '../../model/technicians/errors.ts';
import { technicianOf } from '../../model/technicians/find.ts';

/** The longest reservation: whatever overlaps an instant began no earlier than so long before. */
const longestMs = 720 * minuteMs;
const daysAhead = 366;

/** Books: refused where the room or a technician is booked for that time already. */
export function book(state: StoreState, data: CommandData<'reservation.book'>, ctx: DecisionContext): StoreEvent[] {
  const details = checked(state, data, ctx, null);
  const reservationId = ctx.newId();
  const forDate = dateOf(state, details);
  const roster = asksRoster(state, { ...details, forDate }, data.despiteRoster, null);
  return [event('reservation.booked', { reservationId, ...details, forDate, roster })];
}

/** Moves or edits a reservation whose guests have not come yet. */
export function change(state: StoreState, data: CommandData<'reservation.change'>, ctx: DecisionContext): StoreEvent[] {
  const before = openReservation(state, data.reservationId);
  if (data.was !== undefined && data.was !== before.revision) throw changedMeanwhile(before.roomNo ?? '');
  const details = checked(state, data, ctx, before);
  const forDate = dateOf(state, details);
  const roster = asksRoster(state, { ...details, forDate }, data.despiteRoster, before);
  return [
    event('reservation.changed', {
      reservationId: before.id,
      ...details,
      forDate,
      fromRoomNo: before.roomNo,
      fromTechnicianNos: techniciansIn(before),
      roster,
    }),
  ];
}

export function cancelReservation(state: StoreState, data: CommandData<'reservation.cancel'>): StoreEvent[] {
  const reservation = openReservation(state, data.reservationId);
  return [event('reservation.cancelled', { ...factsOf(reservation), reason: data.reason })];
}

/** Those who did not come: asked by the store's own clock. */
export function markNoShows(state: StoreState, ctx: DecisionContext): StoreEvent[] {
  const { noShowMinutes } = reservationRulesOf(state.site.site);
  return state.reservations
    .booked(0, ctx.at - noShowMinutes * minuteMs)
    .map((reservation) => event('reservation.noShow', factsOf(reservation)));
}

/** What begins by itself as the time comes near: the room is kept, the desk reminded, the technicians locked. */
export function settleReservations(
  state: Pick<StoreState, 'site' | 'reservations'>,
  { at }: Pick<DecisionContext, 'at'>,
): StoreEvent[] {
  const { lockMinutes, keepRoomMinutes } = reservationRulesOf(state.site.site);
  const soon = state.reservations.booked(0, at + Math.max(lockMinutes, keepRoomMinutes) * minuteMs);
  return soon.flatMap((reservation) => {
    const { id, roomNo, startsAt, keptAt, lockedAt } = reservation;
    const technicianNos = techniciansIn(reservation);
    const keeps = keptAt === null && startsAt - keepRoomMinutes * minuteMs <= at;
    const locks = lockedAt === null && technicianNos.length > 0 && startsAt - lockMinutes * minuteMs <= at;
    return [
      ...(keeps ? [event('reservation.kept', { reservationId: id, roomNo, startsAt })] : []),
      ...(locks
        ? [event('reservation.techniciansLocked', { reservationId: id, roomNo, startsAt, technicianNos })]
        : []),
    ];
  });
}

/** When the store's own clock has to look again, UTC ms; infinite while nothing is booked. */
export function nextDueOf(state: Pick<StoreState, 'site' | 'reservations'>): number {
  const { lockMinutes, keepRoomMinutes, noShowMinutes } = reservationRulesOf(state.site.site);
  let next = Number.POSITIVE_INFINITY;
  for (const reservation of state.reservations.booked(0, Number.MAX_SAFE_INTEGER)) {
    const { startsAt, keptAt, lockedAt } = reservation;
    const firstOfAll = startsAt - Math.max(lockMinutes, keepRoomMinutes) * minuteMs;
    // Sorted by time: from here on nothing can be due earlier.
    if (firstOfAll > next) break;
    if (keptAt === null) next = Math.min(next, startsAt - keepRoomMinutes * minuteMs);
    if (lockedAt === null && techniciansIn(reservation).length > 0) {
      next = Math.min(next, startsAt - lockMinutes * minuteMs);
    }
    next = Math.min(next, startsAt + noShowMinutes * minuteMs);
  }
  return next;
}

type Wanted = Omit<CommandData<'reservation.book'>, 'despiteRoster'>;

/** The details, complete and possible; `self` is the reservation that is being changed. */
function checked(state: StoreState, data: Wanted, ctx: DecisionContext, self: Reservation | null): ReservationDetails {
  const { roomNo, startsAt, guestCount, guestName, phone, note, items } = data;
  const { timeZone } = state.site.site.store;
  if (startsAt < ctx.at && startsAt !== self?.startsAt) {
    throw reservationError('RESERVATION_IN_PAST', { time: formatTime(startsAt, timeZone) });
  }
  if (startsAt > ctx.at + daysAhead * dayMs) throw reservationError('RESERVATION_TOO_FAR', { days: daysAhead });
  // What was booked and has left the settings since stays: the rest can be put right all the same.
  const isGone = roomNo === self?.roomNo && !state.site.rooms.has(roomNo ?? '');
  if (roomNo !== null && !isGone) checkRoom(state, roomNo, guestCount);
  checkItems(state, items, guestCount, self?.items ?? []);
  const minutes = data.minutes ?? minutesOf(items, (code) => state.site.services.get(code)?.minutes);
  const details = { roomNo, startsAt, minutes, guestCount, guestName, phone, note, items };
  for (const other of takenAround(state, details)) {
    if (other.id === self?.id) continue;
    checkOverlap(state, details, other);
  }
  return details;
}

function checkRoom(state: StoreState, roomNo: string, guestCount: number): void {
  roomOf(state, roomNo);
  const room = state.site.rooms.get(roomNo);
  if (!room) throw roomError('ROOM_UNKNOWN', { roomNo });
  if (guestCount > room.beds) throw roomError('ROOM_TOO_SMALL', { roomNo, beds: room.beds });
}

/** Every item known, for guests who come, by technicians who can. */
function checkItems(
  state: StoreState,
  items: readonly BookedItem[],
  guestCount: number,
  before: readonly BookedItem[],
): void {
  const chosen = new Set<string>();
  let guests = 0;
  for (const { serviceCode, technicianNos } of items) {
    const stood = before.find((item) => item.serviceCode === serviceCode);
    const isGone = stood !== undefined && !state.site.services.has(serviceCode);
    const service = isGone ? undefined : serviceOf(state, serviceCode);
    guests += guestsFor(service);
    const technicians = techniciansFor(service);
    if (technicianNos.length > technicians) throw clockError('TOO_MANY_TECHNICIANS', { serviceCode, technicians });
    for (const technicianNo of technicianNos) {
      const hasLeft = stood?.technicianNos.includes(technicianNo) && !state.site.technicians.has(technicianNo);
      if (!hasLeft) requireAble(state, technicianNo, { serviceCode, skill: service?.skill });
      if (chosen.has(technicianNo)) throw technicianError('TECHNICIAN_TWICE', { technicianNo });
      chosen.add(technicianNo);
    }
  }
  if (guests > guestCount) throw reservationError('RESERVATION_TOO_MANY_ITEMS', { guests: guestCount });
}

/** `skill` undefined: of an item that is not sold any more. Throws TECHNICIAN_UNKNOWN, TECHNICIAN_NOT_SKILLED. */
function requireAble(
  state: StoreState,
  technicianNo: string,
  { serviceCode, skill }: { serviceCode: string; skill: string | undefined },
): void {
  technicianOf(state, technicianNo);
  if (skill === undefined || state.site.technicians.get(technicianNo)?.skills.includes(skill)) return;
  throw technicianError('TECHNICIAN_NOT_SKILLED', { technicianNo, serviceCode });
}

/** Throws ROOM_BOOKED or TECHNICIAN_BOOKED, with what and when. */
function checkOverlap(state: StoreState, wanted: ReservationDetails, other: Reservation): void {
  const { timeZone } = state.site.site.store;
  const when = {
    from: formatTime(other.startsAt, timeZone),
    until: formatTime(endOf(other), timeZone),
    guestName: namedIn(other),
    reservationId: other.id,
  };
  if (wanted.roomNo !== null && wanted.roomNo === other.roomNo) {
    throw reservationError('ROOM_BOOKED', { roomNo: wanted.roomNo, ...when });
  }
  const others = techniciansIn(other);
  const technicianNo = techniciansIn(wanted).find((no) => others.includes(no));
  if (technicianNo !== undefined) throw reservationError('TECHNICIAN_BOOKED', { technicianNo, ...when });
}

/**
 * What the roster has against those who are asked for. Without a reason it is refused (TECHNICIAN_ON_LEAVE,
 * TECHNICIAN_DAY_OFF, TECHNICIAN_OFF_SHIFT); what stood there before is not asked for again.
 */
function asksRoster(
  state: StoreState,
  wanted: ReservationDetails & WantedTime,
  reason: string | undefined,
  before: Reservation | null,
): RosterAsked {
  const misses = rosterMissesOf(wanted, state.attendance, state.site.site.store);
  const [miss] = newMisses(misses, wanted, before);
  if (miss && reason === undefined) throw offRoster(miss);
  return { misses, reason: misses.length === 0 ? null : (reason ?? before?.despiteRoster ?? null) };
}

/** Reservations that want a minute of the same time. */
function takenAround(state: StoreState, wanted: ReservationDetails): Reservation[] {
  return state.reservations
    .booked(wanted.startsAt - longestMs, endOf(wanted))
    .filter((other) => overlap(other, wanted));
}

function dateOf(state: StoreState, { startsAt }: Pick<ReservationDetails, 'startsAt'>): string {
  const { timeZone, businessDayStartsAt } = state.site.site.store;
  return businessDateOf(startsAt, timeZone, businessDayStartsAt);
}
