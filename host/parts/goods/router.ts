import { callsTo } from '../../contract/calls.ts';
import type { KitchenService } from './service.ts';

const { callWith, router } = callsTo<{ kitchen: KitchenService }>();

/** What is to be made of what was ordered. */
export const kitchenRouter = router({
  list: callWith('board.view').query(({ ctx }) => ctx.store.kitchen.list()),
});
