import type { EventsOf, Projections } from '../../engine/projection.ts';

/** A manager's approvals, and what became of each. */
export const authorisationProjections: Projections<EventsOf<'authorisation'>> = {
  'authorisation.given'(tx, { at, businessDate, actor, station, payload }) {
    const { authorisationId: id, subject, ...facts } = payload;
    const of = { subject: subject.id, subjectKind: subject.kind };
    tx.insert('authorisations', { id, ...facts, ...of, givenBy: actor, station, givenAt: at, businessDate });
  },
  'authorisation.used'(tx, { at, actor, payload }) {
    tx.change(
      'UPDATE authorisations SET usedAt = ?, usedBy = ? WHERE id = ? AND usedAt IS NULL',
      at,
      actor,
      payload.authorisationId,
    );
  },
};
