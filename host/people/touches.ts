import type { Connection } from '../contract/connection.ts';

/** A card at a station: held to a reader that the program itself reads, or only a number that a screen sent. */
export interface Touch {
  uid: string;
  stationId: string;
  /** False for what was typed or sent: a number can be known, made up or guessed, a card cannot. */
  isHeld: boolean;
}

/** What a touch can prove, what comes first first: who is asked to approve is asked about the card in her hand. */
const order = ['approval', 'unlock', 'sign-in'] as const;
export type Proof = (typeof order)[number];

interface Waiting {
  proof: Proof;
  connection: Connection;
  /** True where this touch was meant for it: nobody else is told then. */
  take(touch: Touch): boolean;
}

/**
 * Windows that wait for a card to prove somebody. One touch has one taker: of the windows of its station an approval
 * before a locked screen before a sign-in, and of several the one that began to wait last.
 */
export class Touches {
  readonly #waiting = new Set<Waiting>();

  /** Returns how to stop waiting. */
  wait(proof: Proof, connection: Connection, take: (touch: Touch) => boolean): () => void {
    const waiting = { proof, connection, take };
    this.#waiting.add(waiting);
    return () => this.#waiting.delete(waiting);
  }

  /** True where somebody took it. */
  offer(touch: Touch): boolean {
    const here = [...this.#waiting].filter(({ connection }) => connection.stationId === touch.stationId).toReversed();
    return order.some((proof) => here.some((waiting) => waiting.proof === proof && waiting.take(touch)));
  }
}
