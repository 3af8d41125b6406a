import { StoreError } from '../../../core/kernel/error.ts';
import type { Connection } from '../../contract/connection.ts';
import type { StoreService } from '../../doors/api/store-service.ts';

/**
 * Puts a screen into a practice: its calls go there from now on, also after the practice has ended, when each is
 * refused with PRACTICE_OVER. `sessionToken`: who was signed in there.
 */
export function takeSeat(
  store: StoreService,
  connection: Connection,
  token: string,
  sessionToken: string | null,
): void {
  const { stationId, trusted } = connection;
  const inPractice: Connection = { stationId, trusted, session: null };
  connection.practice = { token, connection: inPractice };
  if (!trusted || sessionToken === null) return;
  try {
    store.practiceRuns.storeOf(token).sessions.resume(inPractice, sessionToken);
  } catch (error) {
    // The practice is over: the screen hears of it with its first call.
    if (!(error instanceof StoreError)) throw error;
  }
}
