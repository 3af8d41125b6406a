import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backUp, listBackups } from '../../db/engine/backup.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { verifyStore } from '../../db/verify.ts';
import { booked } from './booked.ts';
import { temporaryDirectory } from './files.ts';
import { misfits, ShopDay } from './shop-day.ts';

describe('a backup', () => {
  it('is a whole store of its moment, and opens as one', async () => {
    const directory = temporaryDirectory();
    const day = new ShopDay(StoreDatabase.open(join(directory, 'store.sqlite')));
    day.writeWholeDay();
    const path = await backUp(day.db, directory, Date.UTC(2026, 10, 21, 5, 6, 7, 8));
    expect(basename(path)).toBe('store-2026-11-21T05-06-07-008Z.sqlite');
    const rows = verifyStore(join(directory, 'store.sqlite')).checked.journalRows;
    day.comeOnDuty('9');
    const proof = verifyStore(path);
    expect(misfits(proof)).toEqual([]);
    expect(proof.checked).toMatchObject({ journalRows: rows });
    day.db.close();
    const restored = new ShopDay(StoreDatabase.open(path));
    expect(restored.db.state.technicians.byNo('9')?.duty).toBe('off');
    restored.db.close();
  });

  it('pushes out the oldest, and touches nothing else', async () => {
    const directory = temporaryDirectory();
    const { db } = new ShopDay();
    mkdirSync(join(directory, 'backups'));
    const foreign = join(directory, 'backups', 'notes.txt');
    writeFileSync(foreign, 'x');
    expect(listBackups(join(directory, 'none'))).toEqual([]);
    const made: string[] = [];
    for (const at of [1_000, 2_000, 3_000]) made.push(await backUp(db, directory, at, 2));
    expect(listBackups(directory)).toEqual([made[2], made[1]]);
    expect([existsSync(String(made[0])), existsSync(foreign)]).toEqual([false, true]);
  });

  it('that cannot be written leaves no half file', async () => {
    const directory = temporaryDirectory();
    const { db } = new ShopDay();
    db.close();
    await expect(backUp(db, directory, 1)).rejects.toThrow();
    expect(listBackups(directory)).toEqual([]);
  });
});

describe('the command', () => {
  const run = (...args: string[]) => {
    const script = new URL('../../scripts/backup.ts', import.meta.url).pathname;
    return spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  };

  it('copies store and keys beside a store that is open, and says where', () => {
    const directory = temporaryDirectory();
    const day = new ShopDay(StoreDatabase.open(join(directory, 'store.sqlite')));
    day.importSite();
    booked(day, 'first');
    const { status, stdout } = run('--data', directory, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ copy: listBackups(directory)[0] });
    expect(readFileSync(join(directory, 'backups', 'keys.sqlite')).includes('first')).toBe(true);
    day.db.close();
  });

  it('refuses what is no store, and wrong arguments', () => {
    expect(run('--data', temporaryDirectory())).toMatchObject({ status: 2, stdout: '' });
    expect(run()).toMatchObject({ status: 2, stdout: '' });
  });
});
