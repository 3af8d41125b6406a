import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { testFolder } from '../host/doors/stations/served.ts';

const project = path.resolve(import.meta.dirname, '../..');

/** Runs the project's border rules over a house of two files; `back` is what the second says of the first. */
function cruise(from: string, to: string, statement: string, back = '') {
  const root = testFolder();
  for (const file of [from, to]) mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
  writeFileSync(path.join(root, from), `${statement}\n`);
  writeFileSync(path.join(root, to), `${back}\nexport const x = 1;\nexport type X = 1;\n`);
  for (const name of ['node_modules', 'tsconfig.json', '.dependency-cruiser.mjs']) {
    symlinkSync(path.join(project, name), path.join(root, name));
  }
  const script = path.join(project, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = ['--config', '.dependency-cruiser.mjs', from.split('/')[0] ?? '', to.split('/')[0] ?? ''];
  return spawnSync(process.execPath, [script, ...args], { cwd: root, encoding: 'utf8' });
}

test.each([
  ['core/a.ts', 'db/b.ts', "import '../db/b.ts';", 'border-core'],
  ['hardware/a.ts', 'core/b.ts', "import '../core/b.ts';", 'border-hardware'],
  ['host/a.ts', 'electron/b.ts', "import '../electron/b.ts';", 'border-host'],
  ['renderer/a.ts', 'host/doors/api/b.ts', "export { x } from '../host/doors/api/b.ts';", 'renderer-host-types-only'],
  ['core/a.ts', 'core/b.ts', "import 'node:fs';", 'core-no-io'],
  ['host/paper/a.ts', 'host/parts/bills/b.ts', "export type { X } from '../parts/bills/b.ts';", 'host-paper'],
  ['host/parts/bills/a.ts', 'host/devices/b.ts', "export type { X } from '../../devices/b.ts';", 'host-parts'],
  ['host/devices/a.ts', 'host/screens/b.ts', "export type { X } from '../screens/b.ts';", 'host-devices'],
  ['host/store/a.ts', 'host/doors/api/b.ts', "export type { X } from '../doors/api/b.ts';", 'host-store'],
  ['host/doors/api/a.ts', 'host/doors/boot/b.ts', "export type { X } from '../boot/b.ts';", 'host-doors-api'],
  ['host/parts/bills/a.ts', 'host/parts/goods/b.ts', "export type { X } from '../goods/b.ts';", 'host-part-inside'],
  ['host/parts/bills/a.ts', 'host/parts/goods/views.ts', "import '../goods/views.ts';", 'host-part-types-only'],
  ['electron/a.ts', 'host/devices/b.ts', "import '../host/devices/b.ts';", 'electron-host'],
  ['renderer/a.ts', 'host/devices/b.ts', "export type { X } from '../host/devices/b.ts';", 'renderer-host-api-only'],
  [
    'renderer/a.ts',
    'host/parts/bills/b.ts',
    "export { x } from '../host/parts/bills/b.ts';",
    'renderer-host-types-only',
  ],
])('%s → %s by %s is caught', (from, to, statement, rule) => {
  const { status, stdout } = cruise(from, to, statement);
  expect(stdout).toContain(rule);
  expect(status).not.toBe(0);
});

test.each([
  ['host/a.ts', 'core/b.ts', "import '../core/b.ts';"],
  ['host/devices/a.ts', 'host/parts/bills/b.ts', "import '../parts/bills/b.ts';"],
  ['host/parts/bills/a.ts', 'host/parts/goods/views.ts', "export type { X } from '../goods/views.ts';"],
  ['electron/a.ts', 'host/store/running-store.ts', "import '../host/store/running-store.ts';"],
  ['renderer/a.ts', 'host/doors/api/b.ts', "export type { X } from '../host/doors/api/b.ts';"],
  ['renderer/a.ts', 'host/parts/bills/b.ts', "export type { X } from '../host/parts/bills/b.ts';"],
])('%s → %s by %s is allowed', (from, to, statement) => {
  const { status, stdout } = cruise(from, to, statement);
  expect(stdout).toContain('no dependency violations');
  expect(status).toBe(0);
});

test.each([
  ['host/paper/a.ts', 'host/paper/b.ts', './b.ts', './a.ts', 'host-no-circular'],
  ['host/paper/a.ts', 'host/secrets/b.ts', '../secrets/b.ts', '../paper/a.ts', 'host-no-folder-circles'],
])('a circle of types between %s and %s is caught', (from, to, there, back, rule) => {
  const statement = `export type { X } from '${there}';\nexport type Y = 1;`;
  const { status, stdout } = cruise(from, to, statement, `export type { Y } from '${back}';`);
  expect(stdout).toContain(rule);
  expect(status).not.toBe(0);
});
