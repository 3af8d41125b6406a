import { aggregate } from '../../kernel/aggregate.ts';
import { rotationCommands } from './commands.ts';
import { rotationTexts } from './errors.ts';
import { rotationEvents } from './events.ts';
import type { RotationSlice } from './slice.ts';
import { rotationWords } from './words.ts';

export const rotation = aggregate<{ rotation: RotationSlice }>()({
  commands: rotationCommands,
  events: rotationEvents,
  words: rotationWords,
  errors: rotationTexts,
});
