import type { ChannelKey } from './handshake.ts';

/** Which key a terminal is spoken to with, and the one to go back to while the public default key is in use. */
export class TerminalKey {
  #key: ChannelKey | undefined;
  #before: ChannelKey | undefined;

  /** `scbk`: the terminal's own key, 16 bytes; without it there is none, and the conversation is in plain text. */
  constructor(scbk: Uint8Array | undefined) {
    if (scbk) this.own(scbk);
  }

  get current(): ChannelKey | undefined {
    return this.#key;
  }

  get isDefault(): boolean {
    return this.#key?.kind === 'default';
  }

  /** This is the terminal's own key from now on. */
  own(scbk: Uint8Array): void {
    this.#key = { kind: 'own', scbk };
    this.#before = undefined;
  }

  /** The default key, to install an own one with. */
  takeDefault(): void {
    if (!this.isDefault) this.#before = this.#key;
    this.#key = { kind: 'default' };
  }

  /** Whatever was tried with the default key is over. */
  leaveDefault(): void {
    if (this.isDefault) this.#key = this.#before;
  }
}
