import type { DatabasePart } from '../../engine/part.ts';
import { goodsFacts } from './checks/facts.ts';
import { stockProblems } from './checks/problems.ts';
import { StockCheck } from './checks/stock.ts';
import { goodsProjections } from './projection.ts';
import { StoredGoods } from './slice.ts';

/** What guests ordered, and what is left on the shelf. */
export const goodsPart = {
  name: 'goods',
  tables: ['goods_lines', 'stock'],
  slices: (read, site) => ({ goods: new StoredGoods(read, site) }),
  names: {
    person: ['goods_lines.orderedBy'],
    room: ['goods_lines.roomNo'],
    goods: ['goods_lines.goodsCode', 'stock.goodsCode'],
  },
  projections: goodsProjections,
  migrations: [],
  problems: stockProblems,
  checks: ({ stored, problems }) => [new StockCheck(stored, problems)],
  facts: goodsFacts,
  counts: { goodsLines: 'goods_lines' },
} as const satisfies DatabasePart<typeof stockProblems>;
