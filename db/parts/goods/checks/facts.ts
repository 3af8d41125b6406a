import type { JournalEvent } from '../../../../core/model/events.ts';
import { ownCurrency } from '../../../../core/model/site/find.ts';
import type { StoreState } from '../../../../core/model/state.ts';

import type { Facts } from '../../../engine/proof.ts';

/** Goods are sold at the price of the site. */
export function goodsFacts(state: Pick<StoreState, 'site'>, event: JournalEvent): Facts {
  if (event.type !== 'goods.ordered') return {};
  const prices = Object.fromEntries(
    event.payload.lines.map(({ goodsCode, unitPriceMinor }) => [
      `price of ${goodsCode}`,
      [unitPriceMinor, state.site.goods.get(goodsCode)?.price ?? null] as const,
    ]),
  );
  return { ...prices, currency: [event.payload.currency, ownCurrency(state)] };
}
