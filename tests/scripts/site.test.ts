import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { testFolder } from '../host/doors/stations/served.ts';

const project = path.resolve(import.meta.dirname, '../..');
const site = (...args: string[]) =>
  spawnSync(process.execPath, [path.join(project, 'scripts/site.ts'), ...args], { encoding: 'utf8' });

test('the example store is a good site file', () => {
  const { status, stdout } = site('check', path.join(project, 'site/jiangwan.json'));
  expect([status, stdout.trim().endsWith(': ok')]).toEqual([0, true]);
});

test('a bad one is answered with path, value and what is allowed, and status 1', () => {
  const file = path.join(testFolder(), 'bad.json');
  writeFileSync(file, '{"format":"other/9"}');
  const { status, stdout } = site('check', file);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^format: "other\/9" – one of "clockroom-site\/1"$/m);
});

test('a file that cannot be read, or no sense at all, is status 2', () => {
  expect(site('check', '/nowhere/x.json').status).toBe(2);
  expect(site('chekc').stderr).toContain('usage:');
  expect(site().status).toBe(2);
});
