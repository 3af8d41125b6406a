import { hourMs, minuteMs } from '../../core/kernel/time.ts';
import type { SiteStaff } from '../../core/model/site/schema.ts';
import { screenLockMinutes } from '../../core/model/site/screen-lock.ts';
import { staffError } from '../../core/model/staff/errors.ts';
import { permissionsOf } from '../../core/model/staff/permissions.ts';
import type { SessionEndReason } from '../../core/model/staff/session-end.ts';
import {
  addSession,
  allSessions,
  removeSession,
  type Session,
  sessionOf,
  touchSession,
} from '../../db/operational/sessions.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import type { RunOwn } from '../contract/commands.ts';
import type { Connection, LiveSession, OpenedSession, SessionView } from '../contract/connection.ts';
import type { NewId } from '../contract/time.ts';
import { hashOf, newToken } from './tokens.ts';

/** A session nobody used for so long is over. */
const sessionIdleMs = 16 * hourMs;
/** How exactly the file knows when a session was last used. */
const touchEveryMs = minuteMs;
/** Why so many sessions ended is remembered for the screens they were on. */
const endedKept = 200;

export interface SessionsOptions {
  db: StoreDatabase;
  /** The wall clock, UTC ms. */
  now(): number;
  /** Milliseconds on a clock that never jumps: a wrong date neither ends a session nor keeps it alive. */
  elapsed(): number;
  newId: NewId;
  /** Journals who came and whose session was ended. */
  record: RunOwn;
  /** Whose rights may have changed, somebody's at least. */
  onChange(): void;
}

interface Use {
  /** On the clock that never jumps. */
  at: number;
  /** When the file was told last. */
  toldAt: number;
  isLocked: boolean;
}

/** Who is signed in where. The rows are the truth, asked at every call; in memory is only when each was last used. */
export class Sessions {
  readonly #options: SessionsOptions;
  readonly #uses = new Map<string, Use>();
  /** Of the last sessions that somebody else ended, by the hash of their token. */
  readonly #ended = new Map<string, SessionEndReason>();

  constructor(options: SessionsOptions) {
    this.#options = options;
  }

  /** Begins a session on the connection; one that was there ends. */
  open(connection: Connection, staff: SiteStaff, by: 'pin' | 'card'): OpenedSession {
    const { db, newId, now, record, onChange } = this.#options;
    this.end(connection, staff.no === this.of(connection)?.staffNo ? null : 'another');
    const session: OpenedSession = { ...viewOf(staff), token: newToken() };
    const tokenHash = hashOf(session.token);
    const at = now();
    const { stationId } = connection;
    db.transact((tx) =>
      addSession(tx, { id: newId(), tokenHash, staffNo: staff.no, createdAt: at, lastSeenAt: at, stationId }),
    );
    this.#uses.set(tokenHash, this.#fresh());
    connection.sessionToken = session.token;
    record('staff.recordSignIn', { staffNo: staff.no, by }, staff.no, stationId);
    onChange();
    return session;
  }

