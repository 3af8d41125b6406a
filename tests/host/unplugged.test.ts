import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Site } from '../../core/model/site/schema.ts';
import { indexSite } from '../../core/model/site/site-index.ts';
import { realScheduler as scheduler } from '../../hardware/scheduler.ts';
import { SimPrinter } from '../../hardware/sim/printer.ts';
import { SimLine } from '../../hardware/sim/sim-line.ts';
import { SimTerminal } from '../../hardware/sim/sim-terminal.ts';
import { EspeakVoice } from '../../hardware/voice/espeak.ts';
import type { Voice } from '../../hardware/voice/voice.ts';
import type { Connection } from '../../host/contract/connection.ts';

import { ownStationId } from '../../host/contract/connection.ts';
import { RunningStore } from '../../host/store/running-store.ts';
import { temporaryDirectory } from '../db/files.ts';
import { FakeHid } from '../hardware/reader/fake-hid.ts';

/* Every device of a whole store, pulled out while it is in use: it is said, work goes on, nothing is lost or doubled. */

const sitePath = new URL('../fixtures/site/jiangwan.json', import.meta.url);
const close: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const one of close.splice(0).reverse()) await one();
});

interface Plugs {
  bus?: Site['buses'][number]['transport'];
  printer?: Site['printers'][number]['transport'];
  readers?: Site['readers'];
  hid?: FakeHid;
  voice?: Voice;
}

/** A store with one line of three terminals, a printer and readers; what hangs on it is the test's. */
async function storeWith({ bus, printer, readers = [], hid, voice }: Plugs) {
  const dataDir = temporaryDirectory();
  const example = JSON.parse(readFileSync(sitePath, 'utf8')) as Site;
  const [first] = example.buses;
  if (!first) throw new Error('the example has no line');
  const terminals = first.terminals.slice(0, 3).map(({ scbk: _scbk, ...terminal }) => terminal);
  const site: Site = {
    ...example,
    buses: [{ id: 'floor', transport: bus ?? { type: 'sim' }, terminals }],
    printers: example.printers.slice(0, 1).map((one) => ({
      ...one,
      transport: printer ?? { type: 'sim' },
      prints: ['dispatch'],
    })),
    readers,
    voice: { engine: 'none', languages: ['zh-CN'], repeat: 1 },
  };
  const note = () => {};
  const store = await RunningStore.open({
    dataDir,
    log: { info: note, warn: note, error: note },
    voice: voice ?? 'none',
    ...(hid ? { hid: async () => hid.library } : {}),
  });
  close.push(() => store.close());
  await store.setup.fromFile(JSON.stringify(site));
  const desk: Connection = { stationId: 'desk', isOwn: true, sessionToken: null };
  let ids = 0;
  const act = (name: string, data: object) => {
    ids += 1;
    const commandId = `0193b000-0000-7000-8000-${String(ids).padStart(12, '0')}`;
    return store.act(desk, commandId, { name, data } as Parameters<RunningStore['act']>[2]);
  };
  const devices = () => store.board.snapshot().devices;
  const logged = (device: string) => store.outputs.deviceLog({ device, limit: 100 }).map(({ facts }) => facts);
  const { cards } = indexSite(site, true);
  const cardOf = (no: string) =>
    [...cards].find(([, holder]) => holder.kind === 'technician' && holder.technician.no === no)?.[0] ?? '';
  return { store, site, act, devices, logged, cardOf, roomNo: terminals[0]?.room ?? '', terminals };
}

/** Waits for something that a real device brings about. */
async function until(isSo: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 800; tries += 1) {
    if (isSo()) return;
    await delay(25);
  }
  throw new Error(`never: ${what}`);
}

