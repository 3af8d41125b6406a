import { type Frame, scb } from './codec/frame.ts';
import { SCBK_DEFAULT, SecureChannel, SessionKeys, sameBytes } from './secure-channel.ts';

/** The key a channel is opened with. `default` is the public key of installation, see `SCBK_DEFAULT`. */
export type ChannelKey = { kind: 'own'; scbk: Uint8Array } | { kind: 'default' };

/** The panel's part of opening a secure channel: CHLNG → CCRYPT → SCRYPT → RMAC_I. */
export class Handshake {
  readonly randomA: Uint8Array;
  /** Data of the security block: which key is meant. */
  readonly keyByte: Uint8Array;
  readonly #keys: SessionKeys;
  #panelCryptogram = new Uint8Array(16);

  /** `randomA`: 8 fresh random bytes. */
  constructor(key: ChannelKey, randomA: Uint8Array) {
    this.randomA = randomA;
    this.keyByte = Uint8Array.of(key.kind === 'own' ? 1 : 0);
    this.#keys = new SessionKeys(key.kind === 'own' ? key.scbk : SCBK_DEFAULT, randomA);
  }

  /** The panel's proof, once the device has given its own. */
  get panelCryptogram(): Uint8Array {
    return this.#panelCryptogram;
  }

  /** Checks CCRYPT: the same kind of key as asked for, and the proof that the device holds it. */
  acceptDevice(frame: Frame, reply: { randomB: Uint8Array; cryptogram: Uint8Array }): boolean {
    const isKind = frame.security?.type === scb.clientCryptogram && frame.security.data[0] === this.keyByte[0];
    if (!isKind || !sameBytes(this.#keys.deviceCryptogram(this.randomA, reply.randomB), reply.cryptogram)) return false;
    this.#panelCryptogram = Uint8Array.from(this.#keys.panelCryptogram(this.randomA, reply.randomB));
    return true;
  }

  /** Checks RMAC_I and gives the open channel; `undefined` when the device refused or does not hold the key. */
  open(frame: Frame, rMac: Uint8Array): SecureChannel | undefined {
    const isAccepted = frame.security?.type === scb.firstRMac && frame.security.data[0] === 1;
    const expected = this.#keys.firstRMac(this.#panelCryptogram);
    return isAccepted && sameBytes(expected, rMac) ? new SecureChannel(this.#keys, expected) : undefined;
  }
}
