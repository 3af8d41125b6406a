import { minuteMs } from '../../../core/kernel/time.ts';

/** Who is late turns with the clock, not with an event: so often lists of presence are asked for again. */
export const presenceRefetchMs = minuteMs;
