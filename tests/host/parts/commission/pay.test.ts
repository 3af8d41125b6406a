import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { monthOf } from '../../../../core/kernel/month.ts';
import type { Site } from '../../../../core/model/site/schema.ts';
import { earnedOnDay } from '../../../../db/parts/commission/queries.ts';

import { type ProblemCode, verifyStore } from '../../../../db/verify.ts';
import { PayBooks } from '../../../../host/parts/commission/pay.ts';
import { damagedCopy, temporaryDirectory } from '../../../db/files.ts';
import { exampleSite, must } from '../../../db/shop-day.ts';
import { workedStore } from '../../../renderer/support/fake-pay.ts';
import { codeOf } from '../../code-of.ts';
import { TestStore } from '../../test-store.ts';

let store: TestStore;

beforeEach(() => {
  store = new TestStore();
});

const booksOf = (of: TestStore) => new PayBooks({ db: of.db, now: () => of.at, businessDate: () => of.businessDate });

/** Opens a room, and starts the clock there. */
function start(technicianNo: string, serviceCode: string, roomNo: string, of = store): string {
  of.open(roomNo, serviceCode);
  const clock = must(of.state.clocks.busyOf(technicianNo));
  of.act('clock.start', { clockId: clock.id, atRoomNo: clock.roomNo });
  return clock.id;
}

function end(clockId: string, of = store): void {
  of.act('clock.end', { clockId, reason: 'because' });
}

const earned = (payeeNo: string, of = store) => earnedOnDay(of.db.read, of.businessDate).get(payeeNo) ?? 0;

async function fileOf(of: TestStore): Promise<string> {
  const path = join(temporaryDirectory(), 'store.sqlite');
  await of.db.copyTo(path);
  return path;
}

async function codesAfter(of: TestStore, sql: string): Promise<ProblemCode[]> {
  return verifyStore(damagedCopy(await fileOf(of), sql)).problems.map((problem) => problem.code);
}

describe('a clock', () => {
  it('earns when it ends, and not before: the group’s amount, and the extension by the hour', () => {
    store.onDuty('1');
    const clockId = start('1', '101', '201');
    store.act('clock.extend', { clockId });
    expect(earned('1')).toBe(0);
    store.wait(90);
    end(clockId);
    expect(earned('1')).toBe(4500 + 2700);
    expect(booksOf(store).month(null).people).toMatchObject([
      { payeeNo: '1', name: '胡峰', clocks: 1, servedMs: 90 * 60_000, turnoverMinor: 13_800 + 6900, clockMinor: 7200 },
    ]);
  });

  it('is paid by the rule in force when it started', () => {
    store.onDuty('1', '2');
    const clockId = start('1', '101', '201');
    const site = exampleSite();
    store.act('site.import', {
      site: { ...site, commission: [{ match: {}, pay: { kind: 'fixed', amount: 1 } }] },
      demo: true,
    });
    const later = start('2', '101', '202');
    store.wait(60);
    end(clockId);
    end(later);
    expect([earned('1'), earned('2')]).toEqual([4500, 1]);
  });

  it('changed hands: everybody by the minutes served, exact to the fen', () => {
    store.onDuty('1', '2');
    const clockId = start('1', '101', '201');
    store.wait(19);
    store.act('clock.changeTechnician', {
      clockId,
      choice: { kind: 'requested', technicianNo: '2' },
      reason: 'because',
    });
    store.wait(41);
    end(clockId);
    expect([earned('1'), earned('2')]).toEqual([1425, 3075]);
    expect(booksOf(store).person('2026-11', '1').entries).toMatchObject([
      { isSplit: true, servedMs: 19 * 60_000, turnoverMinor: 4370, amountMinor: 1425 },
    ]);
  });

  it('for two technicians: each earns of half the price, though one clock carries it all', () => {
    store.onDuty('51', '52');
    store.open('301', '206');
    for (const no of ['51', '52']) {
      const clock = must(store.state.clocks.busyOf(no));
      store.act('clock.start', { clockId: clock.id, atRoomNo: '301' });
    }
    const priced = must(
      store.state.clocks.ofVisit(must(store.state.visits.openIn('301')).id).find((one) => one.pairOf === null),
    );
    store.act('clock.extend', { clockId: priced.id });
    store.wait(90);
    for (const no of ['51', '52']) end(must(store.state.clocks.busyOf(no)).id);
    // 32.5 % of 194.00, and of 97.00 for the extension.
    expect([earned('51'), earned('52')]).toEqual([6305 + 3153, 6305 + 3153]);
  });

  it('that was cancelled earns nothing', async () => {
    store.onDuty('1');
    const clockId = start('1', '101', '201');
    store.wait(5);
    store.act('clock.cancel', { clockId, reason: 'because' });
    expect(earned('1')).toBe(0);
    expect(booksOf(store).month(null).people).toEqual([]);
    expect(verifyStore(await fileOf(store)).problems).toEqual([]);
  });

  it('earns more from a count of the month on, and begins at one in the next month', () => {
    const tiers = [
      { fromCount: 0, amount: 0 },
      { fromCount: 3, amount: 200 },
    ];
    const site: Site = {
      ...exampleSite(),
      commission: [
        { match: {}, pay: { kind: 'fixed', amount: 1000 } },
        { match: { group: 'foot' }, pay: { kind: 'monthly-tier', tiers }, onTop: true },
      ],
    };
    const tiered = new TestStore(site);
    tiered.at = Date.UTC(2026, 10, 30, 4);
    tiered.onDuty('1');
    const serve = (roomNo: string, extended: boolean) => {
      const before = earned('1', tiered);
      const clockId = start('1', '101', roomNo, tiered);
      if (extended) tiered.act('clock.extend', { clockId });
      tiered.wait(60);
      end(clockId, tiered);
      return earned('1', tiered) - before;
    };
    // The extension is half a clock, and no clock of the month.
    expect([serve('201', true), serve('202', false), serve('203', true), serve('204', false)]).toEqual([
      1500,
      1000,
      1200 + 600,
      1200,
    ]);
    tiered.at = Date.UTC(2026, 11, 1, 4);
    expect(serve('205', false)).toBe(1000);
  });
});

