import { z } from 'zod';
import { id } from '../../kernel/fields.ts';

import { minuteMs } from '../../kernel/time.ts';
/** What an approval is about: a clock, and whatever else a part lets be approved, by its kind and id. */
export const approvalSubject = z.strictObject({ kind: z.string().min(1).max(32), id });
export type ApprovalSubject = z.output<typeof approvalSubject>;

/** An approval that something could not have happened without. */
export interface AuthorisationNeed {
  /** What was done, by the command that does it: `clock.cancel`. */
  act: string;
  subject: ApprovalSubject;
  /** Minor units; null where the act has no amount. */
  amountMinor: number | null;
  /** Of the amount; null where there is none, or the event is too old to say. */
  currency: string | null;
  /** Null: it was done without one. */
  authorisationId: string | null;
}

/** How the manager proved to be the one: a PIN typed, a card held to the station's reader, the own session. */
export const authorisationProofs = ['pin', 'card', 'session'] as const;

/** For so long an approval may be used. */
export const authorisationForMs = 5 * minuteMs;

/** One manager's approval (授权) of one act on one subject, for one amount where money is in question. */
export interface Authorisation {
  id: string;
  act: string;
  subject: ApprovalSubject;
  /** Minor units; null where the act has no amount. */
  amountMinor: number | null;
  currency: string;
  reason: string;
  how: (typeof authorisationProofs)[number];
  /** The manager's staff number. */
  givenBy: string;
  /** Who asked for it: whoever is signed in at the station. */
  askedBy: string;
  /** UTC ms. */
  givenAt: number;
  expiresAt: number;
  usedAt: number | null;
}
