import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Site } from '../../../core/model/site/schema.ts';
import { parseSite } from '../../../core/rules/site/parse.ts';

const text = readFileSync(new URL('../../fixtures/site/jiangwan.json', import.meta.url), 'utf8');

/** Where a changed example file is wrong. */
function wrongIn(change: (site: Site) => void): string[] {
  const site = JSON.parse(text) as Site;
  change(site);
  const parsed = parseSite(JSON.stringify(site));
  return parsed.ok ? [] : parsed.problems.map(({ path }) => path);
}

const fixed = { kind: 'fixed', amount: 1 } as const;

it('no two rules may both be the one that is paid', () => {
  expect(wrongIn(({ commission }) => commission.push({ match: { group: 'spa' }, pay: fixed }))).toEqual([
    'commission[11].match',
  ]);
  expect(wrongIn(({ commission }) => commission.push({ match: { group: 'spa' }, pay: fixed, onTop: true }))).toEqual(
    [],
  );
});

it('each tier begins at a count of its own', () => {
  const tiers = [
    { fromCount: 5, amount: 1 },
    { fromCount: 5, amount: 2 },
  ];
  const pay = { kind: 'monthly-tier', tiers } as const;
  expect(wrongIn(({ commission }) => commission.push({ match: {}, pay: { ...pay, tiers: [...tiers] } }))).toEqual([
    'commission[11].pay.tiers[1].fromCount',
  ]);
});

it('shifts have codes of their own and take some time', () => {
  const shift = { code: 'a', name: { 'zh-CN': '甲', en: 'A' }, from: '10:00', to: '18:00' };
  expect(wrongIn((site) => Object.assign(site, { attendance: { shifts: [shift] } }))).toEqual([]);
  expect(
    wrongIn((site) => Object.assign(site, { attendance: { shifts: [shift, { ...shift, to: '10:00' }] } })),
  ).toEqual(['attendance.shifts[1].code', 'attendance.shifts[1].to']);
  expect(wrongIn((site) => Object.assign(site, { attendance: { lateMinutes: -1 } }))).toEqual([
    'attendance.lateMinutes',
  ]);
});
