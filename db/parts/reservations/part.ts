import type { DatabasePart } from '../../engine/part.ts';
import { ReservationCheck } from './checks/bookings.ts';
import { reservationProblems } from './checks/problems.ts';
import { erasures } from './migrations/0001-erasures.ts';
import { sealedReasons } from './migrations/0002-sealed-reasons.ts';
import { reservationProjections } from './projection.ts';
import { StoredReservations } from './slice.ts';

/** Reservations, and the technicians kept for them. */
export const reservationsPart = {
  name: 'reservations',
  tables: ['reservations', 'technician_locks'],
  slices: (read) => ({ reservations: new StoredReservations(read) }),
  names: {
    person: [
      'reservations.bookedBy',
      { column: 'reservations.items:technicianNos', where: `state = 'booked'` },
      'technician_locks.technicianNo',
    ],
    room: ['reservations.roomNo', 'technician_locks.roomNo'],
    service: [{ column: 'reservations.items:serviceCode', where: `state = 'booked'` }],
  },
  projections: reservationProjections,
  personal: [
    {
      table: 'reservations',
      kind: 'reservation',
      ownerColumn: 'id',
      blanks: { guestName: '', phone: '', phoneKey: '', note: null, despiteRoster: null, endReason: null },
    },
  ],
  migrations: [erasures, sealedReasons],
  problems: reservationProblems,
  checks: ({ state, problems }) => [new ReservationCheck(state, problems)],
  counts: { reservations: 'reservations' },
} as const satisfies DatabasePart<typeof reservationProblems>;
