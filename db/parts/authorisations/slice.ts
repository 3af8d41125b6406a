import type { Authorisation } from '../../../core/model/authorisations/authorisation.ts';
import type { AuthorisationsSlice } from '../../../core/model/authorisations/slice.ts';
import type { ReadHandle } from '../../engine/connection.ts';

type Row = Omit<Authorisation, 'subject'> & { subject: string; subjectKind: string };

export class StoredAuthorisations implements AuthorisationsSlice {
  readonly #read: ReadHandle;

  constructor(read: ReadHandle) {
    this.#read = read;
  }

  byId(authorisationId: string): Authorisation | null {
    const row = this.#read.get<Row>(
      `SELECT id, act, subject, subjectKind, amountMinor, currency, reason, how, givenBy, askedBy, givenAt, expiresAt, usedAt
       FROM authorisations WHERE id = ?`,
      authorisationId,
    );
    if (!row) return null;
    const { subject: id, subjectKind: kind, ...facts } = row;
    return { ...facts, subject: { kind, id } };
  }
}
