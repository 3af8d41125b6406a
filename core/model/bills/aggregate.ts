import { aggregate } from '../../kernel/aggregate.ts';
import { billCommands } from './commands.ts';
import { billTexts } from './errors.ts';
import { billEvents } from './events.ts';
import type { BillsSlice } from './slice.ts';
import { billWords } from './words.ts';

export const bills = aggregate<{ bills: BillsSlice }>()({
  commands: billCommands,
  events: billEvents,
  words: billWords,
  errors: billTexts,
});
