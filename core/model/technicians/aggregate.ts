import { aggregate } from '../../kernel/aggregate.ts';
import { technicianCommands } from './commands.ts';
import { technicianTexts } from './errors.ts';
import { technicianEvents } from './events.ts';
import type { TechniciansSlice } from './slice.ts';
import { technicianWords } from './words.ts';

export const technicians = aggregate<{ technicians: TechniciansSlice }>()({
  commands: technicianCommands,
  events: technicianEvents,
  words: technicianWords,
  errors: technicianTexts,
});
