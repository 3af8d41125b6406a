import { fitsBuffer } from './line-form.ts';
import type { Capabilities, QueuedCommand } from './session-types.ts';
import { limits } from './timing.ts';

/** The commands that wait for one terminal, first come first served. */
export class CommandQueue {
  #waiting: QueuedCommand[] = [];

  get length(): number {
    return this.#waiting.length;
  }

  /**
   * Takes a command to the end, or says why it cannot be sent to this terminal. Throws OSDP_BAD_ARGUMENT for a command
   * that cannot be encoded: that is the caller's error now, not the line's later.
   */
  offer(
    queued: QueuedCommand,
    terminal: { hasKey: boolean; capabilities: Capabilities | undefined },
  ): 'QUEUE_FULL' | 'PLAIN_TEXT' | 'RECEIVE_BUFFER' | undefined {
    if (this.#waiting.length >= limits.queuedCommands) return 'QUEUE_FULL';
    if (queued.command.type === 'keyset' && !terminal.hasKey) return 'PLAIN_TEXT';
    if (!fitsBuffer(queued.command, terminal.capabilities, terminal.hasKey)) return 'RECEIVE_BUFFER';
    this.#waiting.push(queued);
    return undefined;
  }

  /** The next one, no longer in the queue. */
  take(): QueuedCommand | undefined {
    return this.#waiting.shift();
  }

  /** It was not answered: it is the next one again. */
  putBack(queued: QueuedCommand): void {
    this.#waiting.unshift(queued);
  }

  /** All of them, no longer in the queue. */
  takeAll(): QueuedCommand[] {
    return this.#waiting.splice(0);
  }
}
