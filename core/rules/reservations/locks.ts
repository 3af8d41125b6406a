import type { DecisionContext } from '../../kernel/context.ts';
import type { StoreError } from '../../kernel/error.ts';
import { formatTime, minuteMs } from '../../kernel/time.ts';
import type { TechnicianChoice } from '../../model/clocks/choice.ts';
import { reservationError } from '../../model/reservations/errors.ts';
import { namedIn } from '../../model/reservations/find.ts';
import { type Reservation, reservationRulesOf, type TechnicianLock } from '../../model/reservations/reservation.ts';
import type { ReservationsSlice } from '../../model/reservations/slice.ts';
import type { StoreState } from '../../model/state.ts';

/** Whom reservations keep. */
interface KeptTechnicians {
  reservations: Pick<ReservationsSlice, 'locks'>;
}

type LockState = KeptTechnicians & Pick<StoreState, 'site'>;

/** What is to be served: an order that has no clock yet is of no visit the lock could be for. */
interface Service {
  minutes: number;
  visitId: string | null;
}

/** Whether a clock begun now (UTC ms) is surely over, the way to the room included, when the booked guests come. */
function endsBefore(state: LockState, lock: TechnicianLock, minutes: number, at: number): boolean {
  return at + (minutes + state.site.site.store.toRoomMinutes) * minuteMs <= lock.startsAt;
}

/** The reservation that keeps a technician from a clock; null where nothing does. The booked guests' own visit may. */
export function lockAgainst(
  state: LockState,
  technicianNo: string,
  { minutes, visitId }: Service,
  at: number,
): TechnicianLock | null {
  const lock = state.reservations
    .locks()
    .find(
      (one) =>
        one.technicianNo === technicianNo &&
        (one.visitId === null || one.visitId !== visitId) &&
        !endsBefore(state, one, minutes, at),
    );
  return lock ?? null;
}

/** Whether the rotation passes a technician over for a reservation. */
export function isLocked(state: KeptTechnicians, technicianNo: string): boolean {
  return state.reservations.locks().some((lock) => lock.technicianNo === technicianNo);
}

/**
 * Throws TECHNICIAN_RESERVED where a number is asked for that is kept for other guests. `reservationId`: the
 * reservation whose guests ask.
 */
export function requireUnlocked(
  state: LockState,
  choice: TechnicianChoice,
  service: Service,
  { at }: Pick<DecisionContext, 'at'>,
  reservationId?: string,
): void {
  if (!('technicianNo' in choice)) return;
  const { technicianNo } = choice;
  const lock = lockAgainst(state, technicianNo, service, at);
  if (!lock || lock.reservationId === reservationId) return;
  throw technicianReserved(state, lock);
}

export function technicianReserved(state: Pick<StoreState, 'site'>, lock: TechnicianLock): StoreError {
  const from = formatTime(lock.startsAt, state.site.site.store.timeZone);
  return reservationError('TECHNICIAN_RESERVED', { technicianNo: lock.technicianNo, roomNo: lock.roomNo, from });
}

/** The reservation a room is kept for at an instant (UTC ms); null where it is for anybody. */
export function roomKeptFor(
  state: Pick<StoreState, 'site' | 'reservations'>,
  roomNo: string,
  at: number,
): Reservation | null {
  const until = at + reservationRulesOf(state.site.site).keepRoomMinutes * minuteMs;
  return state.reservations.booked(0, until).find((reservation) => reservation.roomNo === roomNo) ?? null;
}

/** The reservation a room is kept for since its time came near; null where there is none. */
export function keptReservation(state: Pick<StoreState, 'reservations'>, roomNo: string): Reservation | null {
  const booked = state.reservations.booked(0, Number.MAX_SAFE_INTEGER);
  return booked.find((one) => one.roomNo === roomNo && one.keptAt !== null) ?? null;
}

/** Says for whom a room is kept. */
export function roomReserved(state: Pick<StoreState, 'site'>, kept: Reservation, roomNo: string): StoreError {
  const { id, startsAt } = kept;
  const from = formatTime(startsAt, state.site.site.store.timeZone);
  return reservationError('ROOM_RESERVED', { roomNo, reservationId: id, guestName: namedIn(kept), from });
}
