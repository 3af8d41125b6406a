import { HardwareError } from '../error.ts';
import { realScheduler, type Scheduler } from '../scheduler.ts';
import type { Transport } from '../transport/transport.ts';
import { PrinterAnswers } from './answers.ts';
import {
  askInTurn,
  askStatus,
  type DrawerPulse,
  drawerKick,
  endTornCommand,
  initialise,
  type StatusQuestion,
  saysCoverOpen,
  saysNoPaper,
  saysOffline,
  saysPaperLow,
  statusQuestion,
} from './commands.ts';
import { withinMs } from './deadline.ts';

export interface ReceiptPrinterSettings {
  /** The line. The driver owns it: opens it for each job and closes it after, or keeps it open. */
  transport: Transport;
  /** Keep the line open between jobs. Default false: a network printer serves one connection at a time. */
  keepOpen?: boolean;
  /**
   * `auto`: ask before each job, and print blindly where the printer has never answered. `none`: never ask (for
   * printers that print a question as letters, and for files).
   */
  statusReplies?: 'auto' | 'none';
  drawer?: DrawerPulse;
  scheduler?: Scheduler;
  /** Until the line is open. Default 4000. */
  openTimeoutMs?: number;
  /**
   * Until the answer to a status question while a slip waits. Default 600. Up to five times as long for one that is known
   * to answer slowly (print servers do), which is found out by asking it while nothing waits.
   */
  statusTimeoutMs?: number;
  /** Until the bytes of a slip are handed over, and from there until the printer says it worked them off. Default 15000. */
  printTimeoutMs?: number;
}

export interface PrinterStatus {
  /** `unknown`: the line opens and the printer says nothing. */
  state: 'ready' | 'cover-open' | 'no-paper' | 'offline' | 'unknown';
  paperLow: boolean;
}

/** How much longer an answer is waited for at most: than usual, and than the slowest there was. */
const patience = 5;

type Connection = { answers: PrinterAnswers };

/**
 * A receipt printer on any line. One job at a time, in the order of the calls. It never prints twice by itself: what
 * went wrong says whether it is safe to try again.
 */
export class ReceiptPrinter {
  readonly #transport: Transport;
  readonly #keepOpen: boolean;
  readonly #asks: boolean;
  readonly #drawer: DrawerPulse | undefined;
  readonly #scheduler: Scheduler;
  readonly #openTimeoutMs: number;
  readonly #statusTimeoutMs: number;
  readonly #printTimeoutMs: number;
  #connection: Connection | undefined;
  #lastJob: Promise<unknown> = Promise.resolve();
  /** It has answered once: from then on silence means that it is off, not that it cannot. */
  #answersStatus = false;
  #slowestAnswerMs = 0;
  /**
   * Likewise for the question that is answered in its turn; many printers know only the other one. Found out by asking
   * it alone, never by a slip: one that is switched off and on confirms nothing of what it had in hand, and is ready.
   */
  #answersInTurn: boolean | undefined;
  /** A slip was not confirmed: its answer may still come, and must not be taken for the next one's. */
  #owesAnswer = false;

  constructor(settings: ReceiptPrinterSettings) {
    this.#transport = settings.transport;
    this.#keepOpen = settings.keepOpen ?? false;
    this.#asks = (settings.statusReplies ?? 'auto') === 'auto';
    this.#drawer = settings.drawer;
    this.#scheduler = settings.scheduler ?? realScheduler;
    this.#openTimeoutMs = settings.openTimeoutMs ?? 4_000;
    this.#statusTimeoutMs = settings.statusTimeoutMs ?? 600;
    this.#printTimeoutMs = settings.printTimeoutMs ?? 15_000;
  }

