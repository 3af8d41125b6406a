import { join } from 'node:path';
import { expect, it } from 'vitest';
import { verifyStore } from '../../../../db/verify.ts';
import { temporaryDirectory } from '../../../db/files.ts';
import { clockIn, end, start } from '../../commands/at-store.ts';
import { TestStore } from '../../test-store.ts';

const noonOf = (month: number, day: number) => Date.UTC(2026, month - 1, day, 4);

it('what is earned after a wrong date was put right into a closed month is paid in the next', async () => {
  const store = new TestStore();
  store.onDuty('1', '2');
  store.open('202', '101');
  start(store, '202');
  store.wait(61);
  end(store, '202');
  // Somebody set the system's date ahead, and the month was closed by it.
  store.at = noonOf(12, 1);
  store.open('203', '101');
  start(store, '203');
  const [november] = store.state.pay.totals('2026-11');
  const expectedTotalMinor = november?.totalMinor ?? 0;
  store.act('commission.closeMonth', { month: '2026-11', expectedTotalMinor }, 'M01');
  store.at = noonOf(11, 30);
  // Whoever puts it right leaves a row of it: the clock then ends before it began.
  const jump = { fromAt: noonOf(12, 1), toAt: noonOf(11, 30), followed: true };
  store.act('store.recordClockJump', jump, 'M01');
  store.act('clock.end', { clockId: clockIn(store, '203').id, reason: 'guest left' });
  expect(store.state.pay.totals('2026-11')).toEqual([november]);
  expect(store.state.pay.totals('2026-12')).toMatchObject([{ payeeNo: '2', clockMinor: 4_500 }]);
  expect(store.eventsOf('commission.earned').map(({ month }) => month)).toEqual([undefined, '2026-12']);
  const path = join(temporaryDirectory(), 'store.sqlite');
  await store.db.copyTo(path);
  expect(verifyStore(path).problems).toEqual([]);
});
