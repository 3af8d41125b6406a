import { HardwareError } from '../error.ts';
import type { Reply } from './codec/replies.ts';
import type { SessionEvent, Ticket } from './session-types.ts';

/** Who waits for which command: each waiting one has a ticket, and what came of it is told by the session with that. */
export class Tickets {
  readonly #waiting = new Map<Ticket, { resolve: (reply: Reply) => void; reject: (error: HardwareError) => void }>();
  #last: Ticket = 0;

  /** Hands a new ticket to `enqueue`; resolves with the reply. Throws what `enqueue` throws, OSDP_OFFLINE, OSDP_REFUSED. */
  issue(enqueue: (ticket: Ticket) => void): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#last += 1;
      const ticket = this.#last;
      this.#waiting.set(ticket, { resolve, reject });
      try {
        enqueue(ticket);
      } catch (error) {
        this.#waiting.delete(ticket);
        throw error;
      }
    });
  }

  /** A command is done, or has failed. */
  settle(event: Extract<SessionEvent, { type: 'done' | 'failed' }>): void {
    const waiting = this.#waiting.get(event.ticket);
    this.#waiting.delete(event.ticket);
    if (event.type === 'done') waiting?.resolve(event.reply);
    else waiting?.reject(new HardwareError(event.code, event.context));
  }
}
