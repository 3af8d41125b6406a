import type { GoodsLine } from '../../../core/model/goods/goods-line.ts';
import { columns } from '../../engine/columns.ts';
import type { ReadHandle } from '../../engine/connection.ts';
import { goodsColumns } from './rows.ts';

/** What is left of every counted article. */
export function allStock(read: ReadHandle): Map<string, number> {
  const rows = read.all<{ goodsCode: string; quantity: number }>('SELECT goodsCode, quantity FROM stock');
  return new Map(rows.map((row) => [row.goodsCode, row.quantity]));
}

/** An order line as kitchen and bar see it. */
export type KitchenOrder = GoodsLine & { wristbandNo: string | null };

const kitchenSql = `SELECT ${columns(goodsColumns, 'line')}, guests.wristbandNo
  FROM goods_lines AS line`;

/** Ordered, not delivered, not cancelled; oldest first. */
export function kitchenOpen(read: ReadHandle): KitchenOrder[] {
  return read.all<KitchenOrder>(
    `${kitchenSql} INDEXED BY goods_lines_open CROSS JOIN guests ON guests.id = line.guestId
     WHERE line.deliveredAt IS NULL AND line.cancelledAt IS NULL ORDER BY line.orderedAt, line.id`,
  );
}

/** Delivered, of the orders of a trading day; the last delivered first. */
export function kitchenDone(read: ReadHandle, businessDate: string): KitchenOrder[] {
  return read.all<KitchenOrder>(
    `${kitchenSql} CROSS JOIN guests ON guests.id = line.guestId
     WHERE line.businessDate = ? AND line.deliveredAt IS NOT NULL ORDER BY line.deliveredAt DESC, line.id`,
    businessDate,
  );
}
