import type { EventsOf, Projections } from '../../engine/projection.ts';

/** Guests' wishes; one of a guest needs not be moved, as the guest is. */
export const wishProjections: Projections<EventsOf<'wish'>> = {
  'wish.noted'(tx, { at, actor, businessDate, payload }) {
    const { wishId, visitId, guestId, text } = payload;
    const whose = { visitId: guestId === null ? visitId : null, guestId };
    tx.insert('wishes', { id: wishId, ...whose, text, notedAt: at, notedBy: actor, businessDate });
  },
  'wish.changed'(tx, { at, payload }) {
    tx.change('UPDATE wishes SET text = ?, changedAt = ? WHERE id = ?', payload.text, at, payload.wishId);
  },
  'wish.withdrawn'(tx, { at, payload }) {
    tx.change('UPDATE wishes SET withdrawnAt = ? WHERE id = ?', at, payload.wishId);
  },
  'wish.moved'(tx, { payload }) {
    tx.change('UPDATE wishes SET visitId = ? WHERE id = ?', payload.toVisitId, payload.wishId);
  },
};
