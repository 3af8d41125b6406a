import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../../core/model/events.ts';
import type { Site } from '../../../core/model/site/schema.ts';
import { verifyStore } from '../../../db/verify.ts';
import { codesOf, journalOf, written } from '../../db/forged.ts';
import { clockIn, queueOf, reason, start, visitIn } from './at-store.ts';
import { approval } from './manager.ts';
import { listed, storeWith } from './money-store.ts';

type Store = ReturnType<typeof storeWith>;

/** A clock that is begun, given up within the grace, and its visit closed. */
function giveUp(store: Store, roomNo: string, technicianNo?: string): void {
  store.open(roomNo, '101', technicianNo);
  start(store, roomNo);
  store.wait(9);
  store.act('clock.cancel', { clockId: clockIn(store, roomNo).id, reason });
  store.act('visit.close', { visitId: visitIn(store, roomNo) });
}

const withLimit = (givenUpPerDay: number) => (site: Site) => {
  site.store.approvals = { ...site.store.approvals, givenUpPerDay };
};
const proved = (store: Store) => codesOf(verifyStore(written(journalOf(store))).problems);
const forged = (store: Store, change: (event: JournalEvent) => object | null) =>
  codesOf(
    verifyStore(
      written(
        journalOf(store).map((event) => {
          const payload = change(event);
          return payload === null ? event : ({ ...event, payload } as JournalEvent);
        }),
      ),
    ).problems,
  );

describe('clocks that are begun and given up freely', () => {
  it('stand on the list from the second of a technician on a day, in whichever room and however much later', () => {
    const store = storeWith();
    giveUp(store, '201', '1');
    expect(listed(store, 'given-up-often')).toEqual([]);
    store.wait(90);
    giveUp(store, '202', '1');
    expect(listed(store, 'given-up-often')).toMatchObject([
      { roomNo: '202', technicianNo: '1', amountMinor: 13_800, actor: 'R01', reason: `2 · ${reason}` },
    ]);
    expect(proved(store)).toEqual([]);
  });

  it('of several technicians are counted for each', () => {
    const store = storeWith();
    giveUp(store, '201', '1');
    store.wait(90);
    giveUp(store, '202', '2');
    expect(listed(store, 'given-up-often')).toEqual([]);
  });

  it('stand there from the number that the settings name, or never', () => {
    for (const [limit, lines] of [
      [1, 3],
      [3, 1],
      [0, 0],
    ] as const) {
      const store = storeWith(withLimit(limit));
      for (const roomNo of ['201', '202', '203']) {
        giveUp(store, roomNo, '1');
        store.wait(90);
      }
      expect(listed(store, 'given-up-often')).toHaveLength(lines);
    }
  });

  it('are not counted before their start, nor the day after', () => {
    const store = storeWith();
    giveUp(store, '201', '1');
    store.wait(90);
    store.open('202', '101', '1');
    store.act('clock.cancel', { clockId: clockIn(store, '202').id, reason });
    store.wait(22 * 60);
    giveUp(store, '203', '1');
    expect(listed(store, 'given-up-often')).toEqual([]);
  });

  it('are asked again by the proof', () => {
    const store = storeWith();
    giveUp(store, '201', '1');
    store.wait(90);
    giveUp(store, '202', '1');
    const lessOf = (event: JournalEvent) =>
      event.type === 'clock.cancelled' && event.payload.often
        ? { ...event.payload, often: { ...event.payload.often, amountMinor: 1 } }
        : null;
    expect(forged(store, lessOf)).toContain('FACT_WRONG');
  });
});

describe('a place in the queue that the desk has somebody lose', () => {
  it('by going and coming again stands on the list', () => {
    const store = storeWith();
    store.act('technician.goOffDuty', { technicianNo: '1' });
    store.act('technician.comeOnDuty', { technicianNo: '1' });
    expect(queueOf(store).at(-1)).toBe('1');
    expect(listed(store, 'place-lost')).toMatchObject([{ technicianNo: '1', actor: 'R01' }]);
    expect(proved(store)).toEqual([]);
  });

  it('by a rest that is ended too late', () => {
    const store = storeWith();
    store.act('technician.rest', { technicianNo: '1' });
    store.wait(200);
    store.act('technician.comeBack', { technicianNo: '1' });
    expect(listed(store, 'place-lost')).toMatchObject([{ technicianNo: '1', actor: 'R01' }]);
  });

  it('does not where she does it herself, comes for the first time, or is back in time', () => {
    const store = storeWith();
    store.act('technician.goOffDuty', { technicianNo: '1' }, '1');
    store.act('technician.comeOnDuty', { technicianNo: '1' }, '1');
    store.act('technician.rest', { technicianNo: '2' });
    store.wait(1);
    store.act('technician.comeBack', { technicianNo: '2' });
    expect(listed(store, 'place-lost')).toEqual([]);
  });

  it('by a running clock that goes over at its last minute', () => {
    const store = storeWith();
    store.open('201', '101');
    start(store, '201');
    store.wait(58);
    store.act('clock.changeTechnician', { clockId: clockIn(store, '201').id, choice: { kind: 'rotation' }, reason });
    expect(listed(store, 'taken-over')).toMatchObject([
      { technicianNo: '1', roomNo: '201', minutes: 58, actor: 'R01', reason: `→ 2 · ${reason}` },
    ]);
  });

  it('by a card that is said to be lost', () => {
    const store = storeWith();
    store.act('card.block', { holder: 'technician', no: '1', reason });
    store.act('card.block', { holder: 'staff', no: 'K01', reason });
    store.act('card.block', { holder: 'staff', no: 'R01', reason });
    expect(listed(store, 'card-blocked')).toMatchObject([
      { technicianNo: null, reason: `K01 · ${reason}` },
      { technicianNo: '1', reason },
    ]);
  });
});

