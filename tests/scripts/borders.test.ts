import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { testFolder } from '../host/doors/stations/served.ts';

const project = path.resolve(import.meta.dirname, '../..');

/** Runs the project's border rules over a house of two files. */
function cruise(from: string, to: string, statement: string) {
  const root = testFolder();
  for (const file of [from, to]) mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
  writeFileSync(path.join(root, from), `${statement}\n`);
  writeFileSync(path.join(root, to), 'export const x = 1;\nexport type X = 1;\n');
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
  ['db/engine/a.ts', 'db/parts/rooms/b.ts', "import type { X } from '../parts/rooms/b.ts';", 'db-engine'],
  ['db/engine/a.ts', 'db/engine/founding/b.ts', "import './founding/b.ts';", 'db-engine-founding'],
  ['db/parts/rooms/a.ts', 'db/parts.ts', "import '../../parts.ts';", 'db-part'],
  ['db/parts/rooms/a.ts', 'db/operational/b.ts', "import type { X } from '../../operational/b.ts';", 'db-part'],
  ['db/parts/rooms/a.ts', 'db/parts/clocks/b.ts', "import type { X } from '../clocks/b.ts';", 'db-ladder'],
  ['db/parts/rooms/a.ts', 'core/rules/b.ts', "import '../../../core/rules/b.ts';", 'db-part-rules'],
  ['db/operational/a.ts', 'db/queries/b.ts', "import '../queries/b.ts';", 'db-operational'],
  ['db/queries/a.ts', 'db/state.ts', "import type { X } from '../state.ts';", 'db-queries'],
  ['db/verify/a.ts', 'db/parts.ts', "import type { X } from '../parts.ts';", 'db-verify'],
])('%s → %s by %s is caught', (from, to, statement, rule) => {
  const { status, stdout } = cruise(from, to, statement);
  expect(stdout).toContain(rule);
  expect(status).not.toBe(0);
});

test.each([
  ['host/a.ts', 'core/b.ts', "import '../core/b.ts';"],
  ['db/parts/clocks/a.ts', 'db/parts/rooms/b.ts', "import type { X } from '../rooms/b.ts';"],
  ['db/parts/clocks/checks/a.ts', 'core/rules/b.ts', "import '../../../../core/rules/b.ts';"],
  ['db/parts.ts', 'db/parts/rooms/b.ts', "import './parts/rooms/b.ts';"],
  ['renderer/a.ts', 'host/doors/api/b.ts', "export type { X } from '../host/doors/api/b.ts';"],
])('%s → %s by %s is allowed', (from, to, statement) => {
  const { status, stdout } = cruise(from, to, statement);
  expect(stdout).toContain('no dependency violations');
  expect(status).toBe(0);
});
