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
    'attendance.spellCorrected',
    'attendance.correctSpell',
    'spell_corrections',
    'spellsOf',
    'spellCorrectionsOf',
  ])('names every file that knows %s', (what) => {
    const listed = named(section('## 1.', '### What could lower it'));
    const knowing = sources.filter((file) => new RegExp(`\\b${what}\\b`).test(textOf(file)));
    expect(knowing.length).toBeGreaterThan(0);
    expect(knowing.filter((file) => !listed.includes(file))).toEqual([]);
  });

  it('counts what it lists', () => {
    const rows = (from: string, to: string) => named(section(from, to).replace(/\|[^|\n]*\|[^|\n]*\|$/gm, '')).length;
    expect(rows('### What it means', 'Nine of them')).toBe(14);
    expect(rows('### What people see', 'With tests:')).toBe(12 + 2);
  });

  it.each([
    ['an aggregate’s nouns', /^core\/model\/[\w-]+\/aggregate\.ts$/, ['core/model/aggregates.ts']],
    ['an aggregate’s verbs', /^core\/rules\/[\w-]+\/part\.ts$/, ['core/acts/arrivals-part.ts', 'core/parts.ts']],
    ['a part of the database', /^db\/parts\/[\w-]+\/part\.ts$/, ['db/parts.ts']],
    ['the slices of a connection', /^db\/parts\/attendance\/slice\.ts$/, ['db/parts/attendance/part.ts']],
    [
      'an aggregate’s texts for people',
      /^core\/model\/attendance\/words\.ts$/,
      ['core/model/attendance/aggregate.ts', 'core/model/texts.ts'],
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
