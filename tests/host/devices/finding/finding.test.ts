import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreError } from '../../../../core/kernel/error.ts';
import type { Site } from '../../../../core/model/site/schema.ts';
import { realScheduler as scheduler } from '../../../../hardware/scheduler.ts';
import { SimPrinter } from '../../../../hardware/sim/printer.ts';
import { SimLine } from '../../../../hardware/sim/sim-line.ts';
import { SimTerminal } from '../../../../hardware/sim/sim-terminal.ts';
import { networkAround } from '../../../../hardware/transport/private-network.ts';
import type { Connection } from '../../../../host/contract/connection.ts';
import type { FindingMachine } from '../../../../host/devices/finding/machine.ts';
import type { LineGiven } from '../../../../host/parts/finding/service.ts';
import type { FindingView } from '../../../../host/parts/finding/views.ts';
import type { RunningStoreOptions } from '../../../../host/store/options.ts';
import { RunningStore } from '../../../../host/store/running-store.ts';
import { temporaryDirectory } from '../../../db/files.ts';
import { exampleSite } from '../../../db/shop-day.ts';

const patience = { timeout: 60_000, interval: 20 };
const closing: (() => Promise<unknown>)[] = [];
let store: RunningStore;
let dataDir: string;
let desk: Connection;

async function opened(
  machine: Partial<FindingMachine> = {},
  more: Partial<RunningStoreOptions> = {},
  folder = temporaryDirectory(),
): Promise<void> {
  dataDir = folder;
  store = await RunningStore.open({
    ...{ dataDir, demo: true, voice: 'none', log: { info: () => {}, warn: () => {}, error: () => {} } },
    machine,
    ...more,
  });
  closing.push(() => store.close());
  desk = { stationId: 'desk', isOwn: true, sessionToken: null };
  await store.sessions.signIn(desk, 'M01', '0000');
}

beforeEach(() => {
  closing.length = 0;
});
afterEach(async () => {
  for (const close of closing.toReversed()) await close();
});

async function until(id: string, isIt: (view: FindingView) => boolean): Promise<FindingView> {
  await expect.poll(() => isIt(store.finding.view(id)), patience).toBe(true);
  return store.finding.view(id);
}
/** The code with which it is refused; null where it is not. */
const codeOf = (work: Promise<unknown>): Promise<string | null> =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof StoreError ? error.code : String(error)),
  );
const isOver = ({ state }: FindingView) => state !== 'running';
const logOf = (event: string) =>
  readFileSync(path.join(dataDir, 'logs', 'devices.log'), 'utf8')
    .split('\n')
    .filter((line) => line.includes(`"${event}"`));

async function network(): Promise<{ printers: SimPrinter[]; port: number }> {
  const named = new SimPrinter({ name: 'named', identity: { maker: 'EPSON', model: 'TM-T20II' } });
  const silent = new SimPrinter({ name: 'silent', answers: 'none' });
  const port = await named.listen(0, '127.0.77.5');
  await silent.listen(port, '127.0.77.9');
  closing.push(
    () => named.close(),
    () => silent.close(),
  );
  return { printers: [named, silent], port };
}

/** A line of simulated terminals behind a real pseudo-terminal. */
async function line(addresses: number[], baudRate?: number) {
  const speed = baudRate === undefined ? {} : { baudRate };
  const terminals = addresses.map((address) => new SimTerminal({ address, scheduler, ...speed }));
  const sim = new SimLine({ scheduler, terminals });
  const given: LineGiven = {
    id: 'new-line',
    transport: { type: 'serial', path: await sim.openPty(), baudRate: 9600 },
  };
  closing.push(() => sim.close());
  return { sim, given };
}

async function setSection(name: 'terminals' | 'printers', change: (value: Site) => object): Promise<void> {
  const { value, version } = store.settings.section(name);
  const command = { terminals: 'settings.setTerminals', printers: 'settings.setPrinters' }[name];
  store.act(desk, crypto.randomUUID(), {
    name: command,
    data: { value: change(value as unknown as Site), basedOn: version },
  } as never);
}

