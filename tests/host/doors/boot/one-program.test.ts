import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, test } from 'vitest';
import { DataFolder } from '../../../../host/doors/boot/data-folder.ts';
import { readBeat, writeBeat } from '../../../../host/doors/boot/heartbeat.ts';
import { testFolder } from '../stations/served.ts';

const script = new URL('./holding-child.ts', import.meta.url).pathname;
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** A program of its own that wants a folder; `said`: its next line. */
function program(folder: string, as = 'here') {
  const child = spawn(process.execPath, [script, folder, as], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    said: async () => (await lines.next()).value as string | undefined,
    end: async () => {
      child.stdin.end();
      await once(child, 'exit');
    },
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

function storeFolder(): string {
  const folder = path.join(testFolder(), 'store');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'store.sqlite'), 'as if');
  return folder;
}

describe('one program holds a store', () => {
  test('and a second one is refused until the first is gone, however it went', async () => {
    const folder = storeFolder();
    const first = program(folder);
    expect(await first.said()).toBe('held');
    expect(await program(folder).said()).toBe('DATA_FOLDER_IN_USE');
    await first.kill();
    const next = program(folder);
    expect(await next.said()).toBe('held');
    await next.end();
    expect(existsSync(path.join(folder, 'heartbeat.json'))).toBe(false);
  });

  test('under a second path to the folder, and a second folder with the same file by a link', async () => {
    const folder = storeFolder();
    const first = program(folder);
    expect(await first.said()).toBe('held');
    const linked = path.join(testFolder(), 'linked');
    symlinkSync(folder, linked);
    expect(await program(linked).said()).toBe('DATA_FOLDER_IN_USE');
    const other = path.join(testFolder(), 'other');
    mkdirSync(other);
    symlinkSync(path.join(folder, 'store.sqlite'), path.join(other, 'store.sqlite'));
    expect(await program(other).said()).toBe('DATA_FOLDER_IN_USE');
    const hard = path.join(path.dirname(folder), 'hard');
    mkdirSync(hard);
    linkSync(path.join(folder, 'store.sqlite'), path.join(hard, 'store.sqlite'));
    expect(await program(hard).said()).toBe('STORE_FILE_LINKED');
    await first.end();
  });

  test('as through a mount, which no name of the path tells: the folder under another name, the same file in it', async () => {
    const folder = storeFolder();
    const first = program(folder);
    expect(await first.said()).toBe('held');
    // What a mount shows elsewhere: another path, the same files. A folder that was moved is just that.
    const mounted = path.join(path.dirname(folder), 'mounted');
    renameSync(folder, mounted);
    expect(await program(mounted).said()).toBe('DATA_FOLDER_IN_USE');
    await first.kill();
  });

  test('but a copy is another store', async () => {
    const folder = storeFolder();
    const first = program(folder);
    expect(await first.said()).toBe('held');
    const copy = path.join(testFolder(), 'copy');
    cpSync(folder, copy, { recursive: true });
    const second = program(copy);
    expect(await second.said()).toBe('held');
    await Promise.all([first.end(), second.end()]);
  });
});

describe('another computer on a share that passes no locks on', () => {
  const beat = { name: 'till-2', id: 'till-2', boot: 'till-2', holder: 'other' };
  const quick = { beatMs: 30, standsMs: 600 };

  test('is seen by its heartbeat and refused', async () => {
    const folder = storeFolder();
    const file = path.join(folder, 'heartbeat.json');
    let count = 0;
    const beats = setInterval(() => {
      count += 1;
      writeBeat(file, { ...beat, count });
    }, 20);
    writeBeat(file, { ...beat, count });
    await expect(DataFolder.take(folder, quick)).rejects.toMatchObject({
      code: 'DATA_FOLDER_SHARED',
      context: { host: 'till-2' },
    });
    clearInterval(beats);
    // It stands still: whoever held it is gone.
    const held = await DataFolder.take(folder, quick);
    expect(readBeat(file)?.name).not.toBe('till-2');
    await held.release();
  });

  test('that takes it all the same is noticed by whoever held it', async () => {
    const folder = storeFolder();
    const first = program(folder, 'till-1');
    expect(await first.said()).toBe('held');
    writeBeat(path.join(folder, 'heartbeat.json'), { ...beat, count: 7 });
    expect(await first.said()).toBe('taken by till-2');
    await first.kill();
  });
});

test.skipIf(process.platform === 'win32')(
  'the folder and what is in it are closed to others, also where they were there before',
  async () => {
    const folder = storeFolder();
    chmodSync(folder, 0o755);
    chmodSync(path.join(folder, 'store.sqlite'), 0o644);
    const held = await DataFolder.take(folder);
    const modes = [folder, path.join(folder, 'store.sqlite')].map((one) => statSync(one).mode & 0o777);
    expect(modes).toEqual([0o700, 0o600]);
    await held.release();
  },
);
