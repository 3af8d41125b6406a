import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from '../../db/engine/migrate.ts';
import { databaseParts, schema } from '../../db/parts.ts';

it('references of before are known again by their letters and digits', () => {
  const db = new Database(':memory:');
  const before = databaseParts.map((part) =>
    part.name === 'bills' ? { ...part, migrations: part.migrations.filter(({ version }) => version < 3) } : part,
  );
  migrate(db, { ...schema, parts: before });
  db.pragma('foreign_keys = OFF');
  const add = db.prepare(`INSERT INTO payments
    (billId, n, businessDate, tenderCode, currency, amountMinor, valueMinor, reference)
    VALUES ('b', ?, '2026-11-21', 'wechat', 'CNY', 100, 100, ?)`);
  for (const [index, reference] of ['4200-001', 'ｗｘ 77', null].entries()) add.run(index + 1, reference);
  migrate(db, schema);
  expect(db.prepare('SELECT referenceKey FROM payments ORDER BY n').pluck().all()).toEqual(['4200001', 'WX77', null]);
});
