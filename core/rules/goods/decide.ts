import type { DecisionContext } from '../../kernel/context.ts';
import type { ApprovalSubject, AuthorisationNeed } from '../../model/authorisations/authorisation.ts';
import type { CommandData } from '../../model/commands.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import { goodsError } from '../../model/goods/errors.ts';
import type { GoodsLine } from '../../model/goods/goods-line.ts';
import { ownCurrency } from '../../model/site/find.ts';
import type { StoreState } from '../../model/state.ts';
import { openVisit, presentGuest } from '../../model/visits/find.ts';
import { type Approvable, spendAuthorisation } from '../authorisations/decide.ts';

/** Puts articles on a guest's bill and takes them from stock; what is not there is refused whole. */
export function orderGoods(state: StoreState, data: CommandData<'goods.order'>, ctx: DecisionContext): StoreEvent[] {
  const guest = presentGuest(state, data.guestId);
  const visit = openVisit(state, guest.visitId);
  const quantities = new Map<string, number>();
  for (const { goodsCode, quantity } of data.lines) {
    quantities.set(goodsCode, (quantities.get(goodsCode) ?? 0) + quantity);
  }
  const lines = [...quantities].map(([goodsCode, quantity]) => {
    const goods = state.site.goods.get(goodsCode);
    if (!goods) throw goodsError('GOODS_UNKNOWN', { goodsCode });
    const left = state.goods.stockOf(goodsCode);
    if (left !== null && left < quantity) throw goodsError('GOODS_SOLD_OUT', { goodsCode, left });
    return {
      lineId: ctx.newId(),
      goodsCode,
      category: goods.category,
      quantity,
      unitPriceMinor: goods.price,
      stockAfter: left === null ? null : left - quantity,
    };
  });
  return [
    event('goods.ordered', {
      orderId: ctx.newId(),
      visitId: visit.id,
      guestId: guest.id,
      roomNo: visit.roomNo,
      wristbandNo: guest.wristbandNo,
      lines,
      currency: ownCurrency(state),
    }),
  ];
}

/**
 * Takes a line off the bill; the articles go back to stock. What was delivered may have been had: a manager approves
 * what the guests no longer pay.
 */
export function cancelGoods(state: StoreState, data: CommandData<'goods.cancel'>, ctx: DecisionContext): StoreEvent[] {
  const line = openLine(state, data.lineId);
  const worth = { amountMinor: line.unitPriceMinor * line.quantity, currency: line.currency };
  const approval =
    line.deliveredAt === null || worth.amountMinor === 0
      ? null
      : spendAuthorisation(
          state,
          data.authorisationId,
          { act: 'goods.cancel', subject: theLine(line.id), amount: worth },
          ctx,
        );
  const stock = state.goods.stockOf(line.goodsCode);
  return [
    ...(approval ? [approval.used] : []),
    event('goods.cancelled', {
      lineId: line.id,
      visitId: line.visitId,
      roomNo: line.roomNo,
      goodsCode: line.goodsCode,
      quantity: line.quantity,
      stockAfter: stock === null ? null : stock + line.quantity,
      reason: data.reason,
      worth,
      ...(approval && { authorisationId: approval.authorisation.id, allowedBy: approval.authorisation.givenBy }),
    }),
  ];
}

export function deliverGoods(state: StoreState, data: CommandData<'goods.deliver'>): StoreEvent[] {
  return [...new Set(data.lineIds)].map((lineId) => {
    const line = state.goods.line(lineId);
    if (!line) throw goodsError('GOODS_LINE_UNKNOWN', { lineId });
    if (line.cancelledAt !== null) throw goodsError('GOODS_LINE_CLOSED', { lineId });
    if (line.deliveredAt !== null) throw goodsError('GOODS_DELIVERED', { lineId });
    return event('goods.delivered', { lineId, visitId: line.visitId, roomNo: line.roomNo });
  });
}

/** Goods in, a count that differs, breakage: always with a reason. */
export function adjustStock(state: StoreState, data: CommandData<'stock.adjust'>): StoreEvent[] {
  const { goodsCode, quantity, reason } = data;
  const goods = state.site.goods.get(goodsCode);
  if (!goods) throw goodsError('GOODS_UNKNOWN', { goodsCode });
  const left = state.goods.stockOf(goodsCode);
  if (left === null) throw goodsError('GOODS_NOT_COUNTED', { goodsCode });
  if (left + quantity < 0) throw goodsError('GOODS_SOLD_OUT', { goodsCode, left });
  const worth = { amountMinor: -quantity * goods.price, currency: ownCurrency(state) };
  return [
    event('stock.adjusted', {
      goodsCode,
      quantity,
      stockAfter: left + quantity,
      reason,
      ...(quantity < 0 && { worth }),
    }),
  ];
}

/** What of goods a manager approves. */
export const goodsApprovals = {
  'goods.cancel': { kind: 'goods-line', require: (state, id) => void openLine(state, id) },
} satisfies Approvable;

/** Which approval an event of goods rests on; null where it needs none. */
export function goodsNeedOf({ type, payload }: StoreEvent): AuthorisationNeed | null {
  if (type !== 'goods.cancelled' || payload.authorisationId === undefined) return null;
  const { lineId, worth, authorisationId } = payload;
  const subject = theLine(lineId);
  const { amountMinor = null, currency = null } = worth ?? {};
  return { act: 'goods.cancel', subject, amountMinor, currency, authorisationId };
}

function theLine(id: string): ApprovalSubject {
  return { kind: 'goods-line', id };
}

function openLine(state: StoreState, lineId: string): GoodsLine {
  const line = state.goods.line(lineId);
  if (!line) throw goodsError('GOODS_LINE_UNKNOWN', { lineId });
  if (line.cancelledAt !== null || line.billId !== null) throw goodsError('GOODS_LINE_CLOSED', { lineId });
  return line;
}
