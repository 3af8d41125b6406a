import { afterEach, describe, expect, it } from 'vitest';
import type { FrameLogEntry } from '../../../hardware/osdp/frame-log.ts';
import { changeAddress, changeSpeed } from '../../../hardware/osdp/line-changes.ts';
import { LineSearch, osdpSpeeds } from '../../../hardware/osdp/line-search.ts';
import { testTerminal } from '../../../hardware/osdp/terminal-test.ts';
import { AlteredTransport } from './altered-transport.ts';
import { SimulatedStore } from './store.ts';

let store: SimulatedStore;
afterEach(() => store.stop());

const offline = { status: 'rejected', reason: { code: 'OSDP_OFFLINE' } };

describe('a terminal that is given another address', () => {
  it('is asked there at once, and the old address is free', async () => {
    store = await new SimulatedStore([1, 2], { bitsPerSecond: 9600 }).start();
    expect(await store.inTime(changeAddress(store.bus, 2, 9))).toMatchObject({ status: 'fulfilled' });
    expect(store.bus.terminals().map(({ address, state }) => [address, state])).toEqual([
      [1, 'online'],
      [9, 'online'],
    ]);
    expect(store.of('moved')).toMatchObject([{ from: 2, address: 9, baudRate: 9600 }]);
    store.line.terminal(9).holdCard('04C0FFEE');
    await store.scheduler.advance(1000);
    expect(store.of('card')).toMatchObject([{ address: 9, uid: '04C0FFEE' }]);
    expect(() => store.bus.terminal(2)).toThrow('OSDP_BAD_ARGUMENT');
  });

  it('is found also when its reply gets lost', async () => {
    store = await new SimulatedStore([1]).start();
    const changing = changeAddress(store.bus, 1, 5, 9600);
    // It gets the command and answers; everything it says from here until it has moved is lost.
    const { faults } = store.line;
    faults.settings = { dropReplies: 1 };
    while (store.line.terminals[0]?.address === 1) await store.scheduler.advance(1);
    faults.settings = {};
    expect(await store.inTime(changing)).toMatchObject({ status: 'fulfilled' });
    expect(store.bus.terminal(5).status.state).toBe('online');
  });

  it('stays where it is when it is not there, or refuses, or the address cannot be', async () => {
    store = await new SimulatedStore([1, 2, 3]).start();
    store.line.terminal(2).refuseNext(9);
    expect(await store.inTime(changeAddress(store.bus, 2, 8, 9600))).toMatchObject({
      reason: { code: 'OSDP_REFUSED', context: { nak: 9 } },
    });
    store.line.terminal(1).unplug();
    expect(await store.inTime(changeAddress(store.bus, 1, 7, 9600))).toMatchObject(offline);
    expect(store.bus.terminals().map(({ address }) => address)).toEqual([2, 3, 1]);
    for (const [to, speed] of [
      [127, 9600],
      [2, 9600],
      [-1, 9600],
      [50, undefined],
    ] as const) {
      await expect(changeAddress(store.bus, 3, to, speed)).rejects.toMatchObject({ code: 'OSDP_BAD_ARGUMENT' });
    }
  });
});

describe('a line that is taken to another speed', () => {
  it('follows when all have been told, and names who was left behind', async () => {
    store = await new SimulatedStore([1, 2, 3], { bitsPerSecond: 9600, device: { baudRate: 9600 } }).start();
    store.line.terminal(3).unplug();
    const changed = await store.inTime(changeSpeed(store.bus, 115_200));
    expect(changed).toMatchObject({ value: { moved: [1, 2], left: [3] } });
    expect(store.bus.bitsPerSecond).toBe(115_200);
    expect(store.bus.terminals().map(({ state }) => state)).toEqual(['online', 'online', 'offline']);
    expect(store.line.terminal(1).hears(9600)).toBe(false);
  });

  it('is not, where its speed is set elsewhere', async () => {
    store = await new SimulatedStore([1]).start();
    await expect(changeSpeed(store.bus, 115_200)).rejects.toMatchObject({ code: 'TRANSPORT_NOT_SUPPORTED' });
  });
});

