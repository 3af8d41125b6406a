import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { type SerialDevice, SerialTransport } from '../../../hardware/transport/serial.ts';

/** A serial port that only writes down what is done to it. */
class RecordedPort extends EventEmitter {
  readonly done: string[] = [];
  isOpen = false;

  open(then?: (cause: Error | null) => void): void {
    this.isOpen = true;
    then?.(null);
  }

  write(bytes: Buffer, _encoding: unknown, then?: (cause: Error | null | undefined) => void): boolean {
    this.done.push(`write ${bytes.toString('hex')}`);
    setImmediate(() => then?.(null));
    return true;
  }

  drain(then?: (cause: Error | null) => void): void {
    this.done.push('drain');
    setImmediate(() => then?.(null));
  }

  set(lines: { rts?: boolean }, then?: (cause: Error | null) => void): void {
    this.done.push(`rts ${lines.rts}`);
    setImmediate(() => then?.(null));
  }

  update(settings: { baudRate: number }, then?: (cause: Error | null) => void): void {
    this.done.push(`speed ${settings.baudRate}`);
    then?.(null);
  }

  flush(then?: (cause: Error | null) => void): void {
    then?.(null);
  }

  close(then?: (cause: Error | null) => void): void {
    this.isOpen = false;
    then?.(null);
  }
}

async function recorded(direction?: 'rts' | 'rts-inverted') {
  const port = new RecordedPort();
  const transport = new SerialTransport(
    { path: '/dev/adapter', baudRate: 9600, ...(direction ? { direction } : {}) },
    () => port as unknown as SerialDevice,
  );
  await transport.open();
  return { port, transport };
}

describe('an RS-485 adapter', () => {
  it('that listens to RTS sends only while it is told, each frame to its last bit', async () => {
    const { port, transport } = await recorded('rts');
    await Promise.all([transport.write(Uint8Array.of(1)), transport.write(Uint8Array.of(2))]);
    expect(port.done).toEqual([
      'rts false',
      ...['rts true', 'write 01', 'drain', 'rts false'],
      ...['rts true', 'write 02', 'drain', 'rts false'],
    ]);
  });

  it('of the other kind is told the other way round', async () => {
    const { port, transport } = await recorded('rts-inverted');
    await transport.write(Uint8Array.of(1));
    expect(port.done).toEqual(['rts true', 'rts false', 'write 01', 'drain', 'rts true']);
  });

  it('that knows by itself is left alone', async () => {
    const { port, transport } = await recorded();
    await transport.write(Uint8Array.of(1));
    expect(port.done).toEqual(['write 01']);
  });

  it('that fails to turn loses the line, as one that fails to write does', async () => {
    const { port, transport } = await recorded('rts');
    port.set = (_lines, then) => then?.(new Error('gone'));
    let isLost = false;
    transport.setListeners({
      onData: () => {},
      onClose: () => {
        isLost = true;
      },
    });
    await expect(transport.write(Uint8Array.of(1))).rejects.toMatchObject({ code: 'TRANSPORT_WRITE_FAILED' });
    expect([isLost, transport.isOpen]).toEqual([true, false]);
  });

  it('takes another speed while it is open', async () => {
    const { port, transport } = await recorded();
    await transport.setSpeed(115_200);
    await transport.setSpeed(115_200);
    expect([port.done, transport.bitsPerSecond]).toEqual([['speed 115200'], 115_200]);
    await transport.close();
    await expect(transport.setSpeed(9600)).rejects.toMatchObject({ code: 'TRANSPORT_NOT_OPEN' });
  });
});
