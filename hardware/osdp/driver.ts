import { HardwareError } from '../error.ts';
import type { Scheduler, TimerHandle } from '../scheduler.ts';
import type { Transport } from '../transport/transport.ts';
import { isAddress, newSession } from './bus-sessions.ts';
import type { BusOptions } from './bus-types.ts';
import { ClockTerminal, type TerminalStatus } from './clock-terminal.ts';
import { type DiscardReason, MARK, type ReceivedFrame } from './codec/frame.ts';
import { type Decoded, FrameDecoder } from './codec/frame-decoder.ts';
import { FrameLog, type FrameLogEntry } from './frame-log.ts';
import { LineEar } from './line-ear.ts';
import { LineKeeper } from './line-keeper.ts';
import { LineLoan } from './line-loan.ts';
import type { TerminalSession } from './session.ts';
import type { SessionEvent, StateReason, TerminalState, Ticket } from './session-types.ts';
import { Tickets } from './tickets.ts';
import { timing } from './timing.ts';
import { TurnOrder } from './turn.ts';

export type { BusEvent, BusOptions } from './bus-types.ts';

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
  readonly #keeper: LineKeeper;
  readonly #ear: LineEar;
  readonly #loan: LineLoan;
  readonly #tickets = new Tickets();
  readonly #frames: FrameLog;
  #settled: (() => void)[] = [];
  #decoder = new FrameDecoder();
  #exchange: Exchange | undefined;
  #wake: TimerHandle | undefined;
  #freeAtMs = 0;
  #isLineOpen = false;
  #lastByteMs = 0;

  /** Throws OSDP_BAD_ARGUMENT for an address outside 0–126, one given twice, or a key that is not 16 bytes. */
  constructor(options: BusOptions) {
    this.#options = options;
    this.#scheduler = options.scheduler;
    this.#transport = options.transport;
    this.#frames = new FrameLog(options.id, () => options.scheduler.now(), options.onFrame);
    for (const settings of options.terminals) {
      const { address } = settings;
      if (this.#sessions.has(address)) throw new HardwareError('OSDP_BAD_ARGUMENT', { address });
      const session = newSession(options, settings);
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
    this.#keeper = new LineKeeper({
      transport: options.transport,
      scheduler: options.scheduler,
      searchSpeeds: options.searchSpeeds,
      addresses: () => [...this.#sessions.keys()],
      isAnswered: () => [...this.#sessions.values()].some(({ state }) => state === 'online'),
      onOpen: (bitsPerSecond, isRenewed) => this.#onLineOpen(bitsPerSecond, isRenewed),
      onDown: (reason) => {
        this.#stopAll('offline', 'OSDP_LINE_LOST');
        options.onEvent({ type: 'line', open: false, reason });
      },
      onSearch: () => this.#stopAll('offline', 'OSDP_NO_REPLY'),
    });
    this.#ear = new LineEar(options.scheduler, () => {
      this.#pause();
      void this.#keeper.renew();
    });
    this.#loan = new LineLoan(options.transport, (isOpen) =>
      isOpen ? this.#onLineOpen(undefined, true) : this.#onLineLost(),
    );
    this.#listen();
  }

  #listen(): void {
    this.#transport.setListeners({
      onData: (bytes) => this.#onData(bytes),
      onClose: (cause) => this.#onLineLost(cause),
    });
  }

  /** The line's name, for people. */
  get lineName(): string {
    return this.#transport.name;
  }

  /** Who watches every frame; undefined while nobody does. */
  get onFrame(): ((entry: FrameLogEntry) => void) | undefined {
    return this.#frames.listener;
  }

  set onFrame(listener: ((entry: FrameLogEntry) => void) | undefined) {
    this.#frames.listener = listener;
  }

  /** Speed of the line where it has one. */
  get bitsPerSecond(): number | undefined {
    return this.#transport.bitsPerSecond;
  }

  /** Starts the line; resolves after the first attempt, also when that failed: it keeps trying and tells by `line`. */
  async open(): Promise<void> {
    await this.#keeper.open();
  }

  /** Ends the line. Commands underway reject with OSDP_OFFLINE. */
  async close(): Promise<void> {
    const stopped = this.#keeper.stop();
    this.#scheduler.clearTimeout(this.#wake);
    this.#wake = undefined;
    await stopped;
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

  /** What each terminal last told of its housing, power supply and readers, by address. */
  conditions(): ReadonlyMap<number, ClockTerminal['condition']> {
    return new Map(Array.from(this.#terminals, ([address, terminal]) => [address, terminal.condition]));
  }

  /** Lends the line for a moment, between two questions. Throws what `use` throws, and TRANSPORT_NOT_OPEN. */
  lend<T>(use: (line: Transport) => Promise<T>): Promise<T> {
    const used = this.#loan.ask(use, this.#isLineOpen);
    this.#goOn();
    return used;
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

  /** Resolves with the state once a terminal is found to be there, or not. Throws OSDP_BAD_ARGUMENT. */
  async untilSettled(address: number): Promise<TerminalState> {
    const session = this.#session(address);
    while (session.state === 'starting') await new Promise<void>((resolve) => this.#settled.push(resolve));
    return session.state;
  }

  /** Speaks to a terminal with this key (16 bytes) from now on. Throws OSDP_BAD_ARGUMENT. */
  setKey(address: number, scbk: Uint8Array): void {
    if (scbk.length !== 16) throw new HardwareError('OSDP_BAD_ARGUMENT', { keyBytes: scbk.length });
    const session = this.#session(address);
    this.#publish(session, session.setKey(Uint8Array.from(scbk), this.#scheduler.now()));
    this.#goOn();
  }

  /** Looks for a terminal at another address from now on. Throws OSDP_BAD_ARGUMENT: not 0–126, or taken. */
  retarget(from: number, to: number): void {
    const session = this.#session(from);
    if (!isAddress(to) || this.#sessions.has(to)) throw new HardwareError('OSDP_BAD_ARGUMENT', { address: to });
    this.#moveSession(session, from, to);
    this.#publish(session, session.moveTo(to, this.#scheduler.now()));
    this.#goOn();
  }

  /**
   * Takes the line to another speed and begins with every terminal anew. Throws TRANSPORT_NOT_SUPPORTED where the
   * line has no speed of its own (TCP: it is set at the converter), TRANSPORT_NOT_OPEN, TRANSPORT_OPEN_FAILED.
   */
  async setSpeed(bitsPerSecond: number): Promise<void> {
    const { setSpeed } = this.#transport;
    if (!setSpeed) throw new HardwareError('TRANSPORT_NOT_SUPPORTED', { name: this.#transport.name });
    await setSpeed.call(this.#transport, bitsPerSecond);
    for (const session of this.#sessions.values()) {
      if (session.state !== 'disabled') this.#publish(session, session.start(this.#scheduler.now()));
    }
    this.#goOn();
  }

  #moveSession(session: TerminalSession, from: number, to: number): void {
    const terminal = this.#terminals.get(from);
    if (from === to || !terminal) return;
    this.#sessions.delete(from);
    this.#terminals.delete(from);
    this.#sessions.set(to, session);
    this.#terminals.set(to, terminal);
  }

  #session(address: number): TerminalSession {
    const session = this.#sessions.get(address);
    if (!session) throw new HardwareError('OSDP_BAD_ARGUMENT', { address });
    return session;
  }

  async #queue(session: TerminalSession, enqueue: (ticket: Ticket) => SessionEvent[]): Promise<void> {
    await this.#tickets.issue((ticket) => {
      this.#publish(session, enqueue(ticket));
      this.#goOn();
    });
  }

  #onLineOpen(bitsPerSecond: number | undefined, isRenewed: boolean): void {
    this.#listen();
    this.#isLineOpen = true;
    this.#decoder = new FrameDecoder();
    if (this.#transport.mayGoDeaf) this.#ear.begin();
    if (!isRenewed) this.#beginAll(bitsPerSecond);
    this.#goOn();
  }

  #beginAll(bitsPerSecond: number | undefined): void {
    this.#options.onEvent({ type: 'line', open: true, ...(bitsPerSecond === undefined ? {} : { bitsPerSecond }) });
    const nowMs = this.#scheduler.now();
    for (const session of this.#sessions.values()) {
      if (session.state !== 'disabled') this.#publish(session, session.start(nowMs));
    }
  }

  #onLineLost(cause?: Error): void {
    if (!this.#isLineOpen) return;
    this.#stopAll('offline', 'OSDP_LINE_LOST');
    this.#keeper.lost(cause);
  }

  /** Nothing is said or heard; the terminals stay in the state they are in. */
  #pause(): void {
    this.#isLineOpen = false;
    this.#loan.end();
    this.#ear.end();
    this.#scheduler.clearTimeout(this.#exchange?.timer);
    this.#exchange = undefined;
  }

  #stopAll(state: 'offline', reason?: StateReason): void {
    this.#pause();
    for (const session of this.#sessions.values()) {
      if (session.state !== 'disabled') this.#publish(session, session.stop(state, reason));
    }
  }

  /** Sends the next frame when the line is free and one is due, or sets the alarm for it. */
  #goOn(): void {
    if (!this.#isLineOpen || this.#exchange) return;
    const nowMs = this.#scheduler.now();
    if (nowMs >= this.#freeAtMs && this.#loan.takes()) return;
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
    const isSecret = session.sentCommand?.type === 'keyset';
    const timer = this.#scheduler.setTimeout(
      () => this.#onReplyDue(),
      this.#travelMs(sent.length) + timing.replyTimeoutMs,
    );
    const exchange: Exchange = { session, sentMs: nowMs, sent, timer, isSecret };
    this.#exchange = exchange;
    this.#ear.asked();
    this.#frames.sent(sent, session.sentCommand, session.counters.retries > retries);
    this.#transport.write(sent).catch((error: Error) => {
      if (this.#exchange !== exchange) return;
      void this.#transport.close();
      this.#onLineLost(error);
    });
  }

  /** Time the bytes need on a serial line (10 bits a character); unknown lines are taken as fast. */
  #travelMs(byteCount: number): number {
    const { bitsPerSecond } = this.#transport;
    return bitsPerSecond ? (byteCount * 10_000) / bitsPerSecond : 0;
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
    this.#ear.heard();
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
      const sent = exchange?.sent.subarray(exchange.sent[0] === MARK ? 1 : 0);
      if (sent && Buffer.from(frame.wire).equals(sent)) this.#frames.received(frame, 'echo');
      else this.#dismiss(frame, 'direction');
      return;
    }
    if (!exchange || frame.address !== exchange.session.address) {
      this.#dismiss(frame, exchange ? 'address' : 'unasked');
      return;
    }
    const { verdict, events, reply } = exchange.session.receive(frame, this.#scheduler.now());
    this.#frames.received(frame, verdict, reply ? { message: reply } : {});
    if (verdict.startsWith('ignored')) {
      this.#publish(exchange.session, events);
      return;
    }
    this.#scheduler.clearTimeout(exchange.timer);
    this.#exchange = undefined;
    this.#turns.answered();
    this.#finish(exchange.session, events);
  }

  /** The line is free again after the gap; the next frame is arranged before anybody hears what happened. */
  #finish(session: TerminalSession, events: SessionEvent[]): void {
    this.#freeAtMs = this.#scheduler.now() + (this.#travelMs(2) || timing.idleGapMs);
    this.#goOn();
    this.#publish(session, events);
  }

  #countDiscarded(bytes: Uint8Array, reason: DiscardReason): void {
    const exchange = this.#exchange;
    if (exchange) exchange.session.counters.discarded += 1;
    this.#frames.discarded(exchange?.isSecret ? new Uint8Array(0) : bytes, reason);
  }

  #dismiss(frame: ReceivedFrame, reason: 'direction' | 'address' | 'unasked'): void {
    if (this.#exchange) this.#exchange.session.counters.discarded += 1;
    this.#frames.received(frame, 'discarded', { reason });
  }

  #publish(session: TerminalSession, events: SessionEvent[]): void {
    for (const event of events) {
      if (event.type === 'moved') {
        this.#moveSession(session, event.from, event.address);
        // At another speed it waits for the line to follow.
        if (event.baudRate !== (this.bitsPerSecond ?? event.baudRate)) session.hold();
      }
      if (event.type === 'done' || event.type === 'failed') this.#tickets.settle(event);
      else this.#options.onEvent({ ...event, address: event.type === 'moved' ? event.address : session.address });
      if (event.type === 'state') for (const resolve of this.#settled.splice(0)) resolve();
    }
  }
}
