import { z } from 'zod';
import { policyFileSchema } from '../../../core/what-if/policy-file.ts';
import { callWith, router } from '../../contract/calls.ts';
import { eventStream } from '../../contract/event-stream.ts';
import type { WhatIfProgress } from './views.ts';

/** The rotation's policies, and what another would have made of past days. */
export const rotationRouter = router({
  policies: callWith('board.view').query(({ ctx }) => ctx.store.rotation.policies()),
  /** Giving the subscription up gives the work up. */
  whatIf: callWith('rotation.policy')
    .input(z.strictObject({ fromDate: z.iso.date(), toDate: z.iso.date(), policy: policyFileSchema }))
    .subscription(({ ctx, input, signal }) =>
      eventStream<WhatIfProgress>((emit, fail) => ctx.store.rotation.whatIf(input, emit, fail), signal),
    ),
});