  /** Who is signed in on the connection, as of now; null for nobody. */
  of(connection: Connection): LiveSession | null {
    const live = this.#liveOn(connection);
    return live && { ...viewOf(live.staff), isLocked: this.#isLocked(live.row, live.staff) };
  }

  /** Takes the session of a token up on a connection that came anew, where it was opened. Says nothing if it is over. */
  resume(connection: Connection, token: string): void {
    connection.sessionToken = token;
    if (this.#rowOf(connection)) return;
    connection.ended = this.whyEnded(connection);
    connection.sessionToken = null;
  }

  /** Why the session that was on the connection is over, where its person did not end it; null where nobody knows. */
  whyEnded({ sessionToken, ended = null }: Connection): SessionEndReason | null {
    return (sessionToken === null ? null : this.#ended.get(hashOf(sessionToken))) ?? ended;
  }

  /** Whoever is signed in did something. A screen that is locked is not in use until it is unlocked. */
  use(connection: Connection): void {
    const live = this.#liveOn(connection);
    if (live && !this.#isLocked(live.row, live.staff)) this.#touch(live.row);
  }

  /** How long until the screen locks itself, ms; null: never, or it is locked. */
  locksInMs(connection: Connection): number | null {
    const live = this.#liveOn(connection);
    if (!live || this.#isLocked(live.row, live.staff)) return null;
    const lockMs = this.#lockMsOf(live.staff);
    return lockMs === null ? null : Math.max(0, this.#usageOf(live.row).at + lockMs - this.#options.elapsed());
  }

  /** By hand, at once. */
  lock(connection: Connection): void {
    const row = this.#rowOf(connection);
    if (!row) return;
    this.#usageOf(row).isLocked = true;
    this.#lockInFile(row);
    this.#options.onChange();
  }

  /** The person has shown again who she is: the screen goes on where it was. */
  unlock(connection: Connection): void {
    const row = this.#rowOf(connection);
    if (!row) return;
    this.#usageOf(row).isLocked = false;
    this.#touch(row);
    this.#options.onChange();
  }

  /** Ends the session on the connection, everywhere it is shown. `why`: null where the person does it. */
  end(connection: Connection, why: SessionEndReason | null = null): void {
    const row = this.#rowOf(connection);
    connection.sessionToken = null;
    if (row) this.#remove(row, why, row.staffNo, connection.stationId);
  }

  /** All there are, the newest first; without those that are over. */
  all(): (Session & { isLocked: boolean })[] {
    const { db } = this.#options;
    return allSessions(db.read).flatMap((row) => {
      const staff = db.state.site.staff.get(row.staffNo);
      return staff && !this.#isIdle(row) ? [{ ...row, isLocked: this.#isLocked(row, staff) }] : [];
    });
  }

  /** The name of the session on the connection, null for none. */
  idOn(connection: Connection): string | null {
    return this.#rowOf(connection)?.id ?? null;
  }

  /** Ends the session of that name for somebody. Throws SESSION_UNKNOWN. */
  endById(id: string, by: Connection): void {
    const row = allSessions(this.#options.db.read).find((session) => session.id === id);
    if (!row) throw staffError('SESSION_UNKNOWN');
    this.#remove(row, 'ended', this.of(by)?.staffNo ?? 'system', by.stationId);
  }

  /** Ends all sessions that match, but for the one of the connection. */
  endWhere(matches: (session: Session) => boolean, why: SessionEndReason, by: Connection | null): void {
    const kept = by?.sessionToken ? hashOf(by.sessionToken) : null;
    for (const row of allSessions(this.#options.db.read)) {
      if (row.tokenHash === kept || !matches(row)) continue;
      this.#remove(row, why, (by && this.of(by)?.staffNo) ?? 'system', by?.stationId ?? 'store');
    }
  }

  /** Clears away what is over: nobody used it, or the person has left. */
  sweep(): void {
    const { site } = this.#options.db.state;
    this.endWhere((row) => this.#isIdle(row), 'idle', null);
    this.endWhere((row) => !site.staff.has(row.staffNo), 'left', null);
  }

  #remove(row: Session, why: SessionEndReason | null, actor: string, stationId: string): void {
    const { db, record, onChange } = this.#options;
    db.transact((tx) => removeSession(tx, row.tokenHash));
    this.#uses.delete(row.tokenHash);
    if (why !== null) this.#remember(row.tokenHash, why);
    if (why === null) record('staff.recordSignOut', { staffNo: row.staffNo }, actor, stationId);
    else record('staff.recordSessionEnd', { staffNo: row.staffNo, stationId: row.stationId, why }, actor, stationId);
    onChange();
  }

  #remember(tokenHash: string, why: SessionEndReason): void {
    this.#ended.set(tokenHash, why);
    const [oldest] = this.#ended.keys();
    if (this.#ended.size > endedKept && oldest !== undefined) this.#ended.delete(oldest);
  }

  /** Null also for the session of somebody who has left. */
  #liveOn(connection: Connection): { row: Session; staff: SiteStaff } | null {
    const row = this.#rowOf(connection);
    const staff = row && this.#options.db.state.site.staff.get(row.staffNo);
    return row && staff ? { row, staff } : null;
  }

  /** Null for no token, one that is over, and one that belongs to another station. */
  #rowOf({ sessionToken, stationId }: Connection): Session | null {
    const { db } = this.#options;
    if (sessionToken === null || !db.isSetUp) return null;
    const row = sessionOf(db.read, hashOf(sessionToken));
    return row && row.stationId === stationId && !this.#isIdle(row) ? row : null;
  }

  #isIdle(row: Session): boolean {
    return this.#options.elapsed() - this.#usageOf(row).at > sessionIdleMs;
  }

  #isLocked(row: Session, staff: SiteStaff): boolean {
    const use = this.#usageOf(row);
    const lockMs = this.#lockMsOf(staff);
    if (lockMs !== null && this.#options.elapsed() - use.at >= lockMs) use.isLocked = true;
    return use.isLocked;
  }

  #lockMsOf(staff: SiteStaff): number | null {
    const minutes = screenLockMinutes(this.#options.db.state.site.site.store, staff.role);
    return minutes === null ? null : minutes * minuteMs;
  }

  /** After a start only the file knows: by the wall clock, and never as if it were used in the future. */
  #usageOf(row: Session): Use {
    const known = this.#uses.get(row.tokenHash);
    if (known) return known;
    const { elapsed, now } = this.#options;
    const use = { at: elapsed() - Math.max(0, now() - row.lastSeenAt), toldAt: elapsed(), isLocked: false };
    this.#uses.set(row.tokenHash, use);
    return use;
  }

  /** For the next start of the program: as if nobody had used it for as long as the lock takes. */
  #lockInFile(row: Session): void {
    const { db, now } = this.#options;
    const staff = db.state.site.staff.get(row.staffNo);
    const lockMs = staff ? this.#lockMsOf(staff) : null;
    if (lockMs !== null) db.transact((tx) => touchSession(tx, row.tokenHash, now() - lockMs));
  }

  #fresh(): Use {
    const at = this.#options.elapsed();
    return { at, toldAt: at, isLocked: false };
  }

  #touch(row: Session): void {
    const { db, elapsed, now } = this.#options;
    const use = this.#usageOf(row);
    use.at = elapsed();
    if (use.at - use.toldAt < touchEveryMs) return;
    use.toldAt = use.at;
    db.transact((tx) => touchSession(tx, row.tokenHash, now()));
  }
}

export function viewOf(staff: SiteStaff): SessionView {
  return { staffNo: staff.no, name: staff.name, role: staff.role, permissions: permissionsOf(staff.role) };
}
