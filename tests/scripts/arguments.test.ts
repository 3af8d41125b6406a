import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { testFolder } from '../host/doors/stations/served.ts';

const scripts = path.resolve(import.meta.dirname, '../../scripts');

/** Runs one of the project's scripts: its exit status and what it wrote on stderr, by lines. */
function run(name: string, ...args: string[]): { status: number | null; lines: string[] } {
  const { status, stderr } = spawnSync(process.execPath, [path.join(scripts, `${name}.ts`), ...args], {
    encoding: 'utf8',
  });
  return { status, lines: stderr.trim().split('\n') };
}

const period = ['--from', '2026-11-01', '--to', '2026-11-02'];

test.each([
  ['an option nobody knows', 'bench', ['--fast']],
  ['a benchmark there is not', 'bench', ['--only', 'sleep']],
  ['no number', 'bench', ['--soak', '--frames', 'many']],
  ['an option nobody knows', 'verify', ['--data', '.', '--deep']],
  ['no folder', 'verify', []],
  ['an option nobody knows', 'whatif', ['--twice']],
  ['a policy that is no file', 'whatif', ['--data', '.', '--policy', '/nowhere/policy.json', ...period]],
  ['an option nobody knows', 'day', ['--fast']],
  ['an option nobody knows', 'nightly', ['--fast']],
])('%s: `%s` says so in one line of both languages, with status 2', (_what, name, args) => {
  const { status, lines } = run(name, ...args);
  expect(status).toBe(2);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/\p{Script=Han}/u);
  expect(lines[0]).toMatch(/[a-z]{3}/);
});

test('a period that makes no sense is refused with its code, a folder without a store by name', () => {
  const policy = path.join(testFolder(), 'policy.json');
  writeFileSync(policy, '{"preset":"fewest-clocks-first"}');
  const backwards = run('whatif', '--data', '.', '--policy', policy, '--from', '2026-11-02', '--to', '2026-11-01');
  expect(backwards.status).toBe(2);
  expect(backwards.lines[0]).toMatch(/^[A-Z_]+: .*\p{Script=Han}.* \/ .*[a-z]/u);
  const nobody = run('whatif', '--data', testFolder(), '--policy', policy, ...period);
  expect(nobody.status).toBe(1);
  expect(nobody.lines[0]).toMatch(/^FILE_NOT_FOUND: /);
  expect(run('verify', '--data', testFolder()).lines[0]).toMatch(/^FILE_NOT_FOUND: .*\p{Script=Han}/u);
});
