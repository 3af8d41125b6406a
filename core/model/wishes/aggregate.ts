import { aggregate } from '../../kernel/aggregate.ts';
import { wishCommands } from './commands.ts';
import { wishTexts } from './errors.ts';
import { wishEvents } from './events.ts';
import type { WishesSlice } from './slice.ts';
import { wishWords } from './words.ts';

export const wishes = aggregate<{ wishes: WishesSlice }>()({
  commands: wishCommands,
  events: wishEvents,
  words: wishWords,
  errors: wishTexts,
});
