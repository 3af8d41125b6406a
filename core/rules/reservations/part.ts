import type { reservations } from '../../model/reservations/aggregate.ts';
import { techniciansIn } from '../../model/reservations/reservation.ts';
import type { Part } from '../part.ts';
import { book, cancelReservation, change, markNoShows, settleReservations } from './decide.ts';
import { erase } from './erase.ts';

/** The roster shows whom it keeps from guests who booked. */
const lists = { boards: ['reservations'], stale: ['reservations', 'attendance'] } as const;
const ofRoom = { rooms: ({ roomNo }: { roomNo: string | null }) => [roomNo], ...lists };
const ofTechnicians = { ...ofRoom, technicians: ({ technicianNos }: { technicianNos: string[] }) => technicianNos };
const edit = { permission: 'reservation.edit', from: ['screen'] } as const;

/** Without what crosses aggregates: how the guests arrive is an act (`core/acts/`). */
export const reservationsPart: Omit<Part<typeof reservations>, 'commands'> & {
  commands: Omit<Part<typeof reservations>['commands'], 'reservation.arrive' | 'reservation.arriveLate'>;
} = {
  commands: {
    'reservation.book': { ...edit, decide: book },
    'reservation.change': { ...edit, decide: change },
    'reservation.cancel': { ...edit, decide: cancelReservation },
    'reservation.keepTime': {
      permission: null,
      from: ['duty'],
      decide: (state, _data, ctx) => markNoShows(state, ctx),
    },
    'reservation.erase': { permission: 'reservation.erase', from: ['screen'], decide: erase },
  },
  about: {
    'reservation.booked': { ...ofRoom, technicians: techniciansIn },
    'reservation.changed': {
      ...lists,
      rooms: ({ roomNo, fromRoomNo }) => [roomNo, fromRoomNo],
      technicians: (said) => [...said.fromTechnicianNos, ...techniciansIn(said)],
    },
    'reservation.kept': ofRoom,
    'reservation.techniciansLocked': ofTechnicians,
    'reservation.arrived': {
      ...lists,
      rooms: ({ roomNo, bookedRoomNo }) => [roomNo, bookedRoomNo],
      visits: ({ visitId }) => [visitId],
      technicians: ({ technicianNos }) => technicianNos,
    },
    'reservation.cancelled': ofTechnicians,
    'reservation.noShow': ofTechnicians,
    'reservation.cameLate': { ...ofRoom, visits: ({ visitId }) => [visitId] },
    'reservation.erased': lists,
  },
  settle: settleReservations,
};
