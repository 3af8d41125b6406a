import { aggregate } from '../../kernel/aggregate.ts';
import { roomCommands } from './commands.ts';
import { roomTexts } from './errors.ts';
import { roomEvents } from './events.ts';
import type { RoomsSlice } from './slice.ts';
import { roomWords } from './words.ts';

export const rooms = aggregate<{ rooms: RoomsSlice }>()({
  commands: roomCommands,
  events: roomEvents,
  words: roomWords,
  errors: roomTexts,
});
