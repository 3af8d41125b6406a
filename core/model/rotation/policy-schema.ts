import { z } from 'zod';
import { businessDay, gender, minor } from '../../kernel/fields.ts';
import { completePolicy, dayStarts, presetNames, type QueuePolicy, rotationEffects, rotationEvents } from './policy.ts';

/** Entries that an older program did not know of are the default. */
const queuePolicy = z
  .strictObject({
    effects: z.partialRecord(z.enum(rotationEvents), z.enum(rotationEffects)),
    dayStart: z.enum(dayStarts),
    dailyCap: z.int().nullable(),
    requestedPerTurn: z.int().nullable(),
    noTurnItems: z.array(z.string()).readonly(),
    noTurnBelowMinor: minor,
    holdMinutes: z.int(),
  })
  .transform((kept): QueuePolicy => completePolicy(kept as QueuePolicy));

/** One version of a policy: whom it is for, and from which trading day on. */
export const policyVersion = z.strictObject({
  group: z.string(),
  /** Null: both, where the group rotates by gender. */
  gender: gender.nullable(),
  fromDate: businessDay,
  preset: z.enum(presetNames).nullable(),
  policy: queuePolicy,
});
