import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StoreDatabase } from '../../db/store-database.ts';
import { tempFolder } from './temp-folder.ts';

const project = path.resolve(import.meta.dirname, '../..');
const folder = tempFolder();
afterAll(() => folder.remove());

/** What stands away from the data folder stays in the test's own. */
const env = { ...process.env, XDG_CONFIG_HOME: path.join(folder.path, 'settings') };

const script = (name: string, ...args: string[]) => [path.join(project, 'scripts', `${name}.ts`), ...args];
const run = (name: string, ...args: string[]) =>
  spawnSync(process.execPath, script(name, ...args), { encoding: 'utf8', cwd: folder.path, env });

/** Starts a store without a window; resolves with what it printed first. */
function start(...args: string[]) {
  const child = spawn(process.execPath, script('start', '--headless', '--port', '0', ...args), {
    ...{ cwd: folder.path, env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output = { out: '', err: '' };
  const url = new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (data) => {
      output.out += data;
      if (output.out.endsWith('\n')) resolve(output.out.trim());
    });
    child.stderr?.on('data', (data) => {
      output.err += data;
    });
    child.on('exit', (code) => reject(new Error(`exit ${code}: ${output.err}`)));
  });
  url.catch(() => {});
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  return { child, output, url, ended };
}

describe('a demo store without a window', () => {
  const dataDir = path.join(folder.path, 'demo');
  let store: ReturnType<typeof start>;
  let url: string;

  beforeAll(async () => {
    store = start('--demo', '--data', dataDir);
    url = await store.url;
  });
  afterAll(() => stopped(store.child));

  test('prints one line, the address, and serves the screens there', async () => {
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#own=[\w-]{43}$/);
    expect(await (await fetch(url)).text()).toContain('<div id="root">');
  });

  test('holds its folder against a second one', () => {
    const { status, stdout, stderr } = run('start', '--headless', '--port', '0', '--data', dataDir);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/已有另一个程序在用 · .* is in use by another process\n$/);
  });

  test('its site file can be exported meanwhile, and is a good one', () => {
    const exported = run('site', 'export', '--data', dataDir);
    expect(exported.stderr).toBe('');
    expect(exported.stdout).not.toContain('"scbk"');
    expect(exported.stdout).not.toMatch(/"card":/);
    // What is as good as a terminal or a card is told by the journal, and that is the store's while it is open.
    for (const more of ['--keys', '--cards']) {
      const { status, stdout, stderr } = run('site', 'export', '--data', dataDir, more);
      expect([status, stdout, stderr]).toEqual([2, '', expect.stringContaining('in use by another process')]);
    }
    const file = path.join(folder.path, 'exported.json');
    writeFileSync(file, exported.stdout);
    expect(run('site', 'check', file).stdout).toMatch(/: ok\n$/);
  });

  test('closes cleanly when told to, having printed nothing else', async () => {
    store.child.kill('SIGTERM');
    expect(await store.ended).toBe(0);
    expect(store.output.out).toBe(`${url}\n`);
    const logs = path.join(dataDir, 'logs');
    const log = readdirSync(logs)
      .map((name) => readFileSync(path.join(logs, name), 'utf8'))
      .join('');
    expect(log).toContain('the store is closed');
  });

  test('closed, its site file can be exported with keys and cards, and the journal says so', () => {
    const { stdout } = run('site', 'export', '--data', dataDir, '--keys', '--cards');
    expect(stdout).toContain('"scbk"');
    expect(stdout).toContain('"card":');
    const db = StoreDatabase.open(path.join(dataDir, 'store.sqlite'));
    const last = db.read.get('SELECT type, actor, station, payload FROM journal ORDER BY seq DESC LIMIT 1');
    db.close();
    const payload = JSON.stringify({ withKeys: true, withCards: true });
    expect(last).toEqual({ type: 'site.exported', actor: 'system', station: 'computer', payload });
  });
});

test('a store set up from a site file opens again, and ends when its starter is gone', async () => {
  const dataDir = path.join(folder.path, 'own');
  const first = start('--site', path.join(project, 'site/jiangwan.json'), '--data', dataDir);
  await first.url;
  first.child.kill('SIGINT');
  expect(await first.ended).toBe(0);
  const again = start('--data', dataDir);
  await again.url;
  again.child.disconnect();
  expect(await again.ended).toBe(0);
});

test.each([
  [['--prot', '1'], /不认识的参数 --prot · unknown flag --prot/],
  [['--port', '99999'], /--port cannot be "99999"; allowed: 0–65535/],
  [['--site', 'missing.json'], /读不到 · the site file .*missing\.json cannot be read/],
  [
    ['--site', 'bad.json'],
    /有 \d+ 处错误.* · the site file has \d+ problem\(s\), the first: format: Is "x", should be /,
  ],
  [['--data', 'broken'], /门店打不开：.* · the store cannot be opened: /],
])('%j ends with one line in both languages and status 2', (args, line) => {
  writeFileSync(path.join(folder.path, 'bad.json'), '{"format":"x"}');
  mkdirSync(path.join(folder.path, 'broken'), { recursive: true });
  // Somebody else's database; one that is none, or damaged, opens the page that leads on.
  rmSync(path.join(folder.path, 'broken/store.sqlite'), { force: true });
  const foreign = new Database(path.join(folder.path, 'broken/store.sqlite'));
  foreign.exec('CREATE TABLE notes (text TEXT)');
  foreign.close();
  const { status, stdout, stderr } = run('start', '--headless', '--port', '0', '--data', 'other', ...args);
  expect([status, stdout]).toEqual([2, '']);
  const own = stderr.split('\n').filter((text) => text !== '' && !text.includes('building'));
  expect(own).toEqual([expect.stringMatching(line)]);
});

test('exporting from a folder without a store, or from a file that is none, is told', () => {
  expect(run('site', 'export', '--data', path.join(folder.path, 'nowhere')).status).toBe(2);
  const broken = run('site', 'export', '--data', path.join(folder.path, 'broken'));
  expect([broken.status, broken.stdout]).toEqual([2, '']);
});

/** Ends a process a failed test may have left. */
function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('close', () => resolve());
    child.kill('SIGKILL');
  });
}
