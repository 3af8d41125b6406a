import type { StoreError } from '../kernel/error.ts';
import { commonError } from '../kernel/errors.ts';
import { type Clock, isOpen } from '../model/clocks/clock.ts';
import { clockError } from '../model/clocks/errors.ts';
import { roomError } from '../model/rooms/errors.ts';
import type { RoomRecord } from '../model/rooms/room.ts';
import { siteError } from '../model/site/errors.ts';
import type { SiteService } from '../model/site/schema.ts';
import { technicianError } from '../model/technicians/errors.ts';
import type { TechnicianRecord } from '../model/technicians/technician.ts';
import { visitError } from '../model/visits/errors.ts';
import { type Guest, isPresent, type Visit } from '../model/visits/visit.ts';
import type { StoreState } from '../parts/state.ts';

/** Finds what a command names, or refuses with the code that says what is wrong with it. */

export function roomOf(state: StoreState, roomNo: string): RoomRecord {
  const room = state.room(roomNo);
  if (!room) throw roomError('ROOM_UNKNOWN', { roomNo });
  return room;
}

export function openVisit(state: StoreState, visitId: string): Visit {
  const visit = state.visit(visitId);
  if (!visit) throw visitError('VISIT_UNKNOWN', { visitId });
  if (visit.closedAt !== null) throw visitError('VISIT_CLOSED', { visitId, visitNo: visit.no });
  return visit;
}

/** A guest still in the house. */
export function presentGuest(state: StoreState, guestId: string): Guest {
  const guest = state.guest(guestId);
  if (!guest) throw visitError('GUEST_UNKNOWN', { guestId });
  if (!isPresent(guest)) throw visitError('GUEST_GONE', { guestId });
  return guest;
}

export function presentGuests(state: StoreState, visitId: string): Guest[] {
  return state.guestsOf(visitId).filter(isPresent);
}

export function serviceOf(state: StoreState, serviceCode: string): SiteService {
  const service = state.site.services.get(serviceCode);
  if (!service) throw siteError('SERVICE_UNKNOWN', { serviceCode });
  return service;
}

/** A clock that is sold by itself: an extension ends, starts and is cancelled with its main clock. */
export function mainClock(state: StoreState, clockId: string): Clock {
  const clock = state.clock(clockId);
  if (!clock) throw clockError('CLOCK_UNKNOWN', { clockId });
  if (clock.parentId !== null) throw clockError('CLOCK_IS_EXTENSION', { clockId });
  return clock;
}

/** Says why a clock is not in the state a command needs. */
export function wrongClockState(clock: Clock): StoreError {
  const context = { clockId: clock.id, roomNo: clock.roomNo };
  switch (clock.state) {
    case 'ordered':
      return clockError('CLOCK_NOT_CALLED', context);
    case 'called':
      return clockError('CLOCK_NOT_STARTED', context);
    case 'started':
      return clockError('CLOCK_ALREADY_STARTED', context);
    case 'ended':
      return clockError('CLOCK_ENDED', context);
    case 'cancelled':
      return clockError('CLOCK_CANCELLED', context);
  }
}

export function technicianOf(state: Pick<StoreState, 'site' | 'technician'>, technicianNo: string): TechnicianRecord {
  const technician = state.technician(technicianNo);
  if (!technician || !state.site.technicians.has(technicianNo)) {
    throw technicianError('TECHNICIAN_UNKNOWN', { technicianNo });
  }
  return technician;
}

/** The open clocks of one guest, extensions left out (they follow their main clock). */
export function openClocksOf(clocks: readonly Clock[], guestId: string): Clock[] {
  return clocks.filter((clock) => clock.guestId === guestId && clock.parentId === null && isOpen(clock));
}

/** Somebody else was quicker: what the asker saw is no longer so, and is not overwritten. */
export function changedMeanwhile(roomNo: string): StoreError {
  return commonError('CHANGED_MEANWHILE', { roomNo });
}
