import { aggregate } from '../../kernel/aggregate.ts';
import { visitCommands } from './commands.ts';
import { visitTexts } from './errors.ts';
import { visitEvents } from './events.ts';
import type { VisitsSlice } from './slice.ts';
import { visitWords } from './words.ts';

export const visits = aggregate<{ visits: VisitsSlice }>()({
  commands: visitCommands,
  events: visitEvents,
  words: visitWords,
  errors: visitTexts,
});
