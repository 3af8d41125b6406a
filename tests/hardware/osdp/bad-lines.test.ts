import { afterEach, describe, expect, it } from 'vitest';
import { HardwareError } from '../../../hardware/error.ts';
import { OsdpBus } from '../../../hardware/osdp/driver.ts';
import type { FrameLogEntry } from '../../../hardware/osdp/frame-log.ts';
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
