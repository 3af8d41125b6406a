import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { verifyStore } from '../../../db/verify.ts';
import { damagedCopy, temporaryDirectory } from '../../db/files.ts';
import { exampleSite } from '../../db/shop-day.ts';
import { managerPin, refusal, WatchedStore } from './watched-store.ts';

const byPin = { staffNo: 'M01', pin: managerPin };

/** What the journal says of rows that were given up. */
function gapsIn(
  file: string,
): { actor: string; payload: { faults: string[]; stands: unknown; lost: { seq: number } } }[] {
  const db = new Database(file, { readonly: true });
  const rows = db
    .prepare<[], { actor: string; payload: string }>(
      `SELECT actor, payload FROM journal WHERE type = 'store.gapRecorded' ORDER BY seq`,
    )
    .all();
  db.close();
  return rows.map(({ actor, payload }) => ({ actor, payload: JSON.parse(payload) }));
}

/** A store whose file was put back to before the last hour's work. */
async function putBack(): Promise<{ watched: WatchedStore; lost: number }> {
  const watched = await new WatchedStore().setUp();
  await watched.close();
  const copy = watched.copy();
  await watched.open();
  watched.work(3);
  const lost = watched.store.board.snapshot().seq;
  await watched.close();
  copyFileSync(copy, watched.file);
  await watched.open();
  return { watched, lost };
}

describe('a store whose file went back in time', () => {
  it('records nothing and goes on showing, until a manager goes on without what is lost, which the journal says', async () => {
    const { watched, lost } = await putBack();
    const { store } = watched;
    expect(store.safekeeping.state().stop).toMatchObject({
      faults: [{ code: 'JOURNAL_WENT_BACK', context: { lostSeq: lost } }],
      isUnusable: false,
      isAcceptable: true,
    });
    expect(await refusal(() => watched.work())).toBe('TRADING_STOPPED');
    const desk = watched.desk();
    await store.sessions.signIn(desk, 'M01', managerPin);
    expect(await refusal(() => store.sessions.setPin(desk, { staffNo: 'R01', pin: '1234', ownPin: managerPin }))).toBe(
      'TRADING_STOPPED',
    );
    expect(store.board.snapshot().rooms.length).toBeGreaterThan(0);
    expect(await refusal(() => store.safekeeping.accept(desk, { ...byPin, pin: '0000' }))).toBe('PIN_WRONG');
    expect(await refusal(() => watched.work())).toBe('TRADING_STOPPED');
    await store.safekeeping.accept(desk, byPin);
    expect(store.safekeeping.state().stop).toBeNull();
    watched.work();
    await watched.close();
    expect(gapsIn(watched.file)).toMatchObject([
      { actor: 'M01', payload: { how: 'accepted', faults: ['JOURNAL_WENT_BACK'], lost: { seq: lost }, by: 'pin' } },
    ]);
    expect(verifyStore(watched.file).problems).toEqual([]);
    // What was given up is known from now on.
    await watched.open();
    expect(watched.codes()).toEqual([]);
  });

  it('also stops where the whole folder went back with it, as a machine put back to a snapshot', async () => {
    const watched = await new WatchedStore().setUp();
    await watched.close();
    const names = ['store.sqlite', 'keys.sqlite', 'journal.beacon', 'safekeeping.json'];
    const before = names.filter((name) => existsSync(path.join(watched.dataDir, name)));
    for (const name of before)
      copyFileSync(path.join(watched.dataDir, name), path.join(watched.dataDir, `${name}.old`));
    await watched.open();
    watched.work(2);
    await watched.close();
    for (const name of before)
      copyFileSync(path.join(watched.dataDir, `${name}.old`), path.join(watched.dataDir, name));
    await watched.open();
    expect(watched.codes()).toEqual(['JOURNAL_WENT_BACK']);
  });

  it('is not told where every beacon was put back too, but by what stands on paper', async () => {
    const watched = await new WatchedStore().setUp();
    await watched.close();
    const aside = temporaryDirectory();
    cpSync(watched.dataDir, path.join(aside, 'store'), { recursive: true });
    cpSync(watched.beaconFolder, path.join(aside, 'beacons'), { recursive: true });
    await watched.open();
    watched.work(2);
    await watched.close();
    const { head } = verifyStore(watched.file);
    if (!head) throw new Error('the store has no journal');
    const paper = { seq: head.seq, hash: head.hash.slice(0, 16) };
    for (const [from, to] of [
      ['store', watched.dataDir],
      ['beacons', watched.beaconFolder],
    ] as const) {
      rmSync(to, { recursive: true });
      cpSync(path.join(aside, from), to, { recursive: true });
    }
    await watched.open();
    expect(watched.codes()).toEqual([]);
    await watched.close();
    const { problems } = verifyStore(watched.file, undefined, [paper]);
    expect(problems.map(({ code }) => code)).toEqual(['HEAD_MISSING']);
  });

  it('a receptionist cannot go on without it', async () => {
    const watched = await new WatchedStore().setUp();
    const desk = watched.desk();
    await watched.store.sessions.signIn(desk, 'M01', managerPin);
    await watched.store.sessions.setPin(desk, { staffNo: 'R01', pin: '1234', ownPin: managerPin });
    await watched.close();
    const copy = watched.copy();
    await watched.open();
    watched.work();
    await watched.close();
    copyFileSync(copy, watched.file);
    const store = await watched.open();
    expect(await refusal(() => store.safekeeping.accept(watched.desk(), { staffNo: 'R01', pin: '1234' }))).toBe(
      'NOT_ALLOWED',
    );
    expect(watched.codes()).toEqual(['JOURNAL_WENT_BACK']);
  });

  it('and one that is in order has nothing to go on without', async () => {
    const watched = await new WatchedStore().setUp();
    expect(await refusal(() => watched.store.safekeeping.accept(watched.desk(), byPin))).toBe('TRADING_NOT_STOPPED');
  });
});

