import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { listPackage, statFile } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findProgram } from '../../../scripts/common/debian-packages.ts';
import { projectPath } from '../../../scripts/common/project.ts';
import { StoreCaller } from '../../../scripts/common/store-caller.ts';
import { fuseSentinel, layOutDistribution } from '../../electron/stand-in/distribution.ts';
import { tempFolder } from '../temp-folder.ts';

/** `npm run package`, with a folder laid out like Electron's release in its place; the rest is what stores get. */
const folder = tempFolder();
const output = path.join(folder.path, 'out');
const program = path.join(output, 'dir/linux-unpacked');
const archive = path.join(program, 'resources/app.asar');
const unpacked = `${archive}.unpacked`;
const patient = { timeout: 60_000, interval: 200 };

function pack(...args: string[]) {
  return spawnSync(process.execPath, [projectPath('scripts/package.ts'), ...args], { encoding: 'utf8' });
}

let said: ReturnType<typeof pack>;
beforeAll(() => {
  const dist = layOutDistribution(path.join(folder.path, 'electron'));
  said = pack('--target', 'dir,zip,dmg-arm64', '--electron-dist', dist, '--out', output);
}, 300_000);
afterAll(() => folder.remove());

/** The files of an archive, without its folders, as `a/b`. */
const filesIn = (file: string) =>
  listPackage(file, { isPack: false })
    .map((name) => name.replace(/^[/\\]/, ''))
    .filter((name) => !('files' in statFile(file, name)));

test('says what was made, and in one line why something was not; the status tells', () => {
  expect(said.stdout.trim().split('\n')).toEqual([
    `dir: ${program}`,
    `zip: ${path.join(output, 'zip/Clockroom-0.1.0-zip.zip')}`,
    'dmg-arm64: not made: a disk image is made on macOS only',
  ]);
  expect(said.status).toBe(1);
});

