/** One article ordered by one guest. Kitchen and bar work through lines; a line is owed from the order on. */
export interface GoodsLine {
  id: string;
  /** Lines ordered together print on one slip per category. */
  orderId: string;
  visitId: string;
  guestId: string;
  roomNo: string;
  goodsCode: string;
  category: string;
  quantity: number;
  /** Of one piece. */
  unitPriceMinor: number;
  currency: string;
  orderedAt: number;
  /** Staff or technician number. */
  orderedBy: string;
  deliveredAt: number | null;
  cancelledAt: number | null;
  businessDate: string;
  billId: string | null;
}
