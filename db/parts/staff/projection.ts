import type { EventType } from '../../../core/model/events.ts';

import type { WriteHandle } from '../../engine/connection.ts';
import type { EventsOf, JournalEventOf, Projections } from '../../engine/projection.ts';

/** Who came in, who was turned away: at the stations, and with a card at a reader. */
export const staffProjections: Projections<EventsOf<'staff' | 'swipe'>> = {
  'staff.pinSet'(tx, event) {
    log(tx, event, event.payload.staffNo, 'pin-set', event.payload.role);
    bindPin(tx, event.payload);
  },
  'staff.pinsBound'(tx, event) {
    for (const pin of event.payload.pins) bindPin(tx, pin);
  },
  'staff.signedIn'(tx, event) {
    log(tx, event, event.payload.staffNo, 'signed-in', event.payload.by);
  },
  'staff.signedOut'(tx, event) {
    log(tx, event, event.payload.staffNo, 'signed-out', null);
  },
  // Of these the sessions and stations themselves are the tables; what happened stands in the journal.
  'staff.sessionEnded'() {},
  'staff.stationPaired'() {},
  'staff.stationUnpaired'() {},
  'staff.cameOnDuty'(tx, { seq, at, businessDate, payload: { staffNo } }) {
    tx.insert('staff_spells', { seq, staffNo, onAt: at, businessDate });
  },
  'staff.wentOffDuty'(tx, { at, payload: { staffNo } }) {
    tx.change('UPDATE staff_spells SET offAt = ? WHERE staffNo = ? AND offAt IS NULL', at, staffNo);
  },
  'staff.signInRefused'(tx, event) {
    log(tx, event, event.payload.staffNo, 'refused', event.payload.code);
  },
  'swipe.refused'(tx, { seq, at, businessDate, payload }) {
    const { place, roomNo, card, who, code } = payload;
    tx.insert('refusals', { seq, at, businessDate, place, roomNo, card, who, code });
  },
};

function bindPin(tx: WriteHandle, { staffNo, mark }: { staffNo: string; mark: string | null }): void {
  tx.run(
    'INSERT INTO staff_pins (staffNo, mark) VALUES (?, ?) ON CONFLICT (staffNo) DO UPDATE SET mark = excluded.mark',
    ...[staffNo, mark],
  );
}

function log(
  tx: WriteHandle,
  event: Pick<JournalEventOf<EventType>, 'seq' | 'at' | 'businessDate' | 'station'>,
  staffNo: string,
  act: 'pin-set' | 'signed-in' | 'signed-out' | 'refused',
  detail: string | null,
): void {
  const { seq, at, businessDate, station } = event;
  tx.insert('staff_log', { seq, at, businessDate, staffNo, act, detail, station });
}
