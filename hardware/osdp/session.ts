import type { Command } from './codec/commands.ts';
import type { Frame, ReceivedFrame } from './codec/frame.ts';
import { decodeReply, nakReason, type Reply } from './codec/replies.ts';
import { CommandQueue } from './command-queue.ts';
import { Conversation } from './conversation.ts';
import { IdleQuestions } from './idle-questions.ts';
import { Opening, type OpeningStep } from './opening.ts';
import { Patience } from './patience.ts';
import { SessionNews } from './session-news.ts';
import {
  newCounters,
  type Outstanding,
  type QueuedCommand,
  type SessionCounters,
  type SessionEvent,
  type SessionOptions,
  type StateReason,
  type TerminalState,
  type Ticket,
  type Verdict,
} from './session-types.ts';
import { TerminalFacts } from './terminal-facts.ts';
import { TerminalKey } from './terminal-key.ts';
import { limits, timing } from './timing.ts';

/**
 * The panel's side of one terminal: a pure state machine. Time comes in as `nowMs` with every call, bytes go out
 * as return values; it knows no line and no timer. Whoever owns the line asks `dueAtMs`, calls `transmit`, and
 * then exactly one of `receive` (until it does not say “ignored”) or `silence`.
 */
export class TerminalSession {
  readonly counters: SessionCounters = newCounters();
  readonly facts = new TerminalFacts();

