import { copyFileSync, existsSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { event } from '../../core/model/events.ts';
import { Beacon, readBeacon } from '../../db/engine/beacon.ts';
import { inspectStore } from '../../db/inspection.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { verifyStore } from '../../db/verify.ts';
import { damagedCopy, temporaryDirectory } from './files.ts';
import { oldFile } from './old-files.ts';
import { exampleSite } from './shop-day.ts';

/** A store's file with beacons in two places, written row by row. */
class LitStore {
  readonly folder = temporaryDirectory();
  readonly path = join(this.folder, 'store.sqlite');
  readonly near = join(this.folder, 'journal.beacon');
  readonly far = join(temporaryDirectory(), 'far', 'store.beacon');
  readonly faults: unknown[] = [];
  #count = 0;
  #open: { db: StoreDatabase; beacons: Beacon[] } | null = null;

  get beacons() {
    return [this.near, this.far];
  }

  open(): void {
    const beacons = [this.near, this.far].map(
      (path, at) => new Beacon(path, at === 0, (fault) => this.faults.push(fault)),
    );
    const db = StoreDatabase.open(this.path, {
      onHead: (head) => {
        for (const beacon of beacons) beacon.light({ ...head, first: 'f'.repeat(64) });
      },
    });
    this.#open = { db, beacons };
  }

  write(rows: number): void {
    const { db } = this.#open ?? { db: null };
    for (let row = 0; row < rows; row += 1) {
      this.#count += 1;
      const id = `0193a000-0000-7000-8000-${String(this.#count).padStart(12, '0')}`;
      const command = { id, hash: 'x', at: this.#count, businessDate: '2026-11-21', actor: 'M01', station: 'desk' };
      const what =
        this.#count === 1
          ? event('site.imported', { site: exampleSite(), demo: true })
          : event('staff.signedOut', { staffNo: 'M01' });
      db?.transact((tx) => db.append(tx, command, [what], () => id));
    }
  }

  async close(): Promise<void> {
    const open = this.#open;
    this.#open = null;
    open?.db.close();
    for (const beacon of open?.beacons ?? []) await beacon.close();
  }

  /** Rows written and everything closed. */
  async session(rows: number): Promise<void> {
    this.open();
    this.write(rows);
    await this.close();
  }

  look() {
    return inspectStore(this.path, this.beacons);
  }

  codes(): string[] {
    return this.look().faults.map(({ code }) => code);
  }
}

describe('a store’s file is looked at before it is opened', () => {
  it('and a new one, one in order, and one of an older program are', async () => {
    const store = new LitStore();
    expect(store.look()).toMatchObject({ faults: [], head: null, seen: null });
    await store.session(5);
    expect(store.look()).toMatchObject({ faults: [], isUnusable: false, head: { seq: 5 }, seen: { seq: 5 } });
    for (const name of ['simulated-day', 'two-imports', 'sealed-guests']) {
      const old = inspectStore(oldFile(name), []);
      expect([name, old.faults]).toEqual([name, []]);
      expect(old.isBehind).toBe(true);
      const path = oldFile(name);
      StoreDatabase.open(path).close();
      expect(inspectStore(path, [])).toMatchObject({ faults: [], isBehind: false });
    }
  });

  it('and one that was put back, cut, or exchanged for a copy of before is found every time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), async (before, after) => {
        const store = new LitStore();
        await store.session(before);
        const copy = join(store.folder, 'copy');
        copyFileSync(store.path, copy);
        await store.session(after);
        copyFileSync(copy, store.path);
        expect(store.look()).toMatchObject({
          faults: [{ code: 'JOURNAL_WENT_BACK', context: { standsSeq: before, lostSeq: before + after } }],
          isUnusable: false,
        });
      }),
      { numRuns: 12 },
    );
  });

  it('and a journal whose last rows were cut off by a statement is', async () => {
    const store = new LitStore();
    await store.session(6);
    copyFileSync(damagedCopy(store.path, 'DELETE FROM journal WHERE seq > 4'), store.path);
    expect(store.codes()).toEqual(['JOURNAL_WENT_BACK']);
  });

  it('and one whose log was deleted is', async () => {
    const store = new LitStore();
    await store.session(3);
    store.open();
    store.write(4);
    // As after a power cut: the log is not moved into the file.
    const [path, log] = [join(temporaryDirectory(), 'store.sqlite'), `${store.path}-wal`];
    expect(existsSync(log)).toBe(true);
    copyFileSync(store.path, path);
    await store.close();
    expect(inspectStore(path, store.beacons).faults).toMatchObject([
      { code: 'JOURNAL_WENT_BACK', context: { standsSeq: 3, lostSeq: 7 } },
    ]);
  });

  it('and another one of the same length is, and one that went another way', async () => {
    const [store, other] = [new LitStore(), new LitStore()];
    await store.session(4);
    await other.session(2);
    const db = new Database(other.path);
    db.close();
    other.open();
    other.write(2);
    await other.close();
    expect(other.codes()).toEqual([]);
    const forged = damagedCopy(store.path, `UPDATE journal SET hash = '${'0'.repeat(64)}' WHERE seq = 4`);
    copyFileSync(forged, store.path);
    expect(store.codes()).toEqual(['JOURNAL_CHAIN_BROKEN', 'JOURNAL_OTHER']);
  });

  it('also where only the far beacon is left, or only the near one', async () => {
    for (const gone of ['near', 'far'] as const) {
      const store = new LitStore();
      await store.session(2);
      const copy = join(store.folder, 'copy');
      copyFileSync(store.path, copy);
      await store.session(3);
      copyFileSync(copy, store.path);
      rmSync(store[gone]);
      expect(store.codes()).toEqual(['JOURNAL_WENT_BACK']);
    }
  });

  it('and one that is gone or empty is a lost store, not a new one', async () => {
    const store = new LitStore();
    await store.session(3);
    writeFileSync(store.path, '');
    expect(store.look()).toMatchObject({ isUnusable: true, faults: [{ code: 'STORE_FILE_MISSING' }] });
    rmSync(store.path);
    expect(store.look()).toMatchObject({
      isUnusable: true,
      faults: [{ code: 'STORE_FILE_MISSING', context: { lostSeq: 3 } }],
    });
    StoreDatabase.open(store.path).close();
    expect(store.codes()).toEqual(['STORE_FILE_MISSING']);
  });

  it.each([
    ['terminal-keys.json', '{}'],
    ['keys.sqlite', ''],
    ['store.sqlite-wal', 'x'],
    ['backups/x', ''],
    ['logs/2026-01-01.log', '{"msg":"the store is open"}\n'],
  ])('also without a beacon, where %s says that there was one', (name, text) => {
    const folder = temporaryDirectory();
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
    expect(inspectStore(join(folder, 'store.sqlite'), []).faults.map(({ code }) => code)).toEqual([
      'STORE_FILE_MISSING',
    ]);
  });

  it('and one that is cut off, or no database, is damaged', async () => {
    const store = new LitStore();
    await store.session(3);
    const whole = join(store.folder, 'copy');
    copyFileSync(store.path, whole);
    for (const bytes of [50, 4_096, 40_000]) {
      copyFileSync(whole, store.path);
      truncateSync(store.path, bytes);
      expect(store.look()).toMatchObject({ isUnusable: true, faults: [{ code: 'DATA_DAMAGED' }] });
    }
    writeFileSync(store.path, 'not a database, and long enough to have a header. '.repeat(40));
    expect(store.codes()).toEqual(['DATA_DAMAGED']);
  });

  it.each([
    ['CREATE TRIGGER quiet AFTER UPDATE ON credentials BEGIN DELETE FROM sessions; END', 'trigger quiet (foreign)'],
    ['CREATE TABLE notes (text TEXT)', 'table notes (foreign)'],
    ['CREATE INDEX slow ON journal (payload)', 'index slow (foreign)'],
    ['DROP TRIGGER journal_never_deleted', 'trigger journal_never_deleted (missing)'],
    ['CREATE VIEW who AS SELECT * FROM credentials', 'view who (foreign)'],
  ])('and what the program did not make is named, at the start and by the proof: %s', async (sql, names) => {
    const store = new LitStore();
    await store.session(3);
    const db = new Database(store.path);
    db.exec(sql);
    db.close();
    expect(store.look().faults).toMatchObject([{ code: 'SCHEMA_FOREIGN', context: { names } }]);
    expect(verifyStore(store.path).problems.map(({ code }) => code)).toContain('SCHEMA_DIFFERS');
  });
});

