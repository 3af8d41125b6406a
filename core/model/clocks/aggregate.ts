import { aggregate } from '../../kernel/aggregate.ts';
import { clockCommands } from './commands.ts';
import { clockTexts } from './errors.ts';
import { clockEvents } from './events.ts';
import type { ClocksSlice } from './slice.ts';
import { clockWords } from './words.ts';

export const clocks = aggregate<{ clocks: ClocksSlice }>()({
  commands: clockCommands,
  events: clockEvents,
  words: clockWords,
  errors: clockTexts,
});
