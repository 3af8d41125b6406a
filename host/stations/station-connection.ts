import type { Connection, StoreService } from '../api/store-service.ts';

/** The journal's name for screens of this machine. */
export const ownStationId = 'desk';
/** The journal's name for a screen that is not paired; it can change nothing. */
const unpairedStationId = 'unpaired';
const maxTokenLength = 200;

/**
 * The connection of a screen that came in: trusted if it is of this machine or shows a pairing token the store
 * knows; signed in again if it shows the token of a session.
 */
export function openConnection(
  store: StoreService,
  fromThisMachine: boolean,
  params: Readonly<Record<string, unknown>> | null,
): Connection {
  const stationToken = tokenIn(params, 'station');
  const paired = stationToken === null ? null : store.stationOf(stationToken);
  const connection: Connection = {
    stationId: paired?.stationId ?? (fromThisMachine ? ownStationId : unpairedStationId),
    trusted: fromThisMachine || paired !== null,
    session: null,
  };
  const sessionToken = tokenIn(params, 'session');
  if (connection.trusted && sessionToken !== null) store.resume(connection, sessionToken);
  return connection;
}

function tokenIn(params: Readonly<Record<string, unknown>> | null, name: string): string | null {
  const value = params?.[name];
  return typeof value === 'string' && value.length > 0 && value.length <= maxTokenLength ? value : null;
}
