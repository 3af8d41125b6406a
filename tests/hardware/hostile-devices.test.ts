import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { HardwareError } from '../../hardware/error.ts';
import { encodeFrame } from '../../hardware/osdp/codec/frame.ts';
import { type BusEvent, OsdpBus } from '../../hardware/osdp/driver.ts';
import { SecureChannel, SessionKeys } from '../../hardware/osdp/secure-channel.ts';
import { ReceiptPrinter } from '../../hardware/printer/receipt-printer.ts';
import { PcscReader } from '../../hardware/reader/pcsc-reader.ts';
import { realScheduler } from '../../hardware/scheduler.ts';
import { seededBytes, seededRandom } from '../../hardware/sim/faults.ts';
import { SimLine } from '../../hardware/sim/sim-line.ts';
import { SimTerminal } from '../../hardware/sim/sim-terminal.ts';
import { SimulatedScheduler } from '../../hardware/sim/simulated-scheduler.ts';
import { MemoryLine } from '../../hardware/transport/memory.ts';
import { createTransport } from '../../hardware/transport/open.ts';
import { PcscService } from '../../hardware/transport/pcsc.ts';
import type { PcscLibrary } from '../../hardware/transport/pcsc-library.ts';
import { frameOf } from './osdp/capture.ts';

const seed = 20_261_122;
const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** What a promise came to: `done`, or the code it was refused with. Anything but a HardwareError fails. */
async function outcomeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (!(error instanceof HardwareError)) throw error;
    return error.code;
  }
}

describe('a printer that answers anything', () => {
  it('is printed on or refused with a code, and never waited for without end', async () => {
    const answers = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 12 });
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(answers, fc.boolean(), async (said, hangsUp) => {
        const scheduler = new SimulatedScheduler();
        const line = new MemoryLine('printer', scheduler);
        const left = [...said];
        line.far.setListeners({
          onData: () => {
            const next = left.shift();
            if (next) void line.far.write(next);
            else if (hangsUp) void line.far.close();
          },
          onClose: () => {},
        });
        await line.far.open();
        const printer = new ReceiptPrinter({ transport: line.near, scheduler });
        const [asked] = await Promise.all([outcomeOf(printer.status()), scheduler.advance(60_000)]);
        const [printed] = await Promise.all([outcomeOf(printer.print(new Uint8Array(40))), scheduler.advance(60_000)]);
        expect(asked).toMatch(/^(done|PRINTER_|TRANSPORT_)/);
        expect(printed).toMatch(/^(done|PRINTER_|TRANSPORT_)/);
        outcomes.add(asked).add(printed);
        await Promise.all([printer.close(), scheduler.advance(1_000)]);
      }),
      { numRuns: 60, seed },
    );
    expect([...outcomes]).toEqual(expect.arrayContaining(['done', 'PRINTER_NO_PAPER', 'PRINTER_OFFLINE']));
  });
});

describe('a smart-card service that answers anything', () => {
  const statuses = fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    fc.constantFrom(0x8010001d, 0x80100009, 0x80100069, 0x8010000b, 0x80100066, 0x8010002e, 1),
    fc.integer({ min: 0, max: 0xffffffff }),
  );
  const calls = fc.array(
    fc.record({
      status: statuses,
      names: fc.array(fc.string({ maxLength: 20 }), { maxLength: 3 }),
      state: fc.oneof(fc.integer({ min: 0, max: 0xffffffff }), fc.constant(0x00010022), fc.constant(0x00020022)),
      answer: fc.oneof(
        fc.uint8Array({ maxLength: 40 }),
        fc.uint8Array({ minLength: 0, maxLength: 12 }).map((uid) => Uint8Array.from([...uid, 0x90, 0x00])),
      ),
    }),
    { minLength: 1, maxLength: 40 },
  );

  it('gives UIDs or none, and nothing is left open', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(calls, async (answers) => {
        const scheduler = new SimulatedScheduler();
        let at = 0;
        let open = 0;
        const next = () => {
          at += 1;
          return answers[at % answers.length] ?? { status: 0, names: [], state: 0, answer: new Uint8Array() };
        };
        const library: PcscLibrary = {
          establish: async () => {
            const { status } = next();
            if (status === 0) open += 1;
            return [status, 1];
          },
          release: async () => {
            open -= 1;
            return 0;
          },
          listReaders: async () => {
            const { status, names } = next();
            return [status, status === 0 ? names : []];
          },
          readerState: async () => [next().status, next().state],
          connect: async () => {
            const { status } = next();
            if (status === 0) open += 1;
            return [status, 2, 1];
          },
          transmit: async () => {
            const { status, answer } = next();
            return [status, answer];
          },
          disconnect: async () => {
            open -= 1;
            return 0;
          },
        };
        const service = new PcscService({ load: () => library });
        const reader = new PcscReader({ scheduler, reader: '', service });
        const uids: string[] = [];
        reader.setListeners({ onCard: (uid) => uids.push(uid), onState: () => {} });
        await reader.open();
        await scheduler.advance(20_000);
        await reader.close();
        for (const uid of uids) expect(uid).toMatch(/^([0-9A-F]{2}){4,10}$/);
        expect(open).toBe(0);
        count += uids.length;
      }),
      { numRuns: 60, seed },
    );
    expect(count).toBeGreaterThan(0);
  });
});

