import { createHash, timingSafeEqual } from 'node:crypto';
import { type Connection, ownStationId } from '../../contract/connection.ts';
import { takeSeat } from '../../parts/practice/seat.ts';
import type { StoreService } from '../api/store-service.ts';

/** The journal's name for a screen that is not paired; it can change nothing. */
const unpairedStationId = 'unpaired';
const maxTokenLength = 200;

/** Where a line came from. */
export interface Origin {
  /** Made on this machine, and brought on by no program that says so. */
  fromThisMachine: boolean;
  address: string;
  /** What a screen of this machine shows: only the store's user can read it. */
  ownToken: string;
}

/**
 * The connection of a screen that came in: of this machine, where it shows the token for that; of the station whose
 * pairing token it shows, or of none; with the session whose token it shows, where that was opened at this station.
 * With a seat in a practice all of it is of the practice, and stays so: a screen that comes back after the practice has
 * ended is told, and never acts on the real store.
 */
export function openConnection(
  store: StoreService,
  { fromThisMachine, address, ownToken }: Origin,
  params: Readonly<Record<string, unknown>> | null,
): Connection {
  const isOwn = fromThisMachine && isSame(tokenIn(params, 'own') ?? '', ownToken);
  const stationToken = tokenIn(params, 'station');
  const paired = stationToken === null ? null : store.sessions.stationOf(stationToken);
  const connection: Connection = {
    stationId: paired?.stationId ?? (isOwn ? ownStationId : unpairedStationId),
    isOwn,
    ...(stationToken !== null && { stationToken }),
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

/** Takes as long whatever is wrong. */
function isSame(shown: string, token: string): boolean {
  const digestOf = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digestOf(shown), digestOf(token));
}

function tokenIn(params: Readonly<Record<string, unknown>> | null, name: string): string | null {
  const value = params?.[name];
  return typeof value === 'string' && value.length > 0 && value.length <= maxTokenLength ? value : null;
}
