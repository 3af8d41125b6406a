import { afterEach, describe, expect, it } from 'vitest';
import { encodeFrame } from '../../../hardware/osdp/codec/frame.ts';
import { encodeReply } from '../../../hardware/osdp/codec/replies.ts';
import { OsdpBus } from '../../../hardware/osdp/driver.ts';
import type { FrameLogEntry } from '../../../hardware/osdp/frame-log.ts';
import { SCBK_DEFAULT } from '../../../hardware/osdp/secure-channel.ts';
import { hex, toHexText } from './capture.ts';
import { keyOf, SimulatedStore } from './store.ts';

const eight = [1, 2, 3, 4, 5, 6, 7, 8];
let store: SimulatedStore;

async function started(...args: ConstructorParameters<typeof SimulatedStore>): Promise<SimulatedStore> {
  store = new SimulatedStore(...args);
  return await store.start();
}

/** Runs simulated time until the promise is settled, at most a minute. */
async function inTime<T>(promise: Promise<T>): Promise<PromiseSettledResult<T>> {
  let result: PromiseSettledResult<T> | undefined;
  void Promise.allSettled([promise]).then(([settled]) => {
    result = settled;
  });
  for (let round = 0; round < 600 && !result; round += 1) await store.scheduler.advance(100);
  if (!result) throw new Error('never settled');
  return result;
}

afterEach(() => store.stop());

