import { aggregate } from '../../kernel/aggregate.ts';
import { goodsCommands } from './commands.ts';
import { goodsTexts } from './errors.ts';
import { goodsEvents } from './events.ts';
import type { GoodsSlice } from './slice.ts';
import { goodsWords } from './words.ts';

export const goods = aggregate<{ goods: GoodsSlice }>()({
  commands: goodsCommands,
  events: goodsEvents,
  words: goodsWords,
  errors: goodsTexts,
});