describe('printers on the network', () => {
  it('are found, named where they say who they are, tried before they are saved, and who looked stands in the log', async () => {
    const { printers, port } = await network();
    const around = networkAround('127.0.77.1', 28);
    await opened({ networks: () => [around], printerPort: port });
    expect((await store.finding.plugged()).networks).toEqual([{ name: '127.0.77.0/28', hosts: 13 }]);
    const id = await store.finding.searchNetwork(desk, around.name);
    const view = await until(id, isOver);
    expect(view).toMatchObject({ state: 'done', asked: 13, total: 13 });
    expect(view.printers.toSorted((one, other) => one.host.localeCompare(other.host))).toEqual([
      { host: '127.0.77.5', port, isReceiptPrinter: true, name: 'EPSON TM-T20II', usedBy: null },
      { host: '127.0.77.9', port, isReceiptPrinter: false, name: '', usedBy: null },
    ]);
    // Whoever was asked printed nothing.
    expect(printers.map(({ unfinished, cuts }) => [unfinished, cuts])).toEqual([
      [[], 0],
      [[], 0],
    ]);
    expect(logOf('search').join()).toContain('"by":"M01"');
    const printer = { id: 'new', transport: { type: 'tcp' as const, host: '127.0.77.5', port }, paperMm: 58 as const };
    await store.finding.testPrinter({ ...printer, encoding: 'gb18030', prints: [] });
    await expect.poll(() => printers[0]?.cuts, patience).toBe(1);
    expect(printers[0]?.slips[0]?.text).toContain('打印测试');
  });

  it('of the store are known, and not connected to', async () => {
    const { printers, port } = await network();
    const around = networkAround('127.0.77.1', 28);
    await opened({ networks: () => [around], printerPort: port });
    await setSection('printers', ({ printers: all }) => ({
      printers: all.map((one, at) =>
        at === 0 ? { ...one, transport: { type: 'tcp', host: '127.0.77.5', port } } : one,
      ),
    }));
    const [first] = (store.settings.section('printers').value as unknown as Site).printers;
    const id = await store.finding.searchNetwork(desk, around.name);
    const { printers: found } = await until(id, isOver);
    expect(found.find(({ host }) => host === '127.0.77.5')?.usedBy).toBe(`printer/${first?.id}`);
    if (first) await store.finding.testPrinter({ ...first, paperMm: 58 });
    await expect.poll(() => printers[0]?.cuts, patience).toBe(1);
  });

  it('are asked for on no network but this computer’s private ones', async () => {
    await opened({ networks: () => [] });
    for (const name of ['8.8.8.0/24', '192.168.1.0/24', '10.0.0.0/8', '']) {
      expect(await codeOf(store.finding.searchNetwork(desk, name))).toBe('FINDING_NETWORK');
    }
  });

  it('are asked no more once it is stopped, or another search begins', async () => {
    const around = networkAround('127.0.77.1', 24);
    await opened({ networks: () => [around], printerPort: 9 });
    const first = await store.finding.searchNetwork(desk, around.name);
    const second = await store.finding.searchNetwork(desk, around.name);
    expect(store.finding.view(first).state).toBe('stopped');
    await store.finding.stop(second);
    expect(isOver(store.finding.view(second))).toBe(true);
  });

  it('that cannot be reached are told with what to do', async () => {
    await opened();
    const printer = { id: 'p', paperMm: 80, encoding: 'gb18030', prints: [] } as const;
    const at = (transport: object) => ({ ...printer, transport }) as never;
    const { port } = await network();
    const refused = { type: 'tcp', host: '127.0.77.6', port };
    expect(await codeOf(store.finding.testPrinter(at(refused)))).toBe('LINE_REFUSED');
    const missing = { type: 'serial', path: '/dev/ttyUSB77', baudRate: 9600 };
    expect(await codeOf(store.finding.testPrinter(at(missing)))).toBe('LINE_MISSING');
    expect(logOf('test').join()).toContain('LINE_REFUSED');
  });
});

