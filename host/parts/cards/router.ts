import { callsTo } from '../../contract/calls.ts';
import type { CardService } from './service.ts';

const { callWith, router } = callsTo<{ cards: CardService }>();

export const cardRouter = router({
  refusals: callWith('board.view').query(({ ctx }) => ctx.store.cards.refusals()),
});
