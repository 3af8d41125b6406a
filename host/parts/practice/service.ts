import type { Connection } from '../../contract/connection.ts';
import type { StoreService } from '../../doors/api/store-service.ts';
import type { PracticeRunView, PracticeSeat } from './views.ts';

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
