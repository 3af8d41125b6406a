import { describe, expect, it } from 'vitest';
import { event } from '../../../../core/model/events.ts';
import { billsOfDay } from '../../../../db/parts/bills/queries.ts';

import { must, type ShopDay } from '../../../db/shop-day.ts';
import { SimulatedStore } from '../../effects/simulated-store.ts';

/** Text without the blanks that lay it out. */
const words = (text: string | undefined) => must(text).replace(/\s+/g, ' ');

async function lastSlip(store: SimulatedStore, printer: string): Promise<string> {
  await store.wait(5);
  return words(store.sim(printer).slips.at(-1)?.text);
}

describe('a dispatch slip', () => {
  it('says who goes where for what', async () => {
    const store = await new SimulatedStore().start();
    const { guestIds } = store.act((day) => day.openRoom('302', ['15', '16']));
    store.act((day) => day.order(must(guestIds[1]), '88', '201'));
    const slip = await lastSlip(store, 'clock-room');
    for (const part of [
      '派钟单',
      '88',
      '许琴玲',
      '302',
      '床位 2',
      '手牌 16',
      '中式推拿',
      '60 分钟',
      '轮钟',
      '人数 2',
    ]) {
      expect(slip).toContain(part);
    }
    expect(slip).toContain('叫钟 2026-11-21 12:00');
    expect(slip).toContain('1121-0001');
    expect(slip).not.toContain('Room');
    expect(slip).not.toContain('副本');
  });
});

describe('a dispatch slip after the item was changed', () => {
  const changeItem = (day: ShopDay, clockId: string, fromServiceCode: string, serviceCode: string) => {
    const { visitId, roomNo, technicianNo, priceMinor, type, callCount } = must(day.db.state.clocks.byId(clockId));
    const call = { clockId, roomNo, serviceCode, technicianNo: must(technicianNo) };
    day.act(
      event('clock.itemChanged', {
        ...{ ...call, visitId, fromServiceCode, minutes: 90, fromPriceMinor: priceMinor, priceMinor },
        currency: 'CNY',
        ...{ dueAt: null, running: false, reason: null, authorisationId: null },
      }),
      event('clock.calledAgain', {
        ...{ ...call, type, callCount: callCount + 1 },
        changed: { fromServiceCode, visitId, wristbandNo: '15', guestCount: 1 },
      }),
    );
  };

  it('says what is done now, what is not any more, and that the old paper is void', async () => {
    const store = await new SimulatedStore().start();
    const { guestIds } = store.act((day) => day.openRoom('302', ['15']));
    const clockId = store.act((day) => day.order(must(guestIds[0]), '88', '201'));
    expect(await lastSlip(store, 'clock-room')).not.toContain('改单');
    store.act((day) => changeItem(day, clockId, '201', '103'));
    const slip = await lastSlip(store, 'clock-room');
    expect(store.sim('clock-room').cuts).toBe(2);
    for (const part of ['派钟单', '改单', '88', '302', '手牌 15', '90 分钟', '原项目 中式推拿', '旧单作废']) {
      expect(slip).toContain(part);
    }
    const { name } = must(store.db.state.site.services.get('103'));
    expect(slip).toContain(name['zh-CN']);
  });

  it('is the only one, where the printer was away for the first', async () => {
    const store = await new SimulatedStore().start();
    await store.sim('clock-room').setPower(false);
    const { guestIds } = store.act((day) => day.openRoom('302', ['15']));
    const clockId = store.act((day) => day.order(must(guestIds[0]), '88', '201'));
    store.act((day) => changeItem(day, clockId, '201', '103'));
    await store.wait(60);
    await store.sim('clock-room').setPower(true);
    await store.wait(60);
    expect(store.sim('clock-room').slips.map(({ text }) => text.includes('旧单作废'))).toEqual([true]);
  });
});

describe('an order slip', () => {
  it('goes to the printer of its category with its articles only', async () => {
    const store = await new SimulatedStore().start();
    const guestId = must(store.act((day) => day.openRoom('302', ['15'])).guestIds[0]);
    const food = must(store.db.state.site.site.goods.find((goods) => goods.category === 'food'));
    store.act((day) => day.orderGoods(guestId, 'D01', food.code));
    const drinks = await lastSlip(store, 'bar');
    expect(drinks).toContain('酒水出品单');
    expect(drinks).toContain('龙井茶 ×2');
    expect(drinks).not.toContain(food.name['zh-CN']);
    const kitchen = await lastSlip(store, 'kitchen');
    expect(kitchen).toContain('厨房出品单');
    expect(kitchen).toContain(`${food.name['zh-CN']} ×2`);
    expect(kitchen).not.toContain('龙井茶');
    expect(kitchen).toContain('手牌 15');
  });
});

