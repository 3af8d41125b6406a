import { describe, expect, it } from 'vitest';
import { addDays } from '../../../core/kernel/time.ts';
import type { Site, SiteTechnician } from '../../../core/model/site/schema.ts';
import { versionOf } from '../../../core/model/site/settings.ts';
import { TestStore } from '../test-store.ts';
import { anew, sections, setPeople } from './at-settings.ts';
import { clockIn, refused } from './at-store.ts';

describe('a section', () => {
  it('is set on what was looked at, and on nothing else', () => {
    const store = new TestStore();
    const { voice } = sections(store);
    store.act('settings.setVoice', { basedOn: 1, value: voice });
    expect(
      refused(store, 'SETTINGS_CHANGED', () => store.act('settings.setVoice', { basedOn: 1, value: voice })),
    ).toEqual({
      section: 'voice',
      by: [],
    });
    expect(store.state.settings.versions().find(({ section }) => section === 'voice')).toMatchObject({
      version: 2,
      source: 'store',
      fromDate: store.businessDate,
      setBy: 'M01',
    });
  });

  it('must fit the others', () => {
    const store = new TestStore();
    const value = { rooms: sections(store).rooms.rooms.slice(1) };
    refused(store, 'SITE_INVALID', () => store.act('settings.setRooms', { basedOn: 1, value }));
  });

  const dearer = (store: TestStore) => {
    const { services } = sections(store).items;
    return { services: services.map((one) => (one.code === '101' ? { ...one, price: 15_800 } : one)) };
  };

  it('holds from the first command of its trading day on, and not before', () => {
    const store = new TestStore();
    store.act('settings.setItems', { basedOn: 1, fromDate: addDays(store.businessDate, 1), value: dearer(store) });
    store.onDuty('2', '3');
    store.open('201', '101', '2');
    expect(clockIn(store, '201').priceMinor).toBe(13_800);
    expect(store.state.settings.plans()).toHaveLength(1);
    store.wait(24 * 60);
    store.open('202', '101', '3');
    expect(clockIn(store, '202').priceMinor).toBe(15_800);
    expect(store.state.settings.plans()).toEqual([]);
    expect(versionOf(store.state.settings, 'items')).toBe(2);
  });

  it('is not in force when it was taken back', () => {
    const store = new TestStore();
    store.act('settings.setItems', { basedOn: 1, fromDate: addDays(store.businessDate, 1), value: dearer(store) });
    const [plan] = store.state.settings.plans();
    store.act('settings.withdrawPlan', { planId: plan?.planId ?? '' });
    refused(store, 'SETTINGS_PLAN_UNKNOWN', () => store.act('settings.withdrawPlan', { planId: plan?.planId ?? '' }));
    store.wait(24 * 60);
    store.act('settings.takeEffect', {});
    expect(store.state.site.services.get('101')?.price).toBe(13_800);
  });

  it('waits while somebody it leaves out is on duty', () => {
    const store = new TestStore();
    setPeople(store, (all) => all.filter(({ no }) => no !== '2'), addDays(store.businessDate, 1));
    store.onDuty('2');
    store.wait(24 * 60);
    store.act('settings.takeEffect', {});
    expect(store.state.site.technicians.has('2')).toBe(true);
    store.act('technician.goOffDuty', { technicianNo: '2' });
    store.act('settings.takeEffect', {});
    expect(store.state.site.technicians.has('2')).toBe(false);
  });

  it('keeps the currency there is money in', () => {
    const store = new TestStore();
    const inCurrency = (currency: string): Site => {
      const { site } = store.state.site;
      const currencies = ['CNY', 'HKD', 'USD'].filter((code) => code !== currency);
      const rates = currencies.map((code) => ({ code, rate: '1.5' }));
      return { ...site, store: { ...site.store, currency }, currencies: rates };
    };
    store.act('site.import', { site: inCurrency('HKD'), demo: true });
    store.act('site.import', { site: inCurrency('CNY'), demo: true });
    store.open('201', null);
    refused(store, 'SITE_CURRENCY_KEPT', () => store.act('site.import', { site: inCurrency('HKD'), demo: true }));
  });
});

