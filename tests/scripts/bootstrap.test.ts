import { execFile, spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { testFolder } from '../host/doors/stations/served.ts';

const project = path.resolve(import.meta.dirname, '../..');
const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
/** The package with the Node of this machine's platform. */
const runtime = `node-${platform === 'darwin-arm64' ? 'bin-' : ''}${platform}`;

/** A project of two commands and one package, with an npm that notes its calls and installs from nowhere. */
function smallProject(npm: { version?: string; ciFails?: string; leavesNodeOut?: boolean } = {}) {
  const root = testFolder();
  mkdirSync(path.join(root, 'scripts'));
  mkdirSync(path.join(root, 'bin'));
  copyFileSync(path.join(project, 'scripts/bootstrap.mjs'), path.join(root, 'scripts/bootstrap.mjs'));
  writeFileSync(path.join(root, 'package.json'), '{"name":"small","type":"module"}');
  const lock = {
    packages: {
      '': {},
      'node_modules/one': { version: '1.0.0' },
      'node_modules/far': { version: '1.0.0', optional: true },
    },
  };
  writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify(lock));
  writeFileSync(
    path.join(root, 'scripts/say.ts'),
    "const words: string[] = process.argv.slice(2);\nconsole.log(words.join(' '), process.versions.node);\nprocess.exitCode = Number(words[0] ?? 0);\n",
  );
  writeFileSync(
    path.join(root, 'scripts/wait.ts'),
    "for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => { console.log('got', signal); process.exit(7); });\nprocess.on('disconnect', () => process.exit(8));\nconsole.log('up', process.pid);\nsetInterval(() => {}, 1000);\n",
  );
  const install = npm.ciFails
    ? `echo "${npm.ciFails}" >&2; exit 1`
    : npm.leavesNodeOut
      ? 'rm -rf node_modules; mkdir -p node_modules/one'
      : `rm -rf node_modules; mkdir -p node_modules/one node_modules/${runtime}/bin; ln -s "${process.execPath}" node_modules/${runtime}/bin/node; echo noise`;
  const file = path.join(root, 'bin/npm');
  writeFileSync(
    file,
    `#!/bin/sh\nif [ "$1" = --version ]; then echo ${npm.version ?? '10.8.2'}; exit; fi\necho "$@" >> npm-calls\n${install}\n`,
  );
  chmodSync(file, 0o755);
  const env: Record<string, string> = { PATH: `${path.join(root, 'bin')}:/usr/bin:/bin` };
  const start = (...args: string[]) => [path.join(root, 'scripts/bootstrap.mjs'), ...args];
  return {
    root,
    env,
    start,
    run: (...args: string[]) =>
      new Promise<{ code: number; out: string; err: string }>((resolve) => {
        execFile(process.execPath, start(...args), { env, cwd: root }, (error, out, err) =>
          resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
        );
      }),
    npmCalls() {
      try {
        return readFileSync(path.join(root, 'npm-calls'), 'utf8').trim().split('\n');
      } catch {
        return [];
      }
    },
  };
}

