import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type FetchOptions, fetchElectron, findElectron } from '../../scripts/common/electron-binary.ts';
import { ProgressLine } from '../../scripts/common/progress-line.ts';
import { projectPath } from '../../scripts/common/project.ts';
import { testFolder } from '../host/doors/stations/served.ts';

const archiveName = `electron-v45.5.0-${process.platform}-${process.arch}.zip`;
const archive = Buffer.from('an archive');
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Where Electron's archives come from, as this test wants it: `answer` gets the address that is asked for. */
async function mirror(answer: (url: string, response: ServerResponse) => void) {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    answer(url, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  vi.stubEnv('ELECTRON_MIRROR', `http://127.0.0.1:${port}/`);
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return asked;
}
const closing: (() => void)[] = [];
afterEach(() => {
  vi.unstubAllEnvs();
  for (const close of closing.splice(0)) close();
});

/** A project with the electron package as npm leaves it: without its binary; `install` is its installer. */
function projectWithPackage(install: string) {
  const project = testFolder();
  const folder = path.join(project, 'node_modules/electron');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{"name":"electron","version":"45.5.0"}');
  writeFileSync(path.join(folder, 'checksums.json'), JSON.stringify({ [archiveName]: hashOf(archive) }));
  writeFileSync(path.join(folder, 'install.js'), install);
  const { output, line } = terminal();
  const fetch = (more: FetchOptions = {}) =>
    fetchElectron({}, line, { project, today: '2026-11-30', cacheRoot: path.join(project, 'cache'), ...more });
  return { project, folder, output, fetch };
}

/** What a log, or somebody at a terminal, gets to read. */
function terminal(isTTY = false) {
  const output: string[] = [];
  return { output, line: new ProgressLine({ isTTY, write: (text) => output.push(text) }) };
}

/** What Electron's installer leaves. */
const fetches = `const { mkdirSync, writeFileSync } = require('node:fs');
mkdirSync(__dirname + '/dist');
writeFileSync(__dirname + '/dist/the-program', '');
writeFileSync(__dirname + '/path.txt', 'the-program');`;

const brings = (_url: string, response: ServerResponse) => response.end(archive);

describe('the Electron program', () => {
  test('is not there without the package', async () => {
    const project = testFolder();
    const { output, line } = terminal();
    expect(findElectron({}, project)).toBe(null);
    expect(await fetchElectron({}, line, { project })).toBe(null);
    expect(output).toEqual([]);
  });

  test('is fetched by its package, once', async () => {
    const asked = await mirror(brings);
    const { project, folder, output, fetch } = projectWithPackage(fetches);
    expect(findElectron({}, project)).toBe(null);
    const program = path.join(folder, 'dist/the-program');
    expect(await fetch()).toBe(program);
    expect(asked).toEqual([`/v45.5.0/${archiveName}`]);
    expect(output).toEqual([expect.stringMatching(/^clockroom: .*fetching Electron, this once …\n$/)]);
    expect(findElectron({}, project)).toBe(program);
    expect(await fetch()).toBe(program);
    expect(asked).toHaveLength(1);
    expect(output).toHaveLength(1);
  });

  test('that cannot be had is told in one line, done without, and tried again the next day or by a flag', async () => {
    const asked = await mirror((_url, response) => response.writeHead(404).end());
    const { output, fetch } = projectWithPackage(fetches);
    expect(await fetch()).toBe(null);
    const told = expect.stringMatching(/could not be fetched \(Response code 404.*\): going on with the browser/);
    expect(output).toEqual([expect.stringContaining('fetching'), told]);
    expect(await fetch()).toBe(null);
    expect([asked.length, output.length]).toEqual([1, 2]);
    expect(await fetch({ again: true })).toBe(null);
    expect(await fetch({ today: '2026-12-01' })).toBe(null);
    expect(asked).toHaveLength(3);
  });

  test.each<[string, (url: string, response: ServerResponse) => void, RegExp]>([
    ['never answers', () => {}, /nothing came from 127/],
    ['stops in the middle', (_url, response) => void response.write('an'), /nothing came from 127/],
    ['brings something else', (_url, response) => void response.end('another'), /Generated checksum/],
  ])('from a place that %s is given up', async (_, answer, why) => {
    await mirror(answer);
    const { output, fetch } = projectWithPackage(fetches);
    expect(await fetch({ limits: { firstBytesMs: 300, stalledMs: 300 } })).toBe(null);
    expect(output.at(-1)).toMatch(why);
  });

  test.each([
    ['does not end well', 'process.exit(1)', /its installer ended with 1/],
    ['leaves no program', '', /not in the archive/],
  ])('whose installer %s is told, and done without', async (_, install, why) => {
    await mirror(brings);
    const { output, fetch } = projectWithPackage(install);
    expect(await fetch()).toBe(null);
    expect(output.at(-1)).toMatch(why);
  });

  test('is not fetched where the environment says so', async () => {
    const { project } = projectWithPackage(fetches);
    const { output, line } = terminal();
    expect(await fetchElectron({ ELECTRON_SKIP_BINARY_DOWNLOAD: '1' }, line, { project })).toBe(null);
    expect(output).toEqual([]);
  });

  test('is in a lock file that says no script of it runs while installing', () => {
    const { packages } = JSON.parse(readFileSync(projectPath('package-lock.json'), 'utf8'));
    expect(packages['node_modules/electron'].version).toMatch(/^45\./);
    expect(packages['node_modules/electron'].hasInstallScript).toBe(undefined);
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

test('a line of progress is written over at a terminal, and its first words alone go to a log', () => {
  for (const isTTY of [true, false]) {
    const { output, line } = terminal(isTTY);
    line.show('10 MB');
    line.show('20 MB');
    line.end();
    line.show('done');
    const [first, over] = ['\r\u001b[Kclockroom: 10 MB', '\r\u001b[Kclockroom: 20 MB'];
    expect(output).toEqual(
      isTTY ? [first, over, '\n', '\r\u001b[Kclockroom: done'] : ['clockroom: 10 MB\n', 'clockroom: done\n'],
    );
  }
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