describe('a serial-to-Ethernet converter', () => {
  it('that sends noise, hangs up and is back leads to no swipe and no end: then its terminals work', async () => {
    const line = new SimLine({
      scheduler: realScheduler,
      terminals: [new SimTerminal({ address: 1, scheduler: realScheduler })],
    });
    const behind = await line.listen(0);
    cleanups.push(() => line.close());
    const random = seededRandom(seed);
    const noise = seededBytes(random);
    let noisy = 3;
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => {});
      if (noisy > 0) {
        // Telnet options, a login, half a frame, then any bytes; and it hangs up.
        noisy -= 1;
        socket.write(Buffer.from('fffb01fffb03', 'hex'));
        socket.write('login: ');
        socket.write(Buffer.from('ff5381ffff', 'hex'));
        socket.end(Buffer.from(noise(64_000)));
        return;
      }
      const through = createTransport({ type: 'tcp', host: '127.0.0.1', port: behind });
      through.setListeners({ onData: (bytes) => void socket.write(bytes), onClose: () => socket.destroy() });
      socket.on('data', (bytes) => void through.write(bytes).catch(() => {}));
      socket.on('close', () => void through.close());
      socket.pause();
      void through.open().then(() => socket.resume());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    cleanups.push(async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    });
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const events: BusEvent[] = [];
    let told = () => {};
    const card = new Promise<void>((resolve) => {
      told = resolve;
    });
    const bus = new OsdpBus({
      id: 'floor',
      transport: createTransport({ type: 'tcp', host: '127.0.0.1', port }),
      terminals: [{ address: 1 }],
      scheduler: realScheduler,
      onEvent: (event) => {
        events.push(event);
        if (event.type === 'state' && event.state === 'online') line.terminal(1).holdCard('04C0FFEE');
        if (event.type === 'card') told();
      },
    });
    cleanups.push(() => bus.close());
    await bus.open();
    await card;
    expect(events.filter(({ type }) => type === 'card')).toEqual([
      { type: 'card', address: 1, uid: '04C0FFEE', bits: 32 },
    ]);
    expect(events.filter((event) => event.type === 'line' && !event.open).length).toBeGreaterThan(0);
  }, 30_000);
});

describe('a secure channel', () => {
  const keys = new SessionKeys(new Uint8Array(16).fill(3), new Uint8Array(8).fill(5));
  const reply = (sequence: number, data: Uint8Array) => ({
    mark: true,
    address: 1,
    reply: true,
    sequence,
    check: 'crc' as const,
    id: 0x50,
    data,
  });
  const strange = fc.record({
    kind: fc.constantFrom('flip' as const, 'replay' as const, 'random' as const),
    at: fc.nat(200),
    bit: fc.nat(7),
    data: fc.uint8Array({ maxLength: 40 }),
  });

  it('takes the true answer after any number of false and recorded ones, and nothing of those', () => {
    fc.assert(
      fc.property(fc.array(fc.array(strange, { maxLength: 4 }), { minLength: 1, maxLength: 8 }), (rounds) => {
        const panel = new SecureChannel(keys, new Uint8Array(16));
        const device = new SecureChannel(keys, new Uint8Array(16));
        const recorded: Uint8Array[] = [];
        rounds.forEach((falsities, round) => {
          const sequence = (round % 3) + 1;
          const asked = panel.seal({ ...reply(sequence, new Uint8Array()), reply: false, id: 0x60 });
          expect(device.open(frameOf(encodeFrame(asked.frame, asked.sign)))).toEqual(new Uint8Array());
          const said = Uint8Array.of(round, 1, 2, 3);
          const answered = device.seal(reply(sequence, said));
          const wire = encodeFrame(answered.frame, answered.sign);
          for (const { kind, at, bit, data } of falsities) {
            const chain = Buffer.from(panel.lastMac('reply')).toString('hex');
            const untrue = falseFrame(kind, wire, recorded, { at, bit, data });
            if (untrue) expect(panel.open(untrue)).toMatch(/^(plain|mac|padding)$/);
            expect(Buffer.from(panel.lastMac('reply')).toString('hex')).toBe(chain);
          }
          expect(panel.open(frameOf(wire))).toEqual(said);
          recorded.push(wire);
        });
      }),
      { numRuns: 150, seed },
    );
  });

  /** One bit of the true frame turned (with the CRC put right), an answer of before, or any data; none: no frame. */
  function falseFrame(
    kind: 'flip' | 'replay' | 'random',
    wire: Uint8Array,
    recorded: readonly Uint8Array[],
    { at, bit, data }: { at: number; bit: number; data: Uint8Array },
  ) {
    if (kind === 'replay') {
      const before = recorded[at % Math.max(recorded.length, 1)];
      return before && frameOf(before);
    }
    if (kind === 'random') return frameOf(encodeFrame(reply(1, data)));
    const { data: cipher, mac, security, ...frame } = frameOf(wire);
    const whole = Uint8Array.from([...cipher, ...(mac ?? [])]);
    const place = at % whole.length;
    whole[place] = (whole[place] ?? 0) ^ (1 << bit);
    const signature = whole.slice(cipher.length);
    return {
      ...frameOf(
        encodeFrame({ ...frame, ...(security ? { security } : {}), data: whole.slice(0, cipher.length) }, () =>
          paddedMac(signature),
        ),
      ),
    };
  }

  function paddedMac(first: Uint8Array): Uint8Array {
    const mac = new Uint8Array(16);
    mac.set(first);
    return mac;
  }
});
