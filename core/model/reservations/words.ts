import { sentence, type WordsOf } from '../../kernel/words.ts';
import type { reservationEvents } from './events.ts';

export const reservationWords: WordsOf<typeof reservationEvents> = {
  'reservation.arrived': sentence(
    () => '预订的客人到店',
    () => 'The guests who had reserved came',
  ),
  // A visit's history says that they came; the rest stands in the list of reservations.
  'reservation.booked': null,
  'reservation.changed': null,
  'reservation.kept': null,
  'reservation.techniciansLocked': null,
  'reservation.cancelled': null,
  'reservation.noShow': null,
  'reservation.cameLate': null,
  'reservation.erased': null,
};
