import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import http, { createServer } from 'node:http';
import { createRequire, registerHooks } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { AppImageUpdater } from 'electron-updater';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { type Updater, watchForUpdates } from '../../electron/updates.ts';
import { testFolder } from '../host/doors/stations/served.ts';

/**
 * electron-updater itself as an AppImage uses it, against a server of this test; of Electron it gets Node's own
 * requests. What it finds, fetches and refuses is real.
 */
const electron = {
  app: {
    ...{ isPackaged: true, whenReady: async () => {}, once: () => {}, quit: () => {} },
    ...{ getVersion: () => '1.0.0', getName: () => 'clockroom', getPath: () => '/nowhere' },
  },
  session: { fromPartition: () => ({}) },
  net: { request: (options: http.RequestOptions) => http.request(options) },
};
const hooks = registerHooks({
  resolve: (name, context, next) =>
    name === 'electron' ? { url: 'node:electron', format: 'commonjs', shortCircuit: true } : next(name, context),
  load: (url, context, next) =>
    url === 'node:electron'
      ? { format: 'commonjs', source: 'module.exports = globalThis.electron', shortCircuit: true }
      : next(url, context),
});
beforeAll(() => void Object.assign(globalThis, { electron }));
afterAll(() => hooks.deregister());

const program = Buffer.from('the next program');
const sha512 = createHash('sha512').update(program).digest('base64');

/** Publishes a version as electron-builder does; says what was asked for. */
async function publish(version: string, hash = sha512) {
  const name = `Clockroom-${version}-appimage-x64.AppImage`;
  const list = [
    `version: ${version}`,
    ...['files:', `  - url: ${name}`, `    sha512: ${hash}`, `    size: ${program.length}`],
    ...[`path: ${name}`, `sha512: ${hash}`, "releaseDate: '2026-11-30T00:00:00.000Z'"],
  ].join('\n');
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    const { pathname } = new URL(url, 'http://here');
    asked.push(pathname);
    if (pathname.endsWith('/latest-linux.yml')) response.end(list);
    else if (pathname.endsWith(`/${name}`)) response.end(program);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { asked, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/clockroom` };
}

/** An installed AppImage that looks for updates there; resolves when it has looked. */
async function look(address: string) {
  const folder = testFolder();
  const installed = path.join(folder, 'Clockroom.AppImage');
  writeFileSync(installed, 'the program');
  mkdirSync(path.join(folder, 'resources'));
  writeFileSync(path.join(folder, 'resources/app-update.yml'), 'updaterCacheDirName: clockroom-updater\n');
  vi.stubEnv('APPIMAGE', installed);
  vi.stubEnv('XDG_CACHE_HOME', path.join(folder, 'cache'));
  Object.assign(process, { resourcesPath: path.join(folder, 'resources') });
  onTestFinished(() => void vi.unstubAllEnvs());
  const require = createRequire(import.meta.url);
  const updater: AppImageUpdater = new (require('electron-updater').AppImageUpdater)();
  const questions: string[] = [];
  const warnings: string[] = [];
  let looked: () => void = () => {};
  const done = new Promise<void>((resolve) => (looked = resolve));
  updater.on('update-downloaded', () => setImmediate(looked));
  updater.on('update-not-available', () => setImmediate(looked));
  updater.on('error', () => setImmediate(looked));
  watchForUpdates(
    {
      dialog: {
        showErrorBox: () => {},
        showMessageBox: async ({ message }) => {
          questions.push(message);
          return { response: 1 };
        },
      },
    },
    {
      ...{ updater: updater satisfies Updater, address, target: 'appimage-x64', isQuiet: () => true },
      ...{ close: async () => {}, every: () => {} },
      log: { info: () => {}, warn: (facts) => warnings.push(String((facts as { err?: Error }).err?.message)) },
    },
  );
  await done;
  return { questions, warnings, installed: readFileSync(installed, 'utf8') };
}

test('a newer version is fetched from the folder of the target and asked about; the program stays as it is', async () => {
  const { asked, address } = await publish('1.0.1');
  expect(await look(address)).toEqual({
    ...{ questions: [expect.stringContaining('1.0.1')], warnings: [], installed: 'the program' },
  });
  expect(asked).toContain('/clockroom/appimage-x64/latest-linux.yml');
  expect(asked).toContain('/clockroom/appimage-x64/Clockroom-1.0.1-appimage-x64.AppImage');
});

test('a file that is not what the list says is refused', async () => {
  const other = createHash('sha512').update('another program').digest('base64');
  const { address } = await publish('1.0.1', other);
  const { questions, warnings } = await look(address);
  expect(questions).toEqual([]);
  expect(warnings).toEqual([expect.stringMatching(/sha512 checksum mismatch/)]);
});

test.each(['1.0.0', '0.9.0'])('version %s, which is not newer, is left where it is', async (version) => {
  const { asked, address } = await publish(version);
  expect(await look(address)).toMatchObject({ questions: [], warnings: [] });
  expect(asked).toEqual(['/clockroom/appimage-x64/latest-linux.yml']);
});

test('a server that does not answer is in the log, and nobody is asked', async () => {
  const { questions, warnings } = await look('http://127.0.0.1:1/clockroom');
  expect([questions, warnings]).toEqual([[], [expect.stringMatching(/ECONNREFUSED/)]]);
});
