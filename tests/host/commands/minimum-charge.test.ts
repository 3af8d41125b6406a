import { describe, expect, it } from 'vitest';
import type { IncidentKind } from '../../../core/model/incident.ts';
import { incidentsOf } from '../../../db/parts/incidents/queries.ts';
import { exampleSite } from '../../db/shop-day.ts';
import { TestStore } from '../test-store.ts';
import { end, guestIn, guestsIn, reason, refused, settle, start, visitIn } from './at-store.ts';

const listed = (store: TestStore, kind: IncidentKind) =>
  incidentsOf(store.db.read, store.businessDate).filter((one) => one.kind === kind);

function storeWith(): TestStore {
  const store = new TestStore(exampleSite());
  store.onDuty('1', '2', '3', '51', '53');
  return store;
}

describe('the minimum charge, hidden behind what is given up later', () => {
  /** 588.00 at least, a clock of 138.00 that has run past the grace. */
  function served() {
    const store = storeWith();
    const dear = [...store.state.site.rooms.values()].find(({ minimumCharge = 0 }) => minimumCharge > 20_000);
    if (!dear) throw new Error('no room has a minimum charge');
    store.open(dear.no, '101');
    start(store, dear.no);
    store.wait(15);
    const visitId = visitIn(store, dear.no);
    return { store, dear, visitId, guestId: guestIn(store, dear.no), lost: (dear.minimumCharge ?? 0) - 13_800 };
  }
  const goods = (store: TestStore, guestId: string, quantity: number) => {
    store.act('goods.order', { guestId, lines: [{ goodsCode: 'D01', quantity }] });
    return store.eventsOf('goods.ordered').at(-1)?.lines[0]?.lineId ?? '';
  };
  const away = (store: TestStore, visitId: string, guestIds?: string[]) =>
    store.act('visit.changeRoom', { visitId, toRoomNo: '202', ...(guestIds && { guestIds }) });

  it('goods that nobody has brought do not count as had, and those that were do', () => {
    const { store, visitId, guestId, lost } = served();
    const lineId = goods(store, guestId, 20);
    expect(refused(store, 'AUTHORISATION_NEEDED', () => away(store, visitId))).toMatchObject({ amountMinor: lost });
    store.act('goods.deliver', { lineIds: [lineId] }, 'K01', 'kitchen');
    away(store, visitId);
    expect(listed(store, 'minimum-lowered')).toEqual([]);
  });

  it('nor do clocks that can be given up freely, called or just begun', () => {
    const { store, dear, visitId, guestId, lost } = served();
    store.onDuty('4', '5');
    for (let n = 0; n < 4; n += 1) store.act('clock.order', { guestId, serviceCode: '101', choices: [] });
    expect(refused(store, 'AUTHORISATION_NEEDED', () => away(store, visitId))).toMatchObject({ amountMinor: lost });
    start(store, dear.no);
    expect(refused(store, 'AUTHORISATION_NEEDED', () => away(store, visitId))).toMatchObject({ amountMinor: lost });
    store.wait(11);
    away(store, visitId);
  });

  it('nor what a guest has who stays behind for it', () => {
    const { store, visitId, guestId, lost } = served();
    store.act('visit.addGuest', { visitId });
    goods(store, store.state.visits.guestsOf(visitId)[1]?.id ?? '', 1);
    const moved = refused(store, 'AUTHORISATION_NEEDED', () => away(store, visitId, [guestId]));
    expect(moved).toMatchObject({ amountMinor: lost });
  });

  it('and is named where somebody paid and who was to pay the rest had it taken off', () => {
    const { store, dear, visitId, guestId, lost } = served();
    store.act('visit.addGuest', { visitId });
    const [, other = ''] = guestsIn(store, dear.no);
    const lineId = goods(store, other, 1);
    store.wait(45);
    end(store, dear.no);
    settle(store, dear.no, [guestId], 13_800);
    store.act('goods.cancel', { lineId, reason });
    store.act('visit.removeGuest', { guestId: other, reason });
    expect(listed(store, 'minimum-lowered')).toMatchObject([{ actor: 'R01', roomNo: dear.no, amountMinor: lost }]);
  });

  it('is nobody’s where a room was opened and left with nothing had', () => {
    const store = storeWith();
    const dear = [...store.state.site.rooms.values()].find(({ minimumCharge = 0 }) => minimumCharge > 20_000);
    store.open(dear?.no ?? '', null);
    store.act('visit.close', { visitId: visitIn(store, dear?.no ?? '') });
    expect(listed(store, 'minimum-lowered')).toEqual([]);
  });
});
