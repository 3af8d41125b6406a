import { type Clock, isOpen } from '../clocks/clock.ts';
import { StoreError } from '../error.ts';
import type { RoomRecord } from '../rooms/room.ts';
import type { SiteService } from '../site/schema.ts';
import type { TechnicianRecord } from '../technicians/technician.ts';
import { type Guest, isPresent, type Visit } from '../visits/visit.ts';
import type { StoreState } from './state.ts';

/** Finds what a command names, or refuses with the code that says what is wrong with it. */

export function roomOf(state: StoreState, roomNo: string): RoomRecord {
  const room = state.room(roomNo);
  if (!room) throw new StoreError('ROOM_UNKNOWN', { roomNo });
  return room;
}

export function openVisit(state: StoreState, visitId: string): Visit {
  const visit = state.visit(visitId);
  if (!visit) throw new StoreError('VISIT_UNKNOWN', { visitId });
  if (visit.closedAt !== null) throw new StoreError('VISIT_CLOSED', { visitId, visitNo: visit.no });
  return visit;
}

/** A guest still in the house. */
export function presentGuest(state: StoreState, guestId: string): Guest {
  const guest = state.guest(guestId);
  if (!guest) throw new StoreError('GUEST_UNKNOWN', { guestId });
  if (!isPresent(guest)) throw new StoreError('GUEST_GONE', { guestId });
  return guest;
}

export function presentGuests(state: StoreState, visitId: string): Guest[] {
  return state.guestsOf(visitId).filter(isPresent);
}

export function serviceOf(state: StoreState, serviceCode: string): SiteService {
  const service = state.site.services.get(serviceCode);
  if (!service) throw new StoreError('SERVICE_UNKNOWN', { serviceCode });
  return service;
}

/** A clock that is sold by itself: an extension ends, starts and is cancelled with its main clock. */
export function mainClock(state: StoreState, clockId: string): Clock {
  const clock = state.clock(clockId);
  if (!clock) throw new StoreError('CLOCK_UNKNOWN', { clockId });
  if (clock.parentId !== null) throw new StoreError('CLOCK_IS_EXTENSION', { clockId });
  return clock;
}

/** Says why a clock is not in the state a command needs. */
export function wrongClockState(clock: Clock): StoreError {
  const context = { clockId: clock.id, roomNo: clock.roomNo };
  switch (clock.state) {
    case 'ordered':
      return new StoreError('CLOCK_NOT_CALLED', context);
    case 'called':
      return new StoreError('CLOCK_NOT_STARTED', context);
    case 'started':
      return new StoreError('CLOCK_ALREADY_STARTED', context);
    case 'ended':
      return new StoreError('CLOCK_ENDED', context);
    case 'cancelled':
      return new StoreError('CLOCK_CANCELLED', context);
  }
}

export function technicianOf(state: Pick<StoreState, 'site' | 'technician'>, technicianNo: string): TechnicianRecord {
  const technician = state.technician(technicianNo);
  if (!technician || !state.site.technicians.has(technicianNo)) {
    throw new StoreError('TECHNICIAN_UNKNOWN', { technicianNo });
  }
  return technician;
}

/** The open clocks of one guest, extensions left out (they follow their main clock). */
export function openClocksOf(clocks: readonly Clock[], guestId: string): Clock[] {
  return clocks.filter((clock) => clock.guestId === guestId && clock.parentId === null && isOpen(clock));
}

/** Somebody else was quicker: what the asker saw is no longer so, and is not overwritten. */
export function changedMeanwhile(roomNo: string): StoreError {
  return new StoreError('CHANGED_MEANWHILE', { roomNo });
}
