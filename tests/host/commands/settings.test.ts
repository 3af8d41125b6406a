import { describe, expect, it } from 'vitest';
import { addDays } from '../../../core/kernel/time.ts';
import type { Reservation } from '../../../core/model/reservations/reservation.ts';
import { shownOf } from '../../../core/model/site/names.ts';
import type { Site, SiteTechnician } from '../../../core/model/site/schema.ts';
import { sectionsOf } from '../../../core/model/site/sections.ts';
import { versionOf } from '../../../core/model/site/settings.ts';
import type { SettingsPromise } from '../../../core/rules/site/promises.ts';
import { payslipData } from '../../../host/paper/payslip.ts';
import { ticketSetting } from '../../../host/paper/ticket-setting.ts';
import { AttendanceBook } from '../../../host/parts/attendance/attendance.ts';
import { PayBooks } from '../../../host/parts/commission/pay.ts';
import { catalogOf } from '../../../host/parts/site/catalog.ts';
import { TestStore } from '../test-store.ts';
import { clockIn, end, guestIn, guestsIn, queueOf, refused, settle, start } from './at-store.ts';

const month = '2026-11';
const sections = (store: TestStore) => sectionsOf(store.state.site.site, store.state.site.demo);

/** Sets the people as they are, changed; on a screen everybody who was there carries her id. */
function setPeople(
  store: TestStore,
  change: (technicians: readonly SiteTechnician[]) => SiteTechnician[],
  fromDate?: string,
) {
  const { people } = sections(store);
  return store.act('settings.setPeople', {
    basedOn: versionOf(store.state.settings, 'people'),
    ...(fromDate === undefined ? {} : { fromDate }),
    value: { ...people, technicians: change(people.technicians) },
  });
}

/** Somebody new under a number: the one before is gone. */
function anew(technicians: readonly SiteTechnician[], no: string): SiteTechnician[] {
  return technicians.map(({ id, ...one }) =>
    one.no === no ? { ...one, name: '新来的', hiredOn: '2026-11-21' } : { ...one, ...(id ? { id } : {}) },
  );
}

/** The technician serves the item in the room, and it is paid. */
function serve(store: TestStore, roomNo: string, technicianNo: string): void {
  store.open(roomNo, '101', technicianNo);
  start(store, roomNo);
  store.wait(60);
  end(store, roomNo);
  settle(store, roomNo, guestsIn(store, roomNo), 13_800);
  store.act('room.clean', { roomNo });
}

function workedAndLeft(): TestStore {
  const store = new TestStore();
  store.onDuty('2');
  serve(store, '201', '2');
  store.act('technician.goOffDuty', { technicianNo: '2' });
  return store;
}

const earned = (store: TestStore) =>
  new Map(store.state.pay.totals(month).map(({ payeeNo, totalMinor }) => [payeeNo, totalMinor]));
const books = (store: TestStore) => ({ db: store.db, now: () => store.at, businessDate: () => store.businessDate });

