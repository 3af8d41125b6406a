import { expect, test } from 'vitest';
import { IdSequence, uuidV7 } from '../../../host/store/ids.ts';

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

test('ids of one instant sort in the order they were made, however many, whatever chance gives', () => {
  const at = 1_700_000_000_000;
  for (const random of [undefined, () => new Uint8Array(10).fill(0xff), () => new Uint8Array(10)]) {
    const ids = new IdSequence(random);
    const made = Array.from({ length: 10_000 }, () => ids.next(at));
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
    for (const id of made) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(ids.next(at + 60_000) > (made.at(-1) ?? '')).toBe(true);
    // A clock that was set back: ids are of the time that it says.
    expect(ids.next(at - 1) < (made[0] ?? '')).toBe(true);
  }
});
