import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { CardReader, ReaderState } from '../../hardware/reader/card-reader.ts';
import { LinkedReader } from '../../hardware/reader/linked-reader.ts';
import { createReader } from '../../hardware/reader/open.ts';
import { PcscReader } from '../../hardware/reader/pcsc-reader.ts';
import { reportCodec, StreamLink } from '../../hardware/reader/stream-link.ts';
import { realScheduler } from '../../hardware/scheduler.ts';
import { openPty } from '../../hardware/sim/pty.ts';
import { SimReader } from '../../hardware/sim/sim-reader.ts';
import { HidTransport } from '../../hardware/transport/hid.ts';
import { FakeHid } from '../hardware/reader/fake-hid.ts';
import { PcscDaemon, SimulatedCard } from '../hardware/reader/pcsc-daemon.ts';

/** What every reader must do the same, whatever it is made of. */
interface Bench {
  reader: CardReader;
  /** A card is put on the reader and stays there. */
  hold(uid: string): Promise<void>;
  /** The reader reports the card that lies there again, as many do; nothing where readers do not. */
  repeat(uid: string): Promise<void>;
  /** The card is taken away. */
  release(): Promise<void>;
  /** Whatever the device could send that is no card. */
  garbage(): Promise<void>;
  unplug(): Promise<void>;
  plug(): Promise<void>;
  dispose(): Promise<void>;
}

async function sim(): Promise<Bench> {
  const device = new SimReader('desk');
  return {
    reader: new LinkedReader(device, realScheduler),
    hold: async (uid) => void device.hold(uid),
    repeat: async (uid) => void device.hold(uid),
    release: async () => device.release(),
    garbage: async () => void device.hold('no card'),
    unplug: async () => device.unplug(),
    plug: async () => device.plug(),
    dispose: async () => {},
  };
}

async function hid(): Promise<Bench> {
  const device = new FakeHid();
  const transport = new HidTransport(
    { vendorId: device.vendorId, productId: device.productId, usagePage: 0xff00 },
    { load: async () => device.library },
  );
  const codec = reportCodec({ encoding: 'bytes', reversed: true, reportId: 3, lengthAt: 1, offset: 2 });
  const report = (uid: string) => {
    const bytes = Buffer.from(uid, 'hex').reverse();
    return Buffer.concat([Buffer.from([3, bytes.length]), bytes, Buffer.alloc(14 - bytes.length)]);
  };
  return {
    reader: new LinkedReader(new StreamLink(transport, codec, realScheduler), realScheduler),
    hold: async (uid) => device.send(report(uid)),
    repeat: async (uid) => device.send(report(uid)),
    release: async () => device.send(Buffer.from([3, 0, 0, 0, 0, 0, 0, 0])),
    garbage: async () => {
      for (const bytes of [[], [3], [3, 200], [3, 4, 0, 0, 0, 0], [9, 4, 1, 2, 3, 4]])
        device.send(Uint8Array.from(bytes));
    },
    unplug: async () => device.unplug(),
    plug: async () => device.plug(),
    dispose: async () => {
      if (device.openCount !== 0) throw new Error('the device was left open');
    },
  };
}

