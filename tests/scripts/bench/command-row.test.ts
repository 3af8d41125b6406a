import { expect, test } from 'vitest';
import { commandRateRow } from '../../../scripts/bench/command-row.ts';
import { bareSqlite } from '../../../scripts/common/bare-sqlite.ts';

test('commands and bare transactions are of the same rows, whatever other files a store writes beside', async () => {
  const { value, reference, note } = await commandRateRow(bareSqlite);
  expect(value).toBeGreaterThan(0);
  expect(reference).toBeGreaterThan(0);
  const statements = Number(/same (\d+) statements/.exec(note)?.[1]);
  // Six commands a round, a hundred rounds, each with at least its row of the journal and one of a table.
  expect(statements).toBeGreaterThan(1200);
});
