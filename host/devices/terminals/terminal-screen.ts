import type { BeepPattern, LedPattern } from '../../../hardware/osdp/clock-terminal.ts';
import type { TerminalDevice } from './terminal-store.ts';

/** What a terminal shows: its lines and its light. */
export interface Picture {
  lines: readonly string[];
  led: LedPattern;
}

/**
 * Brings pictures onto a terminal, one at a time: what is overtaken while the line is slow is left out, what did not
 * arrive is sent again with the next one. Never throws: a terminal that is gone shows nothing.
 */
export class TerminalScreen {
  readonly #device: () => TerminalDevice;
  #wanted: Picture | null = null;
  /** What is known to be on the display; null where it is not known. */
  #shownLines: string | null = null;
  #shownLed: LedPattern | null = null;
  #isStale = false;
  #isSending = false;

  /** `device` is asked anew each time: lines are opened again with new settings. */
  constructor(device: () => TerminalDevice) {
    this.#device = device;
  }

  show(picture: Picture): void {
    this.#wanted = picture;
    void this.#send();
  }

  /** Sends everything again: the terminal has started anew. */
  repaint(): void {
    this.#isStale = true;
    void this.#send();
  }

  beep(pattern: BeepPattern): void {
    void this.#succeeds(() => this.#device().beep(pattern));
  }

  async #send(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    let sent: Picture | null = null;
    while (this.#wanted !== null && (this.#wanted !== sent || this.#isStale)) {
      sent = this.#wanted;
      if (this.#isStale) {
        this.#shownLines = null;
        this.#shownLed = null;
        this.#isStale = false;
      }
      const { lines, led } = sent;
      const text = lines.join('\n');
      const [hasLines, hasLed] = await Promise.all([
        this.#shownLines === text || this.#succeeds(() => this.#device().show(lines)),
        this.#shownLed === led || this.#succeeds(() => this.#device().led(led)),
      ]);
      this.#shownLines = hasLines ? text : null;
      this.#shownLed = hasLed ? led : null;
    }
    this.#isSending = false;
  }

  async #succeeds(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch {
      // The terminal's own state tells that it is gone, and it is painted anew when it comes back.
      return false;
    }
  }
}
