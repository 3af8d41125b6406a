import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fetchElectron, findElectron } from '../../scripts/common/electron-binary.ts';
import { projectPath } from '../../scripts/common/project.ts';
import { testFolder } from '../host/doors/stations/served.ts';

/** A project with the electron package as npm leaves it: without its binary; `install` is its installer. */
function projectWithPackage(install: string) {
  const project = testFolder();
  const folder = path.join(project, 'node_modules/electron');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{"name":"electron","version":"45.4.1"}');
  writeFileSync(path.join(folder, 'install.js'), install);
  const said: string[] = [];
  return { project, folder, said, fetch: () => fetchElectron({}, (line) => said.push(line), project) };
}

/** What Electron's installer leaves. */
const fetches = `const { mkdirSync, writeFileSync } = require('node:fs');
mkdirSync(__dirname + '/dist');
writeFileSync(__dirname + '/dist/the-program', '');
writeFileSync(__dirname + '/path.txt', 'the-program');`;

describe('the Electron program', () => {
  test('is not there without the package', async () => {
    const project = testFolder();
    expect(findElectron({}, project)).toBe(null);
    expect(await fetchElectron({}, expect.unreachable, project)).toBe(null);
  });

  test('is fetched by its package, once', async () => {
    const { project, folder, said, fetch } = projectWithPackage(fetches);
    expect(findElectron({}, project)).toBe(null);
    const program = path.join(folder, 'dist/the-program');
    expect(await fetch()).toBe(program);
    expect(said).toEqual([expect.stringMatching(/fetching Electron/)]);
    expect(findElectron({}, project)).toBe(program);
    expect(await fetch()).toBe(program);
    expect(said).toHaveLength(1);
  });

  test.each([
    ['cannot be had', 'process.exit(1)'],
    ['was not written', ''],
  ])('that %s is told, and done without', async (_, install) => {
    const { said, fetch } = projectWithPackage(install);
    expect(await fetch()).toBe(null);
    expect(said.at(-1)).toMatch(/could not be fetched; going on with the browser/);
  });

  test('is the one that was named, there or not; or that of the named folder', () => {
    const { project } = projectWithPackage(fetches);
    expect(findElectron({ ELECTRON_EXEC_PATH: '/nowhere/electron' }, project)).toBe('/nowhere/electron');
    const dist = testFolder();
    expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: dist }, project)).toBe(null);
    const name = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform as string];
    const program = path.join(dist, name ?? 'electron');
    mkdirSync(path.dirname(program), { recursive: true });
    writeFileSync(program, '');
    expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: dist }, project)).toBe(program);
  });
});

describe('npm start with an Electron', () => {
  const start = (electron: string, ...args: string[]) =>
    spawnSync(process.execPath, [projectPath('scripts/start.ts'), ...args], {
      encoding: 'utf8',
      cwd: path.dirname(electron),
      env: { ...process.env, ELECTRON_EXEC_PATH: electron, ELECTRON_RUN_AS_NODE: '1' },
    });

  test('opens the project in it, with the same arguments, and ends as it does', () => {
    const folder = testFolder();
    const electron = path.join(folder, 'electron');
    const notes = path.join(folder, 'notes');
    writeFileSync(
      electron,
      `#!/bin/sh\nfor one in "$PWD" "node=$ELECTRON_RUN_AS_NODE" "$@"; do echo "$one"; done > "${notes}"\nexit 7\n`,
      { mode: 0o755 },
    );
    const { status, stdout } = start(electron, '--demo', '--data', 'a shop');
    expect([status, stdout]).toEqual([7, '']);
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const noted = readFileSync(notes, 'utf8').trim().split('\n');
    expect(noted).toEqual([folder, 'node=', ...sandbox, projectPath(), '--demo', '--data', 'a shop']);
    // What it would open there.
    const { main } = JSON.parse(readFileSync(projectPath('package.json'), 'utf8'));
    expect(existsSync(projectPath(main))).toBe(true);
    expect(existsSync(projectPath(path.dirname(main), 'preload.cjs'))).toBe(true);
    expect(existsSync(path.join(folder, 'a shop'))).toBe(false);
  });

  test('says so in one line when it cannot be started', () => {
    const { status, stdout, stderr } = start(path.join(testFolder(), 'electron'), '--demo');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^clockroom: Electron 启动不了 · Electron could not be started: .*ENOENT$/m);
  });
});
