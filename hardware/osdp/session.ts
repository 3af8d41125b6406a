import { type Command, encodeCommand } from './codec/commands.ts';
import { BROADCAST_ADDRESS, encodeFrame, type Frame, type ReceivedFrame } from './codec/frame.ts';
import { decodeReply, nakReason, type Reply, replyId } from './codec/replies.ts';
import type { ChannelKey } from './handshake.ts';
import { checkOf, fitsBuffer } from './line-form.ts';
import { Opening, type OpeningStep } from './opening.ts';
import type { SecureChannel } from './secure-channel.ts';
import type {
  QueuedCommand,
  SessionCounters,
  SessionEvent,
  StateReason,
  TerminalState,
  Ticket,
  Verdict,
} from './session-types.ts';
import { TerminalFacts } from './terminal-facts.ts';
import { growingMs, limits, timing } from './timing.ts';

/** Who a session talks to, and with which key. Without a key it talks in plain text; with one, never. */
export interface SessionOptions {
  address: number;
  scbk?: Uint8Array;
  idlePollMs: number;
  /** Whether frames begin with the mark byte FFh; yes unless told. */
  mark?: boolean;
  randomBytes(count: number): Uint8Array;
}

interface Outstanding {
  bytes: Uint8Array;
  command: Command;
  sequence: number;
  /** Times sent without an answer. */
  attempts: number;
  wrongMacs: number;
  queued?: QueuedCommand;
}

/**
 * The panel's side of one terminal: a pure state machine. Time comes in as `nowMs` with every call, bytes go out
 * as return values; it knows no line and no timer. Whoever owns the line asks `dueAtMs`, calls `transmit`, and
 * then exactly one of `receive` (until it does not say “ignored”) or `silence`.
 */
export class TerminalSession {
  readonly counters: SessionCounters = {
    good: 0,
    bad: 0,
    discarded: 0,
    retries: 0,
    polls: 0,
    roundTripMs: 0,
    lastSeenMs: undefined,
  };
  readonly facts = new TerminalFacts();

