import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { inspectStore } from '../../../db/inspection.ts';
import { verifyStore } from '../../../db/verify.ts';
import { temporaryDirectory } from '../../db/files.ts';
import { oldFile } from '../../db/old-files.ts';
import { authorityIn } from '../doors/stations/served.ts';
import { managerPin, refusal, WatchedStore } from './watched-store.ts';

const byPin = { staffNo: 'M01', pin: managerPin };
/** Stores that are opened again and again, each time with processes of their own. */
const longMs = 240_000;

const noCode = { copy: null, recoveryCode: null, approval: null };

/** A store with a second place, a copy of the night in both, and some work since that is kept by the hour. */
async function kept(): Promise<WatchedStore> {
  const watched = new WatchedStore();
  watched.secondPlace = temporaryDirectory();
  await watched.setUp();
  await watched.wait(1, () => watched.store.safekeeping.state().copy !== null);
  watched.work(2);
  await watched.wait(61, () => isKept(watched));
  expect(segmentsIn(watched).length).toBeGreaterThan(0);
  return watched;
}

const backups = (watched: WatchedStore) => path.join(watched.dataDir, 'backups');
const segmentsIn = (watched: WatchedStore) => readdirSync(backups(watched)).filter((name) => name.endsWith('.segment'));
/** Whether every row of the journal is in a segment or a copy. */
const isKept = (watched: WatchedStore) => {
  const state = readFileSync(path.join(watched.dataDir, 'safekeeping.json'), 'utf8');
  const { segment } = JSON.parse(state) as { segment: { head: { seq: number } | null } | null };
  return segment?.head?.seq === seqOf(watched);
};
const copiesIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.sqlite'));
const seqOf = (watched: WatchedStore) => watched.store.board.snapshot().seq;

