import { minuteMs } from '../../kernel/time.ts';
/** What needs a manager's approval, by the command that does it; the subject is the clock it is about. */
export const authorisedActs = ['clock.refuse', 'clock.replaceLate', 'clock.changeItem', 'clock.cancel'] as const;
export type AuthorisedAct = (typeof authorisedActs)[number];

/** How the manager proved to be the one: a PIN typed, a card held to the station's reader, the own session. */
export const authorisationProofs = ['pin', 'card', 'session'] as const;

/** For so long an approval may be used. */
export const authorisationForMs = 5 * minuteMs;

/** One manager's approval (授权) of one act on one subject, for one amount where money is in question. */
export interface Authorisation {
  id: string;
  act: AuthorisedAct;
  /** The id of what the act is about. */
  subject: string;
  /** Minor units of the store's currency; null where the act has no amount. */
  amountMinor: number | null;
  reason: string;
  /** The manager's staff number. */
  givenBy: string;
  /** Who asked for it: whoever is signed in at the station. */
  askedBy: string;
  /** UTC ms. */
  givenAt: number;
  expiresAt: number;
  usedAt: number | null;
}