/** The pty's own path changes when it is opened anew: the reader is told of a link that does not. */
async function serial(): Promise<Bench> {
  const folder = mkdtempSync(path.join(tmpdir(), 'clockroom-reader-'));
  const line = path.join(folder, 'tty');
  let pty = openPty(() => {});
  symlinkSync(pty.path, line);
  const reader = createReader(
    { type: 'serial', path: line, baudRate: 9600, encoding: 'hex', prefix: '\u0002', suffix: '\u0003' },
    { scheduler: realScheduler, simulate: () => new SimReader('none') },
  );
  const send = async (uid: string) => pty.write(Buffer.from(`\u0002${uid}\r\n\u0003`));
  return {
    reader,
    hold: send,
    repeat: send,
    release: async () => {},
    garbage: async () => pty.write(Buffer.from('\u0003\u0002\u0002nothing\u0003\u0000\u00ff\u0002')),
    unplug: async () => {
      rmSync(line);
      await pty.close();
    },
    plug: async () => {
      pty = openPty(() => {});
      symlinkSync(pty.path, line);
    },
    dispose: async () => {
      await pty.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function pcsc(): Promise<Bench> {
  const daemon = await PcscDaemon.start();
  let card: SimulatedCard | undefined;
  return {
    reader: new PcscReader({ scheduler: realScheduler, reader: 'virtual pcd' }),
    hold: async (uid) => {
      await card?.remove();
      card = await SimulatedCard.hold(daemon.port, uid);
    },
    repeat: async () => {},
    release: async () => card?.remove(),
    garbage: async () => {
      // A card that has no UID to tell.
      await card?.remove();
      card = await SimulatedCard.hold(daemon.port, '');
      card.answers.set('FFCA000000', '6A81');
    },
    unplug: async () => {
      await card?.remove();
      await daemon.stop();
    },
    plug: () => daemon.start(),
    dispose: async () => {
      await card?.remove();
      await daemon.close();
    },
  };
}

/** Keeps what a reader tells and lets a test wait for it. */
class Told {
  readonly uids: string[] = [];
  readonly states: ReaderState[] = [];
  #wake: (() => void)[] = [];

  constructor(reader: CardReader) {
    reader.setListeners({
      onCard: (uid) => this.#take(() => this.uids.push(uid)),
      onState: (state) => this.#take(() => this.states.push(state)),
    });
  }

  async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) await new Promise<void>((resolve) => this.#wake.push(resolve));
  }

  #take(keep: () => void): void {
    keep();
    for (const wake of this.#wake.splice(0)) wake();
  }
}

const uid7 = '04E9F85D8BAEF7';
const uid4 = 'A1B2C3D4';

describe.each([
  ['sim', sim],
  ['hid', hid],
  ['serial', serial],
  ['pcsc', pcsc],
])('a %s reader', { timeout: 60_000 }, (_kind, make) => {
  let bench: Bench | undefined;

  async function ready() {
    const made = await make();
    bench = made;
    const told = new Told(made.reader);
    return { bench: made, told, online: () => told.until(() => made.reader.state.link === 'online') };
  }

  afterEach(async () => {
    await bench?.reader.close();
    await bench?.dispose();
    bench = undefined;
  });

  it('tells once of each card, with the first byte of the UID first', async () => {
    const { bench, told, online } = await ready();
    expect(bench.reader.state).toEqual({ link: 'closed', reason: null });
    await bench.reader.open();
    await online();
    await bench.hold(uid7);
    await told.until(() => told.uids.length > 0);
    await bench.repeat(uid7);
    await bench.repeat(uid7);
    await bench.release();
    await bench.hold(uid4);
    await told.until(() => told.uids.includes(uid4));
    expect(told.uids).toEqual([uid7, uid4]);
    expect(bench.reader.counters.cards).toBe(2);
  });

  it('goes on after the device was unplugged and plugged in again', async () => {
    const { bench, told, online } = await ready();
    await bench.reader.open();
    await online();
    await bench.hold(uid7);
    await told.until(() => told.uids.length === 1);
    await bench.unplug();
    await told.until(() => bench.reader.state.link === 'offline');
    expect(bench.reader.state.reason).not.toBeNull();
    await bench.plug();
    await online();
    await bench.hold(uid7);
    await told.until(() => told.uids.length === 2);
    expect(told.uids).toEqual([uid7, uid7]);
  });

  it('opens without an error while the device is away, and finds it when it comes', async () => {
    const { bench, told, online } = await ready();
    await bench.unplug();
    await bench.reader.open();
    expect(bench.reader.state.link).toBe('offline');
    await bench.plug();
    await online();
    await bench.hold(uid4);
    await told.until(() => told.uids.length === 1);
    expect(told.uids).toEqual([uid4]);
  });

  it('takes nothing but cards for cards', async () => {
    const { bench, told, online } = await ready();
    await bench.reader.open();
    await online();
    await bench.garbage();
    await bench.hold(uid4);
    await told.until(() => told.uids.length > 0);
    expect(told.uids).toEqual([uid4]);
  });

  it('can be closed at any moment, and opened again', async () => {
    const { bench, told, online } = await ready();
    const opening = bench.reader.open();
    await bench.reader.close();
    await opening;
    expect(bench.reader.state.link).toBe('closed');
    await bench.reader.open();
    await online();
    const holding = bench.hold(uid7);
    await bench.reader.close();
    await holding;
    const before = told.uids.length;
    await bench.reader.close();
    expect(bench.reader.state.link).toBe('closed');
    expect(told.uids.length).toBe(before);
    await bench.release();
    await bench.reader.open();
    await online();
    await bench.hold(uid4);
    await told.until(() => told.uids.at(-1) === uid4);
  });
});
