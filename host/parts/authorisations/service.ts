import type { Connection } from '../../contract/connection.ts';
import type { ApprovingCard, AuthorisationRequest, AuthorisationView, ShownApproval } from './views.ts';

/** Managers' approvals, given at a station while somebody else is signed in. */
export interface AuthorisationService {
  /** Throws NOT_ALLOWED, PIN_WRONG, PIN_LOCKED, AUTHORISATION_CARD_GONE, and what the subject is refused with. */
  give(connection: Connection, request: AuthorisationRequest): Promise<AuthorisationView>;
  /**
   * Tells of cards at the station, until the returned function is called. A manager's approves what is `shown`;
   * where several windows wait, none.
   */
  onCard(connection: Connection, shown: ShownApproval, listener: (card: ApprovingCard) => void): () => void;
}
