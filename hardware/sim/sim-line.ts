import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { HardwareError } from '../error.ts';
import type { ReceivedFrame } from '../osdp/codec/frame.ts';
import { FrameDecoder } from '../osdp/codec/frame-decoder.ts';
import { timing } from '../osdp/timing.ts';
import type { Scheduler } from '../scheduler.ts';
import type { Transport } from '../transport/transport.ts';
import { Faults } from './faults.ts';
import { openPty, type Pty } from './pty.ts';
import type { SimTerminal } from './sim-terminal.ts';

export interface SimLineOptions {
  scheduler: Scheduler;
  terminals: readonly SimTerminal[];
  faults?: Faults;
  /** Time a device takes to begin its reply; 3 unless told. */
  turnaroundMs?: number;
}

type Send = (bytes: Uint8Array) => void;

/** Several simulated terminals on one line: in memory, behind a TCP port, or behind a pseudo-terminal. */
export class SimLine {
  readonly terminals: readonly SimTerminal[];
  readonly faults: Faults;
  readonly #scheduler: Scheduler;
  readonly #turnaroundMs: number;
  readonly #sockets = new Set<Socket>();
  readonly #transports: Transport[] = [];
  readonly #ptys: Pty[] = [];
  readonly #servers: Server[] = [];

  /** Throws SIM_BAD_ARGUMENT when two terminals have one address. */
  constructor(options: SimLineOptions) {
    const addresses = new Set(options.terminals.map(({ address }) => address));
    if (addresses.size !== options.terminals.length) throw new HardwareError('SIM_BAD_ARGUMENT', { reason: 'address' });
    this.terminals = options.terminals;
    this.faults = options.faults ?? new Faults();
    this.#scheduler = options.scheduler;
    this.#turnaroundMs = options.turnaroundMs ?? 3;
  }

  /** Throws SIM_BAD_ARGUMENT when there is none. */
  terminal(address: number): SimTerminal {
    const terminal = this.terminals.find((each) => each.address === address);
    if (!terminal) throw new HardwareError('SIM_BAD_ARGUMENT', { address });
    return terminal;
  }

  /** Puts the terminals at this end of a line (the far end of a `MemoryLine`) and opens it. */
  async attach(transport: Transport): Promise<void> {
    const receive = this.#connect(
      (bytes) => {
        if (transport.isOpen) void transport.write(bytes);
      },
      () => transport.bitsPerSecond,
    );
    transport.setListeners({ onData: receive, onClose: () => {} });
    await transport.open();
    this.#transports.push(transport);
  }

  /** Serves the line as a serial-to-Ethernet converter does; returns the port (`0` takes a free one). */
  async listen(port = 0, host = '127.0.0.1'): Promise<number> {
    const server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.on(
        'data',
        this.#connect((bytes) => void socket.write(bytes)),
      );
      socket.on('error', () => socket.destroy());
      socket.on('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', (cause) => reject(new HardwareError('TRANSPORT_OPEN_FAILED', { port, host }, { cause })));
      server.listen(port, host, () => resolve());
    });
    this.#servers.push(server);
    return (server.address() as AddressInfo).port;
  }

  /** Serves the line as a serial device; returns its path. Linux and macOS, else SIM_NOT_SUPPORTED. */
  async openPty(): Promise<string> {
    const pty = openPty((bytes) => receive(bytes));
    const receive = this.#connect(
      (bytes) => pty.write(bytes),
      () => pty.bitsPerSecond,
    );
    this.#ptys.push(pty);
    return pty.path;
  }

  /** Breaks every TCP connection, as when the converter loses its power for a moment. */
  dropConnections(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Closes everything this line was put on. */
  async close(): Promise<void> {
    this.dropConnections();
    await Promise.all([
      ...this.#transports.splice(0).map((transport) => transport.close()),
      ...this.#ptys.splice(0).map((pty) => pty.close()),
      ...this.#servers.splice(0).map((server) => new Promise<void>((resolve) => server.close(() => resolve()))),
    ]);
  }

  /** One place the line is put on: bytes from the panel go in, what the devices say comes out by `send`. */
  #connect(send: Send, speedOf: () => number | undefined = () => undefined): (bytes: Uint8Array) => void {
    const decoder = new FrameDecoder();
    let lastByteMs = 0;
    const arrive = (bytes: Uint8Array) => {
      // What began before a pause is given up: a length that got broken must not swallow what follows.
      if (this.#scheduler.now() - lastByteMs > timing.interCharacterMs) decoder.endOfTransmission();
      lastByteMs = this.#scheduler.now();
      for (const each of decoder.push(bytes)) if (each.kind === 'frame') this.#deliver(each.frame, send, speedOf());
    };
    return (bytes) => {
      if (this.faults.settings.echo) send(bytes);
      for (const { bytes: arrived, delayMs } of this.faults.onTheWay(bytes)) {
        if (delayMs === 0) arrive(arrived);
        else this.#scheduler.setTimeout(() => arrive(arrived), delayMs);
      }
    };
  }

  #deliver(frame: ReceivedFrame, send: Send, bitsPerSecond: number | undefined): void {
    for (const terminal of this.terminals) {
      if (this.faults.isSilent(terminal.address) || !terminal.hears(bitsPerSecond)) continue;
      if (terminal.address === frame.address) {
        if (this.faults.strikes('restart')) terminal.restart();
        if (this.faults.strikes('busy')) terminal.beBusy(1);
      }
      const reply = terminal.receive(frame);
      if (!reply) continue;
      for (const { bytes, delayMs } of this.faults.answer(reply, terminal.address)) {
        this.#scheduler.setTimeout(() => send(bytes), this.#turnaroundMs + delayMs);
      }
    }
  }
}
