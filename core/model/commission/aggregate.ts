import { aggregate } from '../../kernel/aggregate.ts';
import { commissionCommands } from './commands.ts';
import { commissionTexts } from './errors.ts';
import { commissionEvents } from './events.ts';
import type { PayState } from './pay-state.ts';
import { commissionWords } from './words.ts';

export const commission = aggregate<{ pay: PayState }>()({
  commands: commissionCommands,
  events: commissionEvents,
  words: commissionWords,
  errors: commissionTexts,
});
