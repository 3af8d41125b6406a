import { z } from 'zod';
import { id, instant, shownNo } from '../../kernel/fields.ts';
import { rotationEffects } from './policy.ts';

/** Why a place changed: what happened, and which clock or person made it happen. */
const moveCause = z.strictObject({ event: z.string(), clockId: id.optional(), reason: z.string().optional() });
export type MoveCause = z.output<typeof moveCause>;

/** One move of one technician, as the journal keeps it. Positions count from 1; null is outside the queue. */
export const queueMove = z.strictObject({
  queueId: z.string(),
  technicianNo: shownNo,
  effect: z.enum([...rotationEffects, 'to']),
  fromPosition: z.int().nullable(),
  toPosition: z.int().nullable(),
  fromRank: z.number().nullable(),
  toRank: z.number().nullable(),
  because: moveCause,
});
export type QueueMove = z.output<typeof queueMove>;

/** One thing that changed a place. */
export const whyStep = z.strictObject({
  seq: z.int(),
  at: instant,
  /** Whose move it was: the own one, or that of somebody who came past. */
  technicianNo: shownNo,
  /** The place of the one who asks, before and after; null before joining. */
  fromPosition: z.int().nullable(),
  toPosition: z.int(),
  because: z.string(),
  reason: z.string().nullable(),
});
export type WhyStep = z.output<typeof whyStep>;