describe('what somebody could try, or not think of', () => {
  const tomorrow = (store: TestStore) => addDays(store.businessDate, 1);
  const newcomer = (no: string, name: string, role: 'manager' | 'cashier', card: string) => ({ no, name, role, card });
  const staffWith = (store: TestStore, one: ReturnType<typeof newcomer>, fromDate?: string) => {
    const { people } = sections(store);
    const value = { ...people, staff: [...people.staff, one] };
    const basedOn = versionOf(store.state.settings, 'people');
    return store.act('settings.setPeople', { basedOn, value, ...(fromDate && { fromDate }) });
  };

  it('an id that stands in a plan is nobody else’s', () => {
    const store = new TestStore();
    staffWith(store, newcomer('C77', '张', 'manager', '0A0B0C0D'), tomorrow(store));
    staffWith(store, newcomer('C77', '李', 'cashier', '0A0B0C0E'));
    const [plan] = store.state.settings.plans();
    if (plan?.section !== 'people') throw new Error('no plan');
    const planned = plan.value.staff.find(({ no }) => no === 'C77')?.id;
    expect(store.state.site.staff.get('C77')?.id).not.toBe(planned);
  });

  it('a plan made on other settings, or before a number passed on, never comes by itself', () => {
    const store = new TestStore();
    const { items, voice } = sections(store);
    store.act('settings.setItems', { basedOn: 1, fromDate: tomorrow(store), value: items });
    refused(store, 'SETTINGS_PLANNED', () =>
      store.act('settings.setItems', { basedOn: 1, fromDate: tomorrow(store), value: items }),
    );
    store.act('settings.setItems', { basedOn: 1, value: items });
    store.act('settings.setVoice', { basedOn: 1, fromDate: tomorrow(store), value: voice });
    setPeople(store, (all) => anew(all, '2'));
    store.wait(24 * 60);
    store.act('settings.takeEffect', {});
    expect(store.state.settings.plans().map(({ section, isStale }) => [section, isStale])).toEqual([
      ['items', true],
      ['voice', true],
    ]);
    refused(store, 'SETTINGS_DAY_PAST', () =>
      store.act('settings.setGoods', { basedOn: 1, fromDate: '2025-11-22', value: sections(store).goods }),
    );
  });

  it('a file that says the same with an empty object more sets nothing, and a plan comes', () => {
    const store = new TestStore();
    const { store: section } = sections(store);
    const renamed = { ...section, store: { ...section.store, name: { 'zh-CN': '新名字', en: 'New name' } } };
    store.act('settings.setStore', { basedOn: 1, fromDate: tomorrow(store), value: renamed });
    const { site } = store.state.site;
    const same = { ...site, store: { ...site.store, approvals: {}, reservations: {} } };
    store.act('site.import', { site: same, demo: true });
    expect(versionOf(store.state.settings, 'store')).toBe(1);
    store.wait(24 * 60);
    store.act('settings.takeEffect', {});
    expect(store.state.site.site.store.name.en).toBe('New name');
    // What an object that is not empty says is another thing.
    const other = { ...site, store: { ...site.store, approvals: { own: false } } };
    store.act('site.import', { site: other, demo: true });
    expect(versionOf(store.state.settings, 'store')).toBe(3);
  });

  it('a lost card stays lost, whatever a section says', () => {
    const store = new TestStore();
    const { people, cards } = sections(store);
    const card = store.cardOf('C01');
    store.act('card.block', { holder: 'staff', no: 'C01', reason: 'lost' }, 'M01');
    store.act('card.replace', { holder: 'staff', no: 'C01', card: '0A0B0C0D' }, 'M01');
    store.act('settings.setPeople', { basedOn: 1, value: people });
    store.act('settings.setCards', { basedOn: 1, value: cards });
    expect(store.cardOf('C01')).toBe('0A0B0C0D');
    expect(store.state.site.lostCards.has(card)).toBe(true);
    expect(store.state.site.cards.has(card)).toBe(false);
  });

  it('what names two who change numbers goes along also where something beside it is edited', () => {
    const store = new TestStore();
    const rule = { match: { technician: '2' }, pay: { kind: 'fixed', amount: 9_900 } } as const;
    store.act('settings.setCommission', {
      basedOn: 1,
      value: { commission: [...sections(store).commission.commission, rule] },
    });
    const { site } = store.state.site;
    const other: Record<string, string> = { '2': '3', '3': '2' };
    const more = { match: { technician: '5' }, pay: { kind: 'fixed', amount: 1 } } as const;
    const technicians = site.technicians.map((one) => ({ ...one, no: other[one.no] ?? one.no }));
    const next: Site = { ...site, technicians, commission: [...site.commission, more] };
    store.act('site.import', { site: next, demo: true });
    const named = store.state.site.site.commission.map(({ match }) => match.technician);
    expect(named.filter((no) => no !== undefined && no !== '88').sort()).toEqual(['3', '5']);
  });

  it('two who change numbers in a file without ids are known by name', () => {
    const store = new TestStore();
    const { site } = store.state.site;
    const other: Record<string, string> = { '2': '3', '3': '2' };
    const technicians = site.technicians.map(({ id: _id, ...one }) => ({ ...one, no: other[one.no] ?? one.no }));
    store.act('site.import', { site: { ...site, technicians }, demo: true });
    expect(['2', '3'].map((no) => store.state.site.technicians.get(no)?.id)).toEqual(['3', '2']);
  });

  it('somebody on duty stays what she is, and a manager stays', () => {
    const store = new TestStore();
    store.onDuty('2');
    store.act('staff.comeOnDuty', { staffNo: 'C01' });
    const { people } = sections(store);
    const { id, no, name, card } = people.technicians.find((one) => one.no === '2') as SiteTechnician;
    const moved = {
      ...people,
      technicians: people.technicians.filter((one) => one.no !== '2'),
      staff: [...people.staff, { id, no, name, card, role: 'waiter' as const }],
    };
    refused(store, 'SITE_IN_USE', () => store.act('settings.setPeople', { basedOn: 1, value: moved }));
    const without = { ...people, staff: people.staff.filter((one) => one.no !== 'C01') };
    refused(store, 'SITE_IN_USE', () => store.act('settings.setPeople', { basedOn: 1, value: without }));
    const others = people.staff.map(({ id: was, ...one }) =>
      one.role === 'manager' ? { ...one, name: '新店长' } : { id: was, ...one },
    );
    refused(store, 'SITE_MANAGER_STAYS', () =>
      store.act('settings.setPeople', { basedOn: 1, value: { ...people, staff: others } }),
    );
  });

  it('who looks after the devices changes devices, and no pay', () => {
    const store = new TestStore();
    const { site } = store.state.site;
    const rule = { match: { technician: '2' }, pay: { kind: 'fixed', amount: 9_900 } } as const;
    const dearer: Site = { ...site, commission: [...site.commission, rule] };
    const context = refused(store, 'SETTINGS_NOT_ALLOWED', () =>
      store.act('site.import', { site: dearer, demo: true }, 'T01'),
    );
    expect(context).toMatchObject({ missing: [{ kind: 'commissionRule', right: 'settings.pay' }, {}, {}] });
    const louder: Site = { ...site, voice: { ...site.voice, repeat: 3 } };
    store.act('site.import', { site: louder, demo: true }, 'T01');
    expect(store.state.site.site.voice.repeat).toBe(3);
  });
});
