import type { Connection, OpenedSession } from '../../contract/connection.ts';
import type { Welcome } from './views.ts';

/** Who works at which station. Errors are StoreError with a stable code. */
export interface SessionService {
  welcome(connection: Connection): Welcome;
  signIn(connection: Connection, staffNo: string, pin: string): Promise<OpenedSession>;
  signOut(connection: Connection): void;
  setFirstPin(connection: Connection, staffNo: string, pin: string): Promise<OpenedSession>;
  setPin(connection: Connection, staffNo: string, pin: string): Promise<void>;
  /** Sign-in by card at the station's reader: calls back when a staff card was held. Returns how to stop listening. */
  onCardSignIn(connection: Connection, listener: (session: OpenedSession) => void): () => void;
  /** A code that pairs one other screen within ten minutes. Throws PRACTICE_NOT_HERE in a practice. */
  pairingCode(): { code: string; expiresAt: number };
  pair(code: string, name: string): { stationToken: string };
  /** The station a pairing token belongs to, null for a token never given or taken back. */
  stationOf(stationToken: string): { stationId: string } | null;
  /** Puts the session of a token back on a connection that came anew; a token no longer good leaves it signed out. */
  resume(connection: Connection, sessionToken: string): void;
}
