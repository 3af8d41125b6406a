import { createServer, type Server, type Socket } from 'node:net';
import { HardwareError } from '../error.ts';
import { nameQuestion } from '../printer/commands.ts';
import { realScheduler, type Scheduler } from '../scheduler.ts';
import type { Transport } from '../transport/transport.ts';
import { type PaperLine, PrinterPaper } from './printer-paper.ts';

/** What came out of the printer. */
export interface PrintedSlip {
  /** The bytes it was printed with, the first `mostSlipBytes` of them. */
  bytes: Uint8Array;
  lines: readonly PaperLine[];
  /** The lines below each other. */
  text: string;
  /** What its QR codes say. */
  codes: readonly string[];
}

export interface SimPrinterSettings {
  /** For people: which printer this is. */
  name?: string;
  /** Encoding of Chinese text as iconv names it. Default gb18030. */
  encoding?: string;
  /**
   * What it answers: `full` as the printers that stores buy; `realtime` only DLE EOT; `none` nothing, as the
   * cheapest do.
   */
  answers?: 'full' | 'realtime' | 'none';
  /** What it says to GS I; missing: nothing, as the cheapest do. */
  identity?: { maker: string; model: string };
  /** How many slips are kept to look at. Default 100; older ones are thrown away. */
  keepSlips?: number;
  scheduler?: Scheduler;
}

const mostSlipBytes = 1_000_000;
const mostLinesOfSlip = 5_000;
const mostCodesOfSlip = 20;
/** What waits while there is no paper; a real printer stops the line instead, which a simulator need not. */
const mostWaitingBytes = 64_000;

const DLE = 0x10;
const EOT = 0x04;

/** One line to the printer: where its answers go, and how it is broken. */
interface Line {
  answer(bytes: Uint8Array): void;
  drop(): void;
  /** The beginning of a question whose rest has not come yet. */
  begun: number[];
}

/**
 * A receipt printer without a case: takes real ESC/POS bytes, keeps the slips it prints, answers status questions,
 * and can fail as printers fail.
 */
export class SimPrinter {
  readonly name: string;
  readonly slips: PrintedSlip[] = [];
  /** Counted since the start. */
  cuts = 0;
  drawerKicks = 0;
  /** Called when a slip was cut. */
  onSlip: ((slip: PrintedSlip) => void) | undefined;

  readonly #answers: NonNullable<SimPrinterSettings['answers']>;
  readonly #keepSlips: number;
  readonly #scheduler: Scheduler;
  readonly #paper: PrinterPaper;
  readonly #lines = new Set<Line>();
  #server: Server | undefined;
  #port = 0;
  #isOn = true;
  #hasPaper = true;
  #paperIsLow = false;
  /** Lines until the roll ends, where it was told to end. */
  #linesOfPaper: number | undefined;
  #coverIsOpen = false;
  #answerDelayMs = 0;
  #dropAfterBytes: number | undefined;
  #waiting: number[] = [];
  #slipBytes: number[] = [];
  #slipLines: PaperLine[] = [];
  #slipCodes: string[] = [];
  /** Where the answer of GS r goes: to the line whose bytes are being printed. */
  #current: Line | undefined;

