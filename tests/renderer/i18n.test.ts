import { describe, expect, test } from 'vitest';
import { texts } from '../../renderer/app/texts.ts';

/** Every text by its path. */
function flat(texts: object, prefix = ''): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (typeof value === 'string') all.set(path, value);
    else for (const [inner, text] of flat(value, path)) all.set(inner, text);
  }
  return all;
}

const variablesIn = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]).toSorted();

describe('the two languages', () => {
  const chinese = flat(texts['zh-CN']);
  const english = flat(texts.en);

  test('have the same texts', () => {
    expect([...english.keys()].toSorted()).toEqual([...chinese.keys()].toSorted());
  });

  test('say something everywhere, with the same facts', () => {
    for (const [path, text] of chinese) {
      expect(text.trim(), path).not.toBe('');
      expect(english.get(path)?.trim(), path).not.toBe('');
      expect(new Set(variablesIn(english.get(path) ?? '')), path).toEqual(new Set(variablesIn(text)));
    }
  });

  test('English counts in words that fit every number', () => {
    expect([...english].filter(([, text]) => text.includes('(s)'))).toEqual([]);
  });

  test('English has no Chinese left in it, but for the name of the language', () => {
    const left = [...english].filter(
      ([path, text]) => /\p{Script=Han}/u.test(text) && !path.endsWith('languages.zh-CN'),
    );
    expect(left).toEqual([]);
  });

  test('ready reasons are as many in both', () => {
    for (const [name, reasons] of Object.entries(texts['zh-CN'].board.reasons)) {
      const other = texts.en.board.reasons[name as keyof typeof texts.en.board.reasons];
      expect(other.split('|').length, name).toBe(reasons.split('|').length);
    }
  });
});