describe('a number that is given anew', () => {
  it('never meets what was of the one before: clocks, pay, attendance, the first day', () => {
    const store = workedAndLeft();
    const before = earned(store).get('2') ?? 0;
    expect(before).toBeGreaterThan(0);
    const { name } = store.state.site.technicians.get('2') ?? {};
    setPeople(store, (all) => anew(all, '2'));

    expect(store.state.clocks.onDay('2', store.businessDate)).toEqual([]);
    expect(store.state.technicians.byNo('2')).toMatchObject({ duty: 'off', since: null });
    expect(earned(store).get('2')).toBeUndefined();
    expect(earned(store).get('~2')).toBe(before);
    expect(shownOf(store.state.settings, 'person', '~2')).toEqual({ no: '2', name, hasLeft: true });

    store.act('technician.comeOnDuty', { technicianNo: '2' });
    expect(store.eventsOf('technician.cameOnDuty').at(-1)).toMatchObject({ technicianNo: '2', firstDay: true });
    serve(store, '202', '2');
    expect(earned(store).get('2')).toBe(before);
    expect(earned(store).get('~2')).toBe(before);

    const people = new PayBooks(books(store)).month(month).people.map(({ no, name, hasLeft }) => [no, name, hasLeft]);
    expect(people).toEqual([
      ['2', '新来的', false],
      ['2', name, true],
    ]);
    const days = new AttendanceBook(books(store)).month(month).people.filter(({ no }) => no === '2');
    expect(days.map(({ name, hasLeft, sums }) => [name, hasLeft, sums.workedDays])).toEqual([
      ['新来的', false, 1],
      [name, true, 1],
    ]);
  });

  it('lets the one before be paid and put right after leaving', () => {
    const store = workedAndLeft();
    setPeople(store, (all) => anew(all, '2'));
    const before = earned(store).get('~2') ?? 0;
    const data = { payeeNo: '~2', aboutMonth: month, amountMinor: -500, reason: 'because' };
    store.act('commission.correct', data, 'M01');
    expect(earned(store).get('~2')).toBe(before - 500);
    expect(earned(store).get('2')).toBeUndefined();
    const [printed] = store.act('commission.printPayslip', { month, payeeNo: '~2' });
    if (printed?.type !== 'commission.payslipPrinted') throw new Error('no payslip');
    const setting = ticketSetting({ state: store.state, languages: ['zh-CN'], at: store.at }, 1);
    const paper = payslipData({ kind: 'print-payslip', ...printed.payload }, store, setting);
    const { name } = shownOf(store.state.settings, 'person', '~2');
    expect([paper.payeeNo, paper.payeeName]).toEqual(['2', name]);
    expect(catalogOf(store.db, 1).passedOn).toEqual([{ kind: 'person', key: '~2', no: '2', name }]);
    const person = { kind: 'technician', no: '~2' } as const;
    const [was] = new AttendanceBook(books(store)).day(person, null).spells;
    expect(was?.offAt).not.toBeNull();
    const spell = { onAt: was?.onAt ?? 0, offAt: (was?.offAt ?? 0) - 60_000 };
    store.act('attendance.correctSpell', { person, was: was as never, spell, reason: 'because' }, 'M01');
    expect(new AttendanceBook(books(store)).day(person, null).spells).toEqual([spell]);
  });

  it('pays what was ordered before to who took the order', () => {
    const store = new TestStore();
    const goodsCode = store.state.site.site.goods.find((one) => one.commissionPercent)?.code ?? '';
    store.onDuty('2');
    store.open('201', null);
    store.act('goods.order', { guestId: guestIn(store, '201'), lines: [{ goodsCode, quantity: 1 }] }, '2');
    store.act('technician.goOffDuty', { technicianNo: '2' });
    setPeople(store, (all) => anew(all, '2'));
    const price = store.state.site.goods.get(goodsCode)?.price ?? 0;
    settle(store, '201', guestsIn(store, '201'), price);
    expect([...earned(store).keys()]).toEqual(['~2']);
  });

  it('takes no PIN along, and no session', () => {
    const store = new TestStore();
    const write = (sql: string, ...params: string[]) => store.db.transact((tx) => tx.run(sql, ...params));
    write(`INSERT INTO credentials (staffNo, pinHash, failedCount) VALUES (?, 'hash', 0)`, 'C01');
    write(
      `INSERT INTO sessions (tokenHash, staffNo, createdAt, lastSeenAt, stationId) VALUES ('t', ?, 0, 0, 's')`,
      'C01',
    );
    const { people } = sections(store);
    const staff = people.staff.map(({ id, ...one }) => (one.no === 'C01' ? { ...one, name: '别人' } : { ...one, id }));
    store.act('settings.setPeople', {
      basedOn: versionOf(store.state.settings, 'people'),
      value: { ...people, staff },
    });
    const numbers = (table: string) => store.db.read.all(`SELECT staffNo FROM ${table}`);
    expect(numbers('credentials')).toEqual([{ staffNo: '~C01' }]);
    expect(numbers('sessions')).toEqual([{ staffNo: '~C01' }]);
  });

  it('takes no rule of pay along', () => {
    const store = workedAndLeft();
    const rule = { match: { technician: '2' }, pay: { kind: 'fixed', amount: 9_900 } } as const;
    const commission = { commission: [...sections(store).commission.commission, rule] };
    store.act('settings.setCommission', { basedOn: 1, value: commission });
    setPeople(store, (all) => anew(all, '2'));
    expect(store.state.site.site.commission.filter(({ match }) => match.technician === '2')).toEqual([]);
    expect(versionOf(store.state.settings, 'commission')).toBe(3);
  });

  it('goes by an id in a file; a file without ids takes whoever has another name and another first day for new', () => {
    const change = (site: Site, fields: Partial<SiteTechnician>): Site => ({
      ...site,
      technicians: site.technicians.map((one) => (one.no === '2' ? { ...one, ...fields } : one)),
    });
    const idAfter = (fields: Partial<SiteTechnician>, keepsIds: boolean) => {
      const store = new TestStore();
      const { site } = store.state.site;
      const plain = { ...site, technicians: site.technicians.map(({ id: _id, ...one }) => one) };
      store.act('site.import', { site: change(keepsIds ? site : plain, fields), demo: true });
      return store.state.site.technicians.get('2')?.id;
    };
    expect(idAfter({ name: '新来的', hiredOn: '2026-11-21' }, false)).not.toBe('2');
    expect(idAfter({ name: '新来的' }, false)).toBe('2');
    expect(idAfter({ hiredOn: '2026-11-21' }, false)).toBe('2');
    expect(idAfter({ name: '新来的', hiredOn: '2026-11-21' }, true)).toBe('2');
  });
});

