import type { JobView } from '../devices/views.ts';
export interface GoodsView {
  id: string;
  guestId: string;
  goodsCode: string;
  quantity: number;
  unitPriceMinor: number;
  currency: string;
  amountMinor: number;
  orderedAt: number;
  deliveredAt: number | null;
  billed: boolean;
}

export interface KitchenLine {
  id: string;
  orderId: string;
  roomNo: string;
  wristbandNo: string | null;
  goodsCode: string;
  category: string;
  quantity: number;
  orderedAt: number;
  orderedBy: string;
  deliveredAt: number | null;
}

export interface KitchenView {
  waiting: KitchenLine[];
  done: KitchenLine[];
  /** Order slips that did not print. */
  notPrinted: JobView[];
}
