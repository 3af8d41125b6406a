import { afterEach, describe, expect, it } from 'vitest';
import { HardwareError } from '../../../hardware/error.ts';
import { OsdpBus } from '../../../hardware/osdp/driver.ts';
import type { FrameLogEntry } from '../../../hardware/osdp/frame-log.ts';
import type { Transport } from '../../../hardware/transport/transport.ts';
import { AlteredTransport } from './altered-transport.ts';
import { hex } from './capture.ts';
import { SimulatedStore } from './store.ts';

let store: SimulatedStore;
afterEach(() => store.stop());

/** Starts the store with a device end that sends its replies as `send` says. */
async function startWith(send: (bytes: Uint8Array) => Promise<void>): Promise<void> {
  await store.line.attach(new AlteredTransport(store.wire.far, send));
  await store.bus.open();
  await store.scheduler.advance(10_000);
}

describe('the bus', () => {
  it('waits for a reply that comes slowly, character by character', async () => {
    store = new SimulatedStore([1], { isPlain: true });
    await startWith(async (bytes) => {
      for (const [at, byte] of bytes.entries()) {
        store.scheduler.setTimeout(() => void store.wire.far.write(Uint8Array.of(byte)), 19 * at);
      }
    });
    expect(store.states(1)).toEqual(['starting', 'online']);
    expect(store.bus.terminal(1).status.counters.retries).toBe(0);
  });

  it('finds a reply behind noise that looks like the start of a long frame', async () => {
    store = new SimulatedStore([1]);
    await startWith((bytes) => store.wire.far.write(Uint8Array.from([0x53, 0x01, 0x40, 0x00, ...bytes])));
    expect(store.states(1)).toEqual(['starting', 'online']);
    const { retries, discarded } = store.bus.terminal(1).status.counters;
    expect(retries).toBe(0);
    expect(discarded).toBeGreaterThan(0);
  });

  it('gives up a line that cannot be written to, and opens it again', async () => {
    store = new SimulatedStore([1]);
    let isBroken = false;
    const lines: [boolean, string | undefined][] = [];
    const { near } = store.wire;
    const bus = new OsdpBus({
      id: 'broken',
      transport: new AlteredTransport(near, (bytes) => {
        if (!isBroken) return near.write(bytes);
        isBroken = false;
        return Promise.reject(new HardwareError('TRANSPORT_WRITE_FAILED'));
      }),
      scheduler: store.scheduler,
      terminals: [{ address: 1 }],
      onEvent: (event) => {
        if (event.type === 'line') lines.push([event.open, event.reason]);
      },
    });
    await bus.open();
    await store.scheduler.advance(1000);
    isBroken = true;
    await store.scheduler.advance(5000);
    expect(lines).toEqual([
      [true, undefined],
      [false, 'TRANSPORT_WRITE_FAILED'],
      [true, undefined],
    ]);
    await bus.close();
  });

  it('leaves most of the line to the living when nearly all are dead', async () => {
    const addresses = Array.from({ length: 24 }, (_, at) => at + 1);
    store = new SimulatedStore(addresses);
    for (const address of addresses.slice(4)) store.line.terminal(address).unplug();
    await store.start(60_000);
    const before = store.line.terminal(1).pollCount;
    await store.scheduler.advance(20_000);
    expect(store.line.terminal(1).pollCount - before).toBeGreaterThan(150);
    // And none of the dead is forgotten.
    for (const address of addresses.slice(4)) store.line.terminal(address).plug();
    await store.scheduler.advance(30_000);
    expect(store.bus.terminals().every(({ state }) => state === 'online')).toBe(true);
  });

  it('has a whole floor back soon after its power is', async () => {
    const addresses = Array.from({ length: 32 }, (_, at) => at + 1);
    store = new SimulatedStore(addresses, { bitsPerSecond: 9600 });
    await store.start(20_000);
    for (const terminal of store.line.terminals) terminal.unplug();
    await store.scheduler.advance(60_000);
    expect(store.bus.terminals().every(({ state }) => state === 'offline')).toBe(true);
    for (const terminal of store.line.terminals) terminal.plug();
    await store.scheduler.advance(15_000);
    expect(store.bus.terminals().filter(({ state }) => state !== 'online')).toEqual([]);
  });

  it('asks again at once when a terminal had something to tell', async () => {
    store = new SimulatedStore([1], { idlePollMs: 5000 });
    await store.start(30_000);
    store.line.terminal(1).holdCard('04');
    store.line.terminal(1).press('1');
    await store.scheduler.advance(6000);
    const [card, keys] = [store.of('card')[0], store.of('keys')[0]];
    expect((keys?.atMs ?? Number.NaN) - (card?.atMs ?? 0)).toBeLessThan(50);
  });

  it('logs nothing of what comes back broken while a key is installed', async () => {
    const frames: FrameLogEntry[] = [];
    store = new SimulatedStore([1], {
      isPlain: true,
      onFrame: (entry) => {
        frames.push(entry);
        if (entry.direction === 'tx') void store.wire.far.write(hex(entry.id === 0x75 ? 'abcd' : 'ef'));
      },
    });
    await store.start(500);
    const installed = store.bus.terminal(1).installKey(hex('11'.repeat(16)));
    await store.scheduler.advance(2000);
    await installed;
    const discarded = frames.filter(({ verdict }) => verdict === 'discarded').map(({ bytes }) => [...bytes]);
    expect(discarded).toContainEqual([0xef]);
    expect(discarded).toContainEqual([]);
    expect(discarded).not.toContainEqual([0xab, 0xcd]);
  });
});

