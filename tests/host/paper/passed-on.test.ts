import { describe, expect, it } from 'vitest';
import type { Bill } from '../../../core/model/bills/bill-schema.ts';
import { sectionsOf } from '../../../core/model/site/sections.ts';
import { versionOf } from '../../../core/model/site/settings.ts';
import { segmentsOf } from '../../../db/parts/clocks/queries.ts';
import { billData } from '../../../host/paper/bill.ts';
import { ticketSetting } from '../../../host/paper/ticket-setting.ts';
import { end, guestIn, guestsIn, settle, start } from '../commands/at-store.ts';
import { TestStore } from '../test-store.ts';

/** A foot bath by 2 and a tea, settled by C01. */
function settledStore(): { store: TestStore; asSaid: Bill } {
  const store = new TestStore();
  store.onDuty('2');
  store.open('201', '101', '2');
  start(store, '201');
  store.act('goods.order', { guestId: guestIn(store, '201'), lines: [{ goodsCode: 'D01', quantity: 1 }] });
  store.wait(61);
  end(store, '201');
  const { services, goods } = store.state.site;
  settle(store, '201', guestsIn(store, '201'), (services.get('101')?.price ?? 0) + (goods.get('D01')?.price ?? 0));
  store.act('technician.goOffDuty', { technicianNo: '2' });
  const [said] = store.eventsOf('bill.settled');
  if (!said) throw new Error('nothing was settled');
  return { store, asSaid: said.bill as Bill };
}

/** Everybody and everything of the bill gives the number to another. */
function passOn(store: TestStore): void {
  const { people, items, goods } = sectionsOf(store.state.site.site, false);
  const basedOn = (section: 'people' | 'items' | 'goods') => versionOf(store.state.settings, section);
  const anew = <One extends { id?: string | undefined }>(one: One, name: unknown): One =>
    ({ ...one, id: undefined, name }) as One;
  const both = { 'zh-CN': '新的', en: 'New one' };
  store.act('settings.setPeople', {
    basedOn: basedOn('people'),
    value: {
      ...people,
      technicians: people.technicians.map((one) => (one.no === '2' ? anew(one, '新来的') : one)),
      staff: people.staff.map((one) => (one.no === 'R01' ? anew(one, '新前台') : one)),
    },
  });
  store.act('settings.setItems', {
    basedOn: basedOn('items'),
    value: { services: items.services.map((one) => (one.code === '101' ? anew(one, both) : one)) },
  });
  store.act('settings.setGoods', {
    basedOn: basedOn('goods'),
    value: { goods: goods.goods.map((one) => (one.code === 'D01' ? anew(one, both) : one)) },
  });
}

const paperOf = (store: TestStore, bill: Bill) => {
  const segments = (visitId: string) => segmentsOf(store.db.read, visitId);
  const facts = {
    state: store.state,
    segmentsOf: segments,
    rowOfBill: () => null,
    languages: ['zh-CN' as const],
    at: store.at,
  };
  return billData(bill, [], { facts, setting: ticketSetting(facts, 1) });
};

describe('a bill of before', () => {
  it('says on paper who and what it was, also when every number on it is another’s by now', () => {
    const { store, asSaid } = settledStore();
    const before = paperOf(store, asSaid);
    expect(before.lines.map(({ name, technicianNo }) => [name['zh-CN'], technicianNo])).toEqual([
      [store.state.site.services.get('101')?.name['zh-CN'], '2'],
      [store.state.site.goods.get('D01')?.name['zh-CN'], undefined],
    ]);
    passOn(store);
    expect(store.state.site.services.get('101')?.name['zh-CN']).toBe('新的');
    // As it was told when it was settled, and as it stands in the books.
    const [stored] = store.state.bills.ofVisit(asSaid.visitId);
    for (const bill of [asSaid, stored as Bill]) {
      const { lines, cashier } = paperOf(store, bill);
      expect(lines).toEqual(before.lines);
      expect(cashier).toBe(before.cashier);
    }
    expect(JSON.stringify(paperOf(store, stored as Bill).lines)).not.toContain('~');
  });
});