describe('somebody who gets another number', () => {
  it('keeps everything that was hers', () => {
    const store = workedAndLeft();
    const before = earned(store).get('2');
    setPeople(store, (all) => all.map((one) => (one.no === '2' ? { ...one, no: '222' } : one)));
    expect(earned(store)).toEqual(new Map([['222', before]]));
    expect(store.state.clocks.onDay('222', store.businessDate)).toHaveLength(1);
    store.act('technician.comeOnDuty', { technicianNo: '222' });
    expect(store.eventsOf('technician.cameOnDuty').at(-1)).toMatchObject({ firstDay: false });
    expect(queueOf(store)).toContain('222');
  });

  it('may change numbers with another', () => {
    const store = workedAndLeft();
    store.onDuty('3');
    serve(store, '202', '3');
    serve(store, '203', '3');
    store.act('technician.goOffDuty', { technicianNo: '3' });
    const [two, three] = ['2', '3'].map((no) => earned(store).get(no));
    const other: Record<string, string> = { '2': '3', '3': '2' };
    setPeople(store, (all) => all.map((one) => ({ ...one, no: other[one.no] ?? one.no })));
    expect(['3', '2'].map((no) => earned(store).get(no))).toEqual([two, three]);
    expect(store.state.clocks.onDay('2', store.businessDate)).toHaveLength(2);
  });

  it('does not while on duty, and no room does while it is open', () => {
    const store = new TestStore();
    store.onDuty('2');
    store.open('201', null);
    refused(store, 'SITE_IN_USE', () =>
      setPeople(store, (all) => all.map((one) => (one.no === '2' ? { ...one, no: '222' } : one))),
    );
    refused(store, 'SITE_IN_USE', () => setPeople(store, (all) => anew(all, '2')));
    const rooms = sections(store).rooms.rooms.map((one) => (one.no === '201' ? { ...one, no: '291' } : one));
    refused(store, 'SITE_IN_USE', () => store.act('settings.setRooms', { basedOn: 1, value: { rooms } }));
  });
});

