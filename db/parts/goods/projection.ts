import type { WriteHandle } from '../../engine/connection.ts';
import type { EventsOf, Projections } from '../../engine/projection.ts';

/** What guests ordered, and what is left on the shelf. */
export const goodsProjections: Projections<EventsOf<'goods' | 'stock'>> = {
  'goods.ordered'(tx, { at, businessDate, actor, payload }) {
    const { orderId, visitId, guestId, roomNo, currency } = payload;
    for (const line of payload.lines) {
      const { lineId, goodsCode, category, quantity, unitPriceMinor, stockAfter } = line;
      tx.insert('goods_lines', {
        id: lineId,
        orderId,
        visitId,
        guestId,
        roomNo,
        goodsCode,
        category,
        quantity,
        unitPriceMinor,
        currency,
        orderedAt: at,
        orderedBy: actor,
        businessDate,
      });
      setStock(tx, goodsCode, stockAfter);
    }
  },
  'goods.cancelled'(tx, { at, payload }) {
    tx.change('UPDATE goods_lines SET cancelledAt = ? WHERE id = ?', at, payload.lineId);
    setStock(tx, payload.goodsCode, payload.stockAfter);
  },
  'goods.delivered'(tx, { at, payload }) {
    tx.change('UPDATE goods_lines SET deliveredAt = ? WHERE id = ?', at, payload.lineId);
  },
  'stock.adjusted'(tx, { payload }) {
    setStock(tx, payload.goodsCode, payload.stockAfter);
  },
};

/** Null stands for an article that is not counted. */
function setStock(tx: WriteHandle, goodsCode: string, quantity: number | null): void {
  if (quantity === null) return;
  tx.run(
    `INSERT INTO stock (goodsCode, quantity) VALUES (?, ?)
     ON CONFLICT (goodsCode) DO UPDATE SET quantity = excluded.quantity`,
    goodsCode,
    quantity,
  );
}
