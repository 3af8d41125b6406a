import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { SideProcess, type SideProcessError } from '../../../host/aside/side-process.ts';
import { temporaryDirectory } from '../../db/files.ts';
import type { EchoAsk, EchoSaid } from './echo-process.ts';

const file = new URL('./echo-process.ts', import.meta.url);

/** A real process and all that it said. */
function echo(memoryMb?: number) {
  const said: unknown[] = [];
  const ends: (SideProcessError | null)[] = [];
  const process = new SideProcess<EchoAsk, EchoSaid>({
    file,
    ...(memoryMb === undefined ? {} : { memoryMb }),
    onMessage: (message) => said.push(message.said),
    onEnd: (fault) => ends.push(fault),
  });
  onTestFinished(() => process.kill());
  return { process, said, ends };
}

describe('a side process', () => {
  test('answers what it is asked one after the other, whatever can be copied', async () => {
    const { process, said } = echo();
    const what = new Map<string, unknown>([['a', [1n, undefined, new Date(0), new Uint8Array([1, 2])]]]);
    process.send({ do: 'say', what });
    process.send({ do: 'tell twice' });
    await vi.waitFor(() => expect(said).toEqual([what, 1, 2]), 20_000);
  });

  test.each(['throw', 'abort', 'grow'] as const)('that dies alone (%s) is told with its last words', async (how) => {
    const { process, said, ends } = echo(64);
    process.send({ do: 'say', what: 'before' });
    process.send({ do: 'die', how });
    await vi.waitFor(() => expect(ends).toHaveLength(1), 40_000);
    expect(said).toEqual(['before']);
    expect(ends[0]?.message).toMatch(/^ended with /);
    if (how === 'throw') expect(ends[0]?.message).toContain('a fault of its own');
    if (how === 'grow') expect(ends[0]?.message).toContain('out of memory');
    // Asking one that is gone is no fault of who asks, and it ends once.
    process.send({ do: 'say', what: 'after' });
    await process.end(10);
    expect(ends).toHaveLength(1);
  });

  test('that hangs is killed; that is no fault', async () => {
    const { process, ends } = echo();
    process.send({ do: 'hang' });
    await process.kill();
    expect(ends).toEqual([null]);
  });

  test('that is ended does first what it was asked, and that is heard', async () => {
    const { process, said, ends } = echo();
    const written = path.join(temporaryDirectory(), 'written');
    process.send({ do: 'wait and write', file: written, ms: 300 });
    await process.end(30_000);
    expect([said, existsSync(written), ends]).toEqual([['written'], true, [null]]);
  });

  test('that is ended and does not come to an end is killed', async () => {
    const { process, ends } = echo();
    process.send({ do: 'hang' });
    await process.end(200);
    expect(ends).toEqual([null]);
  });

  test('that cannot be begun says so', async () => {
    const ends: (SideProcessError | null)[] = [];
    const none = new SideProcess({
      file: new URL('./none-process.ts', import.meta.url),
      onMessage: () => {},
      onEnd: (fault) => ends.push(fault),
    });
    onTestFinished(() => none.kill());
    await vi.waitFor(() => expect(ends).toHaveLength(1), 20_000);
    expect(ends[0]?.message).toContain('none-process');
  });

  test('goes with the program that began it, killed or come to its own end, also while it works', async () => {
    const folder = temporaryDirectory();
    const script = `
      import { SideProcess } from ${JSON.stringify(new URL('../../../host/aside/side-process.ts', import.meta.url).href)};
      const side = new SideProcess({ file: new URL(${JSON.stringify(file.href)}), onEnd() {},
        onMessage({ said }) { console.log(said); if (process.argv[1] === 'stay') setInterval(() => {}, 1000); else { side.send(ask); process.exitCode = 7; } } });
      const ask = { do: 'wait and write', file: ${JSON.stringify(path.join(folder, 'late'))}, ms: 3000 };
      side.send({ do: 'say', what: 'here' });
      const stay = setTimeout(() => {}, 60_000);
      if (process.argv[1] !== 'stay') side.send({ do: 'say', what: 'bye' }), setTimeout(() => clearTimeout(stay), 1500);
    `;
    for (const how of ['stay', 'leave']) {
      const program = spawn(process.execPath, ['--input-type=module', '-e', script, how], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = new Promise<number | null>((resolve) => program.once('exit', resolve));
      await new Promise((resolve) => program.stdout.once('data', resolve));
      if (how === 'stay') program.kill('SIGKILL');
      expect(await ended).toBe(how === 'stay' ? null : 7);
    }
    await sleep(4_000);
    expect(existsSync(path.join(folder, 'late'))).toBe(false);
  });
});
