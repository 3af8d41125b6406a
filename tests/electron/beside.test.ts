import { fork } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleMain } from '../../scripts/common/desktop-bundles.ts';
import { projectPath } from '../../scripts/common/project.ts';
import { tempFolder } from '../scripts/temp-folder.ts';

/** What works beside the store in the desktop program: bundled beside it, begun from there, without a source file about. */
const folder = tempFolder();
const shell = path.join(folder.path, 'dist/electron');
const noStore = path.join(folder.path, 'none.sqlite');

beforeAll(async () => {
  await bundleMain(path.join(shell, 'main.cjs'));
  symlinkSync(projectPath('node_modules'), path.join(folder.path, 'node_modules'));
});
afterAll(() => folder.remove());

/** The first thing a thread says to a message. */
async function answerOf(name: string, workerData: object, message: unknown): Promise<unknown> {
  const thread = new Worker(path.join(shell, name), { workerData });
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  thread.once('message', resolve);
  thread.once('error', reject);
  thread.postMessage(message);
  try {
    return await promise;
  } finally {
    await thread.terminate();
  }
}

/** The first thing a process says to what it is asked. */
async function answerFrom(name: string, args: string[], ask: unknown): Promise<unknown> {
  const child = fork(path.join(shell, name), args, { execArgv: [], serialization: 'advanced' });
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  child.once('message', resolve);
  child.once('exit', (code, signal) => reject(new Error(`it ended with ${signal ?? code}`)));
  child.send({ ask });
  try {
    return await promise;
  } finally {
    child.kill('SIGKILL');
  }
}

test('the main program begins the threads and processes beside it', () => {
  const main = readFileSync(path.join(shell, 'main.cjs'), 'utf8');
  expect(main.match(/join\(__dirname\.replace\([^\n]*?, ["'][\w-]+-(thread|process)\.cjs["']\)/g)).toHaveLength(5);
  expect(main).not.toMatch(/-(thread|process)\.ts['"]/);
});

test('the process of reports answers', async () => {
  const call = { id: 1, name: 'pay.month', input: [null], moment: { now: 0, businessDate: '2026-11-21' } };
  expect(await answerFrom('report-process.cjs', [noStore], call)).toMatchObject({
    id: 1,
    type: 'error',
    error: { kind: 'database', code: 'FILE_NOT_FOUND' },
  });
});

test('the process that keeps answers', async () => {
  const asked = { name: 'pages', input: { file: noStore } };
  expect(await answerFrom('keeper-process.cjs', [], asked)).toMatchObject({
    message: expect.stringContaining('FILE_NOT_FOUND'),
  });
});

test('the thread of the log answers', async () => {
  const signals = new Int32Array(new SharedArrayBuffer(8));
  expect(await answerOf('wal-thread.cjs', { path: noStore, signals }, 'move')).toMatchObject({ code: 'DISK_FAILED' });
});

test('the thread that makes a copy fit for practice does so', async () => {
  const said = await answerOf('practice-thread.cjs', { path: path.join(folder.path, 'none', 'x.sqlite'), at: 0 }, null);
  expect(said).toMatchObject({ code: 'FILE_NOT_FOUND' });
});