it('a young store whose log was deleted after a power cut is a lost store', async () => {
  const store = new LitStore();
  store.open();
  store.write(3);
  const path = join(temporaryDirectory(), 'store.sqlite');
  copyFileSync(store.path, path);
  await store.close();
  expect(inspectStore(path, store.beacons)).toMatchObject({
    isUnusable: true,
    faults: [{ code: 'STORE_FILE_MISSING', context: { lostSeq: 3 } }],
  });
  expect(inspectStore(path, [])).toMatchObject({ faults: [], isUnusable: false });
});

describe('a first start that was broken off is a new store', () => {
  it('in the middle of its tables, which stand in the log and are not committed', () => {
    const store = new LitStore();
    store.open();
    const path = join(temporaryDirectory(), 'store.sqlite');
    copyFileSync(store.path, path);
    copyFileSync(`${store.path}-wal`, `${path}-wal`);
    truncateSync(`${path}-wal`, 40_000);
    const beacons = [join(temporaryDirectory(), 'none.beacon')];
    expect(inspectStore(path, beacons)).toMatchObject({ faults: [], isUnusable: false, head: null });
    // With a store's keys beside it, it is not the first one.
    writeFileSync(join(dirname(path), 'keys.sqlite'), '');
    expect(inspectStore(path, beacons).faults).toMatchObject([{ code: 'STORE_FILE_MISSING' }]);
  });

  it('before there was a log, with what takes it back beside it', () => {
    const folder = temporaryDirectory();
    const half = new Database(join(folder, 'half.sqlite'));
    half.exec('PRAGMA cache_size = 1; BEGIN; CREATE TABLE filler (text TEXT)');
    const fill = half.prepare('INSERT INTO filler VALUES (?)');
    for (let row = 0; row < 200; row += 1) fill.run('x'.repeat(2_000));
    const path = join(folder, 'store.sqlite');
    copyFileSync(join(folder, 'half.sqlite'), path);
    copyFileSync(join(folder, 'half.sqlite-journal'), `${path}-journal`);
    half.close();
    expect(inspectStore(path, [])).toMatchObject({ faults: [], isUnusable: false, head: null });
    StoreDatabase.open(path).close();
    expect(inspectStore(path, []).faults).toEqual([]);
  });
});

