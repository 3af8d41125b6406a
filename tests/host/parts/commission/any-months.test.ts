import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { StoreError } from '../../../../core/kernel/error.ts';
import { verifyStore } from '../../../../db/verify.ts';
import { temporaryDirectory } from '../../../db/files.ts';
import { howMany } from '../../../support/how-many.ts';
import { commandOf, type Step, smallStore, step } from '../../commands/any-command.ts';
import type { TestStore } from '../../test-store.ts';

function play(store: TestStore, steps: readonly Step[]): void {
  for (const one of steps) {
    store.wait(one.minutes);
    const command = commandOf(store, one);
    try {
      if (command) store.act(command.name, command.data as never);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
    }
  }
}

it('any work around the end of a month is paid to the fen, closes, and proves', { timeout: 180_000 }, async () => {
  const day = fc.array(step, { minLength: 60, maxLength: 120 });
  const correction = fc.integer({ min: -9_000, max: 9_000 }).filter((amountMinor) => amountMinor !== 0);
  await fc.assert(
    fc.asyncProperty(day, day, correction, async (november, december, amountMinor) => {
      const store = smallStore();
      // Noon of the last day of the month in the store.
      store.at = Date.UTC(2026, 10, 30, 4);
      play(store, november);
      store.at = Math.max(store.at, Date.UTC(2026, 11, 1, 4));
      play(store, december);
      const sum = () => store.state.pay.totals('2026-11').reduce((total, { totalMinor }) => total + totalMinor, 0);
      const totalMinor = sum();
      store.act('commission.closeMonth', { month: '2026-11', expectedTotalMinor: totalMinor }, 'M01');
      store.act('commission.correct', { payeeNo: '1', aboutMonth: '2026-11', amountMinor, reason: 'because' }, 'M01');
      play(store, november);
      expect(sum()).toBe(totalMinor);
      const lost = store.db.read.all(
        `SELECT entry.refId FROM commission_entries AS entry
         WHERE amountMinor <> (SELECT COALESCE(SUM(amountMinor), 0) FROM commission_shares AS s WHERE s.seq = entry.seq)
            OR baseMinor <> (SELECT SUM(turnoverMinor) FROM commission_served AS s WHERE s.seq = entry.seq)
         UNION ALL SELECT id FROM clocks
         WHERE (state = 'ended') <> (id IN (SELECT refId FROM commission_entries WHERE source = 'clock'))`,
      );
      expect(lost).toEqual([]);
      const path = join(temporaryDirectory(), 'store.sqlite');
      await store.db.copyTo(path);
      expect(verifyStore(path).problems).toEqual([]);
    }),
    { numRuns: howMany({ usual: 6, nightly: 60 }), endOnFailure: true },
  );
});
