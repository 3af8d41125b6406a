import { HardwareError } from '../error.ts';
import type { Scheduler } from '../scheduler.ts';
import { automaticStatusBytes, beginsAutomaticStatus, isInTurnAnswer, isStatusAnswer } from './commands.ts';

/** The two kinds of bytes a printer says, told apart by their fixed bits. */
export type AnswerKind = 'status' | 'in-turn';

const matches: Readonly<Record<AnswerKind, (byte: number) => boolean>> = {
  status: isStatusAnswer,
  'in-turn': isInTurnAnswer,
};

/**
 * What comes back from the printer during one connection: at most one answer is waited for at a time, anything
 * else is dropped.
 */
export class PrinterAnswers {
  readonly #scheduler: Scheduler;
  #waiting: { kind: AnswerKind; resolve(answer: number | undefined): void; reject(error: Error): void } | undefined;
  #closed: HardwareError | undefined;
  /** So many bytes of what the printer says by itself are still to come. */
  #automaticToCome = 0;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  /** To be called with everything the transport receives. */
  receive(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (this.#isOfAutomaticStatus(byte)) continue;
      if (this.#waiting && matches[this.#waiting.kind](byte)) this.#waiting.resolve(byte);
    }
  }

  /**
   * What a printer says by itself has four bytes; all but the first look like an answer in its turn, and none of them
   * is one. A byte that cannot be of it ends it: the rest was lost on the line.
   */
  #isOfAutomaticStatus(byte: number): boolean {
    if (beginsAutomaticStatus(byte)) {
      this.#automaticToCome = automaticStatusBytes - 1;
      return true;
    }
    const isOfIt = this.#automaticToCome > 0 && isInTurnAnswer(byte);
    this.#automaticToCome = isOfIt ? this.#automaticToCome - 1 : 0;
    return isOfIt;
  }

  /** The line is gone: whoever waits gets TRANSPORT_CLOSED, and so does whoever asks later. */
  close(cause?: Error): void {
    this.#closed = new HardwareError('TRANSPORT_CLOSED', {}, { cause });
    this.#waiting?.reject(this.#closed);
  }

  /**
   * Asks and waits.
   * @param ask sends the question
   * @returns the answer, or undefined where none came within `timeoutMs` after the question was handed over
   * @throws what `ask` throws; HardwareError TRANSPORT_CLOSED where the line went away
   */
  async answerTo(ask: () => Promise<void>, kind: AnswerKind, timeoutMs: number): Promise<number | undefined> {
    if (this.#closed) throw this.#closed;
    const answered = new Promise<number | undefined>((resolve, reject) => {
      this.#waiting = { kind, resolve, reject };
    });
    // Who asks in vain hears of it from `ask`; the answer that then never comes must not count as unhandled.
    answered.catch(() => undefined);
    const waiting = this.#waiting;
    let timer: ReturnType<Scheduler['setTimeout']> | undefined;
    try {
      await ask();
      timer = this.#scheduler.setTimeout(() => waiting?.resolve(undefined), timeoutMs);
      return await answered;
    } finally {
      this.#scheduler.clearTimeout(timer);
      this.#waiting = undefined;
    }
  }
}
