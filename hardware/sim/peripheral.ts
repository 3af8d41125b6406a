import { type Command, decodeCommand } from '../osdp/codec/commands.ts';
import { BROADCAST_ADDRESS, encodeFrame, type Frame, type ReceivedFrame, scb } from '../osdp/codec/frame.ts';
import { encodeReply, nakReason, type Reply } from '../osdp/codec/replies.ts';
import { SCBK_DEFAULT, SecureChannel, SessionKeys, sameBytes } from '../osdp/secure-channel.ts';
import { timing } from '../osdp/timing.ts';

/** What a device does with the commands it is given. */
interface PeripheralDevice {
  /** Answers a command; `undefined` is “unknown command”. */
  answer(command: Command): Reply | undefined;
  /** The panel installed a key. */
  keepKey(scbk: Uint8Array): void;
}

export interface PeripheralOptions {
  address: number;
  /** Its own key; a device without one takes the default key and waits to be given one. */
  scbk?: Uint8Array;
  /** It knows the one-byte checksum only. */
  isSumOnly?: boolean;
  /** Silence after which it forgets the conversation; the protocol's time unless told. */
  offlineAfterMs?: number;
  clientId: Uint8Array;
  randomBytes(count: number): Uint8Array;
  device: PeripheralDevice;
}

/** Commands a device with a key answers before the channel is open. */
const CLEAR_COMMANDS: readonly string[] = ['id', 'cap', 'chlng', 'scrypt'];

/**
 * The device's side of one conversation (“PD”): sequence, repeated answers, secure channel. A pure state machine
 * like `TerminalSession`, whose counterpart it is.
 */
export class PeripheralSession {
  readonly #options: PeripheralOptions;
  #address: number;
  /** Valid once the reply that told of it has been given. */
  #nextAddress: number | undefined;
  #scbk: Uint8Array | undefined;
  #sequence: number | undefined;
  #lastFrame: Uint8Array = new Uint8Array(0);
  #lastReply: Uint8Array | undefined;
  #lastHeardMs = Number.NEGATIVE_INFINITY;
  #opening: { keys: SessionKeys; randomA: Uint8Array; randomB: Uint8Array; keyByte: Uint8Array } | undefined;
  #channel: SecureChannel | undefined;

  constructor(options: PeripheralOptions) {
    this.#options = options;
    this.#address = options.address;
    this.#scbk = options.scbk;
  }

  get address(): number {
    return this.#address;
  }

  get scbk(): Uint8Array | undefined {
    return this.#scbk;
  }

  /** True while the secure channel is open. */
  get isSecure(): boolean {
    return this.#channel !== undefined;
  }

  /** As after switching on: nothing of the conversation is remembered, the key is. */
  restart(): void {
    this.#sequence = undefined;
    this.#lastReply = undefined;
    this.#lastHeardMs = Number.NEGATIVE_INFINITY;
    this.#dropChannel();
  }

