import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyStore } from '../../db/verify.ts';
import { workedStore } from '../renderer/support/fake-pay.ts';

/** What a proof tells of a store besides its problems. */
let folder: string;
let path: string;
let rows: { seq: number; hash: string }[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clockroom-facts-'));
  path = join(folder, 'store.sqlite');
  const store = workedStore();
  rows = store.db.read.all('SELECT seq, hash FROM journal ORDER BY seq');
  await store.db.copyTo(path);
  store.db.close();
});

afterEach(() => rmSync(folder, { recursive: true }));

test('how far it is: ever more of the journal, to its end, and not row by row', () => {
  const told: number[] = [];
  verifyStore(path, (done) => told.push(done));
  expect(told.length).toBeGreaterThan(10);
  expect(told.length).toBeLessThanOrEqual(100);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told.at(-1)).toBeGreaterThan(0.9);
  expect(told.at(-1)).toBeLessThanOrEqual(1);
});

test('the last row with its hash, and how much of everything there is', () => {
  const { head, counts } = verifyStore(path);
  expect(head).toMatchObject(rows.at(-1) ?? {});
  // Six clocks were worked, each with an extension.
  expect(counts).toMatchObject({ clocks: 12, commissions: 12, bills: 0 });
  expect(counts.queueMoves).toBeGreaterThan(0);
  expect(counts.jobs).toBeGreaterThan(0);
});
