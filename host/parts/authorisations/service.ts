import type { Connection } from '../../contract/connection.ts';
import type { ApprovingCard, AuthorisationRequest, AuthorisationView } from './views.ts';

/** Managers' approvals, given at a station while somebody else is signed in. */
export interface AuthorisationService {
  /** Throws NOT_ALLOWED, PIN_WRONG, PIN_LOCKED, AUTHORISATION_CARD_GONE, and what the subject is refused with. */
  give(connection: Connection, request: AuthorisationRequest): Promise<AuthorisationView>;
  /** Tells of cards held to a reader of the station, until the returned function is called. */
  onCard(connection: Connection, listener: (card: ApprovingCard) => void): () => void;
}
