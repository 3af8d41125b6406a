import type { Scheduler } from '../scheduler.ts';
import type { Transport } from '../transport/transport.ts';
import { beeps } from './clock-terminal.ts';
import type { Command } from './codec/commands.ts';
import type { ReceivedFrame } from './codec/frame.ts';
import { FrameDecoder } from './codec/frame-decoder.ts';
import { decodeReply, type Reply } from './codec/replies.ts';
import { Conversation } from './conversation.ts';
import { TerminalFacts } from './terminal-facts.ts';
import { timing } from './timing.ts';

/** Something done at a terminal: a card was held, or keys were pressed. */
export type Touch = { type: 'card'; uid: string } | { type: 'keys'; keys: string };

/**
 * Talks in plain text to one terminal that no bus owns yet, a question at a time, each on a line that is free for it:
 * hears what is done there, and has it beep. Sets the transport's listeners.
 */
export class LineVisit {
  readonly address: number;
  readonly #scheduler: Scheduler;
  readonly #conversation: Conversation;
  readonly #facts = new TerminalFacts();
  /** It has answered who it is, and the count goes on. */
  #isBegun = false;

  constructor(address: number, scheduler: Scheduler) {
    this.address = address;
    this.#scheduler = scheduler;
    this.#conversation = new Conversation(address, true);
  }

  /** What was done there since it was asked last; `silent` where it does not answer. */
  async hear(line: Transport): Promise<Touch | 'nothing' | 'silent'> {
    const reply = await this.#say(line, { type: 'poll' });
    if (!reply) return 'silent';
    const told = this.#facts.learn(reply);
    return told && told !== 'unusable' && (told.type === 'card' || told.type === 'keys') ? told : 'nothing';
  }

  /** Sounds its beeper; false where it does not answer. */
  async beep(line: Transport): Promise<boolean> {
    const [on, off, repetitions] = beeps.ok;
    return (await this.#say(line, { type: 'buz', reader: 0, code: 2, on, off, repetitions })) !== undefined;
  }

  /** Begins with who it is, since whoever was asked last may have been asked by somebody else. */
  async #say(line: Transport, command: Command): Promise<Reply | undefined> {
    if (!this.#isBegun) {
      this.#conversation.forget();
      this.#isBegun = (await this.#ask(line, { type: 'id', kind: 0 })) !== undefined;
      if (!this.#isBegun) {
        this.#conversation.tryOtherCheck();
        return undefined;
      }
    }
    const reply = await this.#ask(line, command);
    if (!reply || reply.type === 'nak') this.#isBegun = false;
    return reply;
  }

  async #ask(line: Transport, command: Command): Promise<Reply | undefined> {
    const { bytes, sequence } = this.#conversation.ask(command, undefined);
    const decoder = new FrameDecoder();
    const { bitsPerSecond } = line;
    const travelMs = bitsPerSecond ? (bytes.length * 2 * 10_000) / bitsPerSecond : 0;
    let timer: ReturnType<Scheduler['setTimeout']> | undefined;
    const answered = new Promise<Reply | undefined>((resolve) => {
      timer = this.#scheduler.setTimeout(() => resolve(undefined), travelMs + timing.replyTimeoutMs);
      line.setListeners({
        onData: (data) => {
          for (const each of decoder.push(data)) {
            const reply = each.kind === 'frame' ? this.#replyIn(each.frame, sequence) : undefined;
            if (reply) resolve(reply);
          }
        },
        onClose: () => resolve(undefined),
      });
    });
    try {
      await line.write(bytes);
      const reply = await answered;
      if (reply) this.#conversation.moveOn(sequence);
      return reply;
    } finally {
      this.#scheduler.clearTimeout(timer);
      await new Promise<void>((resolve) => this.#scheduler.setTimeout(resolve, timing.idleGapMs));
    }
  }

  #replyIn(frame: ReceivedFrame, sequence: number): Reply | undefined {
    if (!frame.reply || frame.address !== this.address) return undefined;
    if (this.#conversation.judge(frame, sequence).is !== 'reply') return undefined;
    try {
      return decodeReply(frame);
    } catch {
      return undefined;
    }
  }
}
