import type { Command } from './codec/commands.ts';
import { type Frame, scb } from './codec/frame.ts';
import type { Reply } from './codec/replies.ts';
import { type ChannelKey, Handshake } from './handshake.ts';
import type { SecureChannel } from './secure-channel.ts';
import type { StateReason } from './session-types.ts';
import type { TerminalFacts } from './terminal-facts.ts';

type Phase = 'identify' | 'capabilities' | 'challenge' | 'cryptogram';

/** How a step of the opening ended: more to ask, open (in plain text when there is no channel), or failed. */
export type OpeningStep = 'more' | { channel: SecureChannel | undefined } | { failed: StateReason };

/** The questions before a terminal can be used: who it is, what it can, and the secure channel. */
export class Opening {
  readonly #key: ChannelKey | undefined;
  readonly #randomBytes: (count: number) => Uint8Array;
  readonly #facts: TerminalFacts;
  #phase: Phase;
  #handshake: Handshake | undefined;

  /** `from`: `challenge` opens only the channel anew; without a key there is none to open. */
  constructor(
    key: ChannelKey | undefined,
    randomBytes: (count: number) => Uint8Array,
    facts: TerminalFacts,
    from: 'identify' | 'challenge' = 'identify',
  ) {
    this.#key = key;
    this.#randomBytes = randomBytes;
    this.#facts = facts;
    this.#phase = key ? from : 'identify';
  }

  /** True while the terminal has not answered anything yet. */
  get isFirstQuestion(): boolean {
    return this.#phase === 'identify';
  }

  /** The next question, and the security block it goes with. */
  ask(): { command: Command; security?: NonNullable<Frame['security']> } {
    switch (this.#phase) {
      case 'identify':
        return { command: { type: 'id', kind: 0 } };
      case 'capabilities':
        return { command: { type: 'cap', kind: 0 } };
      case 'challenge':
      case 'cryptogram':
        return this.#askForProof();
    }
  }

  #askForProof(): { command: Command; security: NonNullable<Frame['security']> } {
    if (this.#phase === 'cryptogram' && this.#handshake) {
      const { panelCryptogram: cryptogram, keyByte: data } = this.#handshake;
      return { command: { type: 'scrypt', cryptogram }, security: { type: scb.serverCryptogram, data } };
    }
    this.#handshake = new Handshake(this.#key ?? { kind: 'default' }, this.#randomBytes(8));
    const { randomA, keyByte: data } = this.#handshake;
    return { command: { type: 'chlng', randomA }, security: { type: scb.challenge, data } };
  }

  /** Takes the reply to the last question. */
  take(frame: Frame, reply: Reply): OpeningStep {
    switch (this.#phase) {
      case 'identify':
        if (reply.type !== 'pdid') return { failed: 'OSDP_NOT_UNDERSTOOD' };
        this.#facts.learn(reply);
        this.#phase = 'capabilities';
        return 'more';
      case 'capabilities':
        if (reply.type !== 'pdcap' && reply.type !== 'nak') return { failed: 'OSDP_NOT_UNDERSTOOD' };
        // Without the list the settings alone decide what the terminal is asked to do.
        if (reply.type === 'nak') this.#facts.capabilities = undefined;
        this.#facts.learn(reply);
        this.#phase = 'challenge';
        return this.#key ? 'more' : { channel: undefined };
      case 'challenge':
        if (reply.type !== 'ccrypt') return { failed: 'OSDP_CHANNEL_REFUSED' };
        if (!this.#handshake?.acceptDevice(frame, reply)) return { failed: 'OSDP_WRONG_KEY' };
        this.#phase = 'cryptogram';
        return 'more';
      case 'cryptogram': {
        if (reply.type !== 'rmac') return { failed: 'OSDP_CHANNEL_REFUSED' };
        const channel = this.#handshake?.open(frame, reply.rMac);
        return channel ? { channel } : { failed: 'OSDP_WRONG_KEY' };
      }
    }
  }
}
