import type { reservations } from '../model/reservations/aggregate.ts';
import type { Part } from '../rules/part.ts';
import { reservationsPart } from '../rules/reservations/part.ts';
import { arrive, arriveLate } from './arrive.ts';

/** Reservations whole: with their guests, who arrive in rooms and on clocks. */
export const reservationsWithArrivals: Part<typeof reservations> = {
  ...reservationsPart,
  commands: {
    ...reservationsPart.commands,
    'reservation.arrive': { permission: 'reservation.edit', from: ['screen', 'terminal'], decide: arrive },
    'reservation.arriveLate': { permission: 'reservation.edit', from: ['screen'], decide: arriveLate },
  },
};
