import { holderKinds } from '../../../core/model/site/holders.ts';
import { isUsable } from '../../../core/rules/bills/decide.ts';
import { allStock } from '../../../db/parts/goods/queries.ts';
import type { StoreDatabase } from '../../../db/store-database.ts';
import type { Catalog } from './views.ts';

/** What a screen needs to name things, with the stock of this moment. */
export function catalogOf(db: StoreDatabase, version: number): Catalog {
  const { site } = db.state.site;
  const stock = allStock(db.read);
  return {
    version,
    store: site.store,
    currencies: site.currencies,
    groups: site.groups,
    services: site.services,
    goods: site.goods.map((goods) => ({ ...goods, stock: stock.get(goods.code) ?? null })),
    tenders: site.tenders.map((tender) => ({ ...tender, usable: isUsable(tender) })),
    wristbands: site.wristbands.map((band) => band.no),
    staff: site.staff.map(({ no, name, role }) => ({ no, name, role })),
    passedOn: holderKinds.flatMap((kind) =>
      db.state.settings.passedOn(kind).map(({ key, no, name }) => ({ kind, key, no, name })),
    ),
  };
}
