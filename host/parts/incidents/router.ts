import { z } from 'zod';
import { callsTo } from '../../contract/calls.ts';
import type { IncidentService } from './service.ts';

const { callWith, router } = callsTo<{ incidents: IncidentService }>();

/** What did not go its way on a day. */
export const incidentRouter = router({
  day: callWith('incident.view')
    .input(z.strictObject({ date: z.iso.date().nullable() }))
    .query(({ ctx, input }) => ctx.store.incidents.day(input.date)),
});