  /**
   * Prints a slip, and opens the drawer first where asked.
   * @returns how the printer is after it: what ends with this slip (the roll) is known before the next
   * @param bytes ESC/POS, from renderEscPos
   * @throws HardwareError PRINTER_OFFLINE, PRINTER_NO_PAPER: nothing was sent, safe to try again.
   *   PRINTER_MAYBE_PRINTED: bytes went out and the end is not known; a person has to look.
   */
  async print(bytes: Uint8Array, { kickDrawer = false }: { kickDrawer?: boolean } = {}): Promise<PrinterStatus> {
    const kick = kickDrawer ? drawerKick(this.#drawer) : new Uint8Array();
    return await this.#work(Uint8Array.from([...initialise(), ...kick, ...bytes]));
  }

  /** Opens the drawer without printing. Throws as `print`: without paper a printer does not drive the drawer either. */
  async kickDrawer(): Promise<void> {
    await this.#work(drawerKick(this.#drawer));
  }

  /**
   * What the printer says of itself now. Throws PRINTER_OFFLINE where the line does not open, or one that answered
   * before says nothing.
   * @param isPatient waits long enough for a slow one, and so learns that it is; false where a slip may be coming
   */
  async status({ isPatient = true }: { isPatient?: boolean } = {}): Promise<PrinterStatus> {
    return await this.#inTurn((connection) =>
      isPatient
        ? this.#askAll(connection, this.#statusTimeoutMs * patience)
        : this.#askBefore(connection, this.#usualTimeoutMs),
    );
  }

  /** Closes a line that was kept open, after the jobs under way. */
  async close(): Promise<void> {
    const closed = this.#lastJob.then(() => this.#disconnect());
    this.#lastJob = closed.catch(() => undefined);
    await closed;
  }

