import { z } from 'zod';
import { callsTo, requirePermission, unlockedIn } from '../../contract/calls.ts';
import { eventStream } from '../../contract/event-stream.ts';
import { takeSeat } from './seat.ts';
import type { PracticeRunService } from './service.ts';
import type { PracticeRunView } from './views.ts';

const { houseCall, router } = callsTo<{ practiceRuns: PracticeRunService }>();

const seat = z.strictObject({ token: z.string().min(1).max(200) });

/** Starting, joining and leaving a practice: always calls of the real store, wherever the screen is at the moment. */
export const practiceRunRouter = router({
  state: houseCall.query(({ ctx }) => ctx.store.practiceRuns.state()),
  changes: houseCall.subscription(({ ctx, signal }) => {
    const { practiceRuns } = ctx.store;
    return eventStream<PracticeRunView>((emit) => practiceRuns.onChange(() => emit(practiceRuns.state())), signal);
  }),
  join: houseCall.mutation(({ ctx }) => {
    const session = unlockedIn(ctx);
    requirePermission(session.role, 'practice.use');
    return ctx.store.practiceRuns.join(ctx.connection, session.staffNo);
  }),
  /** For a window whose connection begins anew with each page: takes its seat before it asks anything else. */
  enter: houseCall
    .input(z.strictObject({ token: z.string().min(1).max(200), sessionToken: z.string().max(200).nullable() }))
    .mutation(({ ctx, input }) => takeSeat(ctx.store.practiceRuns, ctx.connection, input.token, input.sessionToken)),
  leave: houseCall.input(seat).mutation(({ ctx, input }) => ctx.store.practiceRuns.leave(input.token)),
  /** For everybody in it. Whoever has a seat may, and whoever may practise. */
  end: houseCall.mutation(({ ctx }) => {
    const { practice } = ctx.connection;
    const isInIt = practice !== undefined && ctx.store.practiceRuns.hasSeat(practice.token);
    if (!isInIt) requirePermission(unlockedIn(ctx).role, 'practice.use');
    return ctx.store.practiceRuns.end();
  }),
});
