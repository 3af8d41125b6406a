import { beforeAll, describe, expect, test } from 'vitest';
import { runDay } from '../../../scripts/day/run-day.ts';
import type { DaySummary } from '../../../scripts/day/summary.ts';

const log = { info: () => {}, warn: () => {}, error: () => {} };
const dayOf = (cheat: number) => runDay({ seed: 3, hours: 8, habits: { cheat }, log });

describe('somebody who cheats at the desk', () => {
  let cheated: DaySummary;
  let honest: DaySummary;
  beforeAll(async () => {
    cheated = await dayOf(1);
    honest = await dayOf(0);
  }, 600_000);

  test('plays every trick there is, and each stands on the list of incidents with the number', () => {
    const { played, listed } = cheated.cheat;
    expect(Object.keys(played).toSorted()).toEqual(
      [
        'bill-dismissed',
        'cancelled',
        'change-high',
        'converted',
        'goods-cancelled',
        'item-lowered',
        'minimum-lowered',
        'own-approval',
        'place-lost',
        'reference-reused',
        'room-out-of-order',
        'short-clock',
        'stock-written-off',
        'taken-over',
      ].toSorted(),
    );
    expect(listed).toMatchObject(played);
  });

  test('is not named on an honest day', () => {
    expect(honest.cheat).toMatchObject({ played: {}, listed: {} });
  });

  test('leaves books that fit: what was done was written down', () => {
    expect(cheated.verify).toEqual({ ok: true, problems: [] });
    expect(honest.verify).toEqual({ ok: true, problems: [] });
  });
});