describe('another item at the same price', () => {
  const paidMore = (site: Site) => {
    for (const service of site.services) if (['101', '102'].includes(service.code)) service.price = 13_800;
    site.commission.unshift({ match: { service: '102' }, pay: { kind: 'fixed', amount: 9_900 } } as never);
  };
  const changed = (change: (site: Site) => void) => {
    const store = storeWith(change);
    store.open('201', '101');
    start(store, '201');
    store.act('clock.changeItem', { clockId: clockIn(store, '201').id, serviceCode: '102', reason });
    return store;
  };

  it('that is paid by other rules stands on the list', () => {
    const store = changed(paidMore);
    expect(listed(store, 'converted')).toMatchObject([{ technicianNo: '1', roomNo: '201', actor: 'R01' }]);
    expect(proved(store)).toEqual([]);
  });

  it('paid the same does not, nor does one that costs the guests more', () => {
    const samePay = changed((site) => {
      for (const service of site.services) if (service.code === '102') service.price = 13_800;
    });
    expect(listed(samePay, 'converted')).toEqual([]);
    const dearer = changed((site) => {
      paidMore(site);
      for (const service of site.services) if (service.code === '102') service.price = 20_000;
    });
    expect(listed(dearer, 'converted')).toEqual([]);
  });
});

describe('the proof of what changes pay and what a move lowers', () => {
  it('names a conversion and a change of technician that hide it', () => {
    const store = storeWith();
    store.open('201', '101');
    start(store, '201');
    const clockId = clockIn(store, '201').id;
    store.act('clock.changeTechnician', { clockId, choice: { kind: 'requested', technicianNo: '3' }, reason });
    expect(proved(store)).toEqual([]);
    const hidden = (event: JournalEvent) => {
      if (event.type !== 'clock.technicianChanged') return null;
      const { changesPay: _, ...payload } = event.payload;
      return payload;
    };
    expect(forged(store, hidden)).toContain('FACT_WRONG');

    const converting = storeWith();
    converting.open('201', '101');
    converting.act('clock.convert', { clockId: clockIn(converting, '201').id, reason });
    expect(proved(converting)).toEqual([]);
    const said = (event: JournalEvent) =>
      event.type === 'clock.converted' ? { ...event.payload, changesPay: !event.payload.changesPay } : null;
    expect(forged(converting, said)).toContain('FACT_WRONG');
  });

  it('names a move that lowers more than it says, and one that says nothing of it', () => {
    const store = storeWith();
    const dear = [...store.state.site.rooms.values()].find(({ minimumCharge = 0 }) => minimumCharge > 20_000);
    if (!dear) throw new Error('no room has a minimum charge');
    store.open(dear.no, '101', undefined, 2);
    start(store, dear.no);
    store.wait(15);
    const visitId = visitIn(store, dear.no);
    const lost = (dear.minimumCharge ?? 0) - 2 * 13_800;
    const authorisationId = approval(store, 'visit.changeRoom', visitId, lost, 'visit');
    store.act('visit.changeRoom', { visitId, toRoomNo: '202', authorisationId });
    expect(proved(store)).toEqual([]);
    const less = (event: JournalEvent) =>
      event.type === 'visit.guestMoved' && event.payload.lowered
        ? { ...event.payload, lowered: { ...event.payload.lowered, amountMinor: 100 } }
        : null;
    expect(forged(store, less)).toContain('BILL_MINIMUM_WRONG');
    const nothing = (event: JournalEvent) => {
      if (event.type !== 'visit.guestMoved') return null;
      const { lowered: _, authorisationId: __, allowedBy: ___, ...payload } = event.payload;
      return payload;
    };
    expect(forged(store, nothing)).toContain('BILL_MINIMUM_WRONG');
  });
});
