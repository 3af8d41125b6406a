import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrations } from '../../db/engine/founding/index.ts';
import { migrate } from '../../db/engine/migrate.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { verifyStore } from '../../db/verify.ts';
import { temporaryDirectory } from './files.ts';
import { founding } from './founding.ts';
import { misfits, ShopDay } from './shop-day.ts';

const before = migrations.filter(({ version }) => version < 4);
const step = migrations.filter(({ version }) => version <= 4);

/** One row of the journal as an earlier program wrote it. */
function journal(db: Database.Database, seq: number, at: number, type: string, payload: object): void {
  db.prepare(`INSERT INTO journal VALUES (?, ?, 'c', 'h', ?, '2026-11-21', 'R01', 'desk', ?, 1, ?, 'p', 'x')`).run(
    ...[seq, `id-${seq}`, at, type, JSON.stringify(payload)],
  );
}

it('takes the spells and rests of the past out of the journal', () => {
  const db = new Database(':memory:');
  migrate(db, founding(before));
  const technicianNo = '88';
  journal(db, 1, 100, 'technician.cameOnDuty', { technicianNo, firstDay: false });
  journal(db, 2, 110, 'technician.cameOnDuty', { technicianNo: '7', firstDay: false });
  journal(db, 3, 200, 'technician.tookRest', { technicianNo, until: 230 });
  journal(db, 4, 240, 'technician.cameBack', { technicianNo, late: true });
  journal(db, 5, 300, 'technician.tookRest', { technicianNo, until: 330 });
  journal(db, 6, 310, 'technician.wentOffDuty', { technicianNo });
  journal(db, 7, 400, 'technician.cameOnDuty', { technicianNo, firstDay: false });
  migrate(db, founding(step));
  expect(db.prepare('SELECT seq, technicianNo, onAt, offAt FROM duty_spells').all()).toEqual([
    { seq: 1, technicianNo: '88', onAt: 100, offAt: 310 },
    { seq: 2, technicianNo: '7', onAt: 110, offAt: null },
    { seq: 7, technicianNo: '88', onAt: 400, offAt: null },
  ]);
  expect(db.prepare('SELECT seq, kind, fromAt, untilAt, toAt FROM duty_breaks').all()).toEqual([
    { seq: 3, kind: 'rest', fromAt: 200, untilAt: 230, toAt: 240 },
    { seq: 5, kind: 'rest', fromAt: 300, untilAt: 330, toAt: 310 },
  ]);
  for (const table of ['clock_pay', 'commission_entries', 'commission_months', 'roster']) {
    expect(db.prepare(`SELECT * FROM ${table}`).all()).toEqual([]);
  }
  expect(() => db.prepare(`INSERT INTO duty_breaks VALUES (9, '88', 'nap', 1, 2, NULL, '2026-11-21')`).run()).toThrow(
    /CHECK/,
  );
});

it('a day of the time before proves as one of today, spells and rests included', () => {
  const path = join(temporaryDirectory(), 'store.sqlite');
  const day = new ShopDay(StoreDatabase.open(path));
  day.writeWholeDay();
  day.db.close();
  // Back to the schema of before: what the step made is taken away, what it added to is left.
  const db = new Database(path);
  const made = ['commission_shares', 'commission_parts', 'commission_served', 'commission_entries', 'clock_pay'].concat(
    ['commission_month_totals', 'commission_months', 'commission_corrections', 'duty_spells', 'duty_breaks', 'roster'],
  );
  for (const table of made) db.exec(`DROP TABLE ${table}`);
  db.exec('DROP INDEX clocks_pair');
  migrations.find(({ version }) => version === 4)?.up(db);
  expect(db.prepare('SELECT COUNT(*) AS count FROM duty_spells').get()).not.toEqual({ count: 0 });
  db.close();
  // How it was made old here leaves tables that no program made: their columns stand in another order.
  const problems = misfits(verifyStore(path)).filter(({ code }) => code !== 'SCHEMA_DIFFERS');
  expect(problems).toEqual([]);
});
