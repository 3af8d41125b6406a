import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { tempFolder } from './temp-folder.ts';

const project = path.resolve(import.meta.dirname, '../..');

const folder = tempFolder();
let houses = 0;
afterAll(() => folder.remove());

/** Runs the project's border rules over a house of these files, each with what stands in it. */
function cruise(statements: Readonly<Record<string, string>>) {
  houses += 1;
  const root = path.join(folder.path, String(houses));
  for (const [file, statement] of Object.entries(statements)) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), `${statement}\nexport const x = 1;\nexport type X = 1;\n`);
  }
  for (const name of ['node_modules', 'tsconfig.json', '.dependency-cruiser.mjs']) {
    symlinkSync(path.join(project, name), path.join(root, name));
  }
  const script = path.join(project, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const folders = new Set(Object.keys(statements).map((file) => file.split('/')[0] ?? ''));
  const args = ['--config', '.dependency-cruiser.mjs', ...folders];
  const { status, stdout } = spawnSync(process.execPath, [script, ...args], { cwd: root, encoding: 'utf8' });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal
  return { status, stdout: stdout.replace(/\u001b\[\d+m/g, '') };
}

/** From which file to which, by what statement. */
type Arrow = readonly [from: string, to: string, statement: string];

/**
 * A house with all of these arrows, looked at once: what is called `a.ts`, `b.ts` or `c.ts` is a file of that arrow's own
 * (`a7.ts`), whatever has another name is the one file of that name.
 */
function houseOf(arrows: readonly Arrow[]): {
  own: (name: string, arrow: number) => string;
  files: Record<string, string>;
} {
  const own = (text: string, arrow: number) => text.replaceAll(/(?<=^|\/)([abc])\.ts\b/g, `$1${arrow}.ts`);
  const files: Record<string, string> = {};
  arrows.forEach(([from, to, statement], arrow) => {
    files[own(to, arrow)] ??= '';
    files[own(from, arrow)] = [files[own(from, arrow)] ?? '', own(statement, arrow)].join('\n');
  });
  return { own, files };
}

const caught: readonly (readonly [...Arrow, rule: string])[] = [
  ['core/a.ts', 'db/b.ts', "import '../db/b.ts';", 'border-core'],
  ['core/kernel/a.ts', 'core/model/b/c.ts', "export type { X } from '../model/b/c.ts';", 'core-kernel'],
  ['core/model/a/b.ts', 'core/model/state.ts', "export type { X } from '../state.ts';", 'core-aggregate'],
  ['core/model/clocks/a.ts', 'core/rules/clocks/b.ts', "import '../../rules/clocks/b.ts';", 'core-aggregate'],
  ['core/model/site/a.ts', 'core/model/clocks/b.ts', "export type { X } from '../clocks/b.ts';", 'core-model-ladder'],
  ['core/model/events.ts', 'core/rules/part.ts', "export type { X } from '../rules/part.ts';", 'core-model'],
  ['core/rules/rotation/a.ts', 'core/rules/clocks/b.ts', "import '../clocks/b.ts';", 'core-rules-ladder'],
  ['core/rules/clocks/a.ts', 'core/parts.ts', "export type { X } from '../../parts.ts';", 'core-parts-from-above'],
  ['core/acts/a.ts', 'core/terminal/b.ts', "import '../terminal/b.ts';", 'core-acts'],
  ['host/store/a.ts', 'scripts/b.ts', "import '../../scripts/b.ts';", 'scripts-alone'],
  ['hardware/a.ts', 'core/b.ts', "import '../core/b.ts';", 'border-hardware'],
  ['host/a.ts', 'electron/b.ts', "import '../electron/b.ts';", 'border-host'],
  ['renderer/a.ts', 'host/doors/api/b.ts', "export { x } from '../host/doors/api/b.ts';", 'renderer-host-types-only'],
  ['core/a.ts', 'core/b.ts', "import 'node:fs';", 'core-no-io'],
  ['core/kernel/a.ts', 'core/b.ts', "import 'node:crypto';", 'core-no-io'],
  ['core/seal/a.ts', 'core/b.ts', "import 'node:fs';", 'core-seal-io'],
  ['core/seal/a.ts', 'core/model/b.ts', "export type { X } from '../model/b.ts';", 'core-seal'],
  ['core/what-if/a.ts', 'core/seal/b.ts', "import '../seal/b.ts';", 'core-seal-closed'],
  ['renderer/client/a.ts', 'core/seal/b.ts', "import '../../core/seal/b.ts';", 'core-seal-closed'],
  ['renderer/client/a.ts', 'renderer/components/b.ts', "import '../components/b.ts';", 'renderer-floor-client'],
  ['renderer/components/a.ts', 'renderer/shared/b/c.ts', "import '../shared/b/c.ts';", 'renderer-floor-components'],
  [
    'renderer/shared/a/b.ts',
    'renderer/store/board/c.ts',
    "export type { X } from '../../store/board/c.ts';",
    'renderer-floor-shared',
  ],
  ['renderer/store/board/a.ts', 'renderer/app/b.ts', "import '../../app/b.ts';", 'renderer-floor-store'],
  ['renderer/app/a.ts', 'renderer/main.ts', "import '../main.ts';", 'renderer-floor-app'],
  [
    'renderer/store/board/a.ts',
    'renderer/store/pay/b.ts',
    "export type { X } from '../pay/b.ts';",
    'renderer-screen-alone',
  ],
  ['renderer/store/board/a.ts', 'renderer/store/screens.ts', "import '../screens.ts';", 'renderer-screen-alone'],
  ['renderer/store/screens.ts', 'renderer/store/pay/a.ts', "import './pay/a.ts';", 'renderer-screen-by-list'],
  ['renderer/app/a.ts', 'renderer/store/pay/b.ts', "import '../store/pay/b.ts';", 'renderer-screen-by-list'],
  [
    'renderer/app/a.ts',
    'renderer/store/pay/screen.ts',
    "import '../store/pay/screen.ts';",
    'renderer-descriptor-by-list',
  ],
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
  ['db/engine/a.ts', 'db/parts/rooms/b.ts', "import type { X } from '../parts/rooms/b.ts';", 'db-engine'],
  ['db/engine/a.ts', 'db/engine/founding/b.ts', "import './founding/b.ts';", 'db-engine-founding'],
  ['db/parts/rooms/a.ts', 'db/parts.ts', "import '../../parts.ts';", 'db-part'],
  ['db/parts/rooms/a.ts', 'db/operational/b.ts', "import type { X } from '../../operational/b.ts';", 'db-part'],
  ['db/parts/rooms/a.ts', 'db/parts/clocks/b.ts', "import type { X } from '../clocks/b.ts';", 'db-ladder'],
  ['db/parts/rooms/a.ts', 'core/rules/b.ts', "import '../../../core/rules/b.ts';", 'db-part-rules'],
  ['db/operational/a.ts', 'db/queries/b.ts', "import '../queries/b.ts';", 'db-operational'],
  ['db/queries/a.ts', 'db/state.ts', "import type { X } from '../state.ts';", 'db-queries'],
  ['db/verify/a.ts', 'db/parts.ts', "import type { X } from '../parts.ts';", 'db-verify'],
];

describe('what crosses a border', () => {
  const { own, files } = houseOf(caught.map(([from, to, statement]) => [from, to, statement] as const));
  const { status, stdout } = cruise(files);
  const violations = stdout.split('\n').filter((line) => /^\s*error /.test(line));

  test('fails the check', () => expect(status).not.toBe(0));

  test.each(caught.map((arrow, at) => [...arrow, at] as const))(
    '%s → %s by %s is caught',
    (from, to, statement, rule, at) => {
      const target = /'node:(\w+)'/.exec(statement)?.[1] ?? own(to, at);
      expect(violations).toContainEqual(
        expect.stringMatching(new RegExp(`error ${rule}: ${own(from, at)} → .*${target}`)),
      );
    },
  );
});

const allowed: readonly Arrow[] = [
  ['host/a.ts', 'core/b.ts', "import '../core/b.ts';"],
  ['host/devices/a.ts', 'host/parts/bills/b.ts', "import '../parts/bills/b.ts';"],
  ['host/parts/bills/a.ts', 'host/parts/goods/views.ts', "export type { X } from '../goods/views.ts';"],
  ['electron/a.ts', 'host/store/running-store.ts', "import '../host/store/running-store.ts';"],
  ['db/parts/clocks/a.ts', 'db/parts/rooms/b.ts', "import type { X } from '../rooms/b.ts';"],
  ['db/parts/clocks/checks/a.ts', 'core/rules/b.ts', "import '../../../../core/rules/b.ts';"],
  ['db/parts.ts', 'db/parts/rooms/b.ts', "import './parts/rooms/b.ts';"],
  ['renderer/a.ts', 'host/doors/api/b.ts', "export type { X } from '../host/doors/api/b.ts';"],
  ['renderer/store/board/panel/a.ts', 'renderer/store/board/b.ts', "import '../b.ts';"],
  ['renderer/store/board/a.ts', 'renderer/shared/b/c.ts', "import '../../shared/b/c.ts';"],
  ['renderer/store/screens.ts', 'renderer/store/board/screen.ts', "import './board/screen.ts';"],
  ['renderer/app/a.ts', 'renderer/store/screens.ts', "import '../store/screens.ts';"],
  ['renderer/a.ts', 'host/parts/bills/b.ts', "export type { X } from '../host/parts/bills/b.ts';"],
];

describe('what crosses none', () => {
  const { own, files } = houseOf(allowed);
  const { status, stdout } = cruise(files);

  test('passes the check', () => {
    expect(stdout).toContain('no dependency violations');
    expect(status).toBe(0);
  });

  test.each(allowed.map((arrow, at) => [...arrow, at] as const))('%s → %s by %s is allowed', (from, _to, _, at) => {
    expect(Object.keys(files)).toContain(own(from, at));
    expect(stdout).not.toContain(own(from, at));
  });
});

test('a circle of two files by their types alone is caught in the renderer', () => {
  const { status, stdout } = cruise({
    'renderer/store/board/a.ts': "export type { X as Y } from './b.ts';",
    'renderer/store/board/b.ts': "export type { X as Y } from './a.ts';",
  });
  expect(stdout).toContain('no-circle');
  expect(status).not.toBe(0);
});

test('a circle of two folders without one of files is caught in the renderer', () => {
  const { status, stdout } = cruise({
    'renderer/shared/a/one.ts': "export type { X as Y } from '../b/one.ts';",
    'renderer/shared/a/two.ts': '',
    'renderer/shared/b/one.ts': '',
    'renderer/shared/b/two.ts': "export type { X as Y } from '../a/two.ts';",
  });
  expect(stdout).toContain('no-folder-circle');
  expect(status).not.toBe(0);
});

test.each([
  ['host/paper/a.ts', 'host/paper/b.ts', './b.ts', './a.ts', 'no-circle'],
  ['host/paper/a.ts', 'host/secrets/b.ts', '../secrets/b.ts', '../paper/a.ts', 'no-folder-circle'],
])('a circle of types between %s and %s is caught', (from, to, there, back, rule) => {
  const { status, stdout } = cruise({
    [from]: `export type { X as Y } from '${there}';`,
    [to]: `export type { X as Z } from '${back}';`,
  });
  expect(stdout).toContain(rule);
  expect(status).not.toBe(0);
});

test.each([
  ['model', 'modelLadder'],
  ['rules', 'rulesLadder'],
])('the ladder of core/%s names every folder there', async (floor, name) => {
  const ladders = (await import(new URL('../../.dependency-cruiser.mjs', import.meta.url).href)) as Record<
    string,
    string[]
  >;
  const folders = readdirSync(path.join(project, 'core', floor), { withFileTypes: true });
  const names = folders.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  expect(ladders[name]?.toSorted()).toEqual(names.toSorted());
});
