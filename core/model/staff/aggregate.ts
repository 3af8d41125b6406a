import { aggregate } from '../../kernel/aggregate.ts';
import { staffCommands } from './commands.ts';
import { staffTexts } from './errors.ts';
import { staffEvents } from './events.ts';
import type { PinsSlice, StaffSlice } from './slice.ts';
import { staffWords } from './words.ts';

export const staff = aggregate<{ pins: PinsSlice; staff: StaffSlice }>()({
  commands: staffCommands,
  events: staffEvents,
  words: staffWords,
  errors: staffTexts,
});
