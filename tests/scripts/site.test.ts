import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { RunningStore } from '../../host/store/running-store.ts';
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
  expect(stdout).toMatch(/^format: Is "other\/9", should be one of "clockroom-site\/1", such as "clockroom-site\/1"$/m);
  expect(stdout).toMatch(/^rooms: Is missing, such as /m);
  const inChinese = site('check', file, '--language', 'zh-CN').stdout;
  expect(inChinese).toMatch(/^门店 \(store\): 没有填，例如 /m);
});

test('what a file would change in a store is told line by line, in either language, and nothing is done', async () => {
  const folder = testFolder();
  const example = readFileSync(path.join(project, 'site/jiangwan.json'), 'utf8');
  const file = path.join(folder, 'site.json');
  const store = await RunningStore.open({
    ...{ dataDir: folder, voice: 'none' as const },
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  await store.setup.fromFile(example);
  await store.close();
  writeFileSync(file, example.replace('"price": 13800', '"price": 1'));
  const zh = site('compare', file, '--data', folder, '--language', 'zh-CN');
  expect([zh.status, zh.stdout]).toEqual([1, '! [价格] 项目 41 经典足疗 价格: ¥138.00 → ¥0.01\n']);
  expect(site('compare', file, '--data', folder).stdout).toContain('! [Prices] Item 41');
  writeFileSync(file, example);
  expect(site('compare', file, '--data', folder)).toMatchObject({ status: 0, stdout: '' });
  expect(site('compare', file, '--data', '/nowhere').status).toBe(2);
});

test('a file that cannot be read, or no sense at all, is status 2', () => {
  expect(site('check', '/nowhere/x.json').status).toBe(2);
  expect(site('chekc').stderr).toContain('usage:');
  expect(site().status).toBe(2);
});