describe('rooms, items and articles', () => {
  it('a room that was booked and never used can be left out, and come again', () => {
    const store = new TestStore();
    const startsAt = store.at + 6 * 3_600_000;
    const guest = { guestCount: 1, guestName: '陈女士', items: [] };
    store.act('reservation.book', { roomNo: '305', startsAt, ...guest });
    const all = sections(store);
    const without = { rooms: all.rooms.rooms.filter(({ no }) => no !== '305') };
    const buses = all.terminals.buses.map((line) => ({
      ...line,
      terminals: line.terminals.filter(({ room }) => room !== '305'),
    }));
    store.act('settings.setTerminals', { basedOn: 1, value: { buses } });
    const [booked] = store.state.reservations.booked(0, Number.MAX_SAFE_INTEGER);
    const despite = [`booked-room 305 ${booked?.id}`];
    store.act('settings.setRooms', { basedOn: 1, value: without, despite });
    expect(store.state.site.rooms.has('305')).toBe(false);
    store.act('settings.setRooms', { basedOn: 2, value: all.rooms });
    expect(store.state.site.rooms.get('305')?.id).toBe('305');
  });

  it('an article under a code that was another’s counts its own stock', () => {
    const store = new TestStore();
    const { goods } = sections(store).goods;
    const value = {
      goods: goods.map(({ id, ...one }) =>
        one.code === 'D01' ? { ...one, name: { 'zh-CN': '新茶', en: 'New tea' }, stock: 7 } : { ...one, id },
      ),
    };
    const before = store.state.goods.stockOf('D01');
    store.act('settings.setGoods', { basedOn: 1, value });
    expect(store.state.goods.stockOf('D01')).toBe(7);
    const [old] = store.db.read.all('SELECT quantity FROM stock WHERE goodsCode = ?', '~D01');
    expect(old).toEqual({ quantity: before });
  });
});

