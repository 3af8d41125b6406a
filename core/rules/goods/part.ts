import type { goods } from '../../model/goods/aggregate.ts';
import { inVisit } from '../about.ts';
import { printOn, slipMs } from '../job-routes.ts';
import type { Part } from '../part.ts';
import { adjustStock, cancelGoods, deliverGoods, goodsNeedOf, orderGoods } from './decide.ts';
import { goodsIncidents } from './incidents.ts';

export const goodsPart: Part<typeof goods> = {
  commands: {
    'goods.order': { permission: 'goods.order', from: ['screen', 'terminal'], decide: orderGoods },
    'goods.cancel': { permission: 'goods.cancel', from: ['screen'], decide: cancelGoods },
    'goods.deliver': { permission: 'goods.deliver', from: ['screen'], decide: deliverGoods },
    'stock.adjust': { permission: 'stock.adjust', from: ['screen'], decide: adjustStock },
  },
  about: {
    'goods.ordered': { ...inVisit, stale: ['kitchen', 'catalog'] },
    'goods.cancelled': { ...inVisit, stale: ['kitchen', 'catalog', 'incidents'] },
    'goods.delivered': { ...inVisit, stale: ['kitchen'] },
    'stock.adjusted': { stale: ['kitchen', 'catalog', 'incidents'] },
  },
  needs: goodsNeedOf,
  incidents: goodsIncidents,
  jobs(event, site) {
    if (event.type !== 'goods.ordered') return [];
    const { actor: orderedBy, payload } = event;
    const categories = [...new Set(payload.lines.map((line) => line.category))];
    return categories.flatMap((category) => {
      const lines = payload.lines.filter((line) => line.category === category);
      const job = { kind: 'print-order' as const, category, orderedBy, ...payload, lines };
      return printOn(site, `order:${category}`, job, event.at + slipMs(site));
    });
  },
};
