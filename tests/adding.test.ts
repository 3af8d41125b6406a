import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const page = readFileSync(path.join(root, 'docs/adding.md'), 'utf8');

/** The files and folders that a stretch of the page names. */
const named = (text: string) =>
  [...text.matchAll(/`([\w.-]+(?:\/[\w.-]*)+|\.dependency-cruiser\.mjs)`/g)].map(([, name = '']) => name);
const section = (from: string, to: string) => page.slice(page.indexOf(from), page.indexOf(to));

const sources = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !file.startsWith('tests/') && existsSync(path.join(root, file)));
const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** Whoever takes more than types from files of this form. */
function importersOf(form: RegExp): string[] {
  return sources.filter((file) =>
    [...textOf(file).matchAll(/^import (?!type )[^;]*? from '(\.[^']+)'/gms)].some(([, specifier = '']) =>
      form.test(path.posix.join(path.posix.dirname(file), specifier)),
    ),
  );
}

describe('the page on additions', () => {
  it('names files that are there', () => {
    expect(named(page).length).toBeGreaterThan(50);
    expect(named(page).filter((name) => !existsSync(path.join(root, name)))).toEqual([]);
  });

  it.each([
    ['## 1.', '### What could lower it', 'attendance.spellCorrected'],
    ['## 1.', '### What could lower it', 'attendance.correctSpell'],
    ['## 1.', '### What could lower it', 'spell_corrections'],
    ['## 1.', '### What could lower it', 'spellsOf'],
    ['## 1.', '### What could lower it', 'spellCorrectionsOf'],
    ['## 2.', '### Why not', 'wish.noted'],
    ['## 2.', '### Why not', 'wish.moved'],
    ['## 2.', '### Why not', 'wishesForGuest'],
    ['## 2.', '### Why not', 'wishesPart'],
    ['## 2.', '### Why not', 'WishView'],
    ['## 2.', '### Why not', 'wish.note'],
    ['## 2.', '### Why not', 'WishesDialog'],
    ['## 2.', '### Why not', 'WishList'],
    ['## 3.', 'Besides: `renderer', 'attendance.bringOnDuty'],
    ['## 3.', 'Besides: `renderer', 'rollCall'],
    ['## 3.', 'Besides: `renderer', 'OnDutyRow'],
  ])('names from %s to %s every file that knows %s', (from, to, what) => {
    const listed = named(section(from, to));
    const knowing = sources.filter((file) => new RegExp(`\\b${what}\\b`).test(textOf(file)));
    expect(knowing.length).toBeGreaterThan(0);
    expect(knowing.filter((file) => !listed.includes(file))).toEqual([]);
  });

  it.each([
    ['### What it means', 'Nine of them', 14],
    ['### What people see of it', 'With tests:', 12 + 2],
    ['### What a wish means', '### Lists it', 15],
    ['### Lists it is written into', 'Others only', 5],
    ['### What people see of wishes', 'With tests: `tests/host/commands/wishes', 5 + 19 + 4],
    ['### The screen:', '### What it asks', 6 + 1],
    ['### What it asks', 'Besides: `renderer', 2 + 8],
  ])('counts what it lists from %s', (from, to, count) => {
    const files = named(section(from, to).replace(/\|[^|\n]*\|[^|\n]*\|$/gm, ''));
    expect(files).toHaveLength(count);
    expect(new Set(files).size).toBe(count);
  });

  it.each([
    ['an aggregate’s nouns', /^core\/model\/[\w-]+\/aggregate\.ts$/, ['core/model/aggregates.ts']],
    ['an aggregate’s verbs', /^core\/rules\/[\w-]+\/part\.ts$/, ['core/acts/arrivals-part.ts', 'core/parts.ts']],
    ['a part of the database', /^db\/parts\/[\w-]+\/part\.ts$/, ['db/parts.ts']],
    ['the slices of a connection', /^db\/parts\/wishes\/slice\.ts$/, ['db/parts/wishes/part.ts']],
    [
      'an aggregate’s texts for people',
      /^core\/model\/wishes\/words\.ts$/,
      ['core/model/texts.ts', 'core/model/wishes/aggregate.ts'],
    ],
    ['a part’s calls', /^host\/parts\/attendance\/router\.ts$/, ['host/store/store-parts.ts']],
    ['calls', /^host\/parts\/[\w-]+\/router\.ts$/, ['host/doors/api/parts.ts', 'host/store/store-parts.ts']],
    ['a screen', /^renderer\/store\/[\w-]+\/screen\.ts$/, ['renderer/store/screens.ts']],
    [
      'a kind of device',
      /^host\/devices\/(printers|readers|terminals|voices)\/[\w-]+-kind\.ts$/,
      ['host/devices/kinds.ts'],
    ],
  ])('knows the only list of %s', (_what, form, lists) => {
    expect(importersOf(form).toSorted()).toEqual(lists.toSorted());
    // Arrivals add to a part of the list; whoever adds another one need not know.
    expect(lists.filter((list) => !list.startsWith('core/acts/') && !named(page).includes(list))).toEqual([]);
  });
});
