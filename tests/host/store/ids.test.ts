import { expect, test } from 'vitest';
import { uuidV7 } from '../../../host/store/ids.ts';

test('ids of one instant are of version 7, and no two alike', () => {
  const at = Date.UTC(2026, 10, 21, 4);
  const ids = Array.from({ length: 5_000 }, () => uuidV7(at));
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  // The random parts alone differ too: the time is the same in all.
  expect(new Set(ids.map((id) => id.slice(19))).size).toBe(ids.length);
});

test('ids of later instants sort behind', () => {
  const ids = Array.from({ length: 100 }, (_, ms) => uuidV7(1_700_000_000_000 + ms));
  expect(ids.toSorted()).toEqual(ids);
});
