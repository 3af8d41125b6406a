import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backUp, listBackups } from '../../db/engine/backup.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { verifyStore } from '../../db/verify.ts';
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