describe('the first run', () => {
  test('installs once, then runs commands without npm until the lock file changes', async () => {
    const small = smallProject();
    expect(await small.run('say', '0', 'a b')).toMatchObject({ code: 0, out: `0 a b ${process.versions.node}\n` });
    expect(small.npmCalls()).toHaveLength(1);
    expect(small.npmCalls()[0]).toMatch(/^ci /);
    await small.run('say');
    expect(small.npmCalls()).toHaveLength(1);
    writeFileSync(path.join(small.root, 'package-lock.json'), '{"packages":{}}');
    await small.run('say');
    expect(small.npmCalls()).toHaveLength(2);
  });

  test('says what it does in the language that was asked for, and in both without one', async () => {
    const said = async (...args: string[]) => (await smallProject().run('say', '0', ...args)).err;
    const zh = /正在安装软件包/;
    const en = /installing packages/;
    expect(await said()).toMatch(zh);
    expect(await said()).toMatch(en);
    for (const flag of [['--language', 'zh-CN'], ['--language=zh-CN']]) {
      expect(await said(...flag)).toMatch(zh);
      expect(await said(...flag)).not.toMatch(en);
    }
    expect(await said('--language', 'en')).toMatch(en);
    expect(await said('--language', 'en')).not.toMatch(zh);
  });

  test('accepts what npm installed by hand, if it is all there', async () => {
    const small = smallProject();
    await small.run('say');
    rmSync(path.join(small.root, 'node_modules/.clockroom-stamp'));
    const installed = { packages: { 'node_modules/one': { version: '1.0.0' } } };
    writeFileSync(path.join(small.root, 'node_modules/.package-lock.json'), JSON.stringify(installed));
    expect((await small.run('say')).code).toBe(0);
    expect(small.npmCalls()).toHaveLength(1);
    rmSync(path.join(small.root, 'node_modules/.clockroom-stamp'));
    rmSync(path.join(small.root, 'node_modules/one'), { recursive: true });
    await small.run('say');
    expect(small.npmCalls()).toHaveLength(2);
  });

  test.each([
    ['npm too old', { version: '9.8.1' }, /npm 9\.8\.1 is too old/],
    ['no network', { ciFails: 'npm error code EAI_AGAIN' }, /no network/],
    ['npm fails', { ciFails: 'npm error code EUSAGE' }, /npm ci failed/],
  ])('says in one line: %s', async (_, npm, line) => {
    const { code, out, err } = await smallProject(npm).run('say');
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err.trim().split('\n').at(-1)).toMatch(line);
  });

  test('counts as done only when there is a Node to run on', async () => {
    const small = smallProject({ leavesNodeOut: true });
    const older = path.join(small.root, 'older.mjs');
    writeFileSync(
      older,
      "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });\n",
    );
    small.env.NODE_OPTIONS = `--import=${older}`;
    for (const calls of [1, 2]) {
      const { code, out, err } = await small.run('say');
      expect([code, out]).toEqual([1, '']);
      expect(err).toContain(`clockroom: ${runtime}, the Node that runs this, was not installed`);
      expect(small.npmCalls()).toHaveLength(calls);
    }
    small.env.NODE_OPTIONS = '';
    expect((await small.run('say')).out).toBe(` ${process.versions.node}\n`);
    await small.run('say');
    expect(small.npmCalls()).toHaveLength(3);
  });

  test('says that there is no npm', async () => {
    const small = smallProject();
    rmSync(path.join(small.root, 'bin/npm'));
    symlinkSync('/bin/sh', path.join(small.root, 'bin/sh'));
    small.env.PATH = path.join(small.root, 'bin');
    expect((await small.run('say')).err).toMatch(/^clockroom: npm was not found/);
  });
});

describe('a command', () => {
  test('finds the packaged Node as node', async () => {
    const small = smallProject();
    writeFileSync(path.join(small.root, 'scripts/path.ts'), "console.log((process.env.PATH ?? '').split(':')[0]);\n");
    expect((await small.run('path')).out).toBe(`${path.join(small.root, 'node_modules', runtime, 'bin')}\n`);
  });

  test('gives its exit code; an unknown one is named', async () => {
    const small = smallProject();
    expect((await small.run('say', '5')).code).toBe(5);
    const unknown = await small.run('sya');
    expect(unknown.code).toBe(2);
    expect(unknown.err).toBe('clockroom: unknown command "sya"; there are: say, wait\n');
    expect((await small.run('../../etc/x')).code).toBe(2);
  });

  test.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)('ends when the way in is ended by %s', async (signal) => {
    const small = smallProject();
    await small.run('say');
    const parent = spawn(process.execPath, small.start('wait'), {
      env: small.env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    const up = new Promise<void>((resolve) => {
      parent.stdout.on('data', (data) => {
        out += data;
        if (/up \d+\n/.test(out)) resolve();
      });
    });
    // The pipe closes when the last process that holds it is gone: parent and child.
    const allGone = new Promise<number | null>((resolve) => parent.on('close', (code) => resolve(code)));
    await up;
    parent.kill(signal);
    expect(await allGone).toBe(signal === 'SIGKILL' ? null : 7);
    expect(out.includes('got')).toBe(signal !== 'SIGKILL');
  });
});
