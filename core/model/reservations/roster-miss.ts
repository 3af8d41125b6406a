import { z } from 'zod';
import { businessDay, shownNo } from '../../kernel/fields.ts';
import { personal } from '../../kernel/personal.ts';
import { leaveKinds } from '../attendance/leave.ts';

const missed = { technicianNo: shownNo, date: businessDay };

/** What the roster has against a technician at a booked time. */
const rosterMiss = z.discriminatedUnion('why', [
  z.strictObject({ ...missed, why: z.literal('leave'), leave: z.enum(leaveKinds) }),
  z.strictObject({ ...missed, why: z.literal('off') }),
  /** The shift's times, `HH:MM`. */
  z.strictObject({ ...missed, why: z.literal('shift'), from: z.string(), to: z.string() }),
]);
export type RosterMiss = z.output<typeof rosterMiss>;

/**
 * What the roster had against the technicians of a reservation as it was booked, and why they were booked: in words,
 * which may name the guest. Null also where that was erased.
 */
export const rosterAsked = z.strictObject({
  misses: z.array(rosterMiss),
  reason: personal(z.string().nullable(), null),
});
export type RosterAsked = z.output<typeof rosterAsked>;
