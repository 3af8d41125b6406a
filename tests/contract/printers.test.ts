import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, describe, expect, it } from 'vitest';
import { createPrinterTransport } from '../../hardware/printer/open.ts';
import { ReceiptPrinter } from '../../hardware/printer/receipt-printer.ts';
import { renderEscPos } from '../../hardware/printer/render.ts';
import { UsbTransport } from '../../hardware/printer/usb-transport.ts';
import { realScheduler } from '../../hardware/scheduler.ts';
import { SimPrinter } from '../../hardware/sim/printer.ts';
import { openPty, type Pty } from '../../hardware/sim/pty.ts';
import { MemoryLine } from '../../hardware/transport/memory.ts';
import type { Transport } from '../../hardware/transport/transport.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A printer at the end of a line of some kind, and what can be done to it. */
interface Bench {
  printer: ReceiptPrinter;
  /** The slips that came out, oldest first. */
  slips(): string[];
  unplug(): Promise<void>;
  plug(): Promise<void>;
  /** The roll is out, or in again; undefined where nothing can answer. */
  setPaper?(paper: 'full' | 'low' | 'out'): void;
  /** Breaks the line after so many bytes of a slip. */
  breakAfter?(bytes: number): void;
}

const slip = (text: string) => renderEscPos(`|${text} |`, { paperMm: 80, encoding: 'gb18030' });
const driver = (transport: Transport, statusReplies: 'auto' | 'none' = 'auto') => {
  const printer = new ReceiptPrinter({ transport, statusReplies, statusTimeoutMs: 400, printTimeoutMs: 1_500 });
  cleanups.push(() => printer.close());
  return printer;
};
const textsOf = (sim: SimPrinter) => sim.slips.map(({ text }) => text);

async function overTcp(): Promise<Bench> {
  const sim = new SimPrinter();
  const port = await sim.listen(0);
  cleanups.push(() => sim.close());
  return {
    printer: driver(createPrinterTransport({ type: 'tcp', host: '127.0.0.1', port })),
    slips: () => textsOf(sim),
    unplug: () => sim.setPower(false),
    plug: () => sim.setPower(true),
    setPaper: (paper) => sim.setPaper(paper),
    breakAfter: (bytes) => sim.dropLineAfter(bytes),
  };
}