describe('the speed of a line', () => {
  it.each([9600, 19_200, 115_200, 230_400])('is found by itself: %d', async (baudRate) => {
    store = new SimulatedStore([4, 7], { bitsPerSecond: 57_600, device: { baudRate }, searchSpeeds: osdpSpeeds });
    const opened = store.start(0);
    await store.inTime(opened);
    await store.scheduler.advance(5000);
    expect(store.of('line')).toMatchObject([{ open: true, bitsPerSecond: baudRate }]);
    expect(store.states(7)).toEqual(['starting', 'online']);
  });

  it.each([9600, 38_400])('is found also where all know the checksum only: %d', async (baudRate) => {
    store = new SimulatedStore([4, 7], {
      bitsPerSecond: 57_600,
      device: { baudRate, isSumOnly: true },
      searchSpeeds: osdpSpeeds,
    });
    await store.inTime(store.start(0));
    await store.scheduler.advance(5000);
    expect(store.of('line')).toMatchObject([{ open: true, bitsPerSecond: baudRate }]);
    expect(store.states(7)).toEqual(['starting', 'online']);
  });

  it('is looked for again while nobody answers', async () => {
    store = new SimulatedStore([4], {
      bitsPerSecond: 9600,
      device: { baudRate: 38_400 },
      searchSpeeds: osdpSpeeds,
    });
    store.line.terminal(4).unplug();
    await store.inTime(store.start(0));
    await store.scheduler.advance(20_000);
    expect(store.states(4).at(-1)).toBe('offline');
    store.line.terminal(4).plug();
    await store.scheduler.advance(60_000);
    expect(store.of('line').at(-1)).toMatchObject({ open: true, bitsPerSecond: 38_400 });
    expect(store.states(4).at(-1)).toBe('online');
  });
});

describe('the test of a terminal', () => {
  it('shows, blinks and beeps for somebody who stands before it, and leaves nothing behind', async () => {
    store = await new SimulatedStore([1]).start();
    await store.inTime(store.bus.terminal(1).show(['302 free', '']));
    const tested = await store.inTime(testTerminal(store.bus.terminal(1), ['Test', 'floor/1'], 4));
    expect(tested).toMatchObject({ value: { text: 'ok', light: 'ok', beeper: 'ok' } });
    const sim = store.line.terminal(1);
    expect([sim.lines[0], sim.view.light.colour, sim.view.beepCount]).toEqual(['Test            ', 'green', 1]);
    await store.scheduler.advance(5000);
    expect([sim.lines[0], sim.view.light.colour]).toEqual(['302 free        ', 'off']);
  });

  it('passes over what the terminal does not have, and names what it refuses', async () => {
    const nothing = { lines: 0, columns: 0, encoding: 'ascii' as const };
    store = await new SimulatedStore([1], { device: { text: nothing, ledLevel: 0 } }).start();
    const bare = { text: 'not fitted', light: 'not fitted' };
    const test = () => store.inTime(testTerminal(store.bus.terminal(1), ['Test'], 4));
    expect(await test()).toMatchObject({ value: { ...bare, beeper: 'ok' } });
    store.line.terminal(1).refuseNext(9);
    expect(await test()).toMatchObject({ value: { ...bare, beeper: 'OSDP_REFUSED' } });
    store.line.terminal(1).unplug();
    await store.scheduler.advance(20_000);
    expect(await test()).toMatchObject(offline);
  });
});

describe('LineSearch', () => {
  it('finds who answers more slowly than it waits, beside who is quick', async () => {
    store = new SimulatedStore([3, 4, 9]);
    // Number 3 takes 150 ms to begin its answer.
    await store.line.attach(
      new AlteredTransport(store.wire.far, async (bytes) => {
        const delayMs = bytes[2] === (3 | 0x80) ? 150 : 0;
        store.scheduler.setTimeout(() => void store.wire.far.write(bytes), delayMs);
      }),
    );
    await store.wire.near.open();
    const search = new LineSearch(store.wire.near, store.scheduler, { replyTimeoutMs: 60 });
    const found = await store.inTime(search.addresses([1, 2, 3, 4, 5, 6, 7, 8, 9]));
    expect(found).toMatchObject({ value: [{ address: 3 }, { address: 4 }, { address: 9 }] });
  });

  it('finds who is on a line, also who knows the checksum only', async () => {
    store = new SimulatedStore([3, 40, 126], { device: { isSumOnly: true, serial: 77 } });
    await store.line.attach(store.wire.far);
    await store.wire.near.open();
    const search = new LineSearch(store.wire.near, store.scheduler, { replyTimeoutMs: 30 });
    const told: number[] = [];
    const every = Array.from({ length: 127 }, (_, address) => address);
    const found = await store.inTime(search.addresses(every, { onFound: ({ address }) => told.push(address) }));
    expect(found).toMatchObject({
      value: [{ address: 3, identity: { serial: 77 } }, { address: 40 }, { address: 126 }],
    });
    expect(told).toEqual([3, 40, 126]);
  });
});

