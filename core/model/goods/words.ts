import { sentence, type WordFormat, type WordsOf } from '../../kernel/words.ts';
import type { goodsEvents } from './events.ts';

interface Line {
  goodsCode: string;
  quantity: number;
}

const named = (lines: readonly Line[], { goods }: WordFormat) =>
  lines.map(({ goodsCode, quantity }) => `${goods(goodsCode)} ×${quantity}`).join(', ');

export const goodsWords: WordsOf<typeof goodsEvents> = {
  'goods.ordered': sentence(
    ({ lines }, format) => `点单 ${named(lines, format)}`,
    ({ lines }, format) => `Goods ${named(lines, format)}`,
  ),
  'goods.cancelled': sentence(
    ({ goodsCode, reason }, { goods }) => `退单 ${goods(goodsCode)} · ${reason}`,
    ({ goodsCode, reason }, { goods }) => `Goods cancelled: ${goods(goodsCode)} · ${reason}`,
  ),
  'goods.delivered': sentence(
    () => '商品已送到',
    () => 'Goods brought',
  ),
  'stock.adjusted': null,
};
