import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { sectionsOf } from '../../../core/model/site/sections.ts';
import { billDue } from '../../../core/rules/bills/decide.ts';
import { StoreDatabase } from '../../../db/store-database.ts';
import { verifyStore } from '../../../db/verify.ts';
import { temporaryDirectory } from '../../db/files.ts';
import { exampleSite } from '../../db/shop-day.ts';
import { TestStore } from '../test-store.ts';

const dayMinutes = 24 * 60;

/** A month in which everything was earned, corrected, printed and closed that can be, and a plan of other rules. */
function paidStore(): TestStore {
  const example = exampleSite();
  const goods = example.goods.map((one) => ({ ...one, commissionPercent: '12.5' }));
  const store = new TestStore({ ...example, goods });
  store.onDuty('1');
  store.open('201', '101');
  const visitId = store.state.visits.openIn('201')?.id ?? '';
  const guestId = store.state.visits.guestsOf(visitId)[0]?.id ?? '';
  store.act('goods.order', { guestId, lines: [{ goodsCode: 'D01', quantity: 2 }] });
  for (const { id: clockId, roomNo } of store.state.clocks.ofVisit(visitId)) {
    store.act('clock.start', { clockId, atRoomNo: roomNo });
    store.wait(90);
    store.act('clock.end', { clockId });
  }
  const { totalMinor } = billDue(store.state, visitId, [guestId]);
  const payments = [{ tenderCode: 'cash-cny', amountMinor: totalMinor }];
  store.act('bill.settle', { visitId, guestIds: [guestId], payments, expectedTotalMinor: totalMinor });
  const correction = { payeeNo: '1', aboutMonth: '2026-11', amountMinor: 512, reason: '十月少算' };
  store.act('commission.correct', correction, 'M01');
  store.act('commission.printPayslip', { month: '2026-11', payeeNo: '1' }, 'M01');
  const { commission } = sectionsOf(store.state.site.site, true);
  store.act('settings.setCommission', { basedOn: 1, fromDate: '2027-03-01', value: commission }, 'M01');
  store.wait(20 * dayMinutes);
  const sum = (sql: string) => store.db.read.get<{ sum: number }>(sql)?.sum ?? 0;
  const expectedTotalMinor =
    sum('SELECT sum(amountMinor) AS sum FROM commission_shares') +
    sum('SELECT sum(amountMinor) AS sum FROM commission_corrections');
  store.act('commission.closeMonth', { month: '2026-11', expectedTotalMinor }, 'M01');
  return store;
}

const sums = [
  'SELECT sum(abs(amountMinor)) FROM commission_entries',
  `SELECT sum(abs(amountMinor)) FROM commission_shares WHERE source = 'goods'`,
  `SELECT sum(abs(amountMinor)) FROM commission_shares WHERE source = 'clock'`,
  'SELECT sum(abs(amountMinor)) FROM commission_corrections',
  'SELECT totalMinor FROM commission_months',
  'SELECT sum(abs(totalMinor)) FROM commission_month_totals',
  `SELECT sum(payload ->> '$.payslip.totalMinor') FROM jobs WHERE payload ->> 'kind' = 'print-payslip'`,
  `SELECT sum(payload ->> '$.payslip.totalMinor') FROM journal WHERE type = 'commission.payslipPrinted'`,
  `SELECT sum(payload ->> '$.totalMinor') FROM journal WHERE type = 'commission.monthClosed'`,
  `SELECT sum(payload ->> '$.amountMinor') FROM journal WHERE type = 'commission.corrected'`,
] as const;

it('a copy for practice of a month that was paid has nothing of it, and its books fit', async () => {
  const store = paidStore();
  const real = path.join(temporaryDirectory(), 'store.sqlite');
  await store.db.copyTo(real);
  const folder = path.join(temporaryDirectory(), 'practice');
  mkdirSync(folder);
  await store.db.copyForPractice(folder, store.at);
  const copy = path.join(folder, 'store.sqlite');
  const sumsOf = (file: string) => {
    const db = new Database(file, { readonly: true });
    const all = sums.map((sql) => Number(db.prepare<[], number>(sql).pluck().get() ?? 0));
    db.close();
    return all;
  };
  expect(sumsOf(real).every((sum) => sum > 0)).toBe(true);
  expect(sumsOf(copy)).toEqual(sums.map(() => 0));
  expect([verifyStore(real).problems, verifyStore(copy).problems]).toEqual([[], []]);

  const db = StoreDatabase.open(copy);
  expect(JSON.stringify(db.state.settings.plans())).not.toMatch(/"(?:amount|percent)":"?(?!0)\d/);
  expect(db.read.all('SELECT payload FROM journal').filter((row) => JSON.stringify(row).includes('十月少算'))).toEqual(
    [],
  );
  db.close();
});
