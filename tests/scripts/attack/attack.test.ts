import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { attacks, runAttacks } from '../../../scripts/attack/run.ts';
import { projectPath } from '../../../scripts/common/project.ts';
import { howMany } from '../../support/how-many.ts';

/** Those that need no store of their own, nor to start it again; in a night all of them. */
const quick = [
  ...['practice.', 'card.number', 'card.exported', 'card.blocking', 'card.managers', 'screen.', 'session.locked'],
  ...['session.after', 'session.at', 'session.new-pin', 'board.', 'web.page', 'web.forwarded', 'web.big', 'web.log'],
  ...['text.', 'package.'],
];

test('no attack gets anything, but for those that SECURITY.md says are not mended yet', async () => {
  const results = await runAttacks(howMany({ usual: 1, nightly: 0 }) === 1 ? quick : []);
  const shown = results.filter(({ result, isKnown }) => result === 'fault' || (result === 'something' && !isKnown));
  expect(shown.map(({ id, result, evidence }) => ({ id, result, evidence }))).toEqual([]);
  expect(results.length).toBeGreaterThan(20);
}, 3_600_000);

test('each attack has an id of its own and words in both languages, and knows what a success looks like', () => {
  expect(new Set(attacks.map(({ id }) => id)).size).toBe(attacks.length);
  for (const { id, tried, knowsSuccess } of attacks) {
    expect(id).toMatch(/^[a-z]+\.[a-z0-9-]+$/);
    expect(tried.en).not.toBe('');
    expect(tried['zh-CN']).toMatch(/\p{Script=Han}/u);
    expect({ id, knowsSuccess: knowsSuccess() }).toEqual({ id, knowsSuccess: true });
  }
});

test('what is known and not mended is said in SECURITY.md', () => {
  const text = readFileSync(projectPath('SECURITY.md'), 'utf8');
  for (const { id, isKnown } of attacks) if (isKnown) expect(text).toContain(id);
});