describe('goods', () => {
  it('pay whoever took the order, once they are paid for', () => {
    store.open('201', null);
    const visit = must(store.state.visits.openIn('201'));
    const guestId = must(store.state.visits.guestsOf(visit.id)[0]).id;
    store.act(
      'goods.order',
      {
        guestId,
        lines: [
          { goodsCode: 'S01', quantity: 2 },
          { goodsCode: 'D01', quantity: 1 },
        ],
      },
      'R02',
    );
    expect(earned('R02')).toBe(0);
    const price = must(store.state.site.goods.get('S01')).price;
    const tea = must(store.state.site.goods.get('D01')).price;
    store.act('bill.settle', {
      visitId: visit.id,
      guestIds: [guestId],
      payments: [{ tenderCode: 'cash-cny', amountMinor: 2 * price + tea }],
      expectedTotalMinor: 2 * price + tea,
    });
    expect(earned('R02')).toBe((2 * price) / 10);
    expect(booksOf(store).person('2026-11', 'R02').payslip).toMatchObject({
      goodsMinor: (2 * price) / 10,
      goods: [{ code: 'S01', count: 1, turnoverMinor: 2 * price }],
    });
  });
});

describe('a month', () => {
  it('closes when it is over and is as it was seen; then nothing in it changes', async () => {
    const worked = workedStore();
    const books = booksOf(worked);
    const october = books.month('2026-10');
    expect(october).toMatchObject({ canClose: true, closed: null, months: ['2026-11', '2026-10'] });
    expect(october.people.map(({ payeeNo }) => payeeNo)).toEqual(['1', '2', '88']);
    const close = (month: string, expectedTotalMinor: number) =>
      codeOf(() => worked.act('commission.closeMonth', { month, expectedTotalMinor }, 'M01'));
    expect(close('2026-11', 0)).toBe('MONTH_NOT_OVER');
    expect(close('2026-10', october.totalMinor - 1)).toBe('PAY_CHANGED');
    expect(close('2026-10', october.totalMinor)).toBe('done');
    expect(close('2026-10', october.totalMinor)).toBe('MONTH_CLOSED');
    expect(books.month('2026-10')).toMatchObject({ canClose: false, closed: { by: 'M01', at: worked.at } });
    const entries = [{ technicianNo: '1', date: '2026-10-30', entry: null }];
    expect(codeOf(() => worked.act('attendance.setRoster', { entries }, 'M01'))).toBe('MONTH_CLOSED');
    expect(verifyStore(await fileOf(worked)).problems).toEqual([]);
  });

  it('takes corrections of a closed month into the next, with the reason', () => {
    const worked = workedStore();
    const books = booksOf(worked);
    const correct = (aboutMonth: string, amountMinor: number, payeeNo = '1') =>
      codeOf(() => worked.act('commission.correct', { payeeNo, aboutMonth, amountMinor, reason: '漏计' }, 'M01'));
    expect(correct('2026-10', 300)).toBe('done');
    const october = books.month('2026-10');
    expect(october.people[0]).toMatchObject({ payeeNo: '1', correctionMinor: 300 });
    worked.act('commission.closeMonth', { month: '2026-10', expectedTotalMinor: october.totalMinor }, 'M01');
    expect(correct('2026-10', -450)).toBe('done');
    expect(books.month('2026-10').totalMinor).toBe(october.totalMinor);
    expect(books.person('2026-11', '1').payslip.corrections).toMatchObject([
      { aboutMonth: '2026-10', amountMinor: -450, reason: '漏计', by: 'M01' },
    ]);
    expect(correct('2026-12', 1)).toBe('MONTH_NOT_BEGUN');
    expect(correct('2026-11', 0)).toBe('CORRECTION_ZERO');
    expect(correct('2026-11', 1, '999')).toBe('PAYEE_UNKNOWN');
  });

  it('waits for the one before it', () => {
    const worked = workedStore();
    worked.at = Date.UTC(2026, 11, 2, 4);
    const november = booksOf(worked).month('2026-11');
    expect(november.canClose).toBe(false);
    const data = { month: '2026-11', expectedTotalMinor: november.totalMinor };
    expect(codeOf(() => worked.act('commission.closeMonth', data, 'M01'))).toBe('MONTH_BEFORE_OPEN');
  });

  it('sums its days', () => {
    const worked = workedStore();
    const { people, totalMinor } = booksOf(worked).month('2026-11');
    const corrections = people.reduce((sum, { correctionMinor }) => sum + correctionMinor, 0);
    const ofDay = [...earnedOnDay(worked.db.read, '2026-11-21').values()].reduce((sum, minor) => sum + minor, 0);
    expect(monthOf(worked.businessDate)).toBe('2026-11');
    expect(totalMinor).toBe(ofDay + corrections);
    for (const { payeeNo, clockMinor } of people) {
      const { entries, payslip } = booksOf(worked).person('2026-11', payeeNo);
      expect(entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(clockMinor);
      expect(payslip.rules.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(clockMinor);
    }
  });
});

describe('the proof', () => {
  const change = (path: string, value: number) =>
    `UPDATE journal SET payload = json_set(payload, '${path}', ${value}) WHERE seq =
      (SELECT MIN(seq) FROM journal WHERE type = 'commission.earned')`;

  it('fits', async () => {
    expect(verifyStore(await fileOf(workedStore()))).toMatchObject({ ok: true, problems: [] });
  });

  it('names an amount, a share, a time and a base that are not what the clock gave', async () => {
    const worked = workedStore();
    expect(await codesAfter(worked, change('$.parts[0].amountMinor', 1))).toContain('COMMISSION_DIFFERS');
    expect(await codesAfter(worked, change('$.parts[0].shares[0]', 1))).toContain('COMMISSION_DIFFERS');
    expect(await codesAfter(worked, change('$.served[0].servedMs', 1))).toContain('COMMISSION_DIFFERS');
    expect(await codesAfter(worked, 'UPDATE commission_entries SET baseMinor = baseMinor + 1')).toEqual(
      expect.arrayContaining(['COMMISSION_BASE_WRONG', 'TABLE_DIFFERS']),
    );
  });

  it('names a clock that earned nothing, and one that was paid twice', async () => {
    const worked = workedStore();
    const first = `(SELECT MIN(seq) FROM journal WHERE type = 'commission.earned')`;
    expect(await codesAfter(worked, `DELETE FROM journal WHERE seq = ${first}`)).toContain('COMMISSION_MISSING');
    const again = `UPDATE journal SET type = 'commission.earned', payload =
      (SELECT json_set(payload, '$.refId', 'nothing') FROM journal WHERE seq = ${first})
      WHERE seq = (SELECT MAX(seq) FROM journal)`;
    expect(await codesAfter(worked, again)).toContain('COMMISSION_WITHOUT_END');
  });

  it('names a closed month that was not what was earned, and what was booked in it later', async () => {
    const worked = workedStore();
    const { totalMinor } = booksOf(worked).month('2026-10');
    worked.act('commission.closeMonth', { month: '2026-10', expectedTotalMinor: totalMinor }, 'M01');
    const closed = `type = 'commission.monthClosed'`;
    const other = `UPDATE journal SET payload = json_set(payload, '$.totals[0].totalMinor', 1) WHERE ${closed}`;
    expect(await codesAfter(worked, other)).toContain('MONTH_DIFFERS');
    worked.act('commission.correct', { payeeNo: '1', aboutMonth: '2026-11', amountMinor: 5, reason: 'x' }, 'M01');
    const late = `UPDATE journal SET payload = json_set(payload, '$.month', '2026-10')
      WHERE seq = (SELECT MAX(seq) FROM journal)`;
    expect(await codesAfter(worked, late)).toContain('MONTH_CHANGED');
  });
});

/** The sheets of a workbook as text, by their place in the archive. */
function textsIn(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  const texts: string[] = [];
  for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 4)) {
    const size = bytes.readUInt32LE(at + 20);
    const start = bytes.readUInt32LE(at + 42);
    const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const body = bytes.subarray(from, from + size);
    texts.push((bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(body) : body).toString());
  }
  return texts.join('\n');
}

describe('Excel', () => {
  it('holds everybody’s month and every clock, in the language asked for', async () => {
    const books = booksOf(workedStore());
    const zh = await books.excel('2026-10', 'zh-CN');
    expect(zh.name).toBe('pay-2026-10.xlsx');
    for (const part of ['胡峰', '点钟', '加钟', '经典足疗', '工资 2026-10', '<v>79</v>'])
      expect(textsIn(zh.base64)).toContain(part);
    const en = textsIn((await books.payslipExcel('2026-11', '88', 'en')).base64);
    for (const part of ['Payslip', 'Requested', '多计一钟', 'Corrections', '<v>-5</v>', 'Days worked'])
      expect(en).toContain(part);
    expect(codeOf(() => books.person('2026-11', '2'))).toBe('PAY_NOTHING');
  });
});
