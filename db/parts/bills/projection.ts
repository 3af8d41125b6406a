import { referenceKey } from '../../../core/model/bills/bill.ts';
import { changesNothing, type EventsOf, type Projections } from '../../engine/projection.ts';

/** Settled bills; what they settled is marked with them. */
export const billProjections: Projections<EventsOf<'bill'>> = {
  'bill.settled'(tx, { payload: { bill, wristbandNos } }) {
    const { id, no, visitId, roomNo, guestIds, currency, totalMinor, changeMinor, settledAt, settledBy, businessDate } =
      bill;
    tx.insert('bills', {
      id,
      no,
      visitId,
      roomNo,
      guestIds: JSON.stringify(guestIds),
      wristbandNos: JSON.stringify(wristbandNos),
      currency,
      totalMinor,
      changeMinor,
      settledAt,
      settledBy,
      businessDate,
    });
    for (const [index, line] of bill.lines.entries()) {
      const { kind, refId, guestId, code, quantity, unitPriceMinor, amountMinor } = line;
      tx.insert('bill_lines', {
        billId: id,
        n: index + 1,
        businessDate,
        kind,
        refId,
        guestId,
        code,
        quantity,
        unitPriceMinor,
        amountMinor,
      });
      if (kind === 'clock') {
        tx.change('UPDATE clocks SET billId = ? WHERE id = ?', id, refId);
      } else if (kind === 'goods') {
        tx.change('UPDATE goods_lines SET billId = ? WHERE id = ?', id, refId);
      }
    }
    for (const [index, payment] of bill.payments.entries()) {
      const { tenderCode, currency, amountMinor, rate, valueMinor, reference } = payment;
      tx.insert('payments', {
        billId: id,
        n: index + 1,
        businessDate,
        tenderCode,
        currency,
        amountMinor,
        rate,
        valueMinor,
        reference,
        referenceKey: reference === null ? null : referenceKey(reference),
      });
    }
    for (const guestId of guestIds) tx.change('UPDATE guests SET billId = ? WHERE id = ?', id, guestId);
  },
  'bill.shown': changesNothing,
};
