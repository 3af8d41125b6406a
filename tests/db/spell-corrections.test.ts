import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from '../../db/engine/migrate.ts';
import { databaseParts, schema } from '../../db/parts.ts';

it('adds corrections of spells to a store of before, whose spells stay', () => {
  const db = new Database(':memory:');
  const before = databaseParts.map((part) => (part.name === 'attendance' ? { ...part, migrations: [] } : part));
  migrate(db, { ...schema, parts: before });
  db.exec(`INSERT INTO duty_spells VALUES (1, '8', 100, 200, '2026-11-21')`);
  db.exec(`INSERT INTO staff_spells VALUES (2, 'R01', 100, NULL, '2026-11-21')`);
  migrate(db, schema);
  expect(db.prepare('SELECT technicianNo, offAt FROM duty_spells').all()).toEqual([{ technicianNo: '8', offAt: 200 }]);
  expect(db.prepare('SELECT staffNo FROM staff_spells').all()).toEqual([{ staffNo: 'R01' }]);
  expect(db.prepare('SELECT * FROM spell_corrections').all()).toEqual([]);
  // Something was put right, or it is no correction.
  const nothing = `INSERT INTO spell_corrections (seq, at, correctedBy, kind, no, reason, businessDate)
    VALUES (3, 300, 'M01', 'staff', 'R01', 'because', '2026-11-21')`;
  expect(() => db.exec(nothing)).toThrow(/CHECK/);
});
