import { aggregate } from '../../kernel/aggregate.ts';
import { authorisationCommands } from './commands.ts';
import { authorisationTexts } from './errors.ts';
import { authorisationEvents } from './events.ts';
import type { AuthorisationsSlice } from './slice.ts';
import { authorisationWords } from './words.ts';

export const authorisations = aggregate<{ authorisations: AuthorisationsSlice }>()({
  commands: authorisationCommands,
  events: authorisationEvents,
  words: authorisationWords,
  errors: authorisationTexts,
});
