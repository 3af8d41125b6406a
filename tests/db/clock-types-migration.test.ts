import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { defaultClockTypes } from '../../core/model/clock-types/clock-types.ts';
import { migrations } from '../../db/engine/founding/index.ts';
import { migrate } from '../../db/engine/migrate.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { founding } from './founding.ts';
import { ShopDay } from './shop-day.ts';

const before = migrations.filter(({ version }) => version < 7);
const step = migrations.filter(({ version }) => version <= 7);

it('leaves the clocks of before as they are: not frozen, after nothing, nothing set', () => {
  const db = new Database(':memory:');
  migrate(db, founding(before));
  db.exec(`
    INSERT INTO rooms (no) VALUES ('201');
    INSERT INTO technicians (no, duty) VALUES ('1', 'on');
    INSERT INTO visits (id, no, roomNo, partyId, businessDate, openedAt, openedBy)
      VALUES ('v', '1121-0001', '201', 'p', '2026-11-21', 1, 'R01');
    INSERT INTO guests (id, visitId, ordinal, bed, joinedAt, businessDate) VALUES ('g', 'v', 1, 1, 1, '2026-11-21');
    INSERT INTO clocks (id, visitId, guestId, roomNo, serviceCode, type, state, choice, technicianNo, minutes,
        priceMinor, orderedAt, callCount, startedAt, businessDate)
      VALUES ('c', 'v', 'g', '201', '101', 'rotation', 'started', '{"kind":"rotation"}', '1', 60, 13800, 1, 1, 2,
        '2026-11-21')`);
  migrate(db, founding(step));
  expect(db.prepare('SELECT id, minutes, countsAs, afterId FROM clocks').all()).toEqual([
    { id: 'c', minutes: 60, countsAs: null, afterId: null },
  ]);
  expect(db.prepare('SELECT * FROM clock_types').all()).toEqual([]);
  expect(() => db.prepare(`UPDATE clocks SET countsAs = 'often'`).run()).toThrow(/CHECK/);
  expect(() => db.prepare(`UPDATE clocks SET afterId = 'nowhere'`).run()).toThrow(/FOREIGN KEY/);
});

it('a store that has set nothing goes by the defaults', () => {
  const day = new ShopDay(StoreDatabase.open(':memory:'));
  day.writeWholeDay();
  expect(day.db.state.clocks.types()).toEqual(defaultClockTypes);
});
