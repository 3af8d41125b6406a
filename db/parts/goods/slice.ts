import type { GoodsLine } from '../../../core/model/goods/goods-line.ts';
import type { GoodsSlice } from '../../../core/model/goods/slice.ts';
import type { SiteIndex } from '../../../core/model/site/site-index.ts';
import { columns } from '../../engine/columns.ts';
import type { ReadHandle } from '../../engine/connection.ts';
import { KeptByKey } from '../../engine/kept.ts';
import { goodsColumns } from './rows.ts';

const goodsSql = `SELECT ${columns(goodsColumns)} FROM goods_lines`;

export class StoredGoods implements GoodsSlice {
  readonly #read: ReadHandle;
  readonly #site: () => Pick<SiteIndex, 'goods'>;
  readonly #ofVisit: KeptByKey<readonly GoodsLine[]>;

  /** `site`: the settings in force, which say what is counted. */
  constructor(read: ReadHandle, site: () => Pick<SiteIndex, 'goods'>) {
    this.#read = read;
    this.#site = site;
    this.#ofVisit = new KeptByKey(read, ['goods_lines'], (visitId) =>
      read.all<GoodsLine>(`${goodsSql} WHERE visitId = ? ORDER BY orderedAt, id`, visitId),
    );
  }

  line(lineId: string) {
    return this.#read.get<GoodsLine>(`${goodsSql} WHERE id = ?`, lineId) ?? null;
  }

  ofVisit(visitId: string) {
    return this.#ofVisit.get(visitId);
  }

  stockOf(goodsCode: string) {
    // An article may have stopped being counted; its last count stays in the table.
    if (this.#site().goods.get(goodsCode)?.stock === undefined) return null;
    const sql = 'SELECT quantity FROM stock WHERE goodsCode = ?';
    return this.#read.get<{ quantity: number }>(sql, goodsCode)?.quantity ?? 0;
  }
}