  constructor(settings: SimPrinterSettings = {}) {
    const { name = 'printer', encoding = 'gb18030', answers = 'full', keepSlips = 100 } = settings;
    this.name = name;
    this.#scheduler = settings.scheduler ?? realScheduler;
    this.#answers = answers;
    this.#keepSlips = keepSlips;
    this.#paper = new PrinterPaper(
      {
        onLine: (line) => {
          if (this.#slipLines.length < mostLinesOfSlip) this.#slipLines.push(line);
          if (this.#linesOfPaper !== undefined && --this.#linesOfPaper <= 0) this.setPaper('out');
        },
        onCut: () => this.#finishSlip(),
        onDrawerKick: () => {
          this.drawerKicks++;
        },
        onCode: (data) => {
          if (this.#slipCodes.length < mostCodesOfSlip) this.#slipCodes.push(data);
        },
        onNameAsked: (question) => {
          const { maker, model } = settings.identity ?? {};
          const said = question === nameQuestion.maker ? maker : question === nameQuestion.model ? model : undefined;
          if (said !== undefined) this.#current?.answer(Buffer.from(`_${said}\0`, 'latin1'));
        },
        onQuestionInTurn: () => {
          if (this.#answers === 'full') this.#answer(this.#current, this.#paperIsLow ? 0b0011 : 0);
        },
      },
      encoding,
    );
  }

  /** Puts the printer at the far end of a line (a memory pair, a pty), and opens that end where it is not open. */
  async attach(transport: Transport): Promise<void> {
    const line: Line = {
      // The other end may be gone by now; a printer does not mind.
      answer: (bytes) => void transport.write(bytes).catch(() => undefined),
      drop: () => void transport.close().catch(() => undefined),
      begun: [],
    };
    this.#lines.add(line);
    transport.setListeners({
      onData: (bytes) => this.#receive(bytes, line),
      onClose: () => this.#lines.delete(line),
    });
    if (!transport.isOpen) await transport.open();
  }

  /**
   * Serves as a network printer.
   * @param port 0 for any that is free
   * @returns the port
   * @throws HardwareError SIM_BAD_ARGUMENT where it listens already or the port cannot be had
   */
  async listen(port: number, host = '127.0.0.1'): Promise<number> {
    if (this.#server) throw new HardwareError('SIM_BAD_ARGUMENT', { printer: this.name, reason: 'already-listening' });
    const server = createServer((socket) => this.#serve(socket));
    this.#server = server;
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, resolve);
      });
    } catch (cause) {
      this.#server = undefined;
      throw new HardwareError('SIM_BAD_ARGUMENT', { printer: this.name, port }, { cause });
    }
    const address = server.address();
    this.#port = typeof address === 'object' && address !== null ? address.port : port;
    return this.#port;
  }

  /** Stops serving and drops all lines. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    for (const line of this.#lines) line.drop();
    this.#lines.clear();
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  /** Off: the network port refuses, other lines are silent, half a slip stays in the slot. On again: as before. */
  async setPower(isOn: boolean): Promise<void> {
    if (isOn === this.#isOn) return;
    this.#isOn = isOn;
    this.#waiting = [];
    if (this.#port !== 0) await (isOn ? this.listen(this.#port) : this.close());
  }

  /** `out`: prints nothing and says so; what arrives waits and prints when paper is put in. `low` still prints. */
  setPaper(paper: 'full' | 'low' | 'out'): void {
    this.#paperIsLow = paper === 'low';
    this.#hasPaper = paper !== 'out';
    this.#linesOfPaper = undefined;
    this.#printWaiting();
  }

  /** The roll ends after so many more lines: a slip half printed, its rest waiting for paper. */
  endPaperAfter(lines: number): void {
    this.#linesOfPaper = lines;
  }

  setCover(cover: 'open' | 'closed'): void {
    this.#coverIsOpen = cover === 'open';
    this.#printWaiting();
  }

  /** Answers only after so long, as one behind a print server does. */
  setAnswerDelay(delayMs: number): void {
    this.#answerDelayMs = delayMs;
  }

  /** Breaks the line after so many more bytes of a slip (status questions do not count): a slip half printed. */
  dropLineAfter(bytes: number): void {
    this.#dropAfterBytes = bytes;
  }

  /** What is on the slip that hangs in the slot, not yet cut. */
  get unfinished(): readonly PaperLine[] {
    return this.#slipLines;
  }

  #serve(socket: Socket): void {
    socket.setNoDelay(true);
    const line: Line = {
      answer: (bytes) => void socket.write(bytes),
      drop: () => void socket.destroy(),
      begun: [],
    };
    this.#lines.add(line);
    // A broken line is told by the close that follows.
    socket.on('error', () => undefined);
    socket.on('close', () => this.#lines.delete(line));
    const receive = (bytes: Uint8Array) => this.#receive(bytes, line);
    socket.on('data', receive);
  }

  /** Status questions are picked out as they arrive, whatever the printer is doing (so it is with real ones). */
  #receive(bytes: Uint8Array, line: Line): void {
    if (!this.#isOn) return;
    const toPrint: number[] = [];
    for (const byte of bytes) {
      const { begun } = line;
      if (begun.length === 2) {
        line.begun = [];
        if (this.#answers !== 'none') this.#answer(line, this.#status(byte));
      } else if (byte === (begun.length === 0 ? DLE : EOT)) {
        begun.push(byte);
      } else {
        line.begun = [];
        toPrint.push(...begun, byte);
      }
    }
    this.#printFrom(toPrint, line);
  }

  #answer(line: Line | undefined, byte: number): void {
    if (this.#answerDelayMs === 0) line?.answer(Uint8Array.of(byte));
    else this.#scheduler.setTimeout(() => line?.answer(Uint8Array.of(byte)), this.#answerDelayMs);
  }

  #printFrom(bytes: readonly number[], line: Line): void {
    this.#current = line;
    const limit = this.#dropAfterBytes;
    const arriving = limit === undefined ? bytes : bytes.slice(0, limit);
    if (limit !== undefined) this.#dropAfterBytes = limit - arriving.length;
    for (const byte of arriving) if (this.#waiting.length < mostWaitingBytes) this.#waiting.push(byte);
    this.#printWaiting();
    if (limit !== undefined && bytes.length >= limit) {
      this.#dropAfterBytes = undefined;
      line.drop();
    }
  }

  #printWaiting(): void {
    const bytes = this.#waiting;
    let at = 0;
    // Byte by byte: the bytes of a slip end with its cut, and paper may end at any line.
    for (; at < bytes.length && this.#hasPaper && !this.#coverIsOpen; at++) {
      const byte = bytes[at] ?? 0;
      if (this.#slipBytes.length < mostSlipBytes) this.#slipBytes.push(byte);
      this.#paper.print(Uint8Array.of(byte));
    }
    this.#waiting = bytes.slice(at);
  }

  #status(question: number): number {
    const base = 0b0001_0010;
    const stopped = !this.#hasPaper || this.#coverIsOpen;
    if (question === 1) return base | (stopped ? 0b0000_1000 : 0);
    if (question === 2) return base | (this.#coverIsOpen ? 0b0000_0100 : 0) | (this.#hasPaper ? 0 : 0b0010_0000);
    if (question === 4) return base | (this.#hasPaper ? 0 : 0b0110_0000) | (this.#paperIsLow ? 0b0000_1100 : 0);
    return base;
  }

  #finishSlip(): void {
    this.cuts++;
    const slip: PrintedSlip = {
      bytes: Uint8Array.from(this.#slipBytes),
      lines: this.#slipLines,
      text: this.#slipLines.map((line) => line.text).join('\n'),
      codes: this.#slipCodes,
    };
    this.#slipBytes = [];
    this.#slipLines = [];
    this.#slipCodes = [];
    this.slips.push(slip);
    if (this.slips.length > this.#keepSlips) this.slips.shift();
    this.onSlip?.(slip);
  }
}
