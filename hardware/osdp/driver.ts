import { randomBytes } from 'node:crypto';
import { HardwareError } from '../error.ts';
import type { Scheduler, TimerHandle } from '../scheduler.ts';
import type { Transport } from '../transport/transport.ts';
import { ClockTerminal, type TerminalSettings, type TerminalStatus } from './clock-terminal.ts';
import { decodeFrame, type ReceivedFrame } from './codec/frame.ts';
import { type Decoded, FrameDecoder } from './codec/frame-decoder.ts';
import { type FrameLogEntry, loggableBytes } from './frame-log.ts';
import { TerminalSession } from './session.ts';
import type { SessionEvent, StateReason, TerminalState, Ticket } from './session-types.ts';
import { growingMs, timing } from './timing.ts';
import { TurnOrder } from './turn.ts';

export interface BusOptions {
  /** For logs: the line's name in the site file. */
  id: string;
  transport: Transport;
  terminals: TerminalSettings[];
  scheduler: Scheduler;
  /** Source of the panel's random numbers; the system's own unless a run must repeat. */
  randomBytes?: (count: number) => Uint8Array;
  /** How often an idle terminal is asked; 60 unless told, at most 7000 (both sides drop the channel at 8 s). */
  idlePollMs?: number;
  onEvent(event: BusEvent): void;
  onFrame?(entry: FrameLogEntry): void;
}

export type BusEvent =
  /** `uid`: upper-case hex, first byte of the UID first. */
  | { type: 'card'; address: number; uid: string; bits: number }
  /** `keys`: `0`–`9`, `*`, `#`, `A`–`D` for F1–F4, in the order they were pressed. */
  | { type: 'keys'; address: number; keys: string }
  | { type: 'state'; address: number; state: TerminalState; reason?: StateReason }
  | { type: 'status'; address: number; tamper: boolean; power: boolean; readers: number[] }
  | { type: 'line'; open: boolean; reason?: string };

interface Exchange {
  session: TerminalSession;
  sentMs: number;
  sent: Uint8Array;
  timer: TimerHandle;
  /** KEYSET is underway: what comes back broken may be its echo and is not logged. */
  isSecret: boolean;
}

/**
 * The one owner of a line with clock terminals: asks them in turn, carries commands, reopens a lost line. Only
 * one frame is underway at any time.
 */
export class OsdpBus {
  readonly #options: BusOptions;
  readonly #scheduler: Scheduler;
  readonly #transport: Transport;
  readonly #sessions = new Map<number, TerminalSession>();
  readonly #terminals = new Map<number, ClockTerminal>();
  readonly #turns: TurnOrder;
  readonly #waiting = new Map<Ticket, { resolve: () => void; reject: (error: HardwareError) => void }>();
  #decoder = new FrameDecoder();
  #lastTicket: Ticket = 0;
  #exchange: Exchange | undefined;
  #wake: TimerHandle | undefined;
  #freeAtMs = 0;
  #isWanted = false;
  #isLineOpen = false;
  #openAttempts = 0;
  #opening: Promise<void> | undefined;
  #lastByteMs = 0;

