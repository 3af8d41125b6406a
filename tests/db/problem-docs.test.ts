import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { problemTexts } from '../../db/verify.ts';

const page = readFileSync(new URL('../../docs/journal.md', import.meta.url), 'utf8');
/** Codes as they stand in the page; `X_…` names all that begin so. */
const told = [...page.matchAll(/`([A-Z_]+)(…?)`/g)].map(([, code = '', more]) => ({ code, isPrefix: more !== '' }));

it.each(Object.keys(problemTexts))('the page on the proof tells what %s means', (code) => {
  expect(told.some((one) => (one.isPrefix ? code.startsWith(one.code) : one.code === code))).toBe(true);
});

it('and names no proof that is not made', () => {
  const codes = Object.keys(problemTexts);
  const table = page.slice(page.indexOf('| code | means |')).split('\n\n')[0] ?? '';
  for (const [, code = '', more] of table.matchAll(/`([A-Z]+_[A-Z_]*)(…?)`/g)) {
    expect([code, codes.some((one) => (more === '' ? one === code : one.startsWith(code)))]).toEqual([code, true]);
  }
});
