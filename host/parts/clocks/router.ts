import { z } from 'zod';
import { callWith, router } from '../../contract/calls.ts';

/** What did not go its way on the clocks of a day. */
export const incidentRouter = router({
  day: callWith('incident.view')
    .input(z.strictObject({ date: z.iso.date().nullable() }))
    .query(({ ctx, input }) => ctx.store.incidents.day(input.date)),
});