  /** Throws OSDP_BAD_ARGUMENT for an address outside 0–126, one given twice, or a key that is not 16 bytes. */
  constructor(options: BusOptions) {
    this.#options = options;
    this.#scheduler = options.scheduler;
    this.#transport = options.transport;
    const idlePollMs = Math.min(options.idlePollMs ?? timing.idlePollMs, timing.longestIdlePollMs);
    for (const settings of options.terminals) {
      const { address, scbk } = settings;
      const isAddress = Number.isInteger(address) && address >= 0 && address < 0x7f && !this.#sessions.has(address);
      if (!isAddress || (scbk && scbk.length !== 16)) throw new HardwareError('OSDP_BAD_ARGUMENT', { address });
      const session = new TerminalSession({
        address,
        ...(scbk ? { scbk } : {}),
        idlePollMs,
        randomBytes: options.randomBytes ?? randomBytes,
      });
      this.#sessions.set(address, session);
      this.#terminals.set(
        address,
        new ClockTerminal(
          settings,
          session,
          (command) => this.#queue(session, (ticket) => session.queue(ticket, command)),
          (key) => this.#queue(session, (ticket) => session.installKey(ticket, key, this.#scheduler.now())),
        ),
      );
    }
    this.#turns = new TurnOrder([...this.#sessions.values()]);
    this.#transport.setListeners({
      onData: (bytes) => this.#onData(bytes),
      onClose: (cause) => this.#onLineLost(cause),
    });
  }

  /** Starts the line; resolves after the first attempt, also when that failed: it keeps trying and tells by `line`. */
  async open(): Promise<void> {
    if (this.#isWanted) return this.#opening;
    this.#isWanted = true;
    this.#openAttempts = 0;
    await this.#tryOpen();
  }

  /** Ends the line. Commands underway reject with OSDP_OFFLINE. */
  async close(): Promise<void> {
    this.#isWanted = false;
    this.#scheduler.clearTimeout(this.#wake);
    this.#wake = undefined;
    await this.#opening;
    this.#stopAll('offline');
    await this.#transport.close();
  }

  /** Throws OSDP_BAD_ARGUMENT for an address this bus does not have. */
  terminal(address: number): ClockTerminal {
    const terminal = this.#terminals.get(address);
    if (!terminal) throw new HardwareError('OSDP_BAD_ARGUMENT', { address });
    return terminal;
  }

  /** All terminals, for the bus monitor. */
  terminals(): TerminalStatus[] {
    return Array.from(this.#terminals.values(), (terminal) => terminal.status);
  }

  /** Asks this terminal as soon as the line is free. */
  pollSoon(address: number): void {
    this.#session(address).pollSoon(this.#scheduler.now());
    this.#goOn();
  }

  /** Takes a terminal out of use (it is not asked any more), or back into use. */
  setEnabled(address: number, isEnabled: boolean): void {
    const session = this.#session(address);
    if (isEnabled === (session.state !== 'disabled')) return;
    if (!isEnabled) this.#publish(session, session.stop('disabled'));
    else if (this.#isLineOpen) this.#publish(session, session.start(this.#scheduler.now()));
    else this.#publish(session, session.stop('offline', 'OSDP_LINE_LOST'));
    this.#goOn();
  }

  #session(address: number): TerminalSession {
    const session = this.#sessions.get(address);
    if (!session) throw new HardwareError('OSDP_BAD_ARGUMENT', { address });
    return session;
  }

  #queue(session: TerminalSession, enqueue: (ticket: Ticket) => SessionEvent[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#lastTicket += 1;
      const ticket = this.#lastTicket;
      this.#waiting.set(ticket, { resolve, reject });
      let events: SessionEvent[];
      try {
        events = enqueue(ticket);
      } catch (error) {
        this.#waiting.delete(ticket);
        throw error;
      }
      this.#publish(session, events);
      this.#goOn();
    });
  }

  #tryOpen(): Promise<void> {
    this.#opening = this.#attemptOpen().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #attemptOpen(): Promise<void> {
    try {
      await this.#transport.open();
      await this.#transport.flush();
    } catch (error) {
      await this.#transport.close();
      if (this.#isWanted) this.#tryLater(error instanceof HardwareError ? error.code : 'TRANSPORT_OPEN_FAILED');
      return;
    }
    if (!this.#isWanted) return;
    this.#openAttempts = 0;
    this.#isLineOpen = true;
    this.#decoder = new FrameDecoder();
    this.#options.onEvent({ type: 'line', open: true });
    const nowMs = this.#scheduler.now();
    for (const session of this.#sessions.values()) {
      if (session.state !== 'disabled') this.#publish(session, session.start(nowMs));
    }
    this.#goOn();
  }

  #tryLater(reason: string): void {
    // Told once per loss, not once per attempt.
    if (this.#openAttempts === 0) this.#options.onEvent({ type: 'line', open: false, reason });
    const delayMs = growingMs(timing.reopenMs, this.#openAttempts);
    this.#openAttempts += 1;
    this.#scheduler.clearTimeout(this.#wake);
    this.#wake = this.#scheduler.setTimeout(() => void this.#tryOpen(), delayMs);
  }

  #onLineLost(cause?: Error): void {
    if (!this.#isLineOpen) return;
    this.#stopAll('offline', 'OSDP_LINE_LOST');
    this.#tryLater(cause instanceof HardwareError ? cause.code : 'TRANSPORT_CLOSED');
  }

  #stopAll(state: 'offline', reason?: StateReason): void {
    this.#isLineOpen = false;
    this.#scheduler.clearTimeout(this.#exchange?.timer);
    this.#exchange = undefined;
    for (const session of this.#sessions.values()) {
      if (session.state !== 'disabled') this.#publish(session, session.stop(state, reason));
    }
  }

  /** Sends the next frame when the line is free and one is due, or sets the alarm for it. */
  #goOn(): void {
    if (!this.#isLineOpen || this.#exchange) return;
    const nowMs = this.#scheduler.now();
    const turn = nowMs >= this.#freeAtMs ? this.#turns.next(nowMs) : { atMs: this.#freeAtMs };
    if ('session' in turn) {
      this.#send(turn.session, nowMs);
      return;
    }
    this.#scheduler.clearTimeout(this.#wake);
    this.#wake = undefined;
    if (turn.atMs === Number.POSITIVE_INFINITY) return;
    this.#wake = this.#scheduler.setTimeout(() => this.#goOn(), Math.max(turn.atMs - nowMs, 0));
  }

  #send(session: TerminalSession, nowMs: number): void {
    // Whatever came since the last reply belongs to nobody.
    this.#takeDecoded(this.#decoder.endOfTransmission());
    const retries = session.counters.retries;
    const sent = session.transmit(nowMs);
    const isSecret = session.sentCommand === 'keyset';
    const timer = this.#scheduler.setTimeout(
      () => this.#onReplyDue(),
      this.#travelMs(sent.length) + timing.replyTimeoutMs,
    );
    const exchange: Exchange = { session, sentMs: nowMs, sent, timer, isSecret };
    this.#exchange = exchange;
    if (this.#options.onFrame) {
      const frame = decodeFrame(sent.subarray(1), true);
      const verdict = session.counters.retries > retries ? 'sent-again' : 'sent';
      if (typeof frame !== 'string') this.#log('tx', frame, verdict);
    }
    this.#transport.write(sent).catch((error: Error) => {
      if (this.#exchange !== exchange) return;
      void this.#transport.close();
      this.#onLineLost(error);
    });
  }

  /** Time the bytes need on a serial line (10 bits a character); unknown lines are taken as fast. */
  #travelMs(byteCount: number): number {
    const { bitsPerSecond } = this.#transport;
    return bitsPerSecond ? Math.ceil((byteCount * 10_000) / bitsPerSecond) : 0;
  }

  #onReplyDue(): void {
    const exchange = this.#exchange;
    if (!exchange) return;
    const nowMs = this.#scheduler.now();
    const isTrickling = this.#decoder.isInsideFrame && nowMs - this.#lastByteMs < timing.interCharacterMs;
    if (isTrickling && nowMs - exchange.sentMs < timing.longestReplyMs) {
      exchange.timer = this.#scheduler.setTimeout(() => this.#onReplyDue(), timing.interCharacterMs);
      return;
    }
    this.#takeDecoded(this.#decoder.endOfTransmission());
    if (this.#exchange !== exchange) return; // the reply hid behind a false start
    this.#exchange = undefined;
    this.#finish(exchange.session, exchange.session.silence(nowMs));
  }

  #onData(bytes: Uint8Array): void {
    if (!this.#isLineOpen) return;
    this.#lastByteMs = this.#scheduler.now();
    this.#takeDecoded(this.#decoder.push(bytes));
  }

  #takeDecoded(decoded: Decoded[]): void {
    for (const each of decoded) {
      if (each.kind === 'frame') this.#takeFrame(each.frame);
      else this.#countDiscarded(each.bytes, each.reason);
    }
  }

  #takeFrame(frame: ReceivedFrame): void {
    const exchange = this.#exchange;
    if (!frame.reply) {
      const isEcho = exchange !== undefined && Buffer.from(frame.wire).equals(exchange.sent.subarray(1));
      if (isEcho) this.#log('rx', frame, 'echo');
      else this.#countDiscarded(frame.wire, 'direction', frame);
      return;
    }
    if (!exchange || frame.address !== exchange.session.address) {
      this.#countDiscarded(frame.wire, exchange ? 'address' : 'unasked', frame);
      return;
    }
    const { verdict, events } = exchange.session.receive(frame, this.#scheduler.now());
    this.#log('rx', frame, verdict);
    if (verdict.startsWith('ignored')) {
      this.#publish(exchange.session, events);
      return;
    }
    this.#scheduler.clearTimeout(exchange.timer);
    this.#exchange = undefined;
    this.#finish(exchange.session, events);
  }

  /** The line is free again after the gap; the next frame is arranged before anybody hears what happened. */
  #finish(session: TerminalSession, events: SessionEvent[]): void {
    this.#freeAtMs = this.#scheduler.now() + Math.max(this.#travelMs(2), timing.idleGapMs);
    this.#goOn();
    this.#publish(session, events);
  }

  #countDiscarded(bytes: Uint8Array, reason: NonNullable<FrameLogEntry['reason']>, frame?: ReceivedFrame): void {
    const exchange = this.#exchange;
    if (exchange) exchange.session.counters.discarded += 1;
    if (frame) {
      this.#log('rx', frame, 'discarded', reason);
      return;
    }
    const shown = exchange?.isSecret ? new Uint8Array(0) : bytes;
    this.#options.onFrame?.({
      atMs: this.#scheduler.now(),
      bus: this.#options.id,
      direction: 'rx',
      bytes: shown,
      verdict: 'discarded',
      reason,
    });
  }

  #log(
    direction: 'tx' | 'rx',
    frame: ReceivedFrame,
    verdict: FrameLogEntry['verdict'],
    reason?: FrameLogEntry['reason'],
  ): void {
    this.#options.onFrame?.({
      atMs: this.#scheduler.now(),
      bus: this.#options.id,
      direction,
      address: frame.address,
      id: frame.id,
      bytes: loggableBytes(frame),
      verdict,
      ...(reason ? { reason } : {}),
    });
  }

  #publish(session: TerminalSession, events: SessionEvent[]): void {
    for (const event of events) {
      if (event.type === 'done') this.#settle(event.ticket)?.resolve();
      else if (event.type === 'failed')
        this.#settle(event.ticket)?.reject(new HardwareError(event.code, event.context));
      else this.#options.onEvent({ ...event, address: session.address });
    }
  }

  #settle(ticket: Ticket): { resolve: () => void; reject: (error: HardwareError) => void } | undefined {
    const waiting = this.#waiting.get(ticket);
    this.#waiting.delete(ticket);
    return waiting;
  }
}
