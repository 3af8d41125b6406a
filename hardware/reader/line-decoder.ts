/** How a serial reader frames what it sends. */
export interface LineFrame {
  /** Bytes before each piece; none: it begins after the last end. */
  prefix: Uint8Array;
  /** Bytes after each piece; none: a CR or LF. */
  suffix: Uint8Array;
}

/** Longer than any reader's line; what does not end by then is noise. */
const maxLineBytes = 128;

/** Bytes of a line ⇄ pieces between prefix and suffix. Holds at most one line; noise is dropped and counted. */
export class LineDecoder {
  readonly #prefix: Uint8Array;
  readonly #suffix: Uint8Array;
  readonly #buffer: number[] = [];
  #isInside: boolean;
  /** A line without a prefix grew too long: all up to its end is noise. */
  #isSkipping = false;
  #discarded = 0;

  constructor({ prefix, suffix }: LineFrame) {
    this.#prefix = prefix;
    this.#suffix = suffix;
    this.#isInside = prefix.length === 0;
  }

  /** Lines that were too long or began without their end having come. */
  get discarded(): number {
    return this.#discarded;
  }

  /** Takes bytes as they come, in pieces of any size; returns the lines that are complete now. */
  push(bytes: Uint8Array): Uint8Array[] {
    const lines: Uint8Array[] = [];
    for (const byte of bytes) {
      const line = this.#take(byte);
      if (line) lines.push(line);
    }
    return lines;
  }

  /** Forgets a line begun; a line that was opened anew has nothing to do with what came before. */
  reset(): void {
    this.#begin(this.#prefix.length === 0);
  }

  #take(byte: number): Uint8Array | null {
    this.#buffer.push(byte);
    if (this.#prefix.length > 0 && this.#endsWith(this.#prefix)) {
      if (this.#isInside && this.#buffer.length > this.#prefix.length) this.#discarded += 1;
      this.#begin(true);
      return null;
    }
    if (!this.#isInside) {
      if (this.#buffer.length > this.#prefix.length) this.#buffer.shift();
      return null;
    }
    const endLength = this.#endLength(byte);
    if (endLength > 0) {
      const line = this.#isSkipping ? [] : this.#buffer.slice(0, -endLength);
      this.#begin(this.#prefix.length === 0);
      return line.length > 0 ? Uint8Array.from(line) : null;
    }
    if (this.#buffer.length > maxLineBytes + this.#suffix.length) {
      if (!this.#isSkipping) this.#discarded += 1;
      this.#buffer.splice(0, this.#buffer.length - this.#suffix.length);
      this.#isInside = this.#prefix.length === 0;
      this.#isSkipping = this.#isInside;
    }
    return null;
  }

  #endLength(byte: number): number {
    if (this.#suffix.length === 0) return byte === 0x0d || byte === 0x0a ? 1 : 0;
    return this.#endsWith(this.#suffix) ? this.#suffix.length : 0;
  }

  #endsWith(tail: Uint8Array): boolean {
    const from = this.#buffer.length - tail.length;
    return from >= 0 && tail.every((byte, at) => this.#buffer[from + at] === byte);
  }

  #begin(isInside: boolean): void {
    this.#buffer.length = 0;
    this.#isInside = isInside;
    this.#isSkipping = false;
  }
}
