import { expect, test } from 'vitest';
import { busTailRows } from '../../../scripts/bench/tail-rows.ts';
import { bareSerial } from '../../../scripts/common/bare-serial.ts';

test('the bus and the bare loop both hear every card on their lines', async () => {
  const rows = await busTailRows(bareSerial, { turns: 1, cardsPerTurn: 12 });
  expect(rows.map(({ name }) => name)).toEqual(['bus tail: card to panel', 'bus tail: longest', 'bus tail: a poll']);
  for (const { value, reference, note } of rows) {
    expect(value).toBeGreaterThan(0);
    expect(reference).toBeGreaterThan(0);
    expect(note).toContain('12 of 12 cards');
  }
}, 120_000);