describe('a section', () => {
  it('is set on what was looked at, and on nothing else', () => {
    const store = new TestStore();
    const { voice } = sections(store);
    store.act('settings.setVoice', { basedOn: 1, value: voice });
    expect(
      refused(store, 'SETTINGS_CHANGED', () => store.act('settings.setVoice', { basedOn: 1, value: voice })),
    ).toEqual({
      section: 'voice',
    });
    expect(store.state.settings.versions().find(({ section }) => section === 'voice')).toMatchObject({
      version: 2,
      source: 'store',
      fromDate: store.businessDate,
      setBy: 'R01',
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

describe('what is promised', () => {
  const without = (store: TestStore, no: string, despite?: string[]) => {
    const { people } = sections(store);
    const technicians = people.technicians.filter((one) => one.no !== no);
    const basedOn = versionOf(store.state.settings, 'people');
    return store.act('settings.setPeople', { basedOn, value: { ...people, technicians }, ...(despite && { despite }) });
  };
  const promised = () => {
    const store = new TestStore();
    const guest = { guestCount: 1, guestName: '陈女士', items: [{ serviceCode: '101', technicianNos: ['2'] }] };
    store.act('reservation.book', {
      roomNo: '305',
      startsAt: store.at + 3_600_000,
      ...guest,
      despiteRoster: 'because',
    });
    const date = addDays(store.businessDate, 1);
    const entry = { kind: 'shift' as const, code: 'late' };
    store.act('attendance.setRoster', { entries: [{ technicianNo: '2', date, entry }] });
    store.act('card.block', { holder: 'technician', no: '2', reason: 'lost' }, 'M01');
    return store;
  };

  it('is said before somebody is left out, and is read before it is done', () => {
    const store = promised();
    const { promises } = refused(store, 'SETTINGS_PROMISED', () => without(store, '2'));
    const said = promises as SettingsPromise[];
    expect(said.map(({ kind, no, count }) => [kind, no, count])).toEqual([
      ['booked-technician', '2', 1],
      ['roster', '2', 1],
      ['lost-card', '2', 1],
    ]);
    const keys = said.map(({ key }) => key);
    refused(store, 'SETTINGS_PROMISED', () => without(store, '2', keys.slice(1)));
    without(store, '2', keys);
    expect(store.state.site.technicians.has('2')).toBe(false);
    const days = store.state.attendance.roster(store.businessDate, addDays(store.businessDate, 9), '2');
    expect(days).toEqual([]);
    expect(store.state.site.lostCards.size).toBe(1);
  });

  it('has a way on: the booking can be edited, and its guests are served by the rotation', () => {
    const store = promised();
    const keys = (refused(store, 'SETTINGS_PROMISED', () => without(store, '2')).promises as SettingsPromise[]).map(
      ({ key }) => key,
    );
    without(store, '2', keys);
    setPeople(store, (all) => [
      ...all,
      { ...(all[0] as SiteTechnician), id: undefined, no: '2', name: '新来的', card: '0A0B0C0D' },
    ]);
    const [booked] = store.state.reservations.booked(0, Number.MAX_SAFE_INTEGER);
    expect(booked?.items[0]?.technicianNos).toEqual(['~2']);
    const { roomNo, startsAt, guestCount, guestName, items } = booked as Reservation;
    const details = { roomNo, startsAt, guestCount, guestName, items: items.map((one) => ({ ...one })) };
    const reservationId = booked?.id ?? '';
    store.act('reservation.change', { reservationId, ...details, note: '靠窗', despiteRoster: 'because' });
    store.onDuty('3');
    store.act('reservation.arrive', { reservationId });
    expect(clockIn(store, '305')).toMatchObject({ technicianNo: '3', choice: { kind: 'rotation' } });
  });

  it('is the same for a room, an item and an article', () => {
    const store = new TestStore();
    const guest = { guestCount: 1, guestName: '陈女士', items: [{ serviceCode: '206', technicianNos: [] }] };
    store.act('reservation.book', { roomNo: '305', startsAt: store.at + 3_600_000, ...guest });
    store.open('201', null);
    store.act('goods.order', { guestId: guestIn(store, '201'), lines: [{ goodsCode: 'D01', quantity: 1 }] });
    const { site } = store.state.site;
    const next: Site = {
      ...site,
      rooms: site.rooms.filter(({ no }) => no !== '305'),
      buses: site.buses.map((line) => ({ ...line, terminals: line.terminals.filter(({ room }) => room !== '305') })),
      services: site.services.filter(({ code }) => code !== '206'),
      commission: site.commission.filter(({ match }) => match.service !== '206'),
      goods: site.goods.filter(({ code }) => code !== 'D01'),
    };
    const { promises } = refused(store, 'SETTINGS_PROMISED', () =>
      store.act('site.import', { site: next, demo: true }),
    );
    expect((promises as SettingsPromise[]).map(({ kind, no, roomNo }) => [kind, no, roomNo])).toEqual([
      ['booked-room', '305', '305'],
      ['booked-item', '206', '305'],
      ['open-goods', 'D01', '201'],
    ]);
    const despite = (promises as SettingsPromise[]).map(({ key }) => key);
    store.act('site.import', { site: next, demo: true, despite });
    const price = site.goods.find(({ code }) => code === 'D01')?.price ?? 0;
    settle(store, '201', guestsIn(store, '201'), price);
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
    refused(store, 'SITE_DEVICES_ONLY', () =>
      store.act('site.import', { site: dearer, demo: true, devicesOnly: true }),
    );
    const louder: Site = { ...site, voice: { ...site.voice, repeat: 3 } };
    store.act('site.import', { site: louder, demo: true, devicesOnly: true });
    expect(store.state.site.site.voice.repeat).toBe(3);
  });
});
