import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The daemon's socket; its place is compiled in. */
const socketFile = '/run/pcscd/pcscd.comm';
const driver = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';
const startTimeoutMs = 10_000;

/** The system's smart-card service with one simulated reader, run by the tests. Debian: pcscd, vsmartcard-vpcd; root. */
export class PcscDaemon {
  /** Where a simulated card connects to. */
  readonly port: number;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'clockroom-pcscd-'));
  readonly #turn: Turn;
  #child: ChildProcess | undefined;

  private constructor(port: number, turn: Turn) {
    this.port = port;
    this.#turn = turn;
    const channel = `0x${port.toString(16).toUpperCase()}`;
    writeFileSync(
      path.join(this.#folder, 'virtual'),
      `FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:${channel}\nLIBPATH ${driver}\nCHANNELID ${channel}\n`,
    );
  }

  /** Waits for its turn first: a machine has one such service, and several tests want it. */
  static async start(): Promise<PcscDaemon> {
    const turn = await Turn.take();
    const daemon = new PcscDaemon(await freePort(), turn);
    try {
      await daemon.start();
    } catch (error) {
      await daemon.close();
      throw error;
    }
    return daemon;
  }

  /** Starts it (again); resolves when it answers. */
  async start(): Promise<void> {
    const child = spawn('pcscd', ['--foreground', '--config', this.#folder], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
    });
    child.stderr.on('data', (text) => {
      said += text;
    });
    const ended = once(child, 'exit').then(() => {
      throw new Error(`pcscd ended: ${said}`);
    });
    ended.catch(() => {});
    const deadline = Date.now() + startTimeoutMs;
    while (!(await Promise.race([canConnect(), ended]))) {
      if (Date.now() > deadline) throw new Error(`pcscd does not answer: ${said}`);
    }
  }

  /** The service goes away, as when it is restarted or crashes. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
    this.#turn.give();
  }
}

/** One after the other, over all processes: who holds the socket has the turn, who waits is connected to it. */
class Turn {
  static readonly #name = '\0clockroom-tests-pcscd';
  readonly #server: Server;
  readonly #waiting: Set<Socket>;

  private constructor(server: Server, waiting: Set<Socket>) {
    this.#server = server;
    this.#waiting = waiting;
  }

  static async take(): Promise<Turn> {
    for (;;) {
      const waiting = new Set<Socket>();
      const server = createServer((socket) => {
        waiting.add(socket);
        socket.on('error', () => {});
      });
      server.listen(Turn.#name);
      const isMine = await once(server, 'listening').then(
        () => true,
        () => false,
      );
      if (isMine) return new Turn(server, waiting);
      const socket = connect(Turn.#name);
      socket.on('error', () => {});
      socket.resume();
      await new Promise<void>((resolve) => socket.once('close', () => resolve()));
    }
  }

  give(): void {
    this.#server.close();
    for (const socket of this.#waiting) socket.destroy();
  }
}

function canConnect(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketFile);
    const end = (answer: boolean) => {
      socket.destroy();
      // A refused connection is answered at once: the event loop gets a turn before the next one.
      setImmediate(() => resolve(answer));
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const control = { off: 0, on: 1, reset: 2, atr: 4 } as const;
/** Of a contactless storage card as readers make it up: PC/SC part 3, 3.1.3.2.3.1, MIFARE Classic 1K. */
const atr = Buffer.from('3B8F8001804F0CA000000306030001000000006A', 'hex');
const done = Buffer.from('9000', 'hex');
const notSupported = Buffer.from('6A81', 'hex');

/**
 * A card in the simulated reader. It lies there while it is connected; speaks vpcd's protocol: two bytes of length, then
 * one byte of control or an APDU.
 */
export class SimulatedCard {
  /** APDUs that came, in hex. */
  readonly received: string[] = [];
  /** Answers by APDU in hex; what is not here is not supported. Null: taken away instead of an answer. */
  readonly answers = new Map<string, string | null>();
  readonly #socket: Socket;
  #waiting: Buffer = Buffer.alloc(0);
  #resets = 0;

  private constructor(socket: Socket, uid: string) {
    this.#socket = socket;
    this.answers.set('FFCA000000', `${uid}9000`);
    socket.on('data', (bytes) => this.#take(bytes));
    socket.on('error', () => {});
  }

  /** Puts a card on the reader. */
  static async hold(port: number, uid: string): Promise<SimulatedCard> {
    // The simulated reader begins to listen a moment after the service.
    for (;;) {
      const socket = connect(port, '127.0.0.1');
      const isConnected = await once(socket, 'connect').then(
        () => true,
        () => false,
      );
      if (isConnected) return new SimulatedCard(socket, uid);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** How often its power was cut or it was reset. */
  get resets(): number {
    return this.#resets;
  }

  /** Takes the card away. */
  async remove(): Promise<void> {
    if (this.#socket.closed) return;
    this.#socket.destroy();
    await once(this.#socket, 'close');
  }

  #take(bytes: Buffer): void {
    this.#waiting = Buffer.concat([this.#waiting, bytes]);
    while (this.#waiting.length >= 2) {
      const length = this.#waiting.readUInt16BE(0);
      if (this.#waiting.length < 2 + length) return;
      const message = this.#waiting.subarray(2, 2 + length);
      this.#waiting = this.#waiting.subarray(2 + length);
      if (length === 1) this.#control(message[0]);
      else this.#command(message);
    }
  }

  #control(code: number | undefined): void {
    if (code === control.atr) this.#send(atr);
    else if (code === control.off || code === control.reset) this.#resets += 1;
  }

  #command(apdu: Buffer): void {
    const hex = apdu.toString('hex').toUpperCase();
    this.received.push(hex);
    const answer = this.answers.get(hex);
    if (answer === null) this.#socket.destroy();
    else this.#send(answer === undefined ? notSupported : answer === '' ? done : Buffer.from(answer, 'hex'));
  }

  #send(bytes: Buffer): void {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    this.#socket.write(Buffer.concat([length, bytes]));
  }
}
