import type { StoreFault } from '../../../db/inspection.ts';

/** Why nothing is recorded, and what can be done. */
export interface StopView {
  /** Each with its text as a refusal has it. */
  faults: readonly Pick<StoreFault, 'code' | 'context'>[];
  /** There is no file that could be looked at: nobody can sign in. */
  isUnusable: boolean;
  /** A manager may go on without what is lost. */
  isAcceptable: boolean;
}

/** How something the store does for its own safety went last. */
export interface DoneView {
  /** UTC ms. */
  at: number;
  ok: boolean;
  /** Why not: a code of refusals. */
  code: string | null;
}

/** How safe the store is, for every screen. */
export interface SafekeepingState {
  /** Another one after each opening of the store: then a screen loads everything anew. */
  opening: string;
  /** Null: the store records. */
  stop: StopView | null;
  /** The last proof of the books; null: none yet. */
  proof: (DoneView & { problems: number }) | null;
}