describe('a beacon', () => {
  const sighting = (seq: number) => ({ seq, hash: String(seq).padStart(64, '0'), first: 'f'.repeat(64) });

  it('says what was seen last, also where that is less than before, and survives a torn record', async () => {
    const path = join(temporaryDirectory(), 'beacon');
    const beacon = new Beacon(path, true, () => {});
    for (const seq of [1, 9, 4]) beacon.light(sighting(seq));
    expect(readBeacon(path)).toEqual(sighting(4));
    await beacon.close();
    const again = new Beacon(path, true, () => {});
    again.light(sighting(5));
    await again.close();
    expect(readBeacon(path)).toEqual(sighting(5));
    truncateSync(path, 700);
    expect([sighting(4), sighting(5)]).toContainEqual(readBeacon(path));
  });

  it('stops nothing where it cannot be written, and says so once', async () => {
    const folder = temporaryDirectory();
    writeFileSync(join(folder, 'file'), '');
    const faults: unknown[] = [];
    const beacon = new Beacon(join(folder, 'file', 'beacon'), true, (fault) => faults.push(fault));
    for (const seq of [1, 2, 3]) beacon.light(sighting(seq));
    await beacon.close();
    expect(faults).toHaveLength(1);
    expect(readBeacon(join(folder, 'file', 'beacon'))).toBeNull();
  });
});