test('asked for what there is not, it says what there is', () => {
  const { status, stderr } = pack('--target', 'exe');
  expect([status, stderr]).toEqual([2, expect.stringMatching(/^--target exe: there are nsis-x64, .*, dir, zip \//)]);
});

describe('the archive', () => {
  test('holds the program, its screens, the example store, what has a binary, licences, and nothing else', () => {
    const allowed = [
      /^package\.json$/,
      /^LICENSE$/,
      /^licences\.txt$/,
      /^site\/jiangwan\.json$/,
      /^dist\/electron\/(main|preload|(wal|practice|heartbeat)-thread|(report|keeper)-process)\.cjs$/,
      /^dist\/renderer\/(index\.html|scheme\.js|assets\/[\w.-]+\.(js|css|woff2?))$/,
      /^node_modules\/(@[\w-]+\/)?[\w-]+\/(.*\.(js|cjs|mjs|node)|package\.json|(.*\/)?LICENSE[^/]*|license\.md)$/i,
    ];
    const files = filesIn(archive);
    expect(files.filter((name) => !allowed.some((one) => one.test(name)))).toEqual([]);
    expect(files.filter((name) => /(^|\/)(tests?|scripts|docs|\.git|prebuilds\/(?!.*linux-x64))/.test(name))).toEqual(
      [],
    );
    const packages = files.flatMap((name) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1] ?? []);
    expect([...new Set(packages)].sort()).toEqual([
      ...['@koromix/koffi-linux-x64', '@serialport/bindings-cpp', '@serialport/bindings-interface'],
      ...['@serialport/parser-delimiter', '@serialport/parser-readline', 'better-sqlite3', 'debug', 'koffi', 'ms'],
      ...['node-gyp-build', 'node-hid', 'pkg-prebuilds'],
    ]);
  });

  test('tells no path of the machine it was made on, and maps no sources', () => {
    const everything = readFileSync(archive, 'latin1');
    expect(everything).not.toContain(projectPath());
    expect(everything).not.toMatch(/^\/\/# sourceMappingURL=/m);
    expect(filesIn(archive).filter((name) => name.endsWith('.map'))).toEqual([]);
  });

  test('leaves beside it what the system loads and what threads are begun from, whole', () => {
    const beside = readdirSync(unpacked, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
    const expected = filesIn(archive).filter((name) => /^node_modules\/|-(thread|process)\.cjs$/.test(name));
    for (const name of expected) expect([name, existsSync(path.join(unpacked, name))]).toEqual([name, true]);
    expect(beside.filter((name) => name.endsWith('.node'))).toHaveLength(5);
  });

  test('names the licences of what is in its bundles', () => {
    const { 'licences.txt': size } = Object.fromEntries(
      ['licences.txt'].map((name) => [name, statFile(archive, name)]),
    );
    expect(size).toMatchObject({ size: expect.any(Number) });
    const text = readFileSync(archive, 'utf8');
    for (const name of ['react', 'zod', 'better-sqlite3', 'electron-updater']) {
      expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(\\S+\\)$`, 'm'));
    }
  });
});

test('the program’s switches are set: no options from outside, only its own archive', () => {
  const bytes = readFileSync(path.join(program, 'clockroom'));
  const at = bytes.indexOf(fuseSentinel) + fuseSentinel.length + 2;
  // Run as Node, cookies, NODE_OPTIONS, --inspect, the archive's hash, only the archive, a snapshot, rights of files.
  expect(bytes.subarray(at, at + 8).toString()).toBe('10001100');
});

test('of Electron’s release there is what a store needs', () => {
  expect(readdirSync(program).sort()).toEqual([
    'LICENSE.electron.txt',
    'LICENSES.chromium.html',
    'clockroom',
    'locales',
    'resources',
  ]);
  expect(readdirSync(path.join(program, 'locales'))).toEqual(['en-US.pak', 'zh-CN.pak']);
  expect(readdirSync(path.join(program, 'resources')).sort()).toEqual([
    'app-update.yml',
    'app.asar',
    'app.asar.unpacked',
  ]);
});

test('the zip holds the same', () => {
  const zip = path.join(output, 'zip/Clockroom-0.1.0-zip.zip');
  const listed = execFileSync(findProgram('7zz') ?? '7z', ['l', '-ba', '-slt', zip], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  const files = [...listed.matchAll(/^Path = (.*)$/gm)].map(([, name = '']) => name.replace(/^[^/]*linux[^/]*\//, ''));
  const made = readdirSync(program, { recursive: true, encoding: 'utf8' });
  expect(files.filter((name) => /\.\w+$/.test(name)).sort()).toEqual(made.filter((name) => /\.\w+$/.test(name)).sort());
});

describe('the packed program', () => {
  let running: ChildProcess;
  let ended: Promise<number | null>;
  let screen: StoreCaller;
  const dataDir = path.join(folder.path, 'data');

  beforeAll(async () => {
    const args = ['--headless', '--demo', '--data', dataDir, '--port', '0'];
    running = spawn(path.join(program, 'clockroom'), args, { cwd: folder.path, stdio: ['ignore', 'pipe', 'inherit'] });
    ended = new Promise((resolve) => running.once('exit', resolve));
    const url = await new Promise<string>((resolve, reject) => {
      running.stdout?.once('data', (text) => resolve(String(text).trim()));
      running.once('exit', (code) => reject(new Error(`it ended with ${code}`)));
    });
    screen = await StoreCaller.open(url);
  }, 120_000);
  afterAll(() => {
    screen?.close();
    running?.kill('SIGKILL');
  });

  async function ask<T>(call: ReturnType<StoreCaller['query']>): Promise<T> {
    const outcome = await call;
    if (outcome.kind !== 'answer') throw new Error(JSON.stringify(outcome));
    return outcome.data as T;
  }
  const act = (name: string, data: object) =>
    ask<{ events: { type: string; payload: { technicianNo?: string } }[] }>(
      screen.mutation('act', { commandId: crypto.randomUUID(), name, data }),
    );
  const board = () =>
    ask<{
      rooms: { no: string; state: string; terminal: string }[];
      technicians: { no: string; state: string; skills: string[] }[];
    }>(screen.query('board.snapshot'));

  test('opens a room, assigns a technician, and starts the clock by the card at the room’s terminal', async () => {
    await ask(screen.mutation('session.signIn', { staffNo: 'M01', pin: '0000' }));
    const waiting = (await board()).technicians.find(
      ({ state, skills }) => state === 'idle' && skills.includes('foot'),
    );
    const technicianNo = waiting?.no ?? '1';
    if (!waiting) await act('technician.comeOnDuty', { technicianNo });
    const room = await vi.waitFor(async () => {
      const found = (await board()).rooms.find(({ state, terminal }) => state === 'vacant' && terminal === 'online');
      if (!found) throw new Error('no room with a terminal');
      return found;
    }, patient);
    const order = { serviceCode: '41', choices: [{ technicianNo, kind: 'requested' }] };
    await act('visit.open', { roomNo: room.no, guests: [{}], orders: [order] });
    const view = await ask<{
      terminals: { id: string; roomNo: string | null }[];
      cards: { role: string; holder: string; cardId: string }[];
    }>(screen.query('practice.view'));
    const terminalId = view.terminals.find(({ roomNo }) => roomNo === room.no)?.id;
    const cardId = view.cards.find(({ role, holder }) => role === 'technician' && holder === technicianNo)?.cardId;
    await ask(screen.mutation('practice.holdCard', { terminalId, cardId }));
    await vi.waitFor(async () => {
      const { rooms, technicians } = await board();
      expect(rooms.find(({ no }) => no === room.no)?.state).toBe('in-service');
      expect(technicians.find(({ no }) => no === technicianNo)?.state).toBe('working');
    }, patient);
  });

  test('closes the store when it is told to', async () => {
    running.kill('SIGTERM');
    expect(await ended).toBe(0);
    const logs = path.join(dataDir, 'logs');
    const text = readdirSync(logs).map((name) => readFileSync(path.join(logs, name), 'utf8'));
    expect(text.join('')).toContain('the store is closed');
    // Nothing of it needs what is not packed.
    expect(text.join('').match(/^.*"level":50.*$/m)?.[0] ?? '').toBe('');
  });
});
