import type { Authorisation } from './authorisation.ts';

/** What decisions look at of approvals. */
export interface AuthorisationsSlice {
  byId(authorisationId: string): Authorisation | null;
}