describe('while it is in use', { timeout: 60_000 }, () => {
  it('a serial line pulled out of the computer: its terminals are away at once, and back with it', async () => {
    const folder = mkdtempSync('/tmp/clockroom-sim-');
    close.push(async () => rmSync(folder, { recursive: true, force: true }));
    const link = path.join(folder, 'line');
    const plugIn = async (sims: SimTerminal[]) => {
      const line = new SimLine({ scheduler, terminals: sims });
      symlinkSync(await line.openPty(), link);
      close.push(() => line.close());
      return line;
    };
    const text = { lines: 2, columns: 16, encoding: 'gb18030' as const };
    const sims = [1, 2, 3].map((address) => new SimTerminal({ address, scheduler, text }));
    const before = await plugIn(sims);
    const { act, devices, logged, cardOf, roomNo, store, terminals } = await storeWith({
      bus: { type: 'serial', path: link, baudRate: 9600 },
    });
    const sim = sims.find(({ address }) => address === terminals[0]?.address);
    if (!sim) throw new Error('no terminal in the first room');
    await until(() => devices().terminals.online === 3, 'all online');
    act('technician.comeOnDuty', { technicianNo: '1' });
    act('visit.open', {
      roomNo,
      guests: [{}],
      orders: [{ serviceCode: '101', choices: [{ kind: 'requested', technicianNo: '1' }] }],
    });
    const stateOf = () => store.board.snapshot().rooms.find(({ no }) => no === roomNo)?.state;

    rmSync(link);
    await before.close();
    await until(() => devices().terminals.online === 0, 'all away');
    expect(devices().terminals.offline.map(({ place }) => place)).toContain(roomNo);
    // The desk goes on; nobody hears a card meanwhile.
    act('technician.comeOnDuty', { technicianNo: '2' });
    expect(stateOf()).toBe('waiting');

    const started = () =>
      store.visits
        .history(store.board.snapshot().rooms.find(({ no }) => no === roomNo)?.visit?.id ?? '')
        .filter(({ type }) => type === 'clock.started');
    await plugIn(sims);
    await until(() => devices().terminals.online === 3, 'all back');
    await until(() => sim.lines.join('').includes('待钟'), 'the room on the display');
    expect(started()).toEqual([]);
    sim.holdCard(cardOf('1'));
    await until(() => stateOf() === 'in-service', 'the clock runs');
    expect(started()).toHaveLength(1);
    expect(logged('line/floor').map(({ open }) => open)).toEqual([true, false, true]);

    // What is wrong with a terminal, and that it is well again, stands in the log; that all are well does not.
    const statusOf = (address: number) =>
      store.outputs
        .deviceLog({ device: `terminal/floor/${address}`, limit: 100 })
        .filter(({ event }) => event === 'status')
        .map(({ level, facts }) => [level, facts.tamper]);
    expect(sims.flatMap(({ address }) => statusOf(address))).toEqual([]);
    sim.setTamper(true);
    await until(() => devices().terminals.alarms.length === 1, 'the alarm');
    sim.setTamper(false);
    await until(() => devices().terminals.alarms.length === 0, 'no alarm');
    expect(statusOf(sim.address)).toEqual([
      ['info', false],
      ['warn', true],
    ]);

    // Read again at once, it counts once; that it did stands in the device log, also after the store has closed.
    sim.holdCard(cardOf('1'));
    await until(() => sim.lines.join('').includes('已刷卡'), 'the answer to the second read');
    await store.close();
    expect(logged(`terminal/floor/${sim.address}`)).toContainEqual({ count: 1 });
  });

  it('a USB reader: named at the desk, its cards come again when it is back, each once', async () => {
    const hid = new FakeHid();
    const { store, devices, logged, cardOf } = await storeWith({
      hid,
      readers: [{ id: 'desk', type: 'hid', vendorId: '1A86', productId: 'E010', encoding: 'bytes', length: 4 }],
    });
    const seen: string[] = [];
    store.readers.onCard({ stationId: ownStationId, isOwn: true, sessionToken: null }, ({ holder }) =>
      seen.push(holder.kind),
    );
    const hold = () => hid.send(Buffer.from(cardOf('1').slice(0, 8), 'hex'));
    expect(devices().readers).toEqual([{ id: 'desk', state: 'online', reason: null }]);
    hold();
    hid.unplug();
    await until(() => devices().readers[0]?.state === 'offline', 'the reader is away');
    hid.plug();
    await until(() => devices().readers[0]?.state === 'online', 'the reader is back');
    hold();
    expect(seen).toHaveLength(2);
    expect(logged('reader/desk').map(({ state }) => state)).toEqual(['online', 'offline', 'online']);
  });

  it('a printer: the slip waits for it and is printed once', async () => {
    const printer = new SimPrinter();
    close.push(() => printer.close());
    const port = await printer.listen(0);
    const { act, devices, roomNo } = await storeWith({ printer: { type: 'tcp', host: '127.0.0.1', port } });
    await until(() => devices().printers[0]?.state === 'ok', 'the printer is found');
    await printer.setPower(false);
    act('technician.comeOnDuty', { technicianNo: '1' });
    act('visit.open', {
      roomNo,
      guests: [{}],
      orders: [{ serviceCode: '101', choices: [{ kind: 'requested', technicianNo: '1' }] }],
    });
    await until(() => devices().printers[0]?.state === 'offline', 'the printer is away');
    expect(devices().printers[0]?.waiting).toBe(1);
    await printer.setPower(true);
    await until(() => printer.slips.length > 0, 'the slip');
    await until(() => devices().printers[0]?.waiting === 0, 'nothing waits');
    expect(printer.slips.filter(({ text }) => text.includes(roomNo))).toHaveLength(1);
  });

  it('the speech engine killed in a sentence: the call is said again, whole, and once', async () => {
    const folder = temporaryDirectory();
    const said = path.join(folder, 'said');
    const engine = path.join(folder, 'engine');
    // The first time it is killed before it has said anything; afterwards it writes down what it says.
    writeFileSync(
      engine,
      `#!/bin/sh\nif [ ! -e "${folder}/killed" ]; then touch "${folder}/killed"; kill -9 $$; fi\ncat >> "${said}"; echo >> "${said}"\n`,
    );
    chmodSync(engine, 0o755);
    writeFileSync(said, '');
    const { act, store, roomNo } = await storeWith({ voice: new EspeakVoice({ command: engine }) });
    act('technician.comeOnDuty', { technicianNo: '1' });
    act('visit.open', {
      roomNo,
      guests: [{}],
      orders: [{ serviceCode: '101', choices: [{ kind: 'requested', technicianNo: '1' }] }],
    });
    await until(() => existsSync(path.join(folder, 'killed')), 'the engine was begun');
    await until(() => readFileSync(said, 'utf8').trim() !== '', 'the call');
    await until(() => store.devices.jobs().length === 0, 'nothing is left to say');
    const sentences = readFileSync(said, 'utf8').trim().split('\n');
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toContain('1  hao4 ji4 shi1');
  });

  it('a speech engine that hangs: the desk is told of the unheard call, also while it is tried again', async () => {
    const folder = temporaryDirectory();
    const engine = path.join(folder, 'engine');
    writeFileSync(engine, `#!/bin/sh\necho x >> "${folder}/tries"\nexec sleep 60\n`);
    chmodSync(engine, 0o755);
    const { act, devices, roomNo } = await storeWith({ voice: new EspeakVoice({ command: engine, timeoutMs: 300 }) });
    const tries = () => (existsSync(`${folder}/tries`) ? readFileSync(`${folder}/tries`, 'utf8').length / 2 : 0);
    act('technician.comeOnDuty', { technicianNo: '1' });
    act('visit.open', {
      roomNo,
      guests: [{}],
      orders: [{ serviceCode: '101', choices: [{ kind: 'requested', technicianNo: '1' }] }],
    });
    await until(() => tries() === 1, 'the first try');
    expect(devices().voice.notSpoken).toBe(0);
    await until(() => tries() === 2, 'the second try');
    expect(devices().voice.notSpoken).toBe(1);
  });
});
