import { aggregate } from '../../kernel/aggregate.ts';
import { serviceCallCommands } from './commands.ts';
import { serviceCallTexts } from './errors.ts';
import { serviceCallEvents } from './events.ts';
import type { ServiceCallsSlice } from './slice.ts';
import { serviceCallWords } from './words.ts';

export const serviceCalls = aggregate<{ serviceCalls: ServiceCallsSlice }>()({
  commands: serviceCallCommands,
  events: serviceCallEvents,
  words: serviceCallWords,
  errors: serviceCallTexts,
});
