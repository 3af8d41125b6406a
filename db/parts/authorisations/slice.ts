import type { Authorisation } from '../../../core/model/authorisations/authorisation.ts';
import type { AuthorisationsSlice } from '../../../core/model/authorisations/slice.ts';
import type { ReadHandle } from '../../engine/connection.ts';

export class StoredAuthorisations implements AuthorisationsSlice {
  readonly #read: ReadHandle;

  constructor(read: ReadHandle) {
    this.#read = read;
  }

  byId(authorisationId: string) {
    return (
      this.#read.get<Authorisation>(
        `SELECT id, act, subject, amountMinor, reason, givenBy, askedBy, givenAt, expiresAt, usedAt
         FROM authorisations WHERE id = ?`,
        authorisationId,
      ) ?? null
    );
  }
}
