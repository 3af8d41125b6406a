import type { ProblemTexts } from '../../../engine/problems.ts';

/** What may not fit of the stock. */
export const stockProblems = {
  STOCK_DIFFERS: {
    en: 'Article {goodsCode}: {stored} in stock, counted and sold give {expected}',
    'zh-CN': '商品 {goodsCode}：库存 {stored}，按进销应为 {expected}',
  },
} as const satisfies ProblemTexts;

export type StockProblem = keyof typeof stockProblems;