describe('eight terminals on one line', () => {
  it('come online with the secure channel', async () => {
    await started(eight);
    for (const address of eight) expect(store.states(address)).toEqual(['starting', 'online']);
    expect(store.bus.terminals().every(({ secure, identity }) => secure && identity !== undefined)).toBe(true);
    expect(store.of('line')).toMatchObject([{ open: true }]);
    expect(store.of('status')).toHaveLength(8);
  });

  it('give swipes and keys in order, exactly once', async () => {
    await started(eight);
    for (const address of eight) {
      const terminal = store.line.terminal(address);
      expect(terminal.holdCard(`04a1b2c${address}`)).toBe(true);
      expect(terminal.press(`${address}*#`)).toBe(true);
      expect(terminal.press('ABCD')).toBe(true);
    }
    await store.scheduler.advance(5000);
    for (const address of eight) {
      const told = store.events.filter((event) => 'address' in event && event.address === address).slice(-3);
      expect(told).toMatchObject([
        { type: 'card', uid: `04A1B2C${address}`, bits: 32 },
        { type: 'keys', keys: `${address}*#` },
        { type: 'keys', keys: 'ABCD' },
      ]);
    }
    expect(store.of('card')).toHaveLength(8);
    expect(store.of('keys')).toHaveLength(16);
  });

  it('show text, light and sound what they are told', async () => {
    await started(eight, { text: { lines: 2, columns: 16, encoding: 'gb18030' } });
    const terminal = store.bus.terminal(4);
    const device = store.line.terminal(4);
    const acts = Promise.all([
      terminal.show(['请88号技师到三零二房间', 'old text']),
      terminal.show(['room 302']),
      terminal.led('blink-amber'),
      terminal.beep('error'),
    ]);
    expect((await inTime(acts)).status).toBe('fulfilled');
    expect(device.lines).toEqual(['room 302        ', ' '.repeat(16)]);
    expect(device.light).toEqual({ colour: 'amber', isBlinking: true });
    expect(device.beeps).toMatchObject([{ repetitions: 3 }]);
    expect(store.line.terminal(5).beeps).toEqual([]);
  });

  it('fall back from temporary text and light', async () => {
    await started([1]);
    const terminal = store.bus.terminal(1);
    await inTime(Promise.all([terminal.show(['free']), terminal.led('green')]));
    await inTime(Promise.all([terminal.show(['unknown card'], { seconds: 3 }), terminal.led('red', 3)]));
    const device = store.line.terminal(1);
    expect([device.lines[0]?.trim(), device.light.colour]).toEqual(['unknown card', 'red']);
    await store.scheduler.advance(4000);
    expect([device.lines[0]?.trim(), device.light.colour]).toEqual(['free', 'green']);
  });

  it('are answered before the next round of polls', async () => {
    await started(eight);
    const sent: number[] = [];
    store.onEvent = (event) => {
      if (event.type === 'card')
        void store.bus
          .terminal(event.address)
          .beep('ok')
          .then(() => sent.push(store.scheduler.now()));
    };
    store.line.terminal(7).holdCard('04a1b2c3');
    await store.scheduler.advance(1000);
    const [card] = store.of('card');
    expect((sent[0] ?? Number.NaN) - (card?.atMs ?? 0)).toBeLessThan(20);
  });

  it('still have their polls while one is written to without end', async () => {
    await started(eight);
    const before = store.line.terminal(2).pollCount;
    let isRunning = true;
    const write = async () => {
      while (isRunning) await Promise.all(eight.map(() => store.bus.terminal(1).beep('ok')));
    };
    const writing = write();
    await store.scheduler.advance(10_000);
    isRunning = false;
    await inTime(writing);
    // Every fifth frame is a poll, and seven terminals share them: 40 each in 10 s.
    expect(store.line.terminal(2).pollCount - before).toBeGreaterThan(30);
  });

  it('lose one that is unplugged within 10 s, the others unharmed, and get it back', async () => {
    await started(eight);
    const polls = () => eight.map((address) => store.line.terminal(address).pollCount);
    const quiet = polls();
    await store.scheduler.advance(20_000);
    const usual = polls().map((count, at) => count - (quiet[at] ?? 0));

    const unpluggedMs = store.scheduler.now();
    store.line.terminal(3).unplug();
    const before = polls();
    await store.scheduler.advance(20_000);
    const after = polls().map((count, at) => count - (before[at] ?? 0));
    const offline = store.of('state').find((event) => event.address === 3 && event.state === 'offline');
    expect(offline).toMatchObject({ reason: 'OSDP_NO_REPLY' });
    expect((offline?.atMs ?? Number.POSITIVE_INFINITY) - unpluggedMs).toBeLessThanOrEqual(10_000);
    for (const address of eight.filter((each) => each !== 3)) {
      expect(after[address - 1]).toBeGreaterThan(0.75 * (usual[address - 1] ?? 0));
      expect(store.states(address)).toEqual(['starting', 'online']);
    }

    store.line.terminal(3).plug();
    await store.scheduler.advance(6000);
    expect(store.states(3)).toEqual(['starting', 'online', 'offline', 'online']);
    store.line.terminal(3).holdCard('04');
    await store.scheduler.advance(1000);
    expect(store.of('card')).toMatchObject([{ address: 3, uid: '04' }]);
  });

  it('keep most of the line when half of them are dead', async () => {
    store = new SimulatedStore(eight);
    for (const address of [5, 6, 7, 8]) store.line.terminal(address).unplug();
    await store.start(30_000);
    const before = store.line.terminal(1).pollCount;
    await store.scheduler.advance(20_000);
    expect(store.states(1)).toEqual(['starting', 'online']);
    expect(store.states(8)).toEqual(['starting', 'offline']);
    // 60 ms and a little between polls of a healthy line: 270 in 20 s.
    expect(store.line.terminal(1).pollCount - before).toBeGreaterThan(180);
  });
});

