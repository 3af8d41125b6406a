import { type Command, encodeCommand } from './codec/commands.ts';
import { encodeFrame, type Frame, type ReceivedFrame } from './codec/frame.ts';
import { nakReason, replyId } from './codec/replies.ts';
import { checkOf } from './line-form.ts';
import type { SecureChannel } from './secure-channel.ts';
import type { Capabilities } from './session-types.ts';

/** What a received frame is worth, before anything is done about it. */
export type Judgement =
  /** The terminal is busy, ask again later. */
  | { is: 'busy' }
  /** The terminal did not get the frame: nothing has happened there. */
  | { is: 'not-received' }
  /** A plain NAK inside a channel: good for nothing but to open the channel anew. */
  | { is: 'plain-nak'; isSequence: boolean }
  | { is: 'ignored'; verdict: 'ignored-sequence' | 'ignored-plain' | 'ignored-unexpected' }
  | { is: 'wrong-mac' }
  /** The answer, its data in clear. The channel has moved on. */
  | { is: 'reply'; data: Uint8Array };

/** How frames to one terminal are made and its answers known: its address, the count, the check and the channel. */
export class Conversation {
  address: number;
  /** Open while everything that is said is encrypted or signed. */
  channel: SecureChannel | undefined;
  readonly #mark: boolean;
  #check: Frame['check'] = 'crc';
  #sequence = 0;

  constructor(address: number, mark: boolean) {
    this.address = address;
    this.#mark = mark;
  }

  /** The bytes of a new question, and the sequence number its answer has to have. */
  ask(command: Command, security: Frame['security']): { bytes: Uint8Array; sequence: number } {
    // The first question and the challenge start the count again; a device drops its old channel at sequence 0.
    const sequence = command.type === 'id' || command.type === 'chlng' ? 0 : this.#sequence;
    const frame: Frame = { ...this.#frame(command, sequence), ...(security ? { security } : {}) };
    const sealed = this.channel?.seal(frame);
    return { bytes: sealed ? encodeFrame(sealed.frame, sealed.sign) : encodeFrame(frame), sequence };
  }

  /** The first question again. It starts the conversation, so it need not be the same bytes. */
  askFirstAgain(command: Command): Uint8Array {
    return encodeFrame(this.#frame(command, 0));
  }

  /** Whether a frame answers what was asked with this sequence number. */
  judge(frame: ReceivedFrame, sequence: number): Judgement {
    const { channel } = this;
    if (frame.id === replyId.busy && !frame.security) return { is: 'busy' };
    const isPlainNak = frame.id === replyId.nak && !frame.security;
    if (isPlainNak && frame.data[0] === nakReason.check) return { is: 'not-received' };
    if (channel && isPlainNak) return { is: 'plain-nak', isSequence: frame.data[0] === nakReason.sequence };
    // A device that lost count says so with a sequence of its own.
    const mayDiffer = frame.id === replyId.nak && frame.sequence === 0 && !channel;
    if (frame.sequence !== sequence && !mayDiffer) return { is: 'ignored', verdict: 'ignored-sequence' };
    if (!channel)
      return frame.mac ? { is: 'ignored', verdict: 'ignored-unexpected' } : { is: 'reply', data: frame.data };
    const opened = channel.open(frame);
    if (opened === 'plain') return { is: 'ignored', verdict: 'ignored-plain' };
    return opened === 'mac' || opened === 'padding' ? { is: 'wrong-mac' } : { is: 'reply', data: opened };
  }

  /** The answer to this sequence number was taken: the count moves on. */
  moveOn(sequence: number): void {
    this.#sequence = (sequence % 3) + 1;
  }

  /** Who does not answer a CRC may know the one-byte checksum only. */
  tryOtherCheck(): void {
    this.#check = this.#check === 'crc' ? 'sum' : 'crc';
  }

  /** Once its list is known, a terminal gets the check it says. */
  learnCheck(capabilities: Capabilities | undefined): void {
    this.#check = checkOf(capabilities, this.#check);
  }

  /** Back to the beginning; the check stays known. */
  forget(): void {
    this.#sequence = 0;
    this.channel = undefined;
  }

  #frame(command: Command, sequence: number): Frame {
    const { address } = this;
    return { mark: this.#mark, address, reply: false, sequence, check: this.#check, ...encodeCommand(command) };
  }
}