/** The far end of a pty as the simulated printer holds it. */
class PtyEnd implements Transport {
  readonly name = 'pty';
  readonly pty: Pty;
  #onData: (bytes: Uint8Array) => void = () => {};
  constructor(onClosed: (pty: Pty) => void) {
    this.pty = openPty((bytes) => this.#onData(bytes));
    this.close = async () => {
      onClosed(this.pty);
      await this.pty.close();
    };
  }
  readonly isOpen = true;
  async open(): Promise<void> {}
  async write(bytes: Uint8Array): Promise<void> {
    this.pty.write(bytes);
  }
  async flush(): Promise<void> {}
  close: () => Promise<void>;
  setListeners({ onData }: { onData(bytes: Uint8Array): void }): void {
    this.#onData = onData;
  }
}

/** A cable that is pulled out takes its name with it; plugged in again the printer is found under the same one. */
async function overCable(transportAt: (place: string) => Transport): Promise<Bench> {
  const folder = mkdtempSync(path.join(tmpdir(), 'clockroom-cable-'));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  const place = path.join(folder, 'printer');
  const sim = new SimPrinter();
  let end: PtyEnd | undefined;
  const unplug = async () => {
    rmSync(place, { force: true });
    const last = end;
    end = undefined;
    await last?.pty.close();
  };
  const plug = async () => {
    end = new PtyEnd(() => {
      rmSync(place, { force: true });
      end = undefined;
    });
    symlinkSync(end.pty.path, place);
    await sim.attach(end);
  };
  await plug();
  cleanups.push(unplug);
  return {
    printer: driver(transportAt(place)),
    slips: () => textsOf(sim),
    unplug,
    plug,
    setPaper: (paper) => sim.setPaper(paper),
    breakAfter: (bytes) => sim.dropLineAfter(bytes),
  };
}

async function overMemory(): Promise<Bench> {
  const sim = new SimPrinter();
  let wire: MemoryLine | undefined;
  let isPlugged = true;
  let listeners: Parameters<Transport['setListeners']>[0] | undefined;
  const transport: Transport = {
    name: 'memory',
    get isOpen() {
      return wire?.near.isOpen ?? false;
    },
    open: async () => {
      const line = new MemoryLine('printer', realScheduler);
      if (!isPlugged) line.cut();
      if (listeners) line.near.setListeners(listeners);
      wire = line;
      if (isPlugged) await line.far.open();
      const { far } = line;
      await sim.attach({
        name: far.name,
        isOpen: true,
        open: async () => {},
        write: (bytes) => far.write(bytes),
        flush: async () => {},
        close: async () => line.cut(),
        setListeners: (theirs) => far.setListeners(theirs),
      });
      await line.near.open();
    },
    write: (bytes) => wire?.near.write(bytes) ?? Promise.reject(new Error('not open')),
    flush: async () => wire?.near.flush(),
    close: async () => wire?.near.close(),
    setListeners: (theirs) => {
      listeners = theirs;
    },
  };
  return {
    printer: driver(transport),
    slips: () => textsOf(sim),
    unplug: async () => {
      isPlugged = false;
      wire?.cut();
    },
    plug: async () => {
      isPlugged = true;
    },
    setPaper: (paper) => sim.setPaper(paper),
    breakAfter: (bytes) => sim.dropLineAfter(bytes),
  };
}

/** A file on a drive that can be pulled out. */
async function overFile(): Promise<Bench> {
  const folder = mkdtempSync(path.join(tmpdir(), 'clockroom-file-'));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  const drive = path.join(folder, 'drive');
  mkdirSync(drive);
  const file = path.join(drive, 'slips.bin');
  return {
    printer: driver(createPrinterTransport({ type: 'file', path: file }), 'none'),
    slips: () =>
      iconv
        .decode(readFileSync(file), 'gb18030')
        .split('\x1dVB\x00')
        .slice(0, -1)
        .map((text) => /(one|two|three)/.exec(text)?.[0] ?? ''),
    unplug: async () => renameSync(drive, `${drive}.out`),
    plug: async () => renameSync(`${drive}.out`, drive),
  };
}

const benches = {
  tcp: overTcp,
  'serial (pty)': () =>
    overCable((place) => createPrinterTransport({ type: 'serial', path: place, baudRate: 115_200 })),
  'usb (device node)': () => overCable((place) => createPrinterTransport({ type: 'usb', path: place })),
  file: overFile,
  memory: overMemory,
};

describe.each(Object.entries(benches))('a printer over %s', (_kind, makeBench) => {
  it('prints slip after slip, each once and in order', async () => {
    const bench = await makeBench();
    await Promise.all(['one', 'two', 'three'].map((text) => bench.printer.print(slip(text))));
    await expect.poll(() => bench.slips()).toEqual(['one', 'two', 'three']);
  });

  it('is offline while it is unplugged, prints nothing of that later, and goes on when it is plugged in again', async () => {
    const bench = await makeBench();
    await bench.printer.print(slip('one'));
    await expect.poll(() => bench.slips()).toEqual(['one']);
    await bench.unplug();
    await expect(bench.printer.print(slip('two'))).rejects.toMatchObject({ code: 'PRINTER_OFFLINE' });
    await bench.plug();
    await bench.printer.print(slip('three'));
    await expect.poll(() => bench.slips()).toEqual(['one', 'three']);
  });

  it('tells of its paper before a slip and after it, where it can answer', async () => {
    const bench = await makeBench();
    if (!bench.setPaper) {
      expect(await bench.printer.print(slip('one'))).toEqual({ state: 'unknown', paperLow: false });
      return;
    }
    expect(await bench.printer.print(slip('one'))).toEqual({ state: 'ready', paperLow: false });
    bench.setPaper('low');
    expect(await bench.printer.print(slip('two'))).toEqual({ state: 'ready', paperLow: true });
    bench.setPaper('out');
    await expect(bench.printer.print(slip('three'))).rejects.toMatchObject({ code: 'PRINTER_NO_PAPER' });
    expect(bench.slips()).toEqual(['one', 'two']);
  });

  it('says of a slip that was torn by a broken line that it may be on paper', async () => {
    const bench = await makeBench();
    if (!bench.breakAfter) return;
    await bench.printer.print(slip('one'));
    bench.breakAfter(20);
    await expect(bench.printer.print(slip('two'))).rejects.toMatchObject({ code: 'PRINTER_MAYBE_PRINTED' });
    expect(bench.slips()).toEqual(['one']);
  });
});

describe('a USB printer', () => {
  it('that is no device is refused, and nothing is made in its place', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'clockroom-usb-'));
    cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
    const missing = new UsbTransport(path.join(folder, 'lp0'));
    await expect(missing.open()).rejects.toMatchObject({ code: 'TRANSPORT_OPEN_FAILED' });
    await expect(new UsbTransport(folder).open()).rejects.toMatchObject({ code: 'TRANSPORT_OPEN_FAILED' });
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(path.join(folder, 'lp0'), '');
    await expect(missing.open()).rejects.toMatchObject({ context: { reason: 'not-a-device' } });
    await expect(missing.write(slip('x'))).rejects.toMatchObject({ code: 'TRANSPORT_NOT_OPEN' });
  });
});
