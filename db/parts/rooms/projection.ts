import type { EventsOf, Projections } from '../../engine/projection.ts';

/** What is kept of a room itself. */
export const roomProjections: Projections<EventsOf<'room'>> = {
  'room.soiled'(tx, { at, payload }) {
    tx.change('UPDATE rooms SET dirtySince = ? WHERE no = ?', at, payload.roomNo);
  },
  'room.cleaned'(tx, { payload }) {
    tx.change('UPDATE rooms SET dirtySince = NULL WHERE no = ?', payload.roomNo);
  },
  'room.putOutOfOrder'(tx, { payload }) {
    tx.change('UPDATE rooms SET outOfOrder = ? WHERE no = ?', payload.reason, payload.roomNo);
  },
  'room.putInOrder'(tx, { payload }) {
    tx.change('UPDATE rooms SET outOfOrder = NULL WHERE no = ?', payload.roomNo);
  },
};
