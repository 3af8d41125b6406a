import { describe, expect, it } from 'vitest';
import { shownOf } from '../../../core/model/site/names.ts';
import type { Site, SiteTechnician } from '../../../core/model/site/schema.ts';
import { versionOf } from '../../../core/model/site/settings.ts';
import { payslipData } from '../../../host/paper/payslip.ts';
import { ticketSetting } from '../../../host/paper/ticket-setting.ts';
import { AttendanceBook } from '../../../host/parts/attendance/attendance.ts';
import { PayBooks } from '../../../host/parts/commission/pay.ts';
import { catalogOf } from '../../../host/parts/site/catalog.ts';
import { TestStore } from '../test-store.ts';
import { anew, books, earned, month, sections, serve, setPeople, workedAndLeft } from './at-settings.ts';
import { guestIn, guestsIn, queueOf, refused, settle } from './at-store.ts';

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
