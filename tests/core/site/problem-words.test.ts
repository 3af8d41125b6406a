import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorText } from '../../../core/error-texts.ts';
import { fieldName } from '../../../core/model/site/change-words.ts';
import type { Site } from '../../../core/model/site/schema.ts';
import { keptSections } from '../../../core/model/site/sections.ts';
import { parseSite, type SiteProblem } from '../../../core/rules/site/parse.ts';
import {
  allowedInChinese,
  allowedText,
  exampleFor,
  problemLine,
  summaryOf,
} from '../../../core/rules/site/problem-words.ts';
import { exampleSite } from '../../db/shop-day.ts';

const core = path.resolve(import.meta.dirname, '../../../core');
const source = (file: string) => readFileSync(path.join(core, file), 'utf8');
const isChinese = (text: string) => /[\u4e00-\u9fff]/.test(text);

/** Every sentence in English that the rules and schemas of a site file say by themselves. */
function sentences(): string[] {
  const rules = ['parse.ts', 'check-readers.ts', 'check-paths.ts'].map((file) => source(`rules/site/${file}`)).join('');
  const schemas = ['kernel/site-fields.ts', 'model/site/schema.ts', 'model/site/device-schema.ts'].map(source).join('');
  const found = [
    ...[...rules.matchAll(/report\([^;]*?, '([^']+)'\)/gs)].map(([, text = '']) => text),
    ...[...rules.matchAll(/^ {2}(?:serial|usb|file): '([^']+)'/gm)].map(([, text = '']) =>
      text.replaceAll('\\\\', '\\'),
    ),
    ...[...schemas.matchAll(/(?:regex|refine)\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*?, '([^']+)'\)/gs)].map(
      ([, text = '']) => text,
    ),
    ...[...schemas.matchAll(/^ {2}\}, '([^']+)'\)/gm)].map(([, text = '']) => text),
  ];
  return [...new Set(found)];
}

describe('what is wrong with a site file, in words of the reader', () => {
  it('has Chinese for every sentence the rules and schemas say', () => {
    const all = sentences();
    expect(all.length).toBeGreaterThan(35);
    expect(all.filter((text) => !Object.hasOwn(allowedInChinese, text))).toEqual([]);
  });

  const problemsOf = (change: (site: Site) => void): SiteProblem[] => {
    const site = structuredClone(exampleSite());
    change(site);
    const parsed = parseSite(JSON.stringify(site));
    return parsed.ok ? [] : parsed.problems;
  };

  it.each<[string, (site: Site) => void]>([
    ['a text for a number', (site) => Object.assign(site.rooms[0] ?? {}, { beds: '2' })],
    ['too few', (site) => Object.assign(site.rooms[0] ?? {}, { beds: 0 })],
    ['too many', (site) => Object.assign(site.rooms[0] ?? {}, { beds: 99 })],
    ['a field nobody knows', (site) => Object.assign(site.rooms[0] ?? {}, { bedz: 1 })],
    ['nothing', (site) => Reflect.deleteProperty(site.rooms[0] ?? {}, 'floor')],
    ['an empty text', (site) => Object.assign(site.staff[0] ?? {}, { name: '' })],
    ['an empty list', (site) => Object.assign(site, { rooms: [] })],
    ['one of none', (site) => Object.assign(site.staff[0] ?? {}, { role: 'boss' })],
    ['a kind nobody knows', (site) => Object.assign(site.readers, [{ id: 'a', type: 'magic' }])],
    ['half a number', (site) => Object.assign(site.services[0] ?? {}, { price: 1.5 })],
    ['no date', (site) => Object.assign(site.technicians[0] ?? {}, { hiredOn: 'yesterday' })],
    ['no card', (site) => Object.assign(site.technicians[0] ?? {}, { card: 'xyz' })],
    ['a room twice', (site) => Object.assign(site.rooms[1] ?? {}, { no: site.rooms[0]?.no })],
    ['a wild path', (site) => Object.assign(site.printers[0] ?? {}, { transport: { type: 'usb', path: '/etc/x' } })],
  ])('%s is said in Chinese', (_what, change) => {
    const problems = problemsOf(change);
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) {
      expect(allowedText(problem, 'zh-CN')).toSatisfy(isChinese);
      expect(allowedText(problem, 'en')).not.toMatch(/expected|received|Invalid|Too /);
    }
  });

  it('gives an example of what is right, and both languages in a refusal', () => {
    const [problem] = problemsOf((site) => Object.assign(site.rooms[0] ?? {}, { beds: 0 }));
    if (!problem) throw new Error('nothing is wrong');
    expect(exampleFor(problem)).toBe('2');
    expect(problemLine(problem, 'zh-CN')).toBe('房间 第 1 个 · 床位 (rooms[0].beds): 现在是 0，应为：不小于 1，例如 2');
    const summary = summaryOf([problem]);
    expect(errorText('SITE_INVALID', 'zh-CN', { summary })).toBe(
      '门店文件有错误：房间 第 1 个 · 床位 (rooms[0].beds): 现在是 0，应为：不小于 1，例如 2',
    );
    expect(errorText('SITE_INVALID', 'en', { summary })).toContain('such as 2');
  });
});

describe('what is changed, in words of the reader', () => {
  /** Every name of a field there is in the sections. */
  function names(schema: unknown, into = new Set<string>()): Set<string> {
    const def = (schema as { _zod?: { def: Record<string, unknown> } })?._zod?.def;
    if (!def) return into;
    for (const [name, inner] of Object.entries((def.shape as object | undefined) ?? {})) {
      into.add(name);
      names(inner, into);
    }
    for (const part of ['element', 'innerType', 'in', 'valueType']) names(def[part], into);
    for (const option of (def.options as unknown[] | undefined) ?? []) names(option, into);
    const keys = (def.keyType as { _zod?: { def: { entries?: object } } } | undefined)?._zod?.def.entries;
    for (const name of Object.keys(keys ?? {})) into.add(name);
    return into;
  }
  /** Lists and their like: what stands in them is told of, and not they; of stock, whether it is counted. */
  const ofLists = new Set(
    'store rooms staff wristbands lostCards services goods currencies tenders cardSales rotation versions clockTypes commission match onTop stock attendance shifts buses terminals readers printers voice places noTurnBelow'.split(
      ' ',
    ),
  );

  it('has a name in both languages for every field of every section', () => {
    const all = new Set(Object.values(keptSections).flatMap((section) => [...names(section)]));
    const unnamed = [...all].filter((name) => !ofLists.has(name) && !isChinese(fieldName(name, 'zh-CN')));
    expect(unnamed).toEqual([]);
    expect(fieldName('extension.price', 'en')).toBe('extension · price');
    expect(fieldName('pay.tiers.0.amount', 'zh-CN')).toBe('提成 · 档 · 1 · 金额');
  });
});
