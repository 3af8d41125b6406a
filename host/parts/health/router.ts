import { callsTo } from '../../contract/calls.ts';
import type { HealthService } from './service.ts';

const { callWith, router } = callsTo<{ health: HealthService }>();

/** What is wrong, since when; the words and the ways are the screen's. */
export const healthRouter = router({
  now: callWith('device.view').query(({ ctx }) => ctx.store.health.now()),
});
