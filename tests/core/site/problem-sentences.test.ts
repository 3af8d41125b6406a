import fc from 'fast-check';
import { expect, it } from 'vitest';
import { siteSchema } from '../../../core/model/site/schema.ts';
import { parseSite, type SiteProblem } from '../../../core/rules/site/parse.ts';
import { allowedText, exampleFor, problemSentence } from '../../../core/rules/site/problem-words.ts';
import { exampleSite } from '../../db/shop-day.ts';
import { anyOf } from '../any-of-schema.ts';

type Path = (string | number)[];

/** Every place there is in what a schema reads: of a list its first entry. */
function placesIn(value: unknown, at: Path = []): Path[] {
  if (Array.isArray(value)) return [at, ...(value.length > 0 ? placesIn(value[0], [...at, 0]) : [])];
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...at, name]))];
}

/** With two entries of every list: what is wrong with a third is the same. */
const small = (site: object) =>
  Object.fromEntries(Object.entries(site).map(([name, one]) => [name, Array.isArray(one) ? one.slice(0, 2) : one]));

const missing = Symbol('missing');
const wrongValues: readonly unknown[] = [
  ...[missing, null, '', ' ', '：', 'x'.repeat(2_000), '9'.repeat(12), -1, 1.5, 1e13, true, [], ['x'], [1, 1], {}],
  ...[{ x: 1 }, { type: 'magic' }, { kind: 'magic' }, '2026-13-45', '25:00'],
];

/** The same with something else at one place. */
function changedAt(whole: unknown, [name, ...rest]: Path, value: unknown): unknown {
  if (name === undefined) return value;
  const copy: Record<string | number, unknown> = Array.isArray(whole)
    ? ([...whole] as never)
    : { ...(whole as object) };
  if (rest.length === 0 && value === missing) delete copy[name];
  else copy[name] = changedAt(copy[name], rest, value);
  return copy;
}

const developersWords = /expected|received|Invalid|Too (small|big)|undefined|NaN|\[object/;

it('every fault there can be in a file is a sentence in both languages, with something that would be right', () => {
  const seen = new Set<string>();
  const unread: string[] = [];
  const look = (problem: SiteProblem) => {
    const place = problem.path.replace(/\[\d+\]/g, '[]');
    const key = `${place} ${problem.allowed.replace(/\d+/g, '0')} ${problem.value === 'missing'}`;
    if (seen.has(key)) return;
    seen.add(key);
    // What stands there is the reader's own.
    const [zh, en] = (['zh-CN', 'en'] as const).map((language) =>
      problemSentence({ ...problem, value: problem.value === 'missing' ? 'missing' : '7' }, language),
    );
    const isRead = /[\u4e00-\u9fff]/.test(zh ?? '') && !developersWords.test(`${zh} ${en}`);
    const isWhole = problem.path === '' || /^(no such field$|nothing:)/.test(problem.allowed);
    const isChinese = isWhole || /[\u4e00-\u9fff]/.test(allowedText(problem, 'zh-CN'));
    if (!isRead || !isChinese || (!isWhole && exampleFor(problem) === null)) {
      unread.push(`${key} | ${zh} | ${en}`);
    }
  };
  const sites = [small(exampleSite()), ...fc.sample(anyOf(siteSchema), { numRuns: 12, seed: 7 })];
  const tried = new Set<string>();
  for (const site of sites) {
    for (const place of placesIn(site)) {
      const pattern = place.map((one) => (typeof one === 'number' ? 0 : one)).join('.');
      if (tried.has(pattern)) continue;
      tried.add(pattern);
      for (const value of wrongValues) {
        const parsed = parseSite(JSON.stringify(changedAt(site, place, value) ?? null));
        if (!parsed.ok) parsed.problems.forEach(look);
      }
    }
  }
  expect(tried.size).toBeGreaterThan(150);
  expect(unread).toEqual([]);
});
