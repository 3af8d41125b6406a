import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { realScheduler } from '../../../hardware/scheduler.ts';
import { openPty } from '../../../hardware/sim/pty.ts';
import { MemoryLine } from '../../../hardware/transport/memory.ts';
import { createTransport } from '../../../hardware/transport/open.ts';
import type { Transport } from '../../../hardware/transport/transport.ts';

/** The other side of a transport under test. */
interface Peer {
  send(bytes: Uint8Array): void;
  /** Takes the line away, so that opening fails as well. */
  breakLine(): Promise<void>;
  /** Waits until this many bytes have come since the beginning, and returns them all. */
  received(byteCount: number): Promise<Uint8Array>;
}

/** Collects bytes and lets a test wait for them. */
class Inbox {
  #bytes: Uint8Array = new Uint8Array(0);
  #waiting: { byteCount: number; resolve: (bytes: Uint8Array) => void }[] = [];

  take(bytes: Uint8Array): void {
    this.#bytes = Uint8Array.from([...this.#bytes, ...bytes]);
    for (const { byteCount, resolve } of this.#waiting) if (this.#bytes.length >= byteCount) resolve(this.#bytes);
  }

  until(byteCount: number): Promise<Uint8Array> {
    if (this.#bytes.length >= byteCount) return Promise.resolve(this.#bytes);
    return new Promise((resolve) => this.#waiting.push({ byteCount, resolve }));
  }
}

async function overMemory(): Promise<{ transport: Transport; peer: Peer }> {
  const line = new MemoryLine('test', realScheduler, { latencyMs: 0 });
  const inbox = new Inbox();
  line.far.setListeners({ onData: (bytes) => inbox.take(bytes), onClose: () => {} });
  await line.far.open();
  const peer: Peer = {
    send: (bytes) => void line.far.write(bytes),
    breakLine: async () => line.cut(),
    received: (byteCount) => inbox.until(byteCount),
  };
  return { transport: line.near, peer };
}

async function overTcp(): Promise<{ transport: Transport; peer: Peer }> {
  const inbox = new Inbox();
  let socket: Socket | undefined;
  const server = createServer((accepted) => {
    socket = accepted;
    accepted.on('data', (bytes) => inbox.take(bytes));
    accepted.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const peer: Peer = {
    send: (bytes) => void socket?.write(bytes),
    breakLine: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        socket?.destroy();
      }),
    received: (byteCount) => inbox.until(byteCount),
  };
  return { transport: createTransport({ type: 'tcp', host: '127.0.0.1', port }), peer };
}

async function overSerial(): Promise<{ transport: Transport; peer: Peer }> {
  const inbox = new Inbox();
  const pty = openPty((bytes) => inbox.take(bytes));
  const peer: Peer = {
    send: (bytes) => pty.write(bytes),
    breakLine: () => pty.close(),
    received: (byteCount) => inbox.until(byteCount),
  };
  return { transport: createTransport({ type: 'serial', path: pty.path, baudRate: 115_200 }), peer };
}

/** Writes until the transport refuses. */
async function writeUntilRefused(transport: Transport): Promise<void> {
  try {
    for (;;) await transport.write(Uint8Array.of(0));
  } catch {
    // what it was written for
  }
}

describe('a serial line to a device with a small buffer', () => {
  it('waits while the device has sent XOFF, and loses nothing', async () => {
    const inbox = new Inbox();
    const pty = openPty((bytes) => inbox.take(bytes));
    const transport = createTransport({ type: 'serial', path: pty.path, baudRate: 115_200, flow: 'xon-xoff' });
    try {
      await transport.open();
      await transport.write(Uint8Array.of(1));
      await inbox.until(1);
      pty.write(Uint8Array.of(0x13));
      // The character is on its way: what is written until it has arrived still goes through.
      let sent = 1;
      let stuck: Promise<string> | undefined;
      for (let tries = 0; tries < 100 && !stuck; tries += 1) {
        const written = transport.write(Uint8Array.of(2)).then(() => 'written');
        sent += 1;
        if ((await Promise.race([written, delay(100, 'waits')])) === 'waits') stuck = written;
      }
      expect(stuck).toBeDefined();
      pty.write(Uint8Array.of(0x11));
      expect(await stuck).toBe('written');
      expect(await inbox.until(sent)).toHaveLength(sent);
    } finally {
      await transport.close();
      await pty.close();
    }
  });
});

const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);

describe.each([
  ['memory', overMemory],
  ['tcp', overTcp],
  ['serial', overSerial],
])('a %s transport', (kind, make) => {
  const opened: { transport: Transport; peer: Peer }[] = [];

  async function ready() {
    const { transport, peer } = await make();
    const inbox = new Inbox();
    let closed: (cause: Error | undefined) => void = () => {};
    let closeCount = 0;
    const whenClosed = new Promise<Error | undefined>((resolve) => {
      closed = resolve;
    });
    transport.setListeners({
      onData: (bytes) => inbox.take(bytes),
      onClose: (cause) => {
        closeCount += 1;
        closed(cause);
      },
    });
    opened.push({ transport, peer });
    return { transport, peer, inbox, whenClosed, closeCount: () => closeCount };
  }

  afterEach(async () => {
    for (const { transport, peer } of opened.splice(0)) {
      await transport.close();
      await peer.breakLine();
    }
  });

  it('names itself and its kind', async () => {
    const { transport } = await ready();
    expect(transport.name).toMatch(new RegExp(`^${kind}:.`));
  });

  it('carries every byte both ways, in the order of the calls', async () => {
    const { transport, peer, inbox } = await ready();
    expect(transport.isOpen).toBe(false);
    await transport.open();
    expect(transport.isOpen).toBe(true);
    await Promise.all([transport.write(everyByte), transport.write(Uint8Array.of(1, 2)), transport.write(everyByte)]);
    expect(await peer.received(514)).toEqual(Uint8Array.from([...everyByte, 1, 2, ...everyByte]));
    peer.send(everyByte);
    expect(await inbox.until(256)).toEqual(everyByte);
  });

  it('refuses to write while it is not open', async () => {
    const { transport } = await ready();
    await expect(transport.write(Uint8Array.of(1))).rejects.toMatchObject({ code: 'TRANSPORT_NOT_OPEN' });
    await transport.open();
    await transport.close();
    expect(transport.isOpen).toBe(false);
    await expect(transport.write(Uint8Array.of(1))).rejects.toMatchObject({ code: 'TRANSPORT_NOT_OPEN' });
  });

  it('can be opened again after it was closed, and closing twice does nothing', async () => {
    const { transport, peer, closeCount } = await ready();
    await transport.open();
    await transport.close();
    await transport.close();
    await transport.open();
    await transport.write(everyByte);
    expect(await peer.received(256)).toEqual(everyByte);
    expect(closeCount()).toBe(0);
  });

  it('refuses to be opened twice and stays open', async () => {
    const { transport, peer } = await ready();
    await transport.open();
    await expect(transport.open()).rejects.toMatchObject({ code: 'TRANSPORT_OPEN_FAILED' });
    await transport.write(everyByte);
    expect(await peer.received(256)).toEqual(everyByte);
  });

  it('tells once when the other side goes away, and cannot be opened then', async () => {
    const { transport, peer, inbox, whenClosed, closeCount } = await ready();
    await transport.open();
    await transport.write(Uint8Array.of(1));
    await peer.received(1);
    peer.send(Uint8Array.of(2));
    await inbox.until(1);
    await peer.breakLine();
    // A pulled-out serial adapter may show only when it is written to; every driver writes.
    await Promise.race([whenClosed, writeUntilRefused(transport)]);
    expect(await whenClosed).toMatchObject({ code: 'TRANSPORT_CLOSED' });
    expect(transport.isOpen).toBe(false);
    await expect(transport.open()).rejects.toMatchObject({ code: 'TRANSPORT_OPEN_FAILED' });
    expect(closeCount()).toBe(1);
  });

  it('can be flushed at any time', async () => {
    const { transport } = await ready();
    await transport.flush();
    await transport.open();
    await transport.flush();
    expect(transport.isOpen).toBe(true);
  });
});

describe('createTransport', () => {
  it('refuses what it cannot open with a code', async () => {
    const bad = [
      createTransport({ type: 'serial', path: '/dev/there-is-no-such-line', baudRate: 9600 }),
      createTransport({ type: 'serial', path: '', baudRate: 9600 }),
      createTransport({ type: 'tcp', host: '127.0.0.1', port: 700_000 }),
    ];
    for (const transport of bad) {
      await expect(transport.open()).rejects.toMatchObject({ code: 'TRANSPORT_OPEN_FAILED' });
      expect(transport.isOpen).toBe(false);
    }
    expect(() => createTransport({ type: 'sim' })).toThrow('TRANSPORT_NOT_SUPPORTED');
  });

  it('takes a simulator from who has one', () => {
    const line = new MemoryLine('sim', realScheduler);
    expect(createTransport({ type: 'sim' }, { simulate: () => line.near })).toBe(line.near);
  });
});

describe('MemoryLine', () => {
  it('loses what is sent to an end that is not open', async () => {
    const line = new MemoryLine('test', realScheduler, { latencyMs: 0 });
    const inbox = new Inbox();
    line.far.setListeners({ onData: (bytes) => inbox.take(bytes), onClose: () => {} });
    await line.near.open();
    await line.near.write(Uint8Array.of(1));
    await line.far.open();
    await line.near.write(Uint8Array.of(2));
    expect(await inbox.until(1)).toEqual(Uint8Array.of(2));
  });

  it('drops what is underway when it is flushed', async () => {
    const line = new MemoryLine('test', realScheduler, { latencyMs: 0 });
    const inbox = new Inbox();
    line.far.setListeners({ onData: (bytes) => inbox.take(bytes), onClose: () => {} });
    await line.near.open();
    await line.far.open();
    await line.near.write(Uint8Array.of(1));
    await line.far.flush();
    await line.near.write(Uint8Array.of(2));
    expect(await inbox.until(1)).toEqual(Uint8Array.of(2));
  });
});
