import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { HardwareError } from '../../../hardware/error.ts';
import { decodeCommand } from '../../../hardware/osdp/codec/commands.ts';
import { encodeFrame, type Frame } from '../../../hardware/osdp/codec/frame.ts';
import { FrameDecoder } from '../../../hardware/osdp/codec/frame-decoder.ts';
import { decodeReply, encodeReply, type Reply } from '../../../hardware/osdp/codec/replies.ts';
import { describeMessage } from '../../../hardware/osdp/describe.ts';
import { TerminalSession } from '../../../hardware/osdp/session.ts';
import { SimTerminal } from '../../../hardware/sim/sim-terminal.ts';
import { SimulatedScheduler } from '../../../hardware/sim/simulated-scheduler.ts';
import { frameOf, hex } from './capture.ts';
import { SimulatedStore } from './store.ts';

const seed = 20_261_121;
const data = fc.uint8Array({ maxLength: 300 });
const frames: fc.Arbitrary<Frame> = fc.record({
  mark: fc.boolean(),
  address: fc.integer({ min: 0, max: 127 }),
  reply: fc.boolean(),
  sequence: fc.integer({ min: 0, max: 3 }),
  check: fc.constantFrom('crc' as const, 'sum' as const),
  id: fc.integer({ min: 0, max: 255 }),
  data,
});

/** Runs a decoder that may refuse, and lets nothing through but a refusal with a code. */
function orRefused<T>(decode: () => T): T | undefined {
  try {
    return decode();
  } catch (error) {
    if (!(error instanceof HardwareError)) throw error;
    expect(error.code).toMatch(/^OSDP_/);
    return undefined;
  }
}

describe('hostile bytes', () => {
  it('never break the decoder, which accounts for every one of them', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 12 }), (pieces) => {
        const decoder = new FrameDecoder();
        let taken = 0;
        const take = (decoded: ReturnType<FrameDecoder['push']>) => {
          for (const each of decoded) {
            taken += each.kind === 'frame' ? each.frame.wire.length + Number(each.frame.mark) : each.length;
          }
        };
        for (const piece of pieces) take(decoder.push(piece));
        take(decoder.endOfTransmission());
        expect(taken).toBe(pieces.reduce((sum, piece) => sum + piece.length, 0));
      }),
      { numRuns: 400, seed },
    );
  });

  it('are decoded to what encodes to the same bytes, or refused with a code', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), data, (id, bytes) => {
        const command = orRefused(() => decodeCommand({ id, data: bytes }));
        if (command) expect(describeMessage(command).length).toBeLessThan(400);
        const reply = orRefused(() => decodeReply({ id, data: bytes }));
        if (!reply) return;
        expect(encodeReply(reply)).toEqual({ id, data: bytes });
        expect(describeMessage(reply).length).toBeLessThan(400);
      }),
      { numRuns: 2000, seed },
    );
  });

  it('make a session neither throw nor believe a swipe once its channel is open', () => {
    fc.assert(
      fc.property(fc.array(frames, { minLength: 1, maxLength: 30 }), (strange) => {
        const scbk = hex('000102030405060708090a0b0c0d0e0f');
        const scheduler = new SimulatedScheduler();
        const device = new SimTerminal({ address: 1, scheduler, scbk });
        const session = new TerminalSession({
          address: 1,
          scbk,
          idlePollMs: 50,
          randomBytes: (count) => new Uint8Array(count).fill(9),
        });
        session.start(0);
        const events: string[] = [];
        for (let step = 0; step < 8; step += 1) {
          const reply = device.receive(frameOf(session.transmit(step)));
          if (reply) events.push(...session.receive(frameOf(reply), step).events.map(({ type }) => type));
        }
        expect(session.state).toBe('online');
        let nowMs = 100;
        for (const frame of strange) {
          const command = frameOf(session.transmit(nowMs));
          const wire = frameOf(encodeFrame({ ...frame, address: 1, reply: true, sequence: command.sequence }));
          events.push(...session.receive(wire, nowMs).events.map(({ type }) => type));
          nowMs += 10;
        }
        expect(events.filter((type) => type === 'card' || type === 'keys')).toEqual([]);
      }),
      { numRuns: 150, seed },
    );
  });

  it('make a session in plain text neither throw nor grow', () => {
    fc.assert(
      fc.property(fc.array(frames, { minLength: 1, maxLength: 60 }), (strange) => {
        const session = new TerminalSession({ address: 1, idlePollMs: 50, randomBytes: (n) => new Uint8Array(n) });
        session.start(0);
        let nowMs = 0;
        for (const frame of strange) {
          session.transmit(nowMs);
          session.receive(frameOf(encodeFrame({ ...frame, address: 1, reply: true })), nowMs);
          session.silence(nowMs + 200);
          nowMs += 300;
        }
        expect(session.facts.readers.length).toBeLessThanOrEqual(300);
      }),
      { numRuns: 150, seed },
    );
  });
});

