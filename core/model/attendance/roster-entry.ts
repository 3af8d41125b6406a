import { z } from 'zod';
import { businessDay, shownNo } from '../../kernel/fields.ts';
import { leaveKinds } from './leave.ts';

/** What somebody is down for on a trading day. A shift keeps its times, whatever becomes of the template. */
export const rosterEntry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('shift'), code: z.string(), from: z.string(), to: z.string() }),
  z.strictObject({ kind: z.literal('leave'), leave: z.enum(leaveKinds), note: z.string().nullable() }),
  z.strictObject({ kind: z.literal('off') }),
]);
export type RosterEntry = z.output<typeof rosterEntry>;

export const rosterDay = z.strictObject({ technicianNo: shownNo, date: businessDay, entry: rosterEntry });
export type RosterDay = z.output<typeof rosterDay>;
