import { z } from 'zod';
import { policyFileSchema } from '../../../core/what-if/policy-file.ts';
import { callsTo } from '../../contract/calls.ts';
import { eventStream } from '../../contract/event-stream.ts';
import { personNo } from '../../contract/inputs.ts';
import type { RotationService } from './service.ts';
import type { WhatIfProgress } from './views.ts';

const { callWith, router, stationCall } = callsTo<{ rotation: RotationService }>();

/** The rotation's policies, and what another would have made of past days. */
export const rotationRouter = router({
  policies: callWith('board.view').query(({ ctx }) => ctx.store.rotation.policies()),
  whyHere: stationCall
    .input(z.strictObject({ queueId: z.string().max(64), technicianNo: personNo, at: z.int().min(0).optional() }))
    .query(({ ctx, input }) => ctx.store.rotation.whyHere(input.queueId, input.technicianNo, input.at)),
  /** Giving the subscription up gives the work up. */
  whatIf: callWith('rotation.policy')
    .input(z.strictObject({ fromDate: z.iso.date(), toDate: z.iso.date(), policy: policyFileSchema }))
    .subscription(({ ctx, input, signal }) =>
      eventStream<WhatIfProgress>((emit, fail) => ctx.store.rotation.whatIf(input, emit, fail), signal),
    ),
});
