import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { sharedTexts } from '../../renderer/shared/texts.ts';
import { screens } from '../../renderer/store/screens.ts';

const renderer = path.resolve(import.meta.dirname, '../../renderer');

/** The folders of a floor that hold such a file. */
function foldersWith(floor: string, file: string): string[] {
  return readdirSync(path.join(renderer, floor), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(renderer, floor, entry.name, file)))
    .map(({ name }) => name)
    .toSorted();
}

/** The path of every text. */
function pathsIn(texts: object, prefix = ''): string[] {
  return Object.entries(texts)
    .flatMap(([key, value]) => (typeof value === 'string' ? prefix + key : pathsIn(value, `${prefix}${key}.`)))
    .toSorted();
}

test('every folder with a descriptor is in the list of screens, under its own name', () => {
  const ids = screens.map(({ id }) => id);
  expect(ids.toSorted()).toEqual(foldersWith('store', 'screen.ts'));
  expect(foldersWith('store', '.')).toEqual(foldersWith('store', 'screen.ts'));
});

describe.each(screens)('screen $id', ({ texts }) => {
  test('says the same things in both languages, with a name for the rail', () => {
    expect(pathsIn(texts.en)).toEqual(pathsIn(texts['zh-CN']));
    expect(texts.en.rail).not.toBe('');
    expect(texts['zh-CN'].rail).not.toBe('');
  });
});

test('the texts of every folder of shared things are in use', () => {
  for (const [language, texts] of Object.entries(sharedTexts)) {
    expect(Object.keys(texts).toSorted()).toEqual(foldersWith('shared', `texts.${language}.ts`));
  }
});
