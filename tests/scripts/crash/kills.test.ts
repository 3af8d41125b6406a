import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { StoreDatabase } from '../../../db/store-database.ts';
import { compare } from '../../../scripts/crash/compare.ts';
import { runKills } from '../../../scripts/crash/kills.ts';
import { type Known, Ledger } from '../../../scripts/crash/ledger.ts';
import { temporaryDirectory } from '../../db/files.ts';
import { exampleSite } from '../../db/shop-day.ts';
import { TestStore } from '../../host/test-store.ts';
import { howMany } from '../../support/how-many.ts';

const oldFile = path.resolve(import.meta.dirname, '../../fixtures/stores/simulated-day.sqlite.gz');
const kills = howMany({ usual: 15, nightly: 500 });

test(`${kills} kills under load: what was answered is there once, what was not is whole or not there`, async () => {
  const summary = await runKills({ kills, seed: howMany({ usual: 7, nightly: 11 }), oldFile });
  const { lost, doubled, refusedAndThere, answeredOtherwise, stopped, proofProblems } = summary;
  expect({ lost, doubled, refusedAndThere, answeredOtherwise, stopped, proofProblems }).toEqual({
    ...{ lost: [], doubled: [], refusedAndThere: [] },
    ...{ answeredOtherwise: [], stopped: [], proofProblems: [] },
  });
  expect(summary.ok).toBe(true);
  expect(Object.values(summary.moments).reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(kills);
  expect(summary.commands.answered).toBeGreaterThan(kills);
  expect(summary.commands.unanswered).toBeGreaterThan(0);
  expect(summary.proofs).toBeGreaterThan(0);
}, 3_600_000);

test('a command that is missing, doubled, in pieces, or there though it was refused, is told', () => {
  const file = path.join(temporaryDirectory(), 'store.sqlite');
  const store = new TestStore(exampleSite(), StoreDatabase.open(file));
  const ledger = new Ledger();
  const answered = (commandId: string, seq: number, types: string[]): void => {
    const entry = ledger.sent(commandId, 'room.clean', { roomNo: '201' });
    entry.known = { kind: 'answered', answer: { seq, events: types.map((type) => ({ type })) } } as Known;
  };
  const technicianNo = store.state.site.site.technicians[0]?.no ?? '';
  const duty = store.act('technician.comeOnDuty', { technicianNo }).map(({ type }) => type);
  const db = new Database(file, { readonly: true });
  const row = db
    .prepare<[], { commandId: string; seq: number }>('SELECT commandId, MAX(seq) AS seq FROM journal')
    .get();
  db.close();
  const { commandId = '', seq = 0 } = row ?? {};
  answered(commandId, seq, duty);
  expect(compare(ledger.entries, file)).toEqual({ lost: [], doubled: [], refusedAndThere: [] });
  answered('0193a000-0000-7000-8000-999999999999', seq, duty);
  answered(commandId, seq + 1, duty);
  answered(commandId, seq, duty.slice(1));
  const refused = ledger.sent(commandId, 'room.clean', { roomNo: '201' });
  refused.known = { kind: 'refused', code: 'ROOM_NOT_DIRTY' };
  const { lost, doubled, refusedAndThere } = compare(ledger.entries, file);
  expect([lost.length, doubled.length, refusedAndThere.length]).toEqual([2, 1, 1]);
  store.db.close();
});
