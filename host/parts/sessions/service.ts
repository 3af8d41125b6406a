import type { Access, CardSignIn, Connection, OpenedSession } from '../../contract/connection.ts';
import type { PairingView, ScreenState, StationsView, Welcome } from './views.ts';

/** Who works at which station. Errors are StoreError with a stable code. */
export interface SessionService extends Access {
  welcome(connection: Connection): Welcome;
  /** `signal`: whoever asked has gone. Throws PIN_WRONG, PIN_LOCKED, PIN_BUSY. */
  signIn(connection: Connection, staffNo: string, pin: string, signal?: AbortSignal): Promise<OpenedSession>;
  signOut(connection: Connection): void;
  setFirstPin(connection: Connection, staffNo: string, pin: string): Promise<OpenedSession>;
  /** Throws as `signIn`, for the own PIN; PIN_NONE, STAFF_UNKNOWN. */
  setPin(
    connection: Connection,
    pins: { staffNo: string; pin: string; ownPin: string },
    signal?: AbortSignal,
  ): Promise<void>;
  /**
   * Sign-in by card at the station: calls back with the session it opened, or that the PIN is needed besides, or that
   * several windows wait. Returns how to stop listening.
   */
  onCardSignIn(connection: Connection, listener: (came: CardSignIn) => void): () => void;
  /** What the screen has to know about itself: at once, and whenever it changes. Returns how to stop listening. */
  onState(connection: Connection, listener: (state: ScreenState) => void): () => void;
  /** Locks the screen, which goes on where it was. */
  lock(connection: Connection): void;
  /** Throws NOT_SIGNED_IN and as `signIn`. */
  unlock(connection: Connection, pin: string, signal?: AbortSignal): Promise<void>;
  /** All stations and who is signed in on them. */
  stations(connection: Connection): StationsView;
  /** Ends a session. Throws SESSION_UNKNOWN. */
  endSession(connection: Connection, sessionId: string): void;
  /** Takes a pairing back and ends all sessions on it. Throws STATION_UNKNOWN. */
  revokeStation(connection: Connection, stationId: string): void;
  /** A code that pairs one other screen within ten minutes. Throws PRACTICE_NOT_HERE in a practice. */
  pairingCode(connection: Connection): PairingView;
  /** Throws PAIRING_CODE_WRONG, STATION_NAME_TAKEN, STATION_NAME_RESERVED. */
  pair(connection: Connection, code: string, name: string): { stationToken: string };
  /** The station a pairing token belongs to, null for a token never given or taken back. */
  stationOf(stationToken: string): { stationId: string } | null;
  /** Puts the session of a token back on a connection that came anew; a token no longer good leaves it signed out. */
  resume(connection: Connection, sessionToken: string): void;
}