describe('what a terminal is and can', () => {
  it('is spoken to with the checksum when it knows no CRC', async () => {
    const frames: FrameLogEntry[] = [];
    store = await new SimulatedStore([1], {
      device: { isSumOnly: true },
      onFrame: (each) => frames.push(each),
    }).start();
    await store.scheduler.advance(5000);
    expect(store.bus.terminal(1).status).toMatchObject({ state: 'online', secure: true });
    const lastSent = frames.findLast(({ direction }) => direction === 'tx');
    expect((lastSent?.bytes[4] ?? 0xff) & 4).toBe(0);
  });

  it.each([true, false])('is spoken to with the mark byte as it is set: %s', async (mark) => {
    const written: number[] = [];
    store = new SimulatedStore([1], { mark });
    const { near } = store.wire;
    const write = near.write.bind(near);
    near.write = (bytes) => {
      written.push(bytes[0] ?? 0);
      return write(bytes);
    };
    await store.start();
    expect(store.states(1)).toEqual(['starting', 'online']);
    expect(new Set(written)).toEqual(new Set([mark ? 0xff : 0x53]));
  });

  it('gets text in pieces that its receive buffer takes, and nothing longer', async () => {
    const lengths: number[] = [];
    store = await new SimulatedStore([1], {
      device: { receiveBufferBytes: 128 },
      text: { lines: 1, columns: 40, encoding: 'ascii' },
      onFrame: ({ direction, bytes }) => {
        if (direction === 'tx') lengths.push(bytes.length);
      },
    }).start();
    const text = 'abcdefghijklmnopqrstuvwxyz0123456789ABCD';
    await store.inTime(store.bus.terminal(1).show([text]));
    expect(store.line.terminal(1).lines).toEqual([text]);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(128);
  });

  it('is not asked for light or sound it does not have', async () => {
    store = await new SimulatedStore([1], { device: { ledLevel: 0, beeperLevel: 0 } }).start();
    for (const act of [() => store.bus.terminal(1).led('red'), () => store.bus.terminal(1).beep('ok')]) {
      expect(await store.inTime(act())).toMatchObject({
        reason: { code: 'OSDP_REFUSED', context: { reason: 'NOT_FITTED' } },
      });
    }
  });

  it('with a light that can only be on or off is not asked to blink', async () => {
    store = await new SimulatedStore([1], { device: { ledLevel: 1 } }).start();
    await store.inTime(store.bus.terminal(1).led('blink-red'));
    expect(store.line.terminal(1).light).toEqual({ colour: 'red', isBlinking: false });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 255])(
    'refusing a command with NAK %d is told of, and goes on',
    async (reason) => {
      store = await new SimulatedStore([1]).start();
      store.line.terminal(1).refuseNext(reason);
      const result = await store.inTime(store.bus.terminal(1).beep('ok'));
      if (result.status === 'rejected') expect(['OSDP_REFUSED', 'OSDP_OFFLINE']).toContain(result.reason.code);
      await store.scheduler.advance(15_000);
      expect(store.states(1).at(-1)).toBe('online');
      expect((await store.inTime(store.bus.terminal(1).beep('ok'))).status).toBe('fulfilled');
    },
  );

  it('tells of its housing and its power supply', async () => {
    store = await new SimulatedStore([1]).start();
    store.line.terminal(1).setPowerFailure(true);
    await store.scheduler.advance(500);
    expect(store.of('status').at(-1)).toMatchObject({ tamper: false, power: true });
    store.line.terminal(1).setTamper(true);
    store.line.terminal(1).setPowerFailure(false);
    await store.scheduler.advance(500);
    expect(store.of('status').at(-1)).toMatchObject({ tamper: true, power: false });
  });

  it('is asked for them also when it does not tell by itself', async () => {
    const asked: unknown[] = [];
    store = new SimulatedStore([1], {
      onFrame: ({ direction, message }) => {
        if (direction === 'tx' && (message?.type === 'lstat' || message?.type === 'rstat')) asked.push(message.type);
      },
    });
    await store.start(200_000);
    expect(asked).toEqual(['lstat', 'rstat', 'rstat', 'lstat', 'rstat']);
  });
});