  async #work(bytes: Uint8Array): Promise<PrinterStatus> {
    return await this.#inTurn(async (connection) => {
      const { state } = await this.#askAll(connection, this.#usualTimeoutMs);
      if (state === 'no-paper') throw new HardwareError('PRINTER_NO_PAPER', this.#context());
      if (state === 'cover-open' || state === 'offline') {
        throw new HardwareError('PRINTER_OFFLINE', this.#context({ reason: state }));
      }
      return await this.#send(connection, bytes);
    });
  }

  async #inTurn<T>(job: (connection: Connection) => Promise<T>): Promise<T> {
    const done = this.#lastJob.then(async () => {
      try {
        const result = await job(await this.#connect());
        if (!this.#keepOpen) await this.#disconnect();
        return result;
      } catch (error) {
        // Whatever is left on the line belongs to a job that went wrong.
        await this.#disconnect();
        throw error;
      }
    });
    this.#lastJob = done.catch(() => undefined);
    return await done;
  }

  async #connect(): Promise<Connection> {
    if (this.#connection && this.#transport.isOpen) return this.#connection;
    const answers = new PrinterAnswers(this.#scheduler);
    this.#transport.setListeners({
      onData: (bytes) => answers.receive(bytes),
      onClose: (cause) => answers.close(cause),
    });
    try {
      if (!this.#transport.isOpen) {
        await withinMs(this.#transport.open(), this.#openTimeoutMs, this.#scheduler);
        await this.#transport.flush();
      }
    } catch (cause) {
      throw new HardwareError('PRINTER_OFFLINE', this.#context({ reason: 'no-connection' }), { cause });
    }
    this.#connection = { answers };
    return this.#connection;
  }

  async #disconnect(): Promise<void> {
    this.#connection = undefined;
    // A line that does not close cleanly must not stop the next job; what was printed is already known.
    await withinMs(this.#transport.close(), this.#openTimeoutMs, this.#scheduler).catch(() => undefined);
  }

  /** Nothing but questions is sent here, so whatever fails is safe to try again. */
  async #askBefore({ answers }: Connection, timeoutMs = this.#usualTimeoutMs): Promise<PrinterStatus> {
    if (!this.#asks) return { state: 'unknown', paperLow: false };
    const ask = async (question: StatusQuestion) => {
      const askedMs = this.#scheduler.now();
      const answer = await answers.answerTo(() => this.#write(askStatus(question)), 'status', timeoutMs);
      const tookMs = this.#scheduler.now() - askedMs;
      if (answer !== undefined) this.#slowestAnswerMs = Math.max(this.#slowestAnswerMs, tookMs);
      return answer;
    };
    try {
      const paper = await ask(statusQuestion.paper);
      if (paper === undefined) {
        if (!this.#answersStatus) return { state: 'unknown', paperLow: false };
        throw new HardwareError('TRANSPORT_TIMEOUT', { timeoutMs });
      }
      this.#answersStatus = true;
      const paperLow = saysPaperLow(paper);
      if (saysNoPaper(paper)) return { state: 'no-paper', paperLow: true };
      const printer = await ask(statusQuestion.printer);
      if (printer === undefined || !saysOffline(printer)) return { state: 'ready', paperLow };
      const cause = await ask(statusQuestion.offlineCause);
      return { state: cause !== undefined && saysCoverOpen(cause) ? 'cover-open' : 'offline', paperLow };
    } catch (cause) {
      throw new HardwareError('PRINTER_OFFLINE', this.#context({ reason: 'no-answer' }), { cause });
    }
  }

  /**
   * As `askBefore`, and where it is not known whether the end of a slip is confirmed, or a confirmation is still to
   * come, also what is answered in its turn: afterwards nothing is under way any more.
   */
  async #askAll(connection: Connection, timeoutMs: number): Promise<PrinterStatus> {
    const status = await this.#askBefore(connection, timeoutMs);
    if (status.state !== 'ready' || (this.#answersInTurn !== undefined && !this.#owesAnswer)) return status;
    const hasAnswered = await this.#askAlone(connection.answers);
    // The answer may have been an earlier question's. This one's then follows at once, before what is said now.
    const after = await this.#askBefore(connection, timeoutMs);
    if (hasAnswered || after.state !== 'ready') return after;
    if (this.#answersInTurn) {
      // It did confirm before: it is still busy with something, or another one stands there now.
      this.#answersInTurn = undefined;
      throw new HardwareError('PRINTER_OFFLINE', this.#context({ reason: 'busy' }));
    }
    this.#answersInTurn = false;
    this.#owesAnswer = false;
    return after;
  }

  /** @returns whether it answered the question that is answered in its turn */
  async #askAlone(answers: PrinterAnswers): Promise<boolean> {
    const question = this.#owesAnswer ? [...endTornCommand(), ...askInTurn()] : askInTurn();
    const write = () => this.#write(Uint8Array.from(question));
    try {
      if ((await answers.answerTo(write, 'in-turn', this.#printTimeoutMs)) === undefined) return false;
    } catch (cause) {
      throw new HardwareError('PRINTER_OFFLINE', this.#context({ reason: 'no-answer' }), { cause });
    }
    this.#answersInTurn = true;
    this.#owesAnswer = false;
    return true;
  }

  get #usualTimeoutMs(): number {
    const isSlow = this.#slowestAnswerMs * patience > this.#statusTimeoutMs;
    return isSlow ? Math.min(this.#slowestAnswerMs, this.#statusTimeoutMs) * patience : this.#statusTimeoutMs;
  }

  /** From here on bytes may be on paper. */
  async #send({ answers }: Connection, bytes: Uint8Array): Promise<PrinterStatus> {
    const confirms = this.#asks && this.#answersStatus && this.#answersInTurn === true;
    let isConfirmed = false;
    try {
      if (confirms) {
        this.#owesAnswer = true;
        const end = await answers.answerTo(
          () => this.#write(Uint8Array.from([...bytes, ...askInTurn()])),
          'in-turn',
          this.#printTimeoutMs,
        );
        isConfirmed = end !== undefined;
      } else {
        await this.#write(bytes);
        if (!this.#transport.isOpen) throw new HardwareError('TRANSPORT_CLOSED');
      }
    } catch (cause) {
      if (cause instanceof HardwareError && cause.code === 'TRANSPORT_NOT_OPEN') {
        throw new HardwareError('PRINTER_OFFLINE', this.#context({ reason: 'no-connection' }), { cause });
      }
      throw new HardwareError('PRINTER_MAYBE_PRINTED', this.#context({ reason: 'connection-lost' }), { cause });
    }
    if (isConfirmed) this.#owesAnswer = false;
    else if (!this.#answersStatus) return { state: 'unknown', paperLow: false };
    const status = await this.#statusAfter(answers);
    // One that confirms nothing and says that it is well has taken the slip as far as can be known. One that is silent
    // after it confirmed may have been switched off, and a line that breaks off says a zero, which confirms just so.
    if (status && (isConfirmed || (!confirms && status.state === 'ready'))) return status;
    throw new HardwareError('PRINTER_MAYBE_PRINTED', this.#context({ reason: status?.state ?? 'offline' }));
  }

  /** The slip is sent: where its end is confirmed, what is wrong now concerns the next one. Null: it says nothing. */
  async #statusAfter(answers: PrinterAnswers): Promise<PrinterStatus | null> {
    return await this.#askBefore({ answers }).catch(() => null);
  }

  async #write(bytes: Uint8Array): Promise<void> {
    await withinMs(this.#transport.write(bytes), this.#printTimeoutMs, this.#scheduler);
  }

  #context(more: Record<string, unknown> = {}): Record<string, unknown> {
    return { printer: this.#transport.name, ...more };
  }
}
