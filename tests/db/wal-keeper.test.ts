import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { endianness, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WalFault } from '../../db/engine/wal-signals.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { verifyStore } from '../../db/verify.ts';

/** The write-ahead log is moved beside the work, stays bounded, and nothing holds the file afterwards. */
let folder: string;
const faults: WalFault[] = [];
const stations = 'INSERT INTO stations (id, tokenHash, name, createdAt) VALUES (?, ?, ?, 0)';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'clockroom-wal-'));
  faults.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => path.join(folder, 'store.sqlite');
const walBytes = () => statSync(`${file()}-wal`).size;
/** Other salts in it for each time the log begins anew. */
const walHeader = () => readFileSync(`${file()}-wal`).toString('hex', 0, 32);
/** By the index of the log (sqlite.org/walformat.html, 2.1): frames in it at 16, those of them that were moved at 96. */
const isAllMoved = () => {
  const index = readFileSync(`${file()}-shm`);
  const read = (offset: number) => (endianness() === 'LE' ? index.readUInt32LE(offset) : index.readUInt32BE(offset));
  return read(16) > 0 && read(96) === read(16);
};
const open = () => StoreDatabase.open(file(), { onWalFault: (fault) => faults.push(fault) });

function commit(db: StoreDatabase, from: number, to: number, name = 'x'.repeat(3_000)): void {
  for (let at = from; at < to; at += 1) db.transact((tx) => tx.run(stations, `${at}`, `hash ${at}`, name));
}

test('the thread moves what was committed, and the log begins anew', async () => {
  const db = open();
  commit(db, 0, 100);
  const [atFirst, sizeAtFirst] = [walHeader(), walBytes()];
  // However long the thread takes to begin: nothing is committed meanwhile.
  await expect.poll(isAllMoved, { timeout: 50_000, interval: 20 }).toBe(true);
  // The first commit after everything was moved begins at the front of the log.
  commit(db, 100, 101);
  expect(walHeader()).not.toBe(atFirst);
  expect(walBytes()).toBe(sizeAtFirst);
  expect(faults).toEqual([]);
  db.close();
  expect(readdirSync(folder)).toEqual(['keys.sqlite', 'store.sqlite']);
  expect(verifyStore(file())).toMatchObject({ ok: true });
});

test('a log that no thread moves in time is moved by the commits', () => {
  const db = open();
  commit(db, 0, 99, 'x'.repeat(500_000));
  expect(walBytes()).toBeLessThan(20e6);
  db.close();
});

test('what the thread cannot do is told, and the store goes on', async () => {
  const db = open();
  commit(db, 0, 99);
  // Somebody takes the file away under the running store.
  rmSync(file());
  commit(db, 99, 100);
  await expect.poll(() => faults.map(({ code }) => code), { timeout: 50_000 }).toEqual(['DISK_FAILED']);
  expect(db.read.get('SELECT COUNT(*) AS count FROM stations')).toEqual({ count: 100 });
  db.close();
});
