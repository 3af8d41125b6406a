import type { ApprovalSubject } from '../../../core/model/authorisations/authorisation.ts';

/** Who approves: a manager's number and PIN, a card just held here, or whoever is signed in. */
export type ManagerProof =
  | { kind: 'pin'; staffNo: string; pin: string }
  | { kind: 'card'; token: string }
  | { kind: 'session' };

/** What a window shows while it waits for a manager: what the card then approves. */
export interface ShownApproval {
  /** By the command that does it. */
  act: string;
  subject: ApprovalSubject;
  amountMinor?: number | undefined;
  /** Of the amount; the store's own where none is said. */
  currency?: string | undefined;
}

export interface AuthorisationRequest extends ShownApproval {
  /** The same id again gives the same approval, not a second one. */
  commandId: string;
  reason: string;
  proof: ManagerProof;
}

/** An approval to be used once, in the command that needs it. */
export interface AuthorisationView {
  authorisationId: string;
  /** The manager's staff number. */
  givenBy: string;
  /** UTC ms. */
  expiresAt: number;
}

/**
 * A card came at the station: a manager's was held, with a token to approve what was shown; a manager's number was only
 * typed or sent, so that the PIN is needed too; or another, or one that several windows waited for.
 */
export type ApprovingCard =
  | { kind: 'manager'; name: string; token: string }
  | { kind: 'pin' }
  | { kind: 'other'; code: string };
