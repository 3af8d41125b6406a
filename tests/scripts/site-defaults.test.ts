import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { settingDefaults } from '../../core/model/site/defaults.ts';
import { siteSchema } from '../../core/model/site/schema.ts';
import { defaultsOf, defaultsPage, pageWithDefaults } from '../../scripts/common/defaults-table.ts';

/** The leaves of what the program goes by. */
function leavesOf(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [value];
  return Object.values(value).flatMap(leavesOf);
}

it('the page shows the defaults the schema has: `npm run site -- defaults` writes them', () => {
  const page = readFileSync(defaultsPage, 'utf8');
  expect(pageWithDefaults(page)).toBe(page);
});

it('every default the program goes by stands in the schema, and passes it', () => {
  const told = defaultsOf(siteSchema);
  const known = new Set(
    [...told.values()].flatMap((value) => [value, ...leavesOf(value)]).map((one) => JSON.stringify(one)),
  );
  for (const leaf of leavesOf(settingDefaults)) expect(known).toContain(JSON.stringify(leaf));
  expect(told.get('store.reservations.lockMinutes')).toBe(settingDefaults.store.reservations.lockMinutes);
  expect(told.get('printers[].drawerPin')).toBe(settingDefaults.printer.drawerPin);
  expect(told.size).toBeGreaterThanOrEqual(24);
});
