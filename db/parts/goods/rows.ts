import type { GoodsLine } from '../../../core/model/goods/goods-line.ts';
import { columnsOf } from '../../engine/columns.ts';

export const goodsColumns = columnsOf<GoodsLine>()(
  'id',
  'orderId',
  'visitId',
  'guestId',
  'roomNo',
  'goodsCode',
  'category',
  'quantity',
  'unitPriceMinor',
  'currency',
  'orderedAt',
  'orderedBy',
  'deliveredAt',
  'cancelledAt',
  'businessDate',
  'billId',
);
