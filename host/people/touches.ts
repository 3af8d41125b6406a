import type { Connection } from '../contract/connection.ts';

/** A card at a station: held to a reader that the program itself reads, or only a number that a screen sent. */
export interface Touch {
  uid: string;
  stationId: string;
  /** False for what was typed or sent: a number can be known, made up or guessed, a card cannot. */
  isHeld: boolean;
  /** The window that sent a number: nobody else is meant. */
  from?: Connection;
}

/** What a touch can prove. In one window who is asked to approve is asked about the card in her hand. */
const order = ['approval', 'unlock', 'sign-in'] as const;
export type Proof = (typeof order)[number];

export interface Taker {
  /** Whether it waits for this card at the moment. */
  waitsFor(touch: Touch): boolean;
  /** It was this one's. */
  take(touch: Touch): void;
  /** Several windows wait, and nobody can tell which of them was meant. */
  refuse(): void;
}

interface Waiting extends Taker {
  proof: Proof;
  connection: Connection;
}

/**
 * Windows that wait for a card to prove somebody. A touch is for one window: where several of a station wait, none gets
 * it and all say so. Whichever rule chose one of them, a window in the background could be opened to be chosen.
 */
export class Touches {
  readonly #waiting = new Set<Waiting>();

  /** Returns how to stop waiting. */
  wait(proof: Proof, connection: Connection, taker: Taker): () => void {
    const waiting = { proof, connection, ...taker };
    this.#waiting.add(waiting);
    return () => this.#waiting.delete(waiting);
  }

  /** True where it was for a window that waits: no other screen is told. */
  offer(touch: Touch): boolean {
    const here = [...this.#waiting].filter(
      ({ connection, waitsFor }) =>
        connection.stationId === touch.stationId &&
        (touch.from === undefined || touch.from === connection) &&
        waitsFor(touch),
    );
    const [first] = here;
    if (!first) return false;
    if (here.some(({ connection }) => connection !== first.connection)) {
      for (const { refuse } of here) refuse();
      return true;
    }
    const rank = ({ proof }: Waiting) => order.indexOf(proof);
    here
      .toReversed()
      .toSorted((one, other) => rank(one) - rank(other))
      .at(0)
      ?.take(touch);
    return true;
  }
}
