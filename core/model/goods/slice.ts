import type { GoodsLine } from './goods-line.ts';

/** What decisions look at of goods and stock. */
export interface GoodsSlice {
  line(lineId: string): GoodsLine | null;
  /** By time of order, then id. */
  ofVisit(visitId: string): readonly GoodsLine[];
  /** Pieces left; null where the article is not counted. */
  stockOf(goodsCode: string): number | null;
}
