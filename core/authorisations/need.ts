import type { StoreEvent } from '../store/events.ts';
import type { AuthorisedAct } from './authorisation.ts';

/** An approval that something could not have happened without. */
export interface AuthorisationNeed {
  act: AuthorisedAct;
  subject: string;
  /** Null: it was done without one. */
  authorisationId: string | null;
}

/** Which approval an event rests on; null where it needs none. */
export function needOf(_event: StoreEvent): AuthorisationNeed | null {
  return null;
}
