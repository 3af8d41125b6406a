import { z } from 'zod';
import { currencyCode } from '../../../core/kernel/fields.ts';
import { typedPin, typedReason } from '../../../core/kernel/typed-fields.ts';
import { approvalSubject } from '../../../core/model/authorisations/authorisation.ts';
import { callsTo } from '../../contract/calls.ts';
import { eventStream } from '../../contract/event-stream.ts';
import { personNo } from '../../contract/inputs.ts';
import type { AuthorisationService } from './service.ts';
import type { ApprovingCard } from './views.ts';

const { router, sessionCall } = callsTo<{ authorisations: AuthorisationService }>();

const proof = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pin'), staffNo: personNo, pin: typedPin }),
  z.strictObject({ kind: z.literal('card'), token: z.string().max(64) }),
  z.strictObject({ kind: z.literal('session') }),
]);

const shown = {
  act: z.string().min(1).max(64),
  subject: approvalSubject,
  amountMinor: z.int().min(-1_000_000_000).max(1_000_000_000).optional(),
  currency: currencyCode.optional(),
};

/** Open to whoever is signed in: what counts is the manager who approves, not who asks. */
export const authorisationRouter = router({
  give: sessionCall
    .input(
      z.strictObject({
        commandId: z.uuid(),
        ...shown,
        reason: typedReason,
        proof,
      }),
    )
    .mutation(({ ctx, input }) => ctx.store.authorisations.give(ctx.connection, input)),
  onCard: sessionCall
    .input(z.strictObject(shown))
    .subscription(({ ctx, input, signal }) =>
      eventStream<ApprovingCard>((emit) => ctx.store.authorisations.onCard(ctx.connection, input, emit), signal),
    ),
});
