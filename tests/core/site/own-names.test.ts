import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Site } from '../../../core/model/site/schema.ts';
import { parseSite } from '../../../core/rules/site/parse.ts';
import { siteIn } from '../../../host/setup/demo-site.ts';

const text = readFileSync(new URL('../../../site/jiangwan.json', import.meta.url), 'utf8');

function read(json: string): Site {
  const parsed = parseSite(json);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.site;
}

describe('names of people in both languages', () => {
  it('are read as the one of the first language of the store', () => {
    const nameOf = (site: Site, no: string) => [...site.staff, ...site.technicians].find((one) => one.no === no)?.name;
    expect(['M01', '88'].map((no) => nameOf(read(text), no))).toEqual(['冯亮', '许琴玲']);
    const english = read(siteIn('en', text));
    expect(['M01', '88'].map((no) => nameOf(english, no))).toEqual(['Feng Liang', 'Xu Qinling']);
    expect([english.store.languages, english.voice.languages]).toEqual([['en', 'zh-CN'], ['en']]);
    expect(JSON.stringify([...english.staff, ...english.technicians])).not.toMatch(/[\u3400-\u9fff]/);
  });

  it('may be one of one language, and half of both is said to be wrong', () => {
    const file = JSON.parse(text) as { staff: { name: unknown }[]; store: object };
    const withName = (name: unknown) => {
      const [first, ...others] = file.staff;
      return parseSite(JSON.stringify({ ...file, staff: [{ ...first, name }, ...others] }));
    };
    expect(withName('王芳')).toMatchObject({ ok: true });
    for (const name of [{ en: 'Wang Fang' }, { 'zh-CN': '王芳', en: '' }, { 'zh-CN': '王芳', en: 7 }, null, ['王芳']]) {
      expect(withName(name)).toMatchObject({ ok: false, problems: [{ path: 'staff[0].name' }] });
    }
    const nowhere = parseSite(JSON.stringify({ ...file, store: { ...file.store, languages: [] } }));
    expect(nowhere).toMatchObject({ ok: false });
  });
});

describe('the example', () => {
  it('has items whose codes are nobody’s and no room’s number, of two digits', () => {
    const { services, rooms, technicians, staff } = read(text);
    const numbers = new Set([...rooms, ...technicians, ...staff].map(({ no }) => no));
    expect(services.filter(({ code }) => numbers.has(code) || code.length > 2)).toEqual([]);
  });
});
