import { aggregate } from '../../kernel/aggregate.ts';
import { cardCommands } from './commands.ts';
import { cardTexts } from './errors.ts';
import { cardEvents } from './events.ts';
import { cardWords } from './words.ts';

export const cards = aggregate()({
  commands: cardCommands,
  events: cardEvents,
  words: cardWords,
  errors: cardTexts,
});
