import { type Connection, ownStationId } from '../../contract/connection.ts';
import { takeSeat } from '../../parts/practice/seat.ts';
import type { StoreService } from '../api/store-service.ts';

/** The journal's name for a screen that is not paired; it can change nothing. */
const unpairedStationId = 'unpaired';
const maxTokenLength = 200;

/**
 * The connection of a screen that came in: of this machine, of the station whose pairing token it shows, or of none;
 * with the session whose token it shows, where that was opened at this station. With a seat in a practice all of it is of the practice,
 * and stays so: a screen that comes back after the practice has ended is told, and never acts on the real store.
 */
export function openConnection(
  store: StoreService,
  fromThisMachine: boolean,
  address: string,
  params: Readonly<Record<string, unknown>> | null,
): Connection {
  const stationToken = tokenIn(params, 'station');
  const paired = stationToken === null ? null : store.sessions.stationOf(stationToken);
  const connection: Connection = {
    stationId: paired?.stationId ?? (fromThisMachine ? ownStationId : unpairedStationId),
    isOwn: fromThisMachine,
    address,
    since: performance.now(),
    sessionToken: null,
  };
  const sessionToken = tokenIn(params, 'session');
  const seat = tokenIn(params, 'practice');
  if (seat !== null) takeSeat(store.practiceRuns, connection, seat, sessionToken);
  else if (sessionToken !== null) store.sessions.resume(connection, sessionToken);
  return connection;
}

function tokenIn(params: Readonly<Record<string, unknown>> | null, name: string): string | null {
  const value = params?.[name];
  return typeof value === 'string' && value.length > 0 && value.length <= maxTokenLength ? value : null;
}
