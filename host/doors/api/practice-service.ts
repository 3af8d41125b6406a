import type { Connection, StoreService } from './store-service.ts';

/** Whether a practice runs, beside the store's real work. */
export interface PracticeRunView {
  /** Null while none runs. */
  startedAt: number | null;
  /** Staff number of who started it. */
  startedBy: string | null;
  /** How many screens take part. */
  seats: number;
}

/** What a screen keeps while it takes part: where it sits, and who is signed in there. Good for this practice only. */
export interface PracticeSeat {
  token: string;
  sessionToken: string;
}

/**
 * Practice on a copy of the store: at most one at a time, any number of screens in it. Errors are StoreError with a
 * stable code.
 */
export interface PracticeRunService {
  state(): PracticeRunView;
  onChange(listener: () => void): () => void;
  /** Starts a practice, or takes a seat in the one that runs; whoever is signed in is signed in there too. */
  join(connection: Connection): Promise<PracticeSeat>;
  /** The practice's own store. Throws PRACTICE_OVER for a seat of a practice that has ended. */
  storeOf(token: string): StoreService;
  /** Gives a seat back; with the last one the copy is thrown away. A seat that is no more is no error. */
  leave(token: string): Promise<void>;
  /** Ends the practice for everybody and throws the copy away. */
  end(): Promise<void>;
}
