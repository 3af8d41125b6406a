import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { realScheduler as scheduler } from '../../../hardware/scheduler.ts';
import { SimLine } from '../../../hardware/sim/sim-line.ts';
import { SimTerminal, type SimTerminalOptions } from '../../../hardware/sim/sim-terminal.ts';
import { createTransport } from '../../../hardware/transport/open.ts';
import { parseTool } from '../../../scripts/bus/arguments.ts';

const script = fileURLToPath(new URL('../../../scripts/bus.ts', import.meta.url));
let dataDir: string;
let line: SimLine;
let port: string;

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'clockroom-bus-'));
});

afterEach(async () => {
  await line?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function put(...terminals: (Partial<SimTerminalOptions> & { address: number })[]): Promise<void> {
  line = new SimLine({ scheduler, terminals: terminals.map((each) => new SimTerminal({ ...each, scheduler })) });
  port = await line.openPty();
}

function start(...args: string[]): ChildProcessByStdio<Writable, Readable, Readable> {
  return spawn(process.execPath, [script, ...args, '--port', port, '--data', dataDir], { stdio: 'pipe' });
}

/** Runs a tool to its end. */
async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = start(...args);
  child.stdin.end();
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data) => {
    stdout += data;
  });
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

describe('npm run bus', () => {
  it('scan finds the speed and the terminals', async () => {
    await put({ address: 2, baudRate: 38_400, serial: 4711 }, { address: 5, baudRate: 38_400, isSumOnly: true });
    const { code, stdout } = await run('scan', '--addresses', '0-6', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      speed: 38_400,
      terminals: [{ address: 2, serial: 4711 }, { address: 5 }],
    });
    expect(code).toBe(0);
  });

  it('scan says in one line what is wrong when nobody answers', async () => {
    await put({ address: 90 });
    line.terminal(90).unplug();
    const { code, stdout, stderr } = await run('scan', '--addresses', '1', '--baud', '9600', '--json');
    expect([code, JSON.parse(stdout).error.code]).toEqual([1, 'NOBODY_ANSWERS']);
    expect(stderr).toMatch(/没有报钟器回应.* \/ no terminal answers/);
  });

  it('set-key gives a key after a yes, keeps it, and never prints it', async () => {
    await put({ address: 3 });
    const refused = await run('set-key', '--address', '3', '--baud', '9600');
    expect([refused.code, line.terminal(3).scbk]).toEqual([1, undefined]);

    const given = await run('set-key', '--address', '3', '--baud', '9600', '--bus', 'floor-3', '--yes');
    const file = path.join(dataDir, 'terminal-keys.json');
    expect(given.stdout).toContain(file);
    const key = JSON.parse(readFileSync(file, 'utf8'))['floor-3/3'];
    expect(
      Buffer.from(line.terminal(3).scbk ?? [])
        .toString('hex')
        .toUpperCase(),
    ).toBe(key);
    expect(`${given.stdout}${given.stderr}`).not.toContain(key);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(given.code).toBe(0);

    const tested = await run('test', '--address', '3', '--baud', '9600', '--bus', 'floor-3', '--json');
    expect(JSON.parse(tested.stdout)).toMatchObject({ secure: true, steps: { text: 'ok', light: 'ok', beeper: 'ok' } });
    expect(line.terminal(3).lines.join(' ')).toContain('address 3');
  });

  it('test names why a terminal cannot be used', async () => {
    await put({ address: 3, scbk: new Uint8Array(16).fill(7) });
    const { code, stdout, stderr } = await run('test', '--address', '3', '--baud', '9600', '--json');
    expect([code, JSON.parse(stdout).error.code]).toEqual([1, 'OSDP_OFFLINE']);
    expect(stderr).toContain('It refuses the encrypted channel, it holds a key: name the store’s data folder');
  });

  it('set-address moves a terminal and its key, in its own speed', async () => {
    await put({ address: 3, baudRate: 9600 });
    await run('set-key', '--address', '3', '--yes');
    const { code, stdout } = await run('set-address', '--address', '3', '--to', '17', '--json');
    expect([code, JSON.parse(stdout)]).toEqual([0, { from: 3, to: 17 }]);
    expect(line.terminals.map(({ address }) => address)).toEqual([17]);
    expect(Object.keys(JSON.parse(readFileSync(path.join(dataDir, 'terminal-keys.json'), 'utf8')))).toEqual(['bus/17']);
    const tested = await run('test', '--address', '17', '--baud', '9600', '--json');
    expect(JSON.parse(tested.stdout)).toMatchObject({ secure: true });
  });

  it('set-address refuses an address where a terminal is already, and leaves both alone', async () => {
    await put({ address: 3, baudRate: 9600 }, { address: 17, baudRate: 9600 });
    const { code, stdout } = await run('set-address', '--address', '3', '--to', '17', '--baud', '9600', '--json');
    expect([code, JSON.parse(stdout).error.code]).toEqual([1, 'ADDRESS_TAKEN']);
    expect(line.terminals.map(({ address }) => address)).toEqual([3, 17]);
  });

  it('set-address replaces the kept key of a terminal without power only after a yes', async () => {
    await put({ address: 3 }, { address: 17 });
    await run('set-key', '--address', '17', '--yes', '--baud', '9600');
    await run('set-key', '--address', '3', '--yes', '--baud', '9600');
    line.terminal(17).unplug();
    const keys = () => JSON.parse(readFileSync(path.join(dataDir, 'terminal-keys.json'), 'utf8'));
    const before = keys();
    const to17 = ['set-address', '--address', '3', '--to', '17', '--baud', '9600', '--json'];
    const refused = await run(...to17);
    expect([refused.code, JSON.parse(refused.stdout).error.code]).toEqual([1, 'ADDRESS_HAS_KEY']);
    expect(keys()).toEqual(before);
    expect((await run(...to17, '--yes')).code).toBe(0);
    expect(keys()).toEqual({ 'bus/17': before['bus/3'] });
  });

  it.each([
    ['/dev/no-such-line', 'there is no such device'],
    ['127.0.0.1:1', 'it takes no connection'],
    ['no-such-machine.invalid:4001', 'there is no machine of that name'],
  ])('says why a line cannot be opened: %s', async (named, words) => {
    port = named;
    const { code, stderr } = await run('scan', '--baud', '9600');
    expect([code, stderr]).toEqual([1, expect.stringContaining(words)]);
  });

  it('says that another program has the line', async () => {
    await put({ address: 1 });
    const other = createTransport({ type: 'serial', path: port, baudRate: 9600 });
    await other.open();
    const { code, stderr } = await run('scan', '--baud', '9600');
    await other.close();
    expect([code, stderr]).toEqual([1, expect.stringContaining('another program has it open')]);
  });

  it('help is no mistake', async () => {
    port = '/dev/none';
    const { code, stdout } = await run('--help');
    expect([code, stdout]).toEqual([0, expect.stringContaining('npm run bus -- scan')]);
  });

  it('scan tells what each terminal can', async () => {
    await put({ address: 4 });
    const { stdout } = await run('scan', '--addresses', '4', '--baud', '9600', '--json');
    const [found] = JSON.parse(stdout).terminals;
    expect(found.capabilities).toContainEqual(expect.objectContaining({ function: 6 }));
    const { stdout: words } = await run('scan', '--addresses', '4', '--baud', '9600');
    expect(words).toMatch(/text 2×16, light .*, beeper, CRC, AES-128/);
  });

  it('set-speed takes the whole line along, and the keys stay good', async () => {
    await put({ address: 3, baudRate: 38_400 }, { address: 9, baudRate: 38_400 });
    await run('set-key', '--address', '3', '--yes', '--baud', '38400');
    const { code, stdout } = await run('set-speed', '--addresses', '0-10', '--speed', '57600', '--json');
    expect([code, JSON.parse(stdout)]).toEqual([0, { from: 38_400, to: 57_600, moved: [3, 9], left: [] }]);
    const tested = await run('test', '--address', '3', '--baud', '57600', '--json');
    expect(JSON.parse(tested.stdout)).toMatchObject({ secure: true });
  });

  it('set-speed names who was left behind', async () => {
    // Without its key this one refuses to be told anything.
    await put({ address: 3, baudRate: 9600 }, { address: 9, baudRate: 9600, scbk: new Uint8Array(16).fill(7) });
    const { code, stderr } = await run('set-speed', '--addresses', '3,9', '--speed', '19200', '--baud', '9600');
    expect([code, stderr]).toEqual([1, expect.stringContaining('left behind (still at 9600): 9')]);
  });

  it.each([
    ['--speed is missing', 2, ['--port', '/dev/none']],
    ['a converter keeps its own speed', 1, ['--port', '127.0.0.1:9', '--speed', '19200']],
  ])('set-speed says why it cannot: %s', async (words, status, args) => {
    const child = spawn(process.execPath, [script, 'set-speed', ...args], { stdio: 'pipe' });
    let stderr = '';
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    const [code] = await once(child, 'close');
    expect([code, stderr]).toEqual([status, expect.stringContaining(words)]);
  });

  it('watch prints what passes until it is stopped', async () => {
    await put({ address: 1 });
    const child = start('watch', '--addresses', '1', '--baud', '9600', '--json');
    let seen = '';
    const swiped = new Promise<void>((resolve) => {
      child.stdout.on('data', (data) => {
        seen += data;
        if (seen.includes('"POLL"') && line.terminal(1).pollCount === 1) line.terminal(1).holdCard('04C0FFEE');
        if (seen.includes('RAW')) resolve();
      });
    });
    await swiped;
    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    const frames = seen
      .trim()
      .split('\n')
      .map((each) => JSON.parse(each));
    expect(frames[0]).toMatchObject({ direction: 'tx', address: 1, text: 'ID', verdict: 'sent' });
    expect(frames.find(({ text }) => text === 'RAW 32 bits 04C0FFEE')).toMatchObject({ direction: 'rx' });
    expect(code).toBe(0);
  });

  it.each([
    [[], '--port is missing'],
    [['scan', '--baud', '1200'], '--baud: 9600'],
    [['test'], '--address is missing'],
    [['scan', '--addresses', '5-200'], 'addresses are 0 to 126'],
    [['dance'], 'unknown command: dance'],
    [['scan', '--what'], '--what'],
  ])('called wrongly (%j) is refused with the reason', (args, words) => {
    const withPort = words === '--port is missing' ? ['scan'] : [...args, '--port', '/dev/none'];
    expect(() => parseTool(withPort)).toThrow(words);
  });

  it('called wrongly says how it is called', async () => {
    const child = spawn(process.execPath, [script, 'dance', '--port', '/dev/none'], { stdio: 'pipe' });
    let stderr = '';
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    const [code] = await once(child, 'close');
    expect([code, stderr]).toEqual([2, expect.stringContaining('npm run bus -- scan')]);
  });
});
