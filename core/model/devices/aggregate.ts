import { aggregate } from '../../kernel/aggregate.ts';
import { deviceCommands } from './commands.ts';
import { deviceTexts } from './errors.ts';
import { deviceEvents } from './events.ts';
import { deviceWords } from './words.ts';

/** Of devices the journal has what people decided about their jobs; what devices say becomes commands of others. */
export const devices = aggregate()({
  commands: deviceCommands,
  events: deviceEvents,
  words: deviceWords,
  errors: deviceTexts,
});
