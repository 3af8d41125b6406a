import type { Connection } from '../../contract/connection.ts';
import type { PracticeRunView, PracticeSeat } from './views.ts';

/** What a screen that takes its seat asks of the practice's store. */
export interface PractisedStore {
  readonly sessions: {
    /** Puts the session of a token back on a connection that came anew. */
    resume(connection: Connection, sessionToken: string): void;
  };
}

/**
 * Practice on a copy of the store: at most one at a time, any number of screens in it. Errors are StoreError with a
 * stable code. `Store`: the practice's own.
 */
export interface PracticeRunService<Store = PractisedStore> {
  state(): PracticeRunView;
  onChange(listener: () => void): () => void;
  /** Starts a practice, or takes a seat in the one that runs; whoever is signed in is signed in there too. */
  join(connection: Connection, staffNo: string): Promise<PracticeSeat>;
  /** Whether a seat is one of the practice that runs. */
  hasSeat(token: string): boolean;
  /** The practice's own store. Throws PRACTICE_OVER for a seat of a practice that has ended. */
  storeOf(token: string): Store;
  /** Gives a seat back; with the last one the copy is thrown away. A seat that is no more is no error. */
  leave(token: string): Promise<void>;
  /** Ends the practice for everybody and throws the copy away. */
  end(): Promise<void>;
}