describe('a line with terminals', () => {
  it('is searched at the usual speeds, listened to, and beeps, before it is saved', async () => {
    const { sim, given } = await line([1, 4], 115_200);
    await opened();
    const id = await store.finding.searchLine(desk, given);
    const view = await until(id, isOver);
    expect(view).toMatchObject({ state: 'done', code: null, bitsPerSecond: 115_200 });
    expect(view.terminals.map(({ address, usedBy }) => [address, usedBy])).toEqual([
      [1, null],
      [4, null],
    ]);
    const found = { ...given, transport: { ...given.transport, baudRate: 115_200 } } as LineGiven;
    const heard = await store.finding.listen(desk, found, [1, 4]);
    const touchAt = async (address: number, press: () => boolean) => {
      const told = () => store.finding.view(heard).touches.find((touch) => touch.address === address);
      await expect.poll(() => told() ?? press(), patience).toMatchObject({ address });
      return told();
    };
    const keyed = await touchAt(4, () => sim.terminal(4).press('5'));
    expect(keyed).toMatchObject({ what: 'keys', holder: null });
    const card = exampleSite().staff.find(({ no }) => no === 'M01')?.card ?? '';
    // What was pressed at the other terminal while nobody looked yet may still come between.
    const held = await touchAt(1, () => sim.terminal(1).holdCard(card));
    expect(held).toMatchObject({ what: 'card', holder: { kind: 'staff', no: 'M01' } });
    await store.finding.stop(heard);
    await store.finding.testTerminal(found, 4);
    expect(sim.terminal(4).view.beepCount).toBe(1);
    expect(await codeOf(store.finding.testTerminal(found, 9))).toBe('TERMINAL_OFFLINE');
  });

  it('on which nobody is says so, and one that is not there is told with what to do', async () => {
    const { given } = await line([]);
    await opened();
    const view = await until(await store.finding.searchLine(desk, given), isOver);
    expect(view).toMatchObject({ state: 'done', terminals: [], bitsPerSecond: null });
    const missing: LineGiven = { id: 'x', transport: { type: 'serial', path: '/dev/ttyUSB88', baudRate: 9600 } };
    expect(await codeOf(store.finding.searchLine(desk, missing))).toBe('LINE_MISSING');
    const file: LineGiven = { id: 'x', transport: { type: 'serial', path: '/etc/passwd', baudRate: 9600 } };
    expect(await codeOf(store.finding.searchLine(desk, file))).toBe('DEVICE_PATH');
  });

  it('in use goes on: new terminals are found, heard and beep, those of the store stay online', async () => {
    const { sim, given } = await line([1, 2, 30]);
    await opened();
    await setSection('terminals', ({ buses }) => ({
      buses: [
        ...buses.map((bus) => ({ ...bus, terminals: bus.terminals.filter(({ room }) => room !== '201') })),
        { ...given, terminals: [{ address: 1, room: '201' }] },
      ],
    }));
    const state = () => store.bus.status().find(({ id }) => id === given.id)?.terminals[0];
    await expect.poll(() => state()?.state, patience).toBe('online');
    const id = await store.finding.searchLine(desk, given);
    const view = await until(id, isOver);
    expect(view.terminals.map(({ address, usedBy }) => [address, usedBy])).toEqual([
      [1, 'terminal/new-line/1'],
      [2, null],
      [30, null],
    ]);
    expect(state()).toMatchObject({ state: 'online' });
    const heard = await store.finding.listen(desk, given, [1, 2, 30]);
    for (const address of [30, 1]) {
      await expect
        .poll(() => {
          sim.terminal(address).press('7');
          return store.finding.view(heard).touches.some((touch) => touch.address === address);
        }, patience)
        .toBe(true);
    }
    await store.finding.testTerminal(given, 2);
    await store.finding.testTerminal(given, 1);
    expect([1, 2].map((address) => sim.terminal(address).view.beepCount >= 1)).toEqual([true, true]);
    expect(state()).toMatchObject({ state: 'online' });
  });

  it('is let go of when devices are set, so that the store can open it', async () => {
    const { given } = await line([1]);
    await opened();
    const heard = await store.finding.listen(desk, given, [1]);
    await setSection('terminals', ({ buses }) => ({
      buses: [
        ...buses.map((bus) => ({ ...bus, terminals: bus.terminals.filter(({ room }) => room !== '201') })),
        { ...given, terminals: [{ address: 1, room: '201' }] },
      ],
    }));
    await expect.poll(() => store.finding.view(heard).state, patience).toBe('stopped');
    const state = () => store.bus.status().find(({ id }) => id === given.id)?.terminals[0]?.state;
    await expect.poll(state, patience).toBe('online');
  });
});

