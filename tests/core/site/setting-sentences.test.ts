import { expect, it } from 'vitest';
import type { z } from 'zod';
import { attendance, goods, room, service, staff, store, tender } from '../../../core/model/site/schema.ts';
import { sentenceOf, settingSentences } from '../../../core/model/site/setting-sentences.ts';

interface Def {
  shape?: Record<string, z.ZodType>;
  innerType?: z.ZodType;
}

/** Every field that is typed, by path; a text in both languages and a list are one. */
function pathsOf(schema: z.ZodType, path = ''): string[] {
  const { shape, innerType } = schema.def as unknown as Def;
  if (innerType) return pathsOf(innerType, path);
  if (!shape || 'zh-CN' in shape) return [path];
  return Object.entries(shape).flatMap(([name, field]) => pathsOf(field, path === '' ? name : `${path}.${name}`));
}

const sections = { store, attendance, rooms: room, people: staff, items: service, goods, tenders: tender } as const;

it('says what each field of the store and of the attendance does, in both languages', () => {
  const asked = (['store', 'attendance'] as const)
    .flatMap((section) => pathsOf(sections[section]).map((path) => [section, path] as const))
    // An id is for programs, shifts are a list, and types of clocks belong to the rotation.
    .filter(([, path]) => path !== 'id' && path !== 'shifts' && !path.startsWith('clockTypes'));
  expect(asked.length).toBeGreaterThan(35);
  expect(asked.filter(([section, path]) => sentenceOf(section, path, 'zh-CN') === null)).toEqual([]);
  for (const { 'zh-CN': zh, en } of Object.values(settingSentences)) {
    expect(zh).toMatch(/[\u4e00-\u9fff]/);
    expect(en).toMatch(/^[A-Z][ -~’]+$/);
  }
});

it('speaks of no field that is not there, and of each for its own section', () => {
  const there = new Set(
    Object.entries(sections).flatMap(([section, schema]) => pathsOf(schema).map((path) => `${section}.${path}`)),
  );
  expect(Object.keys(settingSentences).filter((field) => !there.has(field))).toEqual([]);
  expect(sentenceOf('store', 'currency', 'en')).not.toBe(null);
  expect(sentenceOf('tenders', 'currency', 'en')).toBe(null);
  expect(sentenceOf('store', 'address.zh-CN', 'en')).toBe('Stands on bills');
  expect(sentenceOf('terminals', 'address', 'en')).toBe(null);
});