describe('a stranger on the line', () => {
  let store: SimulatedStore;
  afterEach(() => store.stop());

  it.each(['wrongMac', 'replay', 'foreignAnswer'] as const)('with every frame (%s) changes nothing', async (fault) => {
    store = await new SimulatedStore([1, 2], { seed: 3 }).start();
    store.line.terminal(1).holdCard('04AA01');
    await store.scheduler.advance(1000);
    store.line.faults.settings = { [fault]: 1 };
    store.line.terminal(1).holdCard('04AA02');
    await store.scheduler.advance(10_000);
    store.line.terminal(1).holdCard('04AA03');
    await store.scheduler.advance(5000);
    expect(store.line.faults.count).toBeGreaterThan(50);
    expect(store.of('card').map(({ address, uid }) => [address, uid])).toEqual([
      [1, '04AA01'],
      [1, '04AA02'],
      [1, '04AA03'],
    ]);
    expect(store.bus.terminals().map(({ state }) => state)).toEqual(['online', 'online']);
    const { bad, discarded } = store.bus.terminal(1).status.counters;
    expect(bad + discarded).toBeGreaterThan(20);
  });

  it('who answers for everybody (7Fh) is not heard', async () => {
    store = await new SimulatedStore([1], { isPlain: true }).start();
    const read: Reply = { type: 'raw', reader: 0, format: 0, bits: 16, card: hex('beef') };
    const send = () => {
      for (let sequence = 0; sequence < 4; sequence += 1) {
        void store.wire.far.write(
          encodeFrame({ mark: true, address: 127, reply: true, sequence, check: 'crc', ...encodeReply(read) }),
        );
      }
      store.scheduler.setTimeout(send, 7);
    };
    send();
    await store.scheduler.advance(3000);
    expect(store.of('card')).toEqual([]);
    expect(store.bus.terminal(1).status.state).toBe('online');
  });
});

describe('a full bus', () => {
  let store: SimulatedStore;
  afterEach(() => store.stop());

  it('of 64 terminals serves every one of them', async () => {
    const addresses = Array.from({ length: 64 }, (_, at) => at * 2);
    store = await new SimulatedStore(addresses).start(10_000);
    for (const address of addresses)
      store.line.terminal(address).holdCard(`04${address.toString(16).padStart(2, '0')}`);
    await store.scheduler.advance(5000);
    expect(new Set(store.of('card').map(({ address }) => address))).toEqual(new Set(addresses));
    const polls = addresses.map((address) => store.line.terminal(address).pollCount);
    expect(Math.max(...polls) / Math.min(...polls)).toBeLessThan(1.25);
  });

  it('of 32 with half of them dead costs the living a fifth at most', async () => {
    const addresses = Array.from({ length: 32 }, (_, at) => at + 1);
    store = await new SimulatedStore(addresses).start(10_000);
    const living = addresses.slice(0, 16);
    const pollsIn = async (durationMs: number) => {
      const before = living.map((address) => store.line.terminal(address).pollCount);
      await store.scheduler.advance(durationMs);
      return living.reduce((sum, address, at) => sum + store.line.terminal(address).pollCount - (before[at] ?? 0), 0);
    };
    for (const address of addresses.slice(16)) store.bus.setEnabled(address, false);
    const alone = await pollsIn(60_000);
    for (const address of addresses.slice(16)) {
      store.line.terminal(address).unplug();
      store.bus.setEnabled(address, true);
    }
    await store.scheduler.advance(60_000);
    const withDead = await pollsIn(60_000);
    expect(alone / withDead).toBeLessThan(1.2);
    for (const address of living) expect(store.states(address)).toEqual(['starting', 'online']);
    for (const address of addresses.slice(16)) store.line.terminal(address).plug();
    await store.scheduler.advance(60_000);
    expect(store.bus.terminals().every(({ state }) => state === 'online')).toBe(true);
  });
});