  readonly #options: SessionOptions;
  #address: number;
  #check: Frame['check'] = 'crc';
  #key: ChannelKey | undefined;
  /** The key to go back to while the default key is in use. */
  #keyBefore: ChannelKey | undefined;
  #state: TerminalState = 'offline';
  #reason: StateReason | undefined;
  /** Undefined once the terminal can be used. */
  #opening: Opening | undefined;
  #sequence = 0;
  #outstanding: Outstanding | undefined;
  #channel: SecureChannel | undefined;
  #queue: QueuedCommand[] = [];
  /** Questions of our own that follow the opening. */
  #ownQuestions: Command[] = [];
  #dueMs = 0;
  /** Somebody wants to know: the next question is a poll. What is underway may have been answered already. */
  #isPollWanted = false;
  #statusDueMs = 0;
  #isReaderNext = false;
  #silentSinceMs = 0;
  #restarts = 0;
  #probes = 0;
  #sentMs = 0;
  #events: SessionEvent[] = [];
  /** What the frame just received says in clear, for the frame log. */
  #lastReply: Reply | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#address = options.address;
    this.#key = options.scbk ? { kind: 'own', scbk: options.scbk } : undefined;
    this.#opening = this.#newOpening('identify');
  }

  get address(): number {
    return this.#address;
  }

  get state(): TerminalState {
    return this.#state;
  }

  /** Why it is offline or starts again. */
  get reason(): StateReason | undefined {
    return this.#reason;
  }

  /** True while everything that is said is encrypted or signed. */
  get isSecure(): boolean {
    return this.#channel !== undefined;
  }

  /** True when somebody waits for a command to be shown. */
  get hasAnswer(): boolean {
    return !this.#opening && this.#state === 'online' && this.#queue.length > 0 && !this.isDoubtful;
  }

  /** True when a reply is unlikely: it is offline, or missed the second time. */
  get isDoubtful(): boolean {
    return (this.#outstanding?.attempts ?? 0) >= 2 || (this.#state === 'offline' && this.#isFirstQuestion);
  }

  get #isFirstQuestion(): boolean {
    return this.#opening?.isFirstQuestion ?? false;
  }

  /** When the terminal wants the line next, on the scheduler's clock. */
  get dueAtMs(): number {
    if (this.#state === 'disabled') return Number.POSITIVE_INFINITY;
    return this.hasAnswer && !this.#outstanding ? Number.NEGATIVE_INFINITY : this.#dueMs;
  }

  /** The command a `transmit` just sent, for the frame log. */
  get sentCommand(): Command | undefined {
    return this.#outstanding?.command;
  }

  /** The line is open (again), or the terminal is enabled: begin from the first question. */
  start(nowMs: number): SessionEvent[] {
    this.#forgetConversation();
    this.#restarts = 0;
    this.#probes = 0;
    this.#silentSinceMs = nowMs;
    this.#dueMs = nowMs;
    this.#setState('starting');
    return this.#takeEvents();
  }

  /** Nothing can be said for now: the line is lost (`offline`) or the terminal was switched off (`disabled`). */
  stop(state: 'offline' | 'disabled', reason?: StateReason): SessionEvent[] {
    this.#leaveDefaultKey();
    this.#setState(state, reason);
    this.#failAll(reason);
    return this.#takeEvents();
  }

  /**
   * Gives the terminal its own key (16 bytes) over the public default key; a person must have approved. Whatever
   * goes wrong, the session is back at the key it had. From then on the new key is the terminal's own.
   */
  installKey(ticket: Ticket, scbk: Uint8Array, nowMs: number): SessionEvent[] {
    if (this.#state === 'disabled') return this.queue(ticket, { type: 'keyset', kind: 1, key: scbk });
    if (this.#key?.kind !== 'default') this.#keyBefore = this.#key;
    this.#key = { kind: 'default' };
    return [...this.start(nowMs), ...this.queue(ticket, { type: 'keyset', kind: 1, key: scbk })];
  }

  /** Holds this key (16 bytes) from now on, and opens the conversation anew with it. */
  setKey(scbk: Uint8Array, nowMs: number): SessionEvent[] {
    this.#key = { kind: 'own', scbk };
    this.#keyBefore = undefined;
    return this.#state === 'disabled' ? [] : this.start(nowMs);
  }

  /** The terminal is known to be at another address now. */
  moveTo(address: number, nowMs: number): SessionEvent[] {
    this.#address = address;
    return this.#state === 'disabled' ? [] : this.start(nowMs);
  }

  /** Not asked until `start`: it waits at another speed for the line to follow. */
  hold(): void {
    this.#dueMs = Number.POSITIVE_INFINITY;
  }

  /** Puts a command into the queue; its `done` or `failed` event carries the ticket. */
  queue(ticket: Ticket, command: Command): SessionEvent[] {
    const queued = { ticket, command, restarts: 0 };
    if (this.#state === 'offline' || this.#state === 'disabled') {
      this.#fail(queued, 'OSDP_OFFLINE', { state: this.#state, reason: this.#reason });
    } else if (this.#queue.length >= limits.queuedCommands) {
      this.#fail(queued, 'OSDP_REFUSED', { reason: 'QUEUE_FULL' });
    } else if (command.type === 'keyset' && !this.#key) {
      this.#fail(queued, 'OSDP_REFUSED', { reason: 'PLAIN_TEXT' });
    } else if (fitsBuffer(command, this.facts.capabilities, this.#key !== undefined)) {
      // Encoded once for this: an argument that does not fit is the caller's error now, not the line's later.
      this.#queue.push(queued);
    } else {
      this.#fail(queued, 'OSDP_REFUSED', { reason: 'RECEIVE_BUFFER' });
    }
    return this.#takeEvents();
  }

  /** The next idle poll is due now. An offline terminal keeps its slow probe. */
  pollSoon(nowMs: number): void {
    this.#isPollWanted = true;
    if (!this.#outstanding && !this.#opening) this.#dueMs = nowMs;
  }

  /** The bytes to send now: the unanswered frame again, or the next one. */
  transmit(nowMs: number): Uint8Array {
    this.#sentMs = nowMs;
    const again = this.#outstanding;
    if (again) {
      // The first question starts the conversation, so it need not be the same bytes, see `#tryOtherCheck`.
      if (this.#isFirstQuestion) again.bytes = encodeFrame(this.#frame(again.command, 0));
      again.attempts += 1;
      this.counters.retries += 1;
      return again.bytes;
    }
    this.counters.polls += 1;
    const { command, queued, security } = this.#next();
    // The first question and the challenge start the count again; a device drops its old channel at sequence 0.
    const sequence = command.type === 'id' || command.type === 'chlng' ? 0 : this.#sequence;
    const frame: Frame = { ...this.#frame(command, sequence), ...(security ? { security } : {}) };
    const sealed = this.#channel?.seal(frame);
    const bytes = sealed ? encodeFrame(sealed.frame, sealed.sign) : encodeFrame(frame);
    this.#outstanding = { bytes, command, sequence, attempts: 1, wrongMacs: 0, ...(queued ? { queued } : {}) };
    return bytes;
  }

  #frame(command: Command, sequence: number): Frame {
    const mark = this.#options.mark ?? true;
    return { mark, address: this.#address, reply: false, sequence, check: this.#check, ...encodeCommand(command) };
  }

  #next(): { command: Command; queued?: QueuedCommand; security?: NonNullable<Frame['security']> } {
    if (this.#opening) return this.#opening.ask();
    const queued = this.#state === 'online' ? this.#queue.shift() : undefined;
    if (queued) return { command: queued.command, queued };
    const own = this.#isPollWanted ? undefined : this.#ownQuestions.shift();
    if (own && own.type !== 'poll') return { command: own };
    this.#isPollWanted = false;
    return { command: { type: 'poll' } };
  }

  /** A frame came from this terminal's address. */
  receive(frame: ReceivedFrame, nowMs: number): { verdict: Verdict; events: SessionEvent[]; reply?: Reply } {
    this.#lastReply = undefined;
    const verdict = this.#judge(frame, nowMs);
    if (verdict.startsWith('ignored')) this.counters.bad += 1;
    const reply = this.#lastReply;
    return { verdict, events: this.#takeEvents(), ...(reply ? { reply } : {}) };
  }

  #judge(frame: ReceivedFrame, nowMs: number): Verdict {
    const outstanding = this.#outstanding;
    if (!outstanding) return 'ignored-unexpected';
    if (frame.id === replyId.busy && !frame.security) {
      // Does not count as seen: a device that is busy for 8 s is not there.
      outstanding.attempts = 0;
      this.#dueMs = nowMs + timing.busyRetryMs;
      this.#giveUpIfSilent(nowMs);
      return 'busy';
    }
    if (frame.id === replyId.nak && !frame.security && frame.data[0] === nakReason.check) {
      this.#tryOtherCheck();
      // It did not get the frame, so nothing has happened there: as if nothing had come.
      this.#retryLater(outstanding, nowMs);
      return 'busy';
    }
    if (this.#channel && frame.id === replyId.nak && !frame.security) return this.#plainNakInChannel(frame, nowMs);
    // A device that lost count says so with a sequence of its own.
    const mayDiffer = frame.id === replyId.nak && frame.sequence === 0 && !this.#channel;
    if (frame.sequence !== outstanding.sequence && !mayDiffer) return 'ignored-sequence';

    let data: Uint8Array = frame.data;
    if (this.#channel) {
      const opened = this.#channel.open(frame);
      if (opened === 'plain') return 'ignored-plain';
      if (opened === 'mac' || opened === 'padding') return this.#wrongMac(outstanding, nowMs);
      data = opened;
    } else if (frame.mac) {
      return 'ignored-unexpected';
    }
    this.#accept(outstanding, nowMs);
    this.#takeReply(outstanding, { ...frame, data }, nowMs);
    return 'accepted';
  }

  /** Good for nothing but to open the channel anew: it proves nothing, so it refuses and confirms nothing. */
  #plainNakInChannel(frame: ReceivedFrame, nowMs: number): Verdict {
    const isSequence = frame.data[0] === nakReason.sequence;
    this.#restart(
      isSequence ? 'identify' : 'challenge',
      isSequence ? 'OSDP_SEQUENCE_LOST' : 'OSDP_CHANNEL_LOST',
      nowMs,
    );
    return 'accepted';
  }

  #wrongMac(outstanding: Outstanding, nowMs: number): Verdict {
    outstanding.wrongMacs += 1;
    if (outstanding.wrongMacs >= limits.wrongMacs) {
      this.#restart('challenge', 'OSDP_CHANNEL_LOST', nowMs);
      return 'accepted';
    }
    return 'ignored-mac';
  }

  #accept(outstanding: Outstanding, nowMs: number): void {
    this.#outstanding = undefined;
    this.#sequence = (outstanding.sequence % 3) + 1;
    this.#silentSinceMs = nowMs;
    this.counters.good += 1;
    this.counters.lastSeenMs = nowMs;
    this.counters.roundTripMs = nowMs - this.#sentMs;
    const isIdle = !this.#opening && this.#ownQuestions.length === 0 && !this.#isPollWanted;
    this.#dueMs = isIdle ? nowMs + this.#options.idlePollMs : nowMs;
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
    this.#check = checkOf(this.facts.capabilities, this.#check);
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
    this.#channel = step.channel;
    this.#dueMs = nowMs;
    // The terminals of a line came up together; their questions are spread over the time by their addresses.
    this.#statusDueMs = nowMs + timing.statusEveryMs * (1 + this.#address / BROADCAST_ADDRESS);
    this.#ownQuestions = [{ type: 'poll' }, { type: 'lstat' }, { type: 'rstat' }];
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
    this.#restarts = 0;
    if (this.#state !== 'online') {
      this.#probes = 0;
      this.#setState('online');
    }
    if (queued) this.#events.push({ type: 'done', ticket: queued.ticket, reply });
    if (command.type === 'keyset') this.#takeNewKey(command.key, nowMs);
    if (command.type === 'comset' && reply.type === 'com') this.#follow(reply, nowMs);
    if (command.type === 'poll') this.#afterPoll(reply, nowMs);
    const told = this.facts.learn(reply);
    if (told === 'unusable') this.counters.bad += 1;
    else if (told) this.#events.push(told);
  }

  /** Asks again soon where there may be more, and now and then for what a terminal does not tell by itself. */
  #afterPoll(reply: Reply, nowMs: number): void {
    if (reply.type !== 'ack') this.#dueMs = nowMs;
    else if (nowMs >= this.#statusDueMs && this.#queue.length === 0) {
      this.#statusDueMs = nowMs + timing.statusEveryMs;
      // In turn, one each time: asking must not cost the line what polls need.
      this.#isReaderNext = !this.#isReaderNext;
      this.#ownQuestions.push({ type: this.#isReaderNext ? 'rstat' : 'lstat' });
    }
  }

  /** The reply was the last thing said at the old address and speed. */
  #follow({ address, baudRate }: { address: number; baudRate: number }, nowMs: number): void {
    const from = this.#address;
    this.#address = address;
    this.#events.push({ type: 'moved', from, address, baudRate });
    this.#restart('identify', 'OSDP_STARTS_AGAIN', nowMs);
    this.#restarts = 0;
    this.#dueMs = nowMs + timing.settleMs;
  }

  /** The device holds the new key now; the channel it was told in is still the old one. */
  #takeNewKey(scbk: Uint8Array, nowMs: number): void {
    this.#key = { kind: 'own', scbk };
    this.#keyBefore = undefined;
    this.#restart('challenge', 'OSDP_STARTS_AGAIN', nowMs);
    this.#restarts = 0;
  }

  /** Nothing came, or nothing acceptable, until the reply was due. */
  silence(nowMs: number): SessionEvent[] {
    const outstanding = this.#outstanding;
    if (outstanding) {
      this.#tryOtherCheck();
      const wasNeverSeen = this.#isFirstQuestion && outstanding.attempts >= limits.startAttempts;
      if (this.#state === 'offline' || wasNeverSeen) this.#goOffline(this.#reasonOfSilence(), nowMs);
      else this.#retryLater(outstanding, nowMs);
    }
    return this.#takeEvents();
  }

  /** Who does not answer a CRC may know the one-byte checksum only; asked until its list tells. */
  #tryOtherCheck(): void {
    if (this.#isFirstQuestion && !this.facts.capabilities) this.#check = this.#check === 'crc' ? 'sum' : 'crc';
  }

  /** A terminal that is known to hold another key stays so named while it is also silent. */
  #reasonOfSilence(): StateReason {
    return this.#state === 'offline' && !this.#isFirstQuestion ? (this.#reason ?? 'OSDP_NO_REPLY') : 'OSDP_NO_REPLY';
  }

  #retryLater(outstanding: Outstanding, nowMs: number): void {
    this.#dueMs = nowMs + growingMs(timing.retryMs, outstanding.attempts - 1);
    this.#giveUpIfSilent(nowMs);
  }

  #giveUpIfSilent(nowMs: number): void {
    if (nowMs - this.#silentSinceMs >= timing.offlineAfterMs) this.#goOffline('OSDP_NO_REPLY', nowMs);
  }

  /** Back to an earlier phase with the commands kept; too often in a row, and the terminal is offline. */
  #restart(from: 'identify' | 'challenge', reason: StateReason, nowMs: number): void {
    const carried = this.#outstanding?.queued;
    this.#forgetConversation();
    this.#opening = this.#newOpening(from);
    this.#dueMs = nowMs;
    this.#restarts += 1;
    if (carried) {
      carried.restarts += 1;
      if (carried.restarts > limits.commandRestarts) {
        this.#queue.shift();
        this.#fail(carried, 'OSDP_REFUSED', { reason });
      }
    }
    if (this.#restarts > limits.restarts) this.#goOffline(reason, nowMs);
    else if (this.#state !== 'offline') this.#setState('starting', reason);
  }

  #goOffline(reason: StateReason, nowMs: number): void {
    this.#leaveDefaultKey();
    this.#restarts = 0;
    this.#dueMs = nowMs + growingMs(timing.probeMs, this.#probes);
    this.#probes += 1;
    this.#setState('offline', reason);
    this.#failAll(reason);
  }

  #newOpening(from: 'identify' | 'challenge'): Opening {
    return new Opening(this.#key, this.#options.randomBytes, this.facts, from);
  }

  /** Back to the first question. An unanswered command goes back to the head of the queue. */
  #forgetConversation(): void {
    if (this.#outstanding?.queued) this.#queue.unshift(this.#outstanding.queued);
    this.#opening = this.#newOpening('identify');
    this.#sequence = 0;
    this.#outstanding = undefined;
    this.#channel = undefined;
    this.#ownQuestions = [];
  }

  #setState(state: TerminalState, reason?: StateReason): void {
    if (state === this.#state && reason === this.#reason) return;
    this.#state = state;
    this.#reason = reason;
    this.#events.push({ type: 'state', state, ...(reason ? { reason } : {}) });
  }

  /** Ends the conversation, and with it any use of the default key. */
  #leaveDefaultKey(): void {
    if (this.#key?.kind === 'default') this.#key = this.#keyBefore;
    this.#forgetConversation();
  }

  #fail(queued: QueuedCommand, code: 'OSDP_OFFLINE' | 'OSDP_REFUSED', context: Record<string, unknown>): void {
    this.#events.push({ type: 'failed', ticket: queued.ticket, code, context: { address: this.address, ...context } });
    if (queued.command.type === 'keyset' && this.#key?.kind === 'default') {
      this.#leaveDefaultKey();
      this.#setState('starting', 'OSDP_STARTS_AGAIN');
    }
  }

  #failAll(reason: StateReason | undefined): void {
    const queue = this.#queue;
    this.#queue = [];
    for (const queued of queue) this.#fail(queued, 'OSDP_OFFLINE', { state: this.#state, reason });
  }

  #takeEvents(): SessionEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }
}
