import { StoreError } from '../../../core/kernel/error.ts';
import type { Connection } from '../../contract/connection.ts';
import type { PracticeRunService } from './service.ts';

/** The same screen, as the practice's store sees it: whether it belongs to the house, the house alone knows. */
export function seatOf({ stationId }: Connection): Connection {
  return { stationId, isOwn: true, sessionToken: null };
}

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
  const inPractice = seatOf(connection);
  connection.practice = { token, connection: inPractice };
  if (sessionToken === null) return;
  try {
    practiceRuns.storeOf(token).sessions.resume(inPractice, sessionToken);
  } catch (error) {
    // The practice is over: the screen hears of it with its first call.
    if (!(error instanceof StoreError)) throw error;
  }
}
