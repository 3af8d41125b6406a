import { z } from 'zod';
import { callsTo } from '../../contract/calls.ts';
import type { VisitService } from './service.ts';

const { callWith, router } = callsTo<{ visits: VisitService }>();

export const visitRouter = router({
  history: callWith('board.view')
    .input(z.strictObject({ visitId: z.uuid() }))
    .query(({ ctx, input }) => ctx.store.visits.history(input.visitId)),
});