/** A converter that forgets the connection it has: what is written goes nowhere, until somebody connects anew. */
class Converter extends AlteredTransport {
  readonly mayGoDeaf = true;
  connections = 0;
  isForgetful = false;
  /** From now on only new connections fail. */
  isAway = false;
  #forgotten = false;

  constructor(inner: Transport) {
    super(inner, async (bytes) => {
      this.#forgotten ||= this.isForgetful;
      if (!this.#forgotten) await inner.write(bytes);
    });
  }

  override async open(): Promise<void> {
    if (this.isAway) throw new HardwareError('TRANSPORT_OPEN_FAILED');
    this.connections += 1;
    this.#forgotten = false;
    await super.open();
  }
}

describe('a converter that forgets its connection without a word', () => {
  /** Two terminals behind it, in use. */
  async function startBehind(): Promise<Converter> {
    let converter: Converter | undefined;
    store = new SimulatedStore([1, 2], {
      connect: (near) => {
        converter = new Converter(near);
        return converter;
      },
    });
    await store.start();
    if (!converter) throw new Error('not connected');
    return converter;
  }

  it('is connected to anew, and its terminals are back', async () => {
    const converter = await startBehind();
    converter.isForgetful = true;
    await store.scheduler.advance(12_000);
    expect(store.bus.terminals().map(({ state }) => state)).toEqual(['offline', 'offline']);
    converter.isForgetful = false;
    await store.scheduler.advance(20_000);
    expect(store.bus.terminals().map(({ state }) => state)).toEqual(['online', 'online']);
    expect(converter.connections).toBe(2);
    store.line.terminal(2).holdCard('04C0FFEE');
    await store.scheduler.advance(500);
    expect(store.of('card')).toMatchObject([{ address: 2, uid: '04C0FFEE' }]);
  });

  it('is tried ever more rarely while its terminals have no power, and nothing is told twice', async () => {
    const converter = await startBehind();
    for (const terminal of store.line.terminals) terminal.unplug();
    await store.scheduler.advance(20_000);
    const told = store.events.length;
    await store.scheduler.advance(600_000);
    expect(store.events.length).toBe(told);
    expect(converter.connections).toBeGreaterThan(8);
    expect(converter.connections).toBeLessThan(14);
    for (const terminal of store.line.terminals) terminal.plug();
    await store.scheduler.advance(10_000);
    expect(store.bus.terminals().map(({ state }) => state)).toEqual(['online', 'online']);
  });

  it('is said to be lost when it cannot be connected to any more', async () => {
    const converter = await startBehind();
    converter.isForgetful = true;
    converter.isAway = true;
    await store.scheduler.advance(30_000);
    expect(store.of('line').map(({ open, reason }) => [open, reason])).toEqual([
      [true, undefined],
      [false, 'TRANSPORT_OPEN_FAILED'],
    ]);
    expect(store.of('state').at(-1)).toMatchObject({ state: 'offline', reason: 'OSDP_LINE_LOST' });
    converter.isForgetful = false;
    converter.isAway = false;
    await store.scheduler.advance(40_000);
    expect(store.bus.terminals().map(({ state }) => state)).toEqual(['online', 'online']);
  });

  it('is left alone while somebody answers, or nobody is asked', async () => {
    const converter = await startBehind();
    store.line.terminal(1).unplug();
    await store.scheduler.advance(300_000);
    store.bus.setEnabled(1, false);
    store.bus.setEnabled(2, false);
    await store.scheduler.advance(300_000);
    expect(converter.connections).toBe(1);
  });
});