describe('a terminal', () => {
  it('with another key stays offline with a reason and is never spoken to in plain text', async () => {
    const frames: FrameLogEntry[] = [];
    await started([1, 2], {
      panelKey: (address) => (address === 2 ? keyOf(9) : keyOf(address)),
      onFrame: (entry) => frames.push(entry),
    });
    await store.scheduler.advance(60_000);
    expect(store.states(1)).toEqual(['starting', 'online']);
    expect(store.of('state').filter(({ address }) => address === 2)).toMatchObject([
      { state: 'starting' },
      { state: 'offline', reason: 'OSDP_WRONG_KEY' },
    ]);
    const ids = frames.filter(({ direction, address }) => direction === 'tx' && address === 2).map(({ id }) => id);
    expect(new Set(ids)).toEqual(new Set([0x61, 0x62, 0x76]));
    expect(await inTime(store.bus.terminal(2).beep('ok'))).toMatchObject({
      reason: { code: 'OSDP_OFFLINE', context: { reason: 'OSDP_WRONG_KEY' } },
    });
  });

  it('without a key in the settings is spoken to in plain text', async () => {
    await started([1], { isPlain: true });
    expect(store.bus.terminal(1).status).toMatchObject({ state: 'online', secure: false });
    store.line.terminal(1).holdCard('0102030405060708090a');
    await store.scheduler.advance(500);
    expect(store.of('card')).toMatchObject([{ uid: '0102030405060708090A', bits: 80 }]);
  });

  it('gets its own key in the field, and no log shows it', async () => {
    const frames: FrameLogEntry[] = [];
    const key = hex('a1a2a3a4a5a6a7a8a9aaabacadaeafb0');
    await started([1], { isPlain: true, onFrame: (entry) => frames.push(entry) });
    expect((await inTime(store.bus.terminal(1).installKey(key))).status).toBe('fulfilled');
    await store.scheduler.advance(1000);
    expect(store.bus.terminal(1).status).toMatchObject({ state: 'online', secure: true });
    const keyset = frames.filter(({ direction, id }) => direction === 'tx' && id === 0x75);
    expect(keyset).toHaveLength(1);
    expect(toHexText(keyset[0]?.bytes ?? hex(''))).toMatch(/^5301[0-9a-f]{6}021775(00)+$/);
    for (const secret of [key, SCBK_DEFAULT]) {
      expect(frames.some(({ bytes }) => toHexText(bytes).includes(toHexText(secret)))).toBe(false);
    }
  });

  it('tells when it is opened', async () => {
    await started([1]);
    store.line.terminal(1).setTamper(true);
    await store.scheduler.advance(500);
    expect(store.of('status').at(-1)).toMatchObject({ address: 1, tamper: true });
    expect(store.bus.terminal(1).status.tamper).toBe(true);
  });

  it('out of use is not asked, and is back when wanted', async () => {
    await started([1, 2]);
    store.bus.setEnabled(1, false);
    const before = store.line.terminal(1).pollCount;
    await store.scheduler.advance(5000);
    expect(store.line.terminal(1).pollCount).toBe(before);
    expect(await inTime(store.bus.terminal(1).show(['x']))).toMatchObject({ reason: { code: 'OSDP_OFFLINE' } });
    store.bus.setEnabled(1, true);
    await store.scheduler.advance(5000);
    expect(store.states(1)).toEqual(['starting', 'online', 'disabled', 'starting', 'online']);
  });

  it('is asked at once when somebody wants to know', async () => {
    await started([1], { idlePollMs: 7000 });
    store.line.terminal(1).holdCard('04');
    store.bus.pollSoon(1);
    const askedMs = store.scheduler.now();
    await store.scheduler.advance(6000);
    expect((store.of('card')[0]?.atMs ?? Number.POSITIVE_INFINITY) - askedMs).toBeLessThan(50);
  });

  it('keeps its channel under the thinnest polling', async () => {
    await started([1], { idlePollMs: 60_000 });
    await store.scheduler.advance(120_000);
    expect(store.states(1)).toEqual(['starting', 'online']);
  });

  it('refuses what it is not fitted for', async () => {
    store = new SimulatedStore([1], { text: { lines: 0, columns: 16, encoding: 'ascii' } });
    await store.start();
    expect(await inTime(store.bus.terminal(1).show(['x']))).toMatchObject({
      reason: { code: 'OSDP_REFUSED', context: { reason: 'NOT_FITTED' } },
    });
  });

  it('refuses times that a message cannot carry', async () => {
    await started([1]);
    const terminal = store.bus.terminal(1);
    for (const act of [
      () => terminal.show(['x'], { seconds: 256 }),
      () => terminal.show(['x'], { seconds: 0 }),
      () => terminal.led('red', 7000),
    ]) {
      expect(await inTime(act())).toMatchObject({ reason: { code: 'OSDP_BAD_ARGUMENT' } });
    }
  });
});