/** Asks for it, and waits until the store is open anew. */
async function restore(watched: WatchedStore, request: Parameters<WatchedStore['store']['safekeeping']['restore']>[1]) {
  const before = watched.store.safekeeping.state().opening;
  await watched.store.safekeeping.restore(watched.desk(), request);
  for (let look = 0; look < 500; look += 1) {
    await watched.reopened();
    const { opening, restoring } = watched.store.safekeeping.state();
    if (restoring?.step === 'failed') throw new Error(restoring.code);
    if (opening !== before) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it does not come');
}

function rowsOf(file: string, type: string): { payload: Record<string, unknown> }[] {
  const db = new Database(file, { readonly: true });
  const rows = db.prepare<[string], { payload: string }>('SELECT payload FROM journal WHERE type = ?').all(type);
  db.close();
  return rows.map(({ payload }) => ({ payload: JSON.parse(payload) as Record<string, unknown> }));
}

describe('a store keeps copies of itself', () => {
  it('a proved one every night and its rows every hour, here and in the second place, without a secret', async () => {
    const watched = await kept();
    const [second] = readdirSync(watched.secondPlace ?? '');
    const there = path.join(watched.secondPlace ?? '', second ?? '');
    expect(copiesIn(backups(watched))).toHaveLength(1);
    expect(readdirSync(there).toSorted()).toEqual(readdirSync(backups(watched)).toSorted());
    const copy = path.join(there, copiesIn(there)[0] ?? '');
    expect(verifyStore(copy).problems).toEqual([]);
    expect(readFileSync(copy).includes('scrypt$')).toBe(false);
    if (process.platform !== 'win32') expect(statSync(copy).mode & 0o077).toBe(0);
    expect(watched.store.safekeeping.state()).toMatchObject({
      copy: { ok: true },
      segment: { ok: true },
      hasSecondPlace: true,
    });
  });

  it(
    'and keeps one for each of the last days and months',
    async () => {
      const watched = new WatchedStore();
      writeFileSync(path.join(watched.dataDir, 'places.json'), JSON.stringify({ keep: { days: 1, months: 1 } }));
      await watched.setUp();
      const days = () =>
        readdirSync(backups(watched))
          .filter((name) => /^store-.*\.json$/.test(name))
          .map(
            (name) => JSON.parse(readFileSync(path.join(backups(watched), name), 'utf8')) as { businessDate: string },
          )
          .map(({ businessDate }) => businessDate);
      await watched.wait(1, () => watched.store.safekeeping.state().copy !== null);
      expect(days()).toEqual(['2026-11-21']);
      await watched.wait(18 * 60, () => days().includes('2026-11-22') && days().length === 1);
      expect(days()).toEqual(['2026-11-22']);
    },
    longMs,
  );

  it(
    'made by hand takes no place of one of the night, nor the other way round',
    async () => {
      const watched = new WatchedStore();
      writeFileSync(path.join(watched.dataDir, 'places.json'), JSON.stringify({ keep: { days: 1, months: 1 } }));
      await watched.setUp();
      await watched.wait(1, () => watched.store.safekeeping.state().copy !== null);
      const copies = () =>
        readdirSync(backups(watched))
          .filter((name) => /^store-.*\.json$/.test(name))
          .map((name) => JSON.parse(readFileSync(path.join(backups(watched), name), 'utf8')) as { byHand?: true });
      const [ofTheNight] = copies();
      expect(ofTheNight).not.toHaveProperty('byHand');
      for (const times of [1, 2]) {
        watched.work(times);
        const copied = spawnSync(
          process.execPath,
          [new URL('../../../scripts/backup.ts', import.meta.url).pathname, '--data', watched.dataDir],
          { encoding: 'utf8', env: { ...process.env, XDG_CONFIG_HOME: temporaryDirectory() } },
        );
        expect(copied.status).toBe(0);
      }
      expect(copies()).toHaveLength(2);
      expect(copies()).toContainEqual(ofTheNight);
      expect(copies().filter(({ byHand }) => byHand)).toHaveLength(1);
      await watched.close();
    },
    longMs,
  );

  it('and says on every screen when the place is away', async () => {
    const watched = new WatchedStore();
    watched.secondPlace = path.join(temporaryDirectory(), 'file', 'below');
    writeFileSync(path.dirname(watched.secondPlace), '');
    await watched.setUp();
    await watched.wait(1, () => watched.store.safekeeping.state().copy !== null);
    expect(watched.store.safekeeping.state().copy).toMatchObject({ ok: false });
    expect(copiesIn(backups(watched))).toHaveLength(1);
  });

  it('one before its schema is brought up to date, with a trial of the steps', async () => {
    const watched = new WatchedStore();
    copyFileSync(oldFile('two-imports'), watched.file);
    const { head } = inspectStore(watched.file, []);
    await watched.open();
    const [name = ''] = readdirSync(backups(watched)).filter((one) => one.startsWith('before-migration-'));
    expect(inspectStore(path.join(backups(watched), name), [])).toMatchObject({ isBehind: true, head, faults: [] });
    expect(watched.codes()).toEqual([]);
  });
});

describe('a store is made anew from what was kept', () => {
  it(
    'where its file is damaged, truncated, gone or empty: up to the last hour, and what is missing is said',
    async () => {
      const watched = await kept();
      const { code } = await watched.store.safekeeping.makeSheet(watched.desk(), null);
      const spoils: ((file: string) => void)[] = [
        (file) => writeFileSync(file, 'x'.repeat(30_000)),
        (file) => truncateSync(file, 20_000),
        (file) => rmSync(file),
        (file) => truncateSync(file, 0),
      ];
      for (const spoil of spoils) {
        const before = watched.store.safekeeping.state().segment?.at ?? 0;
        await watched.wait(61, () => (watched.store.safekeeping.state().segment?.at ?? 0) > before);
        const keptSeq = seqOf(watched);
        watched.work(1);
        const lastSeq = seqOf(watched);
        await watched.close();
        spoil(watched.file);
        await watched.open();
        expect(watched.codes()).toHaveLength(1);
        await restore(watched, { ...noCode, recoveryCode: code });
        expect(seqOf(watched)).toBe(keptSeq);
        // What a beacon has seen and no copy has is missing: that has to be taken on.
        expect(watched.store.safekeeping.state().stop?.faults).toMatchObject([
          { code: 'JOURNAL_WENT_BACK', context: { standsSeq: keptSeq, lostSeq: lastSeq } },
        ]);
        await watched.store.safekeeping.accept(watched.desk(), byPin);
        watched.work(1);
      }
      await watched.close();
      expect(verifyStore(watched.file).problems).toEqual([]);
      const ways = rowsOf(watched.file, 'store.gapRecorded').map(({ payload }) => payload.how);
      expect(ways).toEqual(spoils.flatMap(() => ['accepted', 'restored']));
      expect(readdirSync(path.join(watched.dataDir, 'set-aside')).length).toBeGreaterThan(0);
    },
    longMs,
  );

  it('where rows of a file can still be read, nothing is missing: an older file, a changed schema', async () => {
    const watched = await kept();
    watched.work(2);
    const lastSeq = seqOf(watched);
    await watched.close();
    const db = new Database(watched.file);
    db.exec('CREATE TRIGGER quiet AFTER UPDATE ON credentials BEGIN DELETE FROM sessions; END');
    db.close();
    await watched.open();
    expect(watched.codes()).toEqual(['SCHEMA_FOREIGN']);
    await restore(watched, { ...noCode, approval: byPin });
    expect(watched.codes()).toEqual([]);
    expect(seqOf(watched)).toBe(lastSeq + 1);
    watched.work(1);
    // The PIN is as it was.
    await watched.store.sessions.signIn(watched.desk(), 'M01', managerPin);
  });

  it('only on somebody’s word where there is somebody to ask, and only where it has stopped', async () => {
    const watched = await kept();
    const { safekeeping } = watched.store;
    expect(await refusal(() => safekeeping.restore(watched.desk(), noCode))).toBe('TRADING_NOT_STOPPED');
    await watched.close();
    const db = new Database(watched.file);
    db.exec('CREATE TABLE notes (text TEXT)');
    db.close();
    const stopped = (await watched.open()).safekeeping;
    expect(await refusal(() => stopped.restore(watched.desk(), noCode))).toBe('RESTORE_NOT_HERE');
    const wrong = { ...noCode, approval: { staffNo: 'M01', pin: '0000' } };
    expect(await refusal(() => stopped.restore(watched.desk(), wrong))).toBe('PIN_WRONG');
  });

  it(
    'a damaged copy is not taken, the one in the second place is',
    async () => {
      const watched = await kept();
      await watched.close();
      const [copy = ''] = copiesIn(backups(watched));
      const bytes = readFileSync(path.join(backups(watched), copy));
      bytes.fill(0xa5, 9_000, 9_100);
      writeFileSync(path.join(backups(watched), copy), bytes);
      rmSync(watched.file);
      await watched.open();
      await restore(watched, noCode);
      expect(watched.codes()).toEqual([]);
      await watched.close();
      writeFileSync(path.join(backups(watched), copy), bytes);
      rmSync(watched.secondPlace ?? '', { recursive: true });
      rmSync(watched.file);
      await watched.open();
      await expect(restore(watched, noCode)).rejects.toThrow('COPY_DAMAGED');
    },
    longMs,
  );

  it(
    'on a new computer, with the recovery code: guests, PINs and the same sheet again',
    async () => {
      const watched = await kept();
      const desk = watched.desk();
      await watched.store.sessions.signIn(desk, 'M01', managerPin);
      // By it the store's screens know the store again.
      const authority = authorityIn(watched.dataDir);
      expect(watched.store.safekeeping.state().lacksSheet).toBe(true);
      const { code, sheetId } = await watched.store.safekeeping.makeSheet(desk, null);
      expect(watched.store.safekeeping.state().lacksSheet).toBe(false);
      await watched.wait(1, () => existsSync(path.join(backups(watched), 'secrets.sealed')));
      await watched.store.safekeeping.copyNow();
      expect(readFileSync(path.join(backups(watched), 'secrets.sealed'), 'utf8')).not.toContain('PRIVATE KEY');
      const lastSeq = seqOf(watched);
      await watched.close();

      const other = new WatchedStore();
      other.secondPlace = watched.secondPlace;
      const fresh = await other.open();
      expect(fresh.safekeeping.copies().length).toBeGreaterThan(0);
      const wrong = code.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
      expect(await refusal(() => fresh.safekeeping.restore(other.desk(), { ...noCode, recoveryCode: wrong }))).toBe(
        'RECOVERY_CODE_MISTYPED',
      );
      await restore(other, { ...noCode, recoveryCode: code.toLowerCase() });
      expect(other.codes()).toEqual([]);
      expect(authorityIn(other.dataDir).certificate.fingerprint256).toBe(authority.certificate.fingerprint256);
      expect(statSync(path.join(other.dataDir, 'authority.pem')).mode & 0o777).toBe(0o600);
      expect(seqOf(other)).toBeGreaterThanOrEqual(lastSeq);
      await other.store.sessions.signIn(other.desk(), 'M01', managerPin);
      expect(other.store.safekeeping.state().sheet).toMatchObject({ sheetId });
      other.work(1);
      await other.close();
      expect(verifyStore(other.file).problems).toEqual([]);
    },
    longMs,
  );

  it(
    'a copy of another store is not taken',
    async () => {
      const [watched, other] = [await kept(), await kept()];
      await watched.close();
      await other.close();
      rmSync(backups(watched), { recursive: true });
      mkdirSync(backups(watched));
      for (const name of readdirSync(backups(other)))
        copyFileSync(path.join(backups(other), name), path.join(backups(watched), name));
      rmSync(watched.secondPlace ?? '', { recursive: true });
      rmSync(watched.file);
      await watched.open();
      await expect(restore(watched, noCode)).rejects.toThrow('COPY_OTHER_STORE');
      expect(watched.codes()).toEqual(['STORE_FILE_MISSING']);
    },
    longMs,
  );
});

describe('a recovery sheet', () => {
  it(
    'is told once, opens what is kept from then on, and a newer one takes its place',
    async () => {
      const watched = await kept();
      const desk = watched.desk();
      await watched.store.sessions.signIn(desk, 'M01', managerPin);
      const first = await watched.store.safekeeping.makeSheet(desk, null);
      const second = await watched.store.safekeeping.makeSheet(desk, null);
      const sealed = path.join(backups(watched), 'secrets.sealed');
      await watched.wait(1, () => existsSync(sealed) && readFileSync(sealed, 'utf8').includes(second.sheetId));
      const everything = readdirSync(watched.dataDir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
        .join('\n');
      for (const { code } of [first, second])
        for (const group of code.split('-')) expect(everything).not.toContain(group);
      await watched.close();
      expect(rowsOf(watched.file, 'store.recoverySheetMade')).toMatchObject([
        { payload: { sheetId: first.sheetId } },
        { payload: { sheetId: second.sheetId } },
      ]);
      rmSync(watched.file);
      await watched.open();
      expect(
        await refusal(() => watched.store.safekeeping.restore(watched.desk(), { ...noCode, recoveryCode: first.code })),
      ).toBe('RECOVERY_CODE_OTHER');
      await restore(watched, { ...noCode, recoveryCode: second.code });
      await watched.store.sessions.signIn(watched.desk(), 'M01', managerPin);
    },
    longMs,
  );

  it('prints on a printer of the store, and is not made where the printer is not there', async () => {
    const watched = await new WatchedStore().setUp();
    const desk = watched.desk();
    await watched.store.sessions.signIn(desk, 'M01', managerPin);
    expect(await refusal(() => watched.store.safekeeping.makeSheet(desk, 'nowhere'))).toBe('DEVICE_UNKNOWN');
    expect(watched.store.safekeeping.state().sheet).toBeNull();
    const printer = 'front';
    const made = watched.store.safekeeping.makeSheet(desk, printer);
    await watched.wait(1);
    const { code } = await made;
    const [slip] = watched.store.simulatedDevices.view().printers[0]?.slips ?? [];
    for (const group of code.split('-')) expect(slip?.text).toContain(group);
  });
});

describe('the commands', () => {
  const run = (script: string, ...args: string[]) => {
    const file = new URL(`../../../scripts/${script}.ts`, import.meta.url).pathname;
    const env = { ...process.env, XDG_CONFIG_HOME: temporaryDirectory() };
    return spawnSync(process.execPath, [file, ...args], { encoding: 'utf8', env });
  };

  it('copy beside a store that is open, list, refuse while it is open, and restore', async () => {
    const watched = await new WatchedStore().setUp();
    watched.work(2);
    const copied = run('backup', '--data', watched.dataDir, '--json');
    expect(copied).toMatchObject({ status: 0 });
    const { copy, head } = JSON.parse(copied.stdout) as { copy: string; head: { seq: number } };
    expect(verifyStore(copy).problems).toEqual([]);
    // What comes after the rows of the hour were kept is in no copy.
    const isKept = () => {
      const { segment, copy: nightly } = watched.store.safekeeping.state();
      return [segment?.ok, nightly?.ok];
    };
    // A copy waits for what the proof of the night says.
    await watched.wait(1, () => isKept().every((is) => is === true));
    watched.work(1);
    const lastSeq = seqOf(watched);
    await watched.close();
    const listed = run('restore', '--data', watched.dataDir, '--list', '--json');
    expect(JSON.parse(listed.stdout)).toContainEqual(expect.objectContaining({ seq: head.seq }));
    // Nothing is wrong with it: nobody puts a copy in its place by mistake.
    const sound = readFileSync(watched.file);
    const refused = run('restore', '--data', watched.dataDir, '--json');
    expect(refused).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('--yes') });
    expect(readFileSync(watched.file).equals(sound)).toBe(true);
    truncateSync(watched.file, 10_000);
    const restored = run('restore', '--data', watched.dataDir, '--json');
    expect(restored).toMatchObject({ status: 0 });
    const told = JSON.parse(restored.stdout) as { setAside: string; copy: string };
    expect(statSync(path.join(told.setAside, 'store.sqlite')).size).toBe(10_000);
    expect(existsSync(path.join(backups(watched), `${told.copy}.sqlite`))).toBe(true);
    const { head: stands, lacking } = JSON.parse(restored.stdout) as { head: { seq: number }; lacking: number };
    expect([stands.seq >= head.seq, lacking > 0, stands.seq + lacking]).toEqual([true, true, lastSeq]);
    expect(run('verify', '--data', watched.dataDir).status).toBe(0);
    await watched.open();
    expect(watched.codes()).toEqual(['JOURNAL_WENT_BACK']);
    await watched.close();
    expect(run('restore', '--data', watched.dataDir, '--as-is', '--accept-loss').status).toBe(0);
    await watched.open();
    expect(watched.codes()).toEqual([]);
    watched.work(1);
    await watched.close();
    const again = run('restore', '--data', watched.dataDir, '--yes');
    expect(again).toMatchObject({ status: 0, stdout: expect.stringContaining('set-aside') });
  });

  it('refuse what is no store, and wrong arguments', () => {
    for (const script of ['backup', 'restore']) {
      expect(run(script)).toMatchObject({ status: 2, stdout: '' });
      expect(run(script, '--data', temporaryDirectory(), '--nonsense')).toMatchObject({ status: 2, stdout: '' });
    }
    expect(run('backup', '--data', temporaryDirectory())).toMatchObject({ status: 2, stdout: '' });
    expect(run('restore', '--data', temporaryDirectory())).toMatchObject({ status: 1, stdout: '' });
  });
});
