import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectPath } from '../../../scripts/common/project.ts';
import { drawIcons } from '../../../scripts/package/icons.ts';
import { isPacked, nativePlaces } from '../../../scripts/package/native-modules.ts';
import { installers, systemObstacle, targetsNamed } from '../../../scripts/package/targets.ts';
import { readLockFile } from '../../../scripts/packages/lock-file.ts';
import { testFolder } from '../../host/doors/stations/served.ts';

/** What can be packed, for which system, and with which binaries. */
const lock = readLockFile(readFileSync(projectPath('package-lock.json'), 'utf8'));
const filesOf = (name: string) =>
  readdirSync(projectPath('node_modules', name), { recursive: true, encoding: 'utf8' }).map((file) =>
    file.split(path.sep).join('/'),
  );

describe('targets', () => {
  test('are all installers where none is named, and those named once each', () => {
    expect(targetsNamed(undefined)).toEqual(installers);
    expect(targetsNamed('deb-x64, nsis-x64,deb-x64').map(({ name }) => name)).toEqual(['deb-x64', 'nsis-x64']);
    expect(targetsNamed('zip', 'darwin', 'arm64')).toEqual([
      { name: 'zip', platform: 'darwin', arch: 'arm64', kinds: ['zip'] },
    ]);
  });

  test.each<[NodeJS.Platform, string[], string[]]>([
    ['linux', [], ['appimage-x64', 'deb-x64']],
    ['linux', ['wine'], ['nsis-x64', 'nsis-arm64', 'appimage-x64', 'deb-x64']],
    ['win32', [], ['nsis-x64', 'nsis-arm64']],
    ['darwin', [], installers.map(({ name }) => name)],
  ])('on %s with %j can be made: %j', (platform, programs, expected) => {
    const system = { platform, hasProgram: (name: string) => programs.includes(name) };
    expect(installers.filter((one) => systemObstacle(one, system) === null).map(({ name }) => name)).toEqual(expected);
  });
});

describe.each(installers)('in $name', (target) => {
  const koffi = `node_modules/@koromix/koffi-${target.platform}-${target.arch}`;

  test('is koffi of that platform alone, by its hash, and no headers', () => {
    const places = nativePlaces(lock, target);
    expect(places.filter((place) => place.includes('@koromix/'))).toEqual([koffi]);
    expect(lock.packages[koffi]?.integrity).toMatch(/^sha512-/);
    expect(places).not.toContain('node_modules/node-addon-api');
  });

  test.each([
    ['better-sqlite3', 1],
    ['@serialport/bindings-cpp', 1],
    ['node-hid', target.platform === 'linux' ? 2 : 1],
  ])('%s has its binary, and no other platform’s', (name, count) => {
    const binaries = filesOf(name).filter((file) => file.endsWith('.node') && isPacked(file, target));
    expect(binaries).toHaveLength(count);
    for (const file of binaries) expect(file).toMatch(new RegExp(`${target.platform}.*${target.arch}`));
  });
});

test.each([
  ['package.json', true],
  ['lib/index.js', true],
  ['dist/index.mjs', true],
  ['LICENSE', true],
  ['LICENCE.md', true],
  ['license.txt', true],
  ['win32_x64/koffi.node', true],
  ['prebuilds/win32-x64.node', true],
  ['prebuilds/win32-ia32/x.node', false],
  ['prebuilds/win32-arm64/x.node', false],
  ['prebuilds/linux-x64/x.node', false],
  ['README.md', false],
  ['tsconfig.json', false],
  ['lib/index.d.ts', false],
  ['lib/index.js.map', false],
  ['lib/index.test.js', false],
  ['test/index.js', false],
  ['deps/sqlite3/copy.js', false],
  ['src/better_sqlite3.cpp', false],
  ['.github/workflow.js', false],
  ['key.pem', false],
])('of a package for Windows, %s goes along: %s', (name, expected) => {
  expect(isPacked(name, { platform: 'win32', arch: 'x64' })).toBe(expected);
});

test('the icon is drawn as every system wants it', async () => {
  const folder = testFolder();
  await drawIcons(folder);
  const read = (name: string) => readFileSync(path.join(folder, name));
  // How many pictures; a width of 0 stands for 256.
  const ico = read('icon.ico');
  expect(ico.subarray(0, 6)).toEqual(Buffer.from([0, 0, 1, 0, 7, 0]));
  const widths = Array.from({ length: 7 }, (_, at) => ico[6 + 16 * at] || 256);
  expect(widths).toEqual([16, 24, 32, 48, 64, 128, 256]);
  const icns = read('icon.icns');
  expect([icns.toString('latin1', 0, 4), icns.readUInt32BE(4)]).toEqual(['icns', icns.length]);
  expect(icns.includes('ic10')).toBe(true);
  const sizes = readdirSync(path.join(folder, 'icons')).map((name) => {
    const png = read(path.join('icons', name));
    return [name, `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}.png`];
  });
  expect(sizes).toHaveLength(7);
  for (const [name, size] of sizes) expect(name).toBe(size);
});