  readonly #options: SessionOptions;
  readonly #conversation: Conversation;
  readonly #key: TerminalKey;
  readonly #news = new SessionNews();
  /** Undefined once the terminal can be used. */
  #opening: Opening | undefined;
  #outstanding: Outstanding | undefined;
  readonly #queue = new CommandQueue();
  readonly #idle = new IdleQuestions();
  readonly #patience: Patience;
  #sentMs = 0;
  /** What the frame just received says in clear, for the frame log. */
  #lastReply: Reply | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#conversation = new Conversation(options.address, options.mark ?? true);
    this.#key = new TerminalKey(options.scbk);
    this.#patience = new Patience(options.offlineAfterMs);
    this.#opening = this.#newOpening('identify');
  }

  get address(): number {
    return this.#conversation.address;
  }

  get state(): TerminalState {
    return this.#news.state;
  }

  /** Why it is offline or starts again. */
  get reason(): StateReason | undefined {
    return this.#news.reason;
  }

  /** True while everything that is said is encrypted or signed. */
  get isSecure(): boolean {
    return this.#conversation.channel !== undefined;
  }

  /** True when somebody waits for a command to be shown. */
  get hasAnswer(): boolean {
    return this.#queue.length > 0 && !this.#opening && this.#news.state === 'online' && !this.isDoubtful;
  }

  /** True when a reply is unlikely: it is offline, or missed the second time. */
  get isDoubtful(): boolean {
    return (this.#outstanding?.attempts ?? 0) >= 2 || (this.#news.state === 'offline' && this.#isFirstQuestion);
  }

  get #isFirstQuestion(): boolean {
    return this.#opening?.isFirstQuestion ?? false;
  }

  /** When the terminal wants the line next, on the scheduler's clock. */
  get dueAtMs(): number {
    if (this.#news.state === 'disabled') return Number.POSITIVE_INFINITY;
    return this.hasAnswer && !this.#outstanding ? Number.NEGATIVE_INFINITY : this.#patience.dueMs;
  }

  /** The command a `transmit` just sent, for the frame log. */
  get sentCommand(): Command | undefined {
    return this.#outstanding?.command;
  }

  /** The line is open (again), or the terminal is enabled: begin from the first question. */
  start(nowMs: number): SessionEvent[] {
    this.#forgetConversation();
    this.#patience.begin(nowMs);
    this.#news.setState('starting');
    return this.#news.take();
  }

  /** Nothing can be said for now: the line is lost (`offline`) or the terminal was switched off (`disabled`). */
  stop(state: 'offline' | 'disabled', reason?: StateReason): SessionEvent[] {
    this.#leaveDefaultKey();
    this.#news.setState(state, reason);
    this.#failAll(reason);
    return this.#news.take();
  }

  /**
   * Gives the terminal its own key (16 bytes) over the public default key; a person must have approved. Whatever
   * goes wrong, the session is back at the key it had. From then on the new key is the terminal's own.
   */
  installKey(ticket: Ticket, scbk: Uint8Array, nowMs: number): SessionEvent[] {
    if (this.#news.state === 'disabled') return this.queue(ticket, { type: 'keyset', kind: 1, key: scbk });
    this.#key.takeDefault();
    return [...this.start(nowMs), ...this.queue(ticket, { type: 'keyset', kind: 1, key: scbk })];
  }

  /** Holds this key (16 bytes) from now on, and opens the conversation anew with it. */
  setKey(scbk: Uint8Array, nowMs: number): SessionEvent[] {
    this.#key.own(scbk);
    return this.#news.state === 'disabled' ? [] : this.start(nowMs);
  }

  /** The terminal is known to be at another address now. */
  moveTo(address: number, nowMs: number): SessionEvent[] {
    this.#conversation.address = address;
    return this.#news.state === 'disabled' ? [] : this.start(nowMs);
  }

  /** Not asked until `start`: it waits at another speed for the line to follow. */
  hold(): void {
    this.#patience.dueMs = Number.POSITIVE_INFINITY;
  }

  /** Puts a command into the queue; its `done` or `failed` event carries the ticket. */
  queue(ticket: Ticket, command: Command): SessionEvent[] {
    const queued = { ticket, command, restarts: 0 };
    if (this.#news.state === 'offline' || this.#news.state === 'disabled') {
      this.#fail(queued, 'OSDP_OFFLINE', { state: this.#news.state, reason: this.#news.reason });
    } else {
      const { capabilities } = this.facts;
      const reason = this.#queue.offer(queued, { hasKey: this.#key.current !== undefined, capabilities });
      if (reason) this.#fail(queued, 'OSDP_REFUSED', { reason });
    }
    return this.#news.take();
  }

  /** The next idle poll is due now. An offline terminal keeps its slow probe. */
  pollSoon(nowMs: number): void {
    this.#idle.wantPoll();
    if (!this.#outstanding && !this.#opening) this.#patience.dueMs = nowMs;
  }

  /** The bytes to send now: the unanswered frame again, or the next one. */
  transmit(nowMs: number): Uint8Array {
    this.#sentMs = nowMs;
    const again = this.#outstanding;
    if (again) {
      if (this.#isFirstQuestion) again.bytes = this.#conversation.askFirstAgain(again.command);
      again.attempts += 1;
      this.counters.retries += 1;
      return again.bytes;
    }
    this.counters.polls += 1;
    const { command, queued, security } = this.#next();
    const { bytes, sequence } = this.#conversation.ask(command, security);
    this.#outstanding = { bytes, command, sequence, attempts: 1, wrongMacs: 0, ...(queued ? { queued } : {}) };
    return bytes;
  }

  #next(): { command: Command; queued?: QueuedCommand; security?: NonNullable<Frame['security']> } {
    if (this.#opening) return this.#opening.ask();
    const queued = this.#news.state === 'online' ? this.#queue.take() : undefined;
    return queued ? { command: queued.command, queued } : { command: this.#idle.next() };
  }

  /** A frame came from this terminal's address. */
  receive(frame: ReceivedFrame, nowMs: number): { verdict: Verdict; events: SessionEvent[]; reply?: Reply } {
    this.#lastReply = undefined;
    const verdict = this.#judge(frame, nowMs);
    if (verdict.startsWith('ignored')) this.counters.bad += 1;
    const reply = this.#lastReply;
    return { verdict, events: this.#news.take(), ...(reply ? { reply } : {}) };
  }

  #judge(frame: ReceivedFrame, nowMs: number): Verdict {
    const outstanding = this.#outstanding;
    if (!outstanding) return 'ignored-unexpected';
    const judgement = this.#conversation.judge(frame, outstanding.sequence);
    switch (judgement.is) {
      case 'busy':
        // Does not count as seen: a device that is busy for 8 s is not there.
        outstanding.attempts = 0;
        this.#patience.dueMs = nowMs + timing.busyRetryMs;
        this.#giveUpIfSilent(nowMs);
        return 'busy';
      case 'not-received':
        this.#tryOtherCheck();
        this.#retryLater(outstanding, nowMs);
        return 'busy';
      case 'plain-nak':
        // It proves nothing, so it refuses and confirms nothing.
        if (judgement.isSequence) this.#restart('identify', 'OSDP_SEQUENCE_LOST', nowMs);
        else this.#restart('challenge', 'OSDP_CHANNEL_LOST', nowMs);
        return 'accepted';
      case 'wrong-mac':
        outstanding.wrongMacs += 1;
        if (outstanding.wrongMacs < limits.wrongMacs) return 'ignored-mac';
        this.#restart('challenge', 'OSDP_CHANNEL_LOST', nowMs);
        return 'accepted';
      case 'ignored':
        return judgement.verdict;
      case 'reply':
        this.#accept(outstanding, nowMs);
        this.#takeReply(outstanding, { ...frame, data: judgement.data }, nowMs);
        return 'accepted';
    }
  }

  #accept(outstanding: Outstanding, nowMs: number): void {
    this.#outstanding = undefined;
    this.#conversation.moveOn(outstanding.sequence);
    this.#patience.heard(nowMs);
    this.counters.good += 1;
    this.counters.lastSeenMs = nowMs;
    this.counters.roundTripMs = nowMs - this.#sentMs;
    const isIdle = !this.#opening && this.#idle.isEmpty;
    this.#patience.dueMs = isIdle ? nowMs + this.#options.idlePollMs : nowMs;
  }

  #takeReply(outstanding: Outstanding, frame: Frame, nowMs: number): void {
    let reply: Reply;
    try {
      reply = decodeReply(frame);
    } catch {
      this.counters.bad += 1;
      if (this.#opening) this.#goOffline('OSDP_NOT_UNDERSTOOD', nowMs);
      else if (outstanding.queued) this.#fail(outstanding.queued, 'OSDP_REFUSED', { reason: 'REPLY_MALFORMED' });
      return;
    }
    this.#lastReply = reply;
    const step = this.#opening?.take(frame, reply);
    this.#conversation.learnCheck(this.facts.capabilities);
    if (step === undefined) this.#takeReadyReply(outstanding, reply, nowMs);
    else if (step !== 'more') this.#endOpening(step, nowMs);
  }

  #endOpening(step: Exclude<OpeningStep, 'more'>, nowMs: number): void {
    if ('failed' in step) {
      this.#goOffline(step.failed, nowMs);
      return;
    }
    // Online is said only after the first good poll: it proves the channel, or that plain text is welcome.
    this.#opening = undefined;
    this.#conversation.channel = step.channel;
    this.#patience.dueMs = nowMs;
    this.#idle.begin(this.address, nowMs);
  }

  #takeReadyReply(outstanding: Outstanding, reply: Reply, nowMs: number): void {
    const { queued, command } = outstanding;
    if (reply.type === 'nak') {
      if (reply.reason === nakReason.channelRequired) {
        this.#outstanding = outstanding;
        this.#goOffline('OSDP_CHANNEL_REFUSED', nowMs);
      } else if (reply.reason === nakReason.sequence) {
        this.#outstanding = outstanding; // carried over the restart
        this.#restart('identify', 'OSDP_SEQUENCE_LOST', nowMs);
      } else if (queued) this.#fail(queued, 'OSDP_REFUSED', { command: command.type, nak: reply.reason });
      else if (command.type === 'poll') this.#restart('identify', 'OSDP_NOT_UNDERSTOOD', nowMs);
      return;
    }
    this.#patience.forgiveRestarts();
    if (this.#news.state !== 'online') {
      this.#patience.forgiveProbes();
      this.#news.setState('online');
    }
    if (queued) this.#news.tell({ type: 'done', ticket: queued.ticket, reply });
    if (command.type === 'keyset') this.#takeNewKey(command.key, nowMs);
    if (command.type === 'comset' && reply.type === 'com') this.#follow(reply, nowMs);
    if (command.type === 'poll') this.#afterPoll(reply, nowMs);
    const told = this.facts.learn(reply);
    if (told === 'unusable') this.counters.bad += 1;
    else if (told) this.#news.tell(told);
  }

  /** Asks again soon where there may be more. */
  #afterPoll(reply: Reply, nowMs: number): void {
    if (reply.type !== 'ack') this.#patience.dueMs = nowMs;
    else if (this.#queue.length === 0) this.#idle.afterQuietPoll(nowMs);
  }

  /** The reply was the last thing said at the old address and speed. */
  #follow({ address, baudRate }: { address: number; baudRate: number }, nowMs: number): void {
    const from = this.address;
    this.#conversation.address = address;
    this.#news.tell({ type: 'moved', from, address, baudRate });
    this.#restart('identify', 'OSDP_STARTS_AGAIN', nowMs);
    this.#patience.forgiveRestarts();
    this.#patience.dueMs = nowMs + timing.settleMs;
  }

  /** The device holds the new key now; the channel it was told in is still the old one. */
  #takeNewKey(scbk: Uint8Array, nowMs: number): void {
    this.#key.own(scbk);
    this.#restart('challenge', 'OSDP_STARTS_AGAIN', nowMs);
    this.#patience.forgiveRestarts();
  }

  /** Nothing came, or nothing acceptable, until the reply was due. */
  silence(nowMs: number): SessionEvent[] {
    const outstanding = this.#outstanding;
    if (outstanding) {
      this.#tryOtherCheck();
      const wasNeverSeen = this.#isFirstQuestion && outstanding.attempts >= limits.startAttempts;
      // A terminal that is known to hold another key stays so named while it is also silent.
      const known = this.#news.state === 'offline' && !this.#isFirstQuestion ? this.#news.reason : undefined;
      if (this.#news.state === 'offline' || wasNeverSeen) this.#goOffline(known ?? 'OSDP_NO_REPLY', nowMs);
      else this.#retryLater(outstanding, nowMs);
    }
    return this.#news.take();
  }

  /** Who does not answer a CRC may know the one-byte checksum only; asked until its list tells. */
  #tryOtherCheck(): void {
    if (this.#isFirstQuestion && !this.facts.capabilities) this.#conversation.tryOtherCheck();
  }

  #retryLater(outstanding: Outstanding, nowMs: number): void {
    this.#patience.retryLater(outstanding.attempts, nowMs);
    this.#giveUpIfSilent(nowMs);
  }

  #giveUpIfSilent(nowMs: number): void {
    if (this.#patience.isOver(nowMs)) this.#goOffline('OSDP_NO_REPLY', nowMs);
  }

  /** Back to an earlier phase with the commands kept; too often in a row, and the terminal is offline. */
  #restart(from: 'identify' | 'challenge', reason: StateReason, nowMs: number): void {
    const carried = this.#outstanding?.queued;
    this.#forgetConversation();
    this.#opening = this.#newOpening(from);
    const mayGoOn = this.#patience.restart(nowMs);
    if (carried) {
      carried.restarts += 1;
      if (carried.restarts > limits.commandRestarts) {
        this.#queue.take();
        this.#fail(carried, 'OSDP_REFUSED', { reason });
      }
    }
    if (!mayGoOn) this.#goOffline(reason, nowMs);
    else if (this.#news.state !== 'offline') this.#news.setState('starting', reason);
  }

  #goOffline(reason: StateReason, nowMs: number): void {
    this.#leaveDefaultKey();
    this.#patience.probeLater(nowMs);
    this.#news.setState('offline', reason);
    this.#failAll(reason);
  }

  #newOpening(from: 'identify' | 'challenge'): Opening {
    return new Opening(this.#key.current, this.#options.randomBytes, this.facts, from);
  }

  /** Back to the first question. An unanswered command goes back to the head of the queue. */
  #forgetConversation(): void {
    if (this.#outstanding?.queued) this.#queue.putBack(this.#outstanding.queued);
    this.#opening = this.#newOpening('identify');
    this.#outstanding = undefined;
    this.#conversation.forget();
    this.#idle.clear();
  }

  /** Ends the conversation, and with it any use of the default key. */
  #leaveDefaultKey(): void {
    this.#key.leaveDefault();
    this.#forgetConversation();
  }

  #fail(queued: QueuedCommand, code: 'OSDP_OFFLINE' | 'OSDP_REFUSED', context: Record<string, unknown>): void {
    this.#news.tell({ type: 'failed', ticket: queued.ticket, code, context: { address: this.address, ...context } });
    if (queued.command.type === 'keyset' && this.#key.isDefault) {
      this.#leaveDefaultKey();
      this.#news.setState('starting', 'OSDP_STARTS_AGAIN');
    }
  }

  #failAll(reason: StateReason | undefined): void {
    for (const queued of this.#queue.takeAll()) this.#fail(queued, 'OSDP_OFFLINE', { state: this.#news.state, reason });
  }
}