describe('a store whose file is gone or damaged', () => {
  it('is no new store: nothing can be set up, not as the demo either, and nothing is written', async () => {
    const watched = await new WatchedStore().setUp();
    await watched.close();
    rmSync(watched.file);
    const store = await watched.open();
    expect(watched.codes()).toEqual(['STORE_FILE_MISSING']);
    expect(store.safekeeping.state().stop).toMatchObject({ isUnusable: true, isAcceptable: true });
    expect(await refusal(() => store.setup.demo())).toBe('TRADING_STOPPED');
    expect(await refusal(() => store.setup.fromFile(JSON.stringify(exampleSite())))).toBe('TRADING_STOPPED');
    expect(existsSync(watched.file)).toBe(false);
  });

  it('cannot be gone on with where it is damaged, and says so', async () => {
    const watched = await new WatchedStore().setUp();
    await watched.close();
    writeFileSync(watched.file, 'x'.repeat(20_000));
    const store = await watched.open();
    expect(watched.codes()).toEqual(['DATA_DAMAGED']);
    expect(await refusal(() => store.safekeeping.accept(watched.desk(), byPin))).toBe('LOSS_NOT_ACCEPTABLE');
    expect(readdirSync(watched.dataDir)).toContain('store.sqlite');
  });

  it('with a trigger somebody put into it stops', async () => {
    const watched = await new WatchedStore().setUp();
    await watched.close();
    const db = new Database(watched.file);
    db.exec('CREATE TRIGGER quiet AFTER UPDATE ON credentials BEGIN UPDATE credentials SET failedCount = 0; END');
    db.close();
    const store = await watched.open();
    expect(watched.codes()).toEqual(['SCHEMA_FOREIGN']);
    expect(await refusal(() => watched.work())).toBe('TRADING_STOPPED');
    expect(await refusal(() => store.safekeeping.accept(watched.desk(), byPin))).toBe('LOSS_NOT_ACCEPTABLE');
  });

  it('with a damaged page that nothing reads at the start stops as soon as all pages were looked at', async () => {
    const watched = await new WatchedStore().setUp();
    watched.work(200);
    await watched.close();
    damage(watched.file);
    await watched.open();
    await watched.wait(0, () => watched.codes().length > 0);
    expect(watched.codes()).toEqual(['DATA_DAMAGED']);
    expect(await refusal(() => watched.work())).toBe('TRADING_STOPPED');
  });
});

/** Fills a page of an index with noise that the first looks do not come by. */
function damage(file: string): void {
  const db = new Database(file);
  const pages = db
    .prepare<[], { rootpage: number }>(`SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_journal_1'`)
    .get();
  const size = Number(db.pragma('page_size', { simple: true }));
  db.close();
  const bytes = readFileSync(file);
  const at = ((pages?.rootpage ?? 1) - 1) * size;
  bytes.fill(0xa5, at + 12, at + 60);
  writeFileSync(file, bytes);
}

describe('the proof of each night', () => {
  it('is made by the store itself, told to every screen, and made anew on the next day', async () => {
    const watched = await new WatchedStore().setUp();
    const proofOf = () => watched.store.safekeeping.state().proof;
    await watched.wait(1, () => proofOf() !== null);
    expect(proofOf()).toMatchObject({ ok: true, code: null, problems: 0 });
    const first = proofOf()?.at ?? 0;
    await watched.wait(24 * 60, () => (proofOf()?.at ?? 0) > first);
    expect(proofOf()).toMatchObject({ ok: true });
    // The first was of the whole, the second of what came since.
    const whys = watched.logged.flatMap((line) => /the books were proved .*"why":(.*)}/.exec(line)?.[1] ?? []);
    expect(whys).toEqual(['"no-mark"', 'null']);
  });

  it('that fails says so on every screen, also after the next start', async () => {
    const watched = await new WatchedStore().setUp();
    await watched.close();
    copyFileSync(damagedCopy(watched.file, `UPDATE rooms SET outOfOrder = 'nobody' WHERE no = '201'`), watched.file);
    await watched.open();
    await watched.wait(24 * 60, () => watched.store.safekeeping.state().proof?.ok === false);
    expect(watched.store.safekeeping.state().proof).toMatchObject({ code: 'PROOF_FAILED', problems: 1 });
    expect(watched.codes()).toEqual([]);
    await watched.close();
    await watched.open();
    expect(watched.store.safekeeping.state().proof).toMatchObject({ ok: false });
  });
});
