/** Where lines go; `isTTY`: somebody looks on, and a line can be written over. */
export interface LineOutput {
  isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * One line that tells how far something is: written over at a terminal, and elsewhere (a log, another program) only
 * its first words.
 */
export class ProgressLine {
  readonly #output: LineOutput;
  #shown: string | null = null;

  constructor(output: LineOutput) {
    this.#output = output;
  }

  /** Shows the line, or what it has become. */
  show(text: string): void {
    if (text === this.#shown) return;
    const first = this.#shown === null;
    this.#shown = text;
    if (this.#output.isTTY) this.#output.write(`\r\u001b[Kclockroom: ${text}`);
    else if (first) this.#output.write(`clockroom: ${text}\n`);
  }

  /** The line is done; the next one shown stands below it. */
  end(): void {
    if (this.#shown !== null && this.#output.isTTY) this.#output.write('\n');
    this.#shown = null;
  }
}
