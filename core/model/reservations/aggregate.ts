import { aggregate } from '../../kernel/aggregate.ts';
import { reservationCommands } from './commands.ts';
import { reservationTexts } from './errors.ts';
import { reservationEvents } from './events.ts';
import type { ReservationsSlice } from './slice.ts';
import { reservationWords } from './words.ts';

export const reservations = aggregate<{ reservations: ReservationsSlice }>()({
  commands: reservationCommands,
  events: reservationEvents,
  words: reservationWords,
  errors: reservationTexts,
});
