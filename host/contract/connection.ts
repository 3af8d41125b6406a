import type { StaffRole } from '../../core/model/site/schema.ts';
import type { Permission } from '../../core/model/staff/permissions.ts';
import type { SessionEndReason } from '../../core/model/staff/session-end.ts';

export interface SessionView {
  staffNo: string;
  name: string;
  role: StaffRole;
  permissions: Permission[];
}

/** A session that was just opened; with its token a connection that comes anew takes it up again. */
export type OpenedSession = SessionView & { token: string };

/**
 * What a staff card does at a sign-in: opens a session; a number that is too little without the PIN (`pin`, never whose
 * it is); or nothing, as several windows wait (`several`).
 */
export type CardSignIn = { kind: 'in'; session: OpenedSession } | { kind: 'pin' } | { kind: 'several' };

/** The journal's name for screens of this machine. */
export const ownStationId = 'desk';

/**
 * A screen as it came in: where it stands and what it showed. Who that is and what she may do is asked of the store at
 * every call and every delivery (`Access`), never kept here: rights end with what gave them.
 */
export interface Connection {
  /** As the journal names the station: `desk` for screens of this machine, else the id that pairing gave. */
  readonly stationId: string;
  /** Of this machine, which needs no pairing. */
  readonly isOwn: boolean;
  /** Where it came from over the network; tries of pairing codes are counted by it. */
  readonly address?: string;
  /** Since when the line is there, on the clock that never jumps; ms. */
  readonly since?: number;
  /** The token of the session on it. Says nothing of whether that is still good. */
  sessionToken: string | null;
  /** The token of the pairing it showed. Says nothing of whether that is still good. */
  readonly stationToken?: string;
  /** Why the session whose token it showed was over when it came. */
  ended?: SessionEndReason | null;
  /** The screen takes part in a practice: its calls go there, as that connection. */
  practice?: { token: string; connection: Connection };
}

/** Somebody signed in, as of the instant it was asked. */
export interface LiveSession extends SessionView {
  /** Nobody used the screen for a while: until the PIN or the card is shown again, it may do nothing. */
  isLocked: boolean;
}

/** What a store answers about a connection, as of now. */
export interface Access {
  /** Whether the screen is of this machine, or of a station that was paired and not taken back. */
  isTrusted(connection: Connection): boolean;
  /** Who is signed in on it, with the role of now; null for nobody. */
  sessionOn(connection: Connection): LiveSession | null;
  /** Somebody did something at the screen: its session is in use. */
  use(connection: Connection): void;
  /** Calls back whenever somebody's rights may have changed. Returns how to stop listening. */
  onChange(listener: () => void): () => void;
}