describe('a line', () => {
  it('that cannot be opened is tried again with growing waits', async () => {
    store = new SimulatedStore([1]);
    store.wire.cut();
    await store.bus.open();
    await store.scheduler.advance(20_000);
    expect(store.of('line')).toMatchObject([{ open: false, reason: 'TRANSPORT_OPEN_FAILED' }]);
    expect(await inTime(store.bus.terminal(1).beep('ok'))).toMatchObject({ reason: { code: 'OSDP_OFFLINE' } });
    store.wire.mend();
    await store.line.attach(store.wire.far);
    await store.scheduler.advance(31_000);
    expect(store.of('line').map(({ open }) => open)).toEqual([false, true]);
    expect(store.of('state')[0]).toMatchObject({ state: 'offline', reason: 'OSDP_LINE_LOST' });
    expect(store.states(1)).toEqual(['offline', 'starting', 'online']);
  });

  it('that breaks takes its terminals along and brings them back', async () => {
    await started([1, 2]);
    const lost = store.bus.terminal(1).show(['x', 'y']);
    store.wire.cut();
    expect(await inTime(lost)).toMatchObject({ reason: { code: 'OSDP_OFFLINE' } });
    expect(store.bus.terminals().map(({ state, reason }) => [state, reason])).toEqual([
      ['offline', 'OSDP_LINE_LOST'],
      ['offline', 'OSDP_LINE_LOST'],
    ]);
    store.wire.mend();
    await store.line.attach(store.wire.far);
    await store.scheduler.advance(60_000);
    expect(store.of('line').map(({ open, reason }) => [open, reason])).toEqual([
      [true, undefined],
      [false, 'TRANSPORT_CLOSED'],
      [true, undefined],
    ]);
    expect(store.states(2)).toEqual(['starting', 'online', 'offline', 'starting', 'online']);
  });

  it('that gives back what is sent is understood', async () => {
    const verdicts = new Set<string>();
    store = new SimulatedStore([1, 2], { onFrame: ({ verdict }) => verdicts.add(verdict) });
    store.line.faults.settings = { echo: true };
    await store.start();
    store.line.terminal(2).press('5#');
    await store.scheduler.advance(1000);
    expect(store.of('keys')).toMatchObject([{ address: 2, keys: '5#' }]);
    expect(verdicts).toContain('echo');
    expect(store.bus.terminals().every(({ counters }) => counters.discarded === 0 && counters.retries === 0)).toBe(
      true,
    );
  });

  it('counts frames that nobody asked for and does nothing else', async () => {
    const reasons: unknown[] = [];
    await started([1, 2], {
      onFrame: ({ verdict, reason }) => {
        if (verdict === 'discarded') reasons.push(reason);
      },
    });
    const card = encodeReply({ type: 'raw', reader: 0, format: 0, bits: 32, card: hex('01020304') });
    for (const address of [1, 2, 3]) {
      for (let sequence = 0; sequence < 4; sequence += 1) {
        const stray = encodeFrame({ mark: true, address, reply: true, sequence, check: 'crc', ...card });
        await store.wire.far.write(stray);
      }
    }
    await store.scheduler.advance(3000);
    expect(store.of('card')).toEqual([]);
    expect(reasons).toHaveLength(12);
    expect(reasons.every((reason) => reason === 'unasked' || reason === 'address')).toBe(true);
    expect(store.states(1)).toEqual(['starting', 'online']);
  });

  it('can be closed and opened again', async () => {
    await started([1]);
    await store.bus.close();
    expect(store.bus.terminal(1).status.state).toBe('offline');
    await store.scheduler.advance(60_000);
    expect(store.states(1)).toEqual(['starting', 'online', 'offline']);
    await store.bus.open();
    await store.scheduler.advance(2000);
    expect(store.states(1)).toEqual(['starting', 'online', 'offline', 'starting', 'online']);
  });

  it('refuses settings that cannot be', async () => {
    await started([1]);
    const make = (terminals: { address: number; scbk?: Uint8Array }[]) => () =>
      new OsdpBus({ id: 'x', transport: store.wire.far, scheduler: store.scheduler, terminals, onEvent: () => {} });
    expect(make([{ address: 127 }])).toThrow('OSDP_BAD_ARGUMENT');
    expect(make([{ address: 1 }, { address: 1 }])).toThrow('OSDP_BAD_ARGUMENT');
    expect(make([{ address: 1, scbk: hex('00') }])).toThrow('OSDP_BAD_ARGUMENT');
    expect(() => store.bus.terminal(99)).toThrow('OSDP_BAD_ARGUMENT');
  });
});
