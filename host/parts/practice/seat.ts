import { StoreError } from '../../../core/kernel/error.ts';
import type { Connection } from '../../contract/connection.ts';
import type { PracticeRunService } from './service.ts';

/**
 * Puts a screen into a practice: its calls go there from now on, also after the practice has ended, when each is
 * refused with PRACTICE_OVER. `sessionToken`: who was signed in there.
 */
export function takeSeat(
  practiceRuns: Pick<PracticeRunService, 'storeOf'>,
  connection: Connection,
  token: string,
  sessionToken: string | null,
): void {
  const { stationId, trusted } = connection;
  const inPractice: Connection = { stationId, trusted, session: null };
  connection.practice = { token, connection: inPractice };
  if (!trusted || sessionToken === null) return;
  try {
    practiceRuns.storeOf(token).sessions.resume(inPractice, sessionToken);
  } catch (error) {
    // The practice is over: the screen hears of it with its first call.
    if (!(error instanceof StoreError)) throw error;
  }
}