  #dropChannel(): void {
    this.#opening = undefined;
    this.#channel = undefined;
  }

  /**
   * The bytes of the reply to a frame, or `undefined` for silence: another address, a reply, a wrong MAC.
   * `isBusy`: it would rather be asked later.
   */
  receive(frame: ReceivedFrame, nowMs: number, isBusy = false): Uint8Array | undefined {
    const isMine = frame.address === this.#address || frame.address === BROADCAST_ADDRESS;
    if (frame.reply || !isMine) return undefined;
    if (nowMs - this.#lastHeardMs >= (this.#options.offlineAfterMs ?? timing.offlineAfterMs)) this.restart();
    this.#lastHeardMs = nowMs;
    if (this.#options.isSumOnly && frame.check !== 'sum') return undefined;

    if (frame.sequence === 0) {
      // The panel starts again: the old channel and the old answer are void.
      this.#dropChannel();
    } else if (frame.sequence === this.#sequence && sameBytes(frame.wire, this.#lastFrame) && this.#lastReply) {
      return this.#lastReply;
    } else if (this.#sequence === undefined || frame.sequence !== (this.#sequence % 3) + 1) {
      return this.#clear(frame, { type: 'nak', reason: nakReason.sequence, detail: new Uint8Array(0) });
    }
    if (isBusy) return encodeFrame(this.#frame(frame, { type: 'busy' }, 0));

    const opened = this.#openFrame(frame);
    if (typeof opened === 'number') return this.#clear(frame, this.#nak(opened));
    if (opened === undefined) return undefined;

    const reply = this.#answer(frame, opened);
    this.#sequence = frame.sequence;
    this.#lastFrame = Uint8Array.from(frame.wire);
    this.#lastReply = reply;
    if (this.#nextAddress !== undefined) {
      this.#address = this.#nextAddress;
      this.#nextAddress = undefined;
      this.restart();
    }
    return reply;
  }

  /** Clear data, a NAK reason, or `undefined` when the frame must be ignored. */
  #openFrame(frame: ReceivedFrame): Uint8Array | number | undefined {
    if (!this.#channel) return frame.mac ? nakReason.channelRequired : frame.data;
    const opened = this.#channel.open(frame);
    if (opened === 'plain') return nakReason.channelRequired;
    return typeof opened === 'string' ? undefined : opened;
  }

  #answer(frame: ReceivedFrame, data: Uint8Array): Uint8Array {
    let command: Command;
    try {
      command = decodeCommand({ id: frame.id, data });
    } catch {
      return this.#reply(frame, this.#nak(nakReason.length));
    }
    if (command.type === 'chlng') return this.#challenge(frame, command.randomA);
    if (command.type === 'scrypt') return this.#proof(frame, command.cryptogram);
    const needsChannel = this.#scbk !== undefined && !CLEAR_COMMANDS.includes(command.type);
    if (!this.#channel && (needsChannel || command.type === 'keyset')) {
      return this.#reply(frame, this.#nak(nakReason.channelRequired));
    }
    if (command.type === 'keyset') {
      if (command.key.length !== 16) return this.#reply(frame, this.#nak(nakReason.record));
      const reply = this.#reply(frame, { type: 'ack' });
      this.#scbk = command.key;
      this.#options.device.keepKey(command.key);
      return reply;
    }
    const answer = this.#options.device.answer(command);
    if (answer?.type === 'com') this.#nextAddress = answer.address;
    return this.#reply(frame, answer ?? this.#nak(nakReason.unknownCommand));
  }

  #challenge(frame: ReceivedFrame, randomA: Uint8Array): Uint8Array {
    const keyByte = frame.security?.data ?? new Uint8Array(0);
    // The default key opens only a device that has no own key yet.
    const key = keyByte[0] === 1 ? this.#scbk : this.#scbk ? undefined : SCBK_DEFAULT;
    if (frame.security?.type !== scb.challenge || !key) return this.#reply(frame, this.#nak(nakReason.channelRefused));
    const randomB = this.#options.randomBytes(8);
    const keys = new SessionKeys(key, randomA);
    this.#opening = { keys, randomA, randomB, keyByte };
    const cryptogram = keys.deviceCryptogram(randomA, randomB);
    const reply: Reply = { type: 'ccrypt', clientId: this.#options.clientId, randomB, cryptogram };
    return this.#clear(frame, reply, { type: scb.clientCryptogram, data: keyByte });
  }

  #proof(frame: ReceivedFrame, cryptogram: Uint8Array): Uint8Array {
    const opening = this.#opening;
    this.#opening = undefined;
    const expected = opening?.keys.panelCryptogram(opening.randomA, opening.randomB);
    if (!opening || !expected || frame.security?.type !== scb.serverCryptogram || !sameBytes(expected, cryptogram)) {
      return this.#clear(frame, this.#nak(nakReason.channelRefused));
    }
    const rMac = opening.keys.firstRMac(expected);
    const reply = this.#clear(frame, { type: 'rmac', rMac }, { type: scb.firstRMac, data: Uint8Array.of(1) });
    this.#channel = new SecureChannel(opening.keys, rMac);
    return reply;
  }

  #nak(reason: number): Reply {
    return { type: 'nak', reason, detail: new Uint8Array(0) };
  }

  /** A reply inside the channel when there is one. */
  #reply(frame: ReceivedFrame, reply: Reply): Uint8Array {
    const clear = this.#frame(frame, reply, frame.sequence);
    const sealed = this.#channel?.seal(clear);
    return sealed ? encodeFrame(sealed.frame, sealed.sign) : encodeFrame(clear);
  }

  #clear(frame: ReceivedFrame, reply: Reply, security?: Frame['security']): Uint8Array {
    return encodeFrame({ ...this.#frame(frame, reply, frame.sequence), ...(security ? { security } : {}) });
  }

  #frame(frame: ReceivedFrame, reply: Reply, sequence: number): Frame {
    const { mark, check } = frame;
    return { mark, address: this.#address, reply: true, sequence, check, ...encodeReply(reply) };
  }
}
