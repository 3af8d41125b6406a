import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrations } from '../../db/engine/founding/index.ts';
import { migrate } from '../../db/engine/migrate.ts';
import { verifyStore } from '../../db/verify.ts';
import { TestStore } from '../host/test-store.ts';
import { temporaryDirectory } from './files.ts';
import { founding } from './founding.ts';

it('adds spells of staff to a store of before, one open at a time', () => {
  const db = new Database(':memory:');
  migrate(db, founding(migrations.filter(({ version }) => version < 10)));
  db.exec(`INSERT INTO duty_spells VALUES (1, '8', 100, NULL, '2026-11-21')`);
  migrate(db, founding(migrations.filter(({ version }) => version <= 10)));
  expect(db.prepare('SELECT technicianNo FROM duty_spells').all()).toEqual([{ technicianNo: '8' }]);
  db.exec(`INSERT INTO staff_spells VALUES (2, 'R01', 100, NULL, '2026-11-21')`);
  expect(() => db.exec(`INSERT INTO staff_spells VALUES (3, 'R01', 200, NULL, '2026-11-21')`)).toThrow(/UNIQUE/);
});

it('replays the spells of staff equal', async () => {
  const store = new TestStore();
  store.act('staff.comeOnDuty', { staffNo: 'R01' }, 'R01');
  store.wait(60);
  store.act('staff.goOffDuty', { staffNo: 'R01' }, 'R01');
  store.act('staff.comeOnDuty', { staffNo: 'W01' }, 'W01');
  const file = join(temporaryDirectory(), 'store.sqlite');
  await store.db.copyTo(file);
  store.db.close();
  expect(verifyStore(file).problems).toEqual([]);
  const db = new Database(file);
  db.exec('UPDATE staff_spells SET offAt = offAt + 1 WHERE offAt IS NOT NULL');
  db.close();
  expect(verifyStore(file).problems).toMatchObject([{ code: 'TABLE_DIFFERS', context: { table: 'staff_spells' } }]);
});
