import type { WriteHandle } from '../../engine/connection.ts';
import type { EventsOf, Projections } from '../../engine/projection.ts';

/** Visits and their guests; a guest who moves takes clocks and goods along. */
export const visitProjections: Projections<EventsOf<'visit'>> = {
  'visit.opened'(tx, { at, businessDate, actor, payload }) {
    const { visitId, no, roomNo, partyId } = payload;
    tx.insert('visits', { id: visitId, no, roomNo, partyId, businessDate, openedAt: at, openedBy: actor });
    for (const guest of payload.guests) insertGuest(tx, { visitId, at, businessDate, ...guest });
  },
  'visit.guestAdded'(tx, { at, businessDate, payload }) {
    insertGuest(tx, { at, businessDate, ...payload });
  },
  'visit.wristbandSet'(tx, { payload }) {
    tx.change('UPDATE guests SET wristbandNo = ? WHERE id = ?', payload.wristbandNo, payload.guestId);
  },
  'visit.guestLeft'(tx, { at, payload }) {
    tx.change('UPDATE guests SET leftAt = ? WHERE id = ?', at, payload.guestId);
  },
  'visit.guestMoved'(tx, { payload }) {
    const { guestId, toVisitId, toRoomNo, bed, ordinal, clockIds, goodsLineIds } = payload;
    tx.change('UPDATE guests SET visitId = ?, bed = ?, ordinal = ? WHERE id = ?', toVisitId, bed, ordinal, guestId);
    for (const id of clockIds) {
      tx.change('UPDATE clocks SET visitId = ?, roomNo = ? WHERE id = ?', toVisitId, toRoomNo, id);
    }
    for (const id of goodsLineIds) {
      tx.change('UPDATE goods_lines SET visitId = ?, roomNo = ? WHERE id = ?', toVisitId, toRoomNo, id);
    }
  },
  'visit.leftOpen'(tx, { at, payload }) {
    tx.change('UPDATE visits SET leftOpenAt = ? WHERE id = ?', at, payload.visitId);
  },
  'visit.closed'(tx, { at, payload }) {
    tx.change('UPDATE visits SET closedAt = ? WHERE id = ?', at, payload.visitId);
  },
};

interface GuestFacts {
  guestId: string;
  visitId: string;
  ordinal: number;
  bed: number;
  wristbandNo: string | null;
  at: number;
  businessDate: string;
}

function insertGuest(tx: WriteHandle, guest: GuestFacts): void {
  const { guestId, visitId, ordinal, bed, wristbandNo, at, businessDate } = guest;
  tx.insert('guests', { id: guestId, visitId, ordinal, bed, wristbandNo, joinedAt: at, businessDate });
}