describe('a bill', () => {
  /** Two guests take the item for two, one of them longer, with tea; the store after they have paid. */
  async function pairHasPaid(): Promise<SimulatedStore> {
    const store = await new SimulatedStore().start();
    const { visitId, guestIds } = store.act((day) => day.openRoom('302', ['15', '16']));
    const [first, second] = [must(guestIds[0]), must(guestIds[1])];
    const priced = store.act((day) => day.order(first, '7', '104'));
    const pair = store.act((day) => day.order(second, '12', '104', priced));
    store.act((day) => day.start(priced));
    store.act((day) => day.start(pair));
    store.act((day) => day.extend(priced, 40, 16_400));
    store.act((day) => day.orderGoods(first, 'D01'));
    await store.wait(80 * 60);
    store.act((day) => day.end(priced));
    store.act((day) => day.end(pair));
    store.act((day) => day.settle(visitId));
    await store.wait(5);
    return store;
  }

  it('shows what was sold, who served when, and how it was paid', async () => {
    const store = await pairHasPaid();
    expect(store.sim('front').cuts).toBe(1);
    const slip = words(store.sim('front').slips[0]?.text);
    for (const part of ['云水堂·江湾店', 'B1121-0001', '302', '15, 16', '双人情侣足疗', '12:00–13:20', '龙井茶 2']) {
      expect(slip).toContain(part);
    }
    expect(slip).toContain('加钟');
    expect(slip).toContain('+40 分钟');
    expect(slip).toContain('现金');
    expect(slip).toContain('找零');
  });

  it('folds the second technician of an item into the line that has the price', async () => {
    const store = await pairHasPaid();
    const slip = words(store.sim('front').slips[0]?.text);
    expect(slip).toContain('技师 7、12');
    // The item once, and its extension.
    expect(slip.match(/双人情侣足疗/g)).toHaveLength(2);
  });

  it('names everybody who served a clock, one after the other', async () => {
    const store = await new SimulatedStore().start();
    const { visitId, guestIds } = store.act((day) => day.openRoom('302', ['15']));
    const clockId = store.act((day) => day.order(must(guestIds[0]), '7'));
    store.act((day) => day.start(clockId));
    await store.wait(600);
    store.act((day) => day.changeTechnician(clockId, '9'));
    await store.wait(3_000);
    store.act((day) => day.end(clockId));
    store.act((day) => day.settle(visitId));
    expect(await lastSlip(store, 'front')).toContain('技师 7、9');
  });

  it('opens the drawer for cash, once', async () => {
    const store = await pairHasPaid();
    expect(store.sim('front').drawerKicks).toBe(1);
  });

  it('leaves the drawer shut when it prints long after the payment', async () => {
    const store = await new SimulatedStore().start();
    await store.sim('front').setPower(false);
    const { visitId, guestIds } = store.act((day) => day.openRoom('302', ['15']));
    store.act((day) => day.orderGoods(must(guestIds[0]), 'D01'));
    store.act((day) => day.settle(visitId));
    await store.wait(300);
    await store.sim('front').setPower(true);
    await store.wait(31);
    expect(store.sim('front').cuts).toBe(1);
    expect(store.sim('front').drawerKicks).toBe(0);
  });

  it('can be looked at as on paper', async () => {
    const store = await pairHasPaid();
    const bill = must(billsOfDay(store.db.read, '2026-11-21')[0]);
    // Each picture has a filter with an id of its own.
    const picture = (svg: string | undefined) => must(svg).replace(/receipt-[0-9a-f-]+/g, '');
    expect(picture(store.printers.billSvg(bill))).toBe(picture(store.printers.slips('front')[0]?.svg));
    expect(store.printers.billSvg(bill)).toMatch(/^<svg/);
  });

  it('before payment says that it is not a receipt', async () => {
    const store = await new SimulatedStore().start();
    const { visitId, guestIds } = store.act((day) => day.openRoom('302', ['15']));
    const clockId = store.act((day) => day.order(must(guestIds[0]), '7'));
    store.act((day) => day.start(clockId));
    const lines = [
      {
        kind: 'clock' as const,
        refId: clockId,
        guestId: must(guestIds[0]),
        code: '101',
        quantity: 1,
        unitPriceMinor: 13_850,
        amountMinor: 13_850,
      },
      {
        kind: 'rounding' as const,
        refId: null,
        guestId: null,
        code: '',
        quantity: 1,
        unitPriceMinor: -50,
        amountMinor: -50,
      },
    ];
    const bill = { lines, totalMinor: 13_800, currency: 'CNY' };
    store.act((day) => day.act(event('bill.shown', { visitId, roomNo: '302', guestIds, bill })));
    const slip = await lastSlip(store, 'front');
    for (const part of ['预打单', '非收据', '1121-0001', '经典足疗', '12:00–13:00', '抹零 -￥0.50', '应付 ￥138.00']) {
      expect(slip).toContain(part);
    }
    expect(store.sim('front').drawerKicks).toBe(0);
  });
});
