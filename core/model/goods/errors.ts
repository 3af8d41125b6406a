import { errorsOf } from '../../kernel/error.ts';
import { type ErrorText, text } from '../../kernel/error-text.ts';

/** Refusals about goods and stock. */
export const goodsTexts = {
  // Goods
  GOODS_UNKNOWN: text(
    '没有商品 {goodsCode}，请从商品单里选',
    'There is no article {goodsCode}; choose from the list',
    '无此商品',
    'No such article',
  ),
  GOODS_SOLD_OUT: text(
    '{goodsCode} 库存不足，只剩 {left}，请少点或更正库存',
    '{goodsCode}: only {left} left; order fewer or correct the stock',
    '库存剩{left}',
    'Only {left} left',
  ),
  GOODS_NOT_COUNTED: text('{goodsCode} 不计库存', '{goodsCode} is not counted', '不计库存', 'Not counted'),
  GOODS_LINE_UNKNOWN: text('没有这个点单', 'There is no such order', '无此点单', 'No such order'),
  GOODS_LINE_CLOSED: text('这个点单已取消或已结账', 'This order is cancelled or paid', '点单已结束', 'Order is closed'),
  GOODS_DELIVERED: text('已经送出', 'It has been delivered', '已经送出', 'Delivered'),
} satisfies Record<string, ErrorText>;

export const goodsError = errorsOf(goodsTexts);