describe('what is plugged in', () => {
  it('is listed by lasting names, with which device of the store has it; what cannot be listed says why', async () => {
    const folder = temporaryDirectory();
    mkdirSync(path.join(folder, 'by-id'));
    const { given } = await line([1]);
    const node = given.transport.type === 'serial' ? given.transport.path : '';
    const named = path.join(folder, 'by-id', 'usb-Maker');
    symlinkSync(node, named);
    await opened({
      ports: async () => [{ path: named, node, name: 'Maker' }],
      usbPrinters: async () => [{ path: '/dev/usb/lp0', node: '/dev/usb/lp0', name: 'EPSON TM-T20' }],
      cardReaders: async () => {
        throw new Error('no service');
      },
    });
    await setSection('printers', ({ printers }) => ({
      printers: printers.map((one, at) =>
        at === 0 ? { ...one, transport: { type: 'serial', path: node, baudRate: 9600 } } : one,
      ),
    }));
    const [first] = (store.settings.section('printers').value as unknown as Site).printers;
    const plugged = await store.finding.plugged();
    expect(plugged.ports).toEqual([{ path: named, name: 'Maker', usedBy: `printer/${first?.id}` }]);
    expect(plugged.usbPrinters).toEqual([{ path: '/dev/usb/lp0', name: 'EPSON TM-T20', usedBy: null }]);
    expect(plugged.problems).toContainEqual({ what: 'pcsc', code: 'INTERNAL' });
  });

  it('is nothing for a practice: no port, no network and no test is reached', async () => {
    await opened();
    await store.close();
    // The folder of a store, or a copy of it, is what is practised in.
    await opened({ networks: () => [networkAround('127.0.77.1', 28)] }, { practice: true }, dataDir);
    const { finding } = store;
    const all = [
      () => finding.plugged(),
      () => finding.searchNetwork(desk, '127.0.77.0/28'),
      () => finding.searchLine(desk, { id: 'l', transport: { type: 'tcp', host: '127.0.0.1', port: 9 } }),
      () => finding.testVoice({ engine: 'auto', languages: ['en'], repeat: 1 }, null),
    ];
    for (const call of all) expect(await codeOf(call())).toBe('PRACTICE_NOT_HERE');
  });
});

describe('a reader and a voice', () => {
  it('tell whose card is held before they are saved, and speak', async () => {
    const spoken: string[] = [];
    const voice = { name: 'kept', speak: async (text: string) => void spoken.push(text) };
    await opened({}, { voice });
    const { createServer } = await import('node:net');
    const card = exampleSite().technicians[0]?.card ?? '';
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.write(`${card}\r\n`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    closing.push(async () => server.close());
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const reader = { id: 'r', type: 'tcp', host: '127.0.0.1', port, encoding: 'hex' } as const;
    const id = await store.finding.tryReader(desk, reader);
    const view = await until(id, ({ touches }) => touches.length > 0);
    expect(view.touches[0]).toMatchObject({ what: 'card', holder: { kind: 'technician' } });
    expect(JSON.stringify(view)).not.toContain(card);
    await store.finding.stop(id);
    expect(await codeOf(store.finding.tryReader(desk, { id: 'k', type: 'keyboard' }))).toBe('READER_TYPES');
    await store.finding.testVoice({ engine: 'auto', languages: ['zh-CN', 'en'], repeat: 1 }, null);
    expect(spoken).toEqual(['语音测试，一、二、三。', 'Voice test: one, two, three.']);
  });
});
