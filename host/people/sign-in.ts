import { createHash, randomBytes, randomInt } from 'node:crypto';
import { hourMs, minuteMs } from '../../core/kernel/time.ts';
import type { SiteStaff } from '../../core/model/site/schema.ts';
import { staffError } from '../../core/model/staff/errors.ts';
import { mayDo, permissionsOf } from '../../core/model/staff/permissions.ts';
import {
  clearFailures,
  credentialOf,
  recordFailure,
  setPinHash,
  staffWithPin,
} from '../../db/operational/credentials.ts';
import { addSession, removeSession, removeSessionsOf, sessionOf, touchSession } from '../../db/operational/sessions.ts';
import { addStation, stationWithToken } from '../../db/operational/stations.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import type { RunOwn } from '../contract/commands.ts';
import type { Connection, OpenedSession, SessionView } from '../contract/connection.ts';
import type { NewId } from '../contract/time.ts';

import { hashPin, hashPinNow, isPin } from './pins.ts';

/** Wrong PINs in a row before the lock, and how long it lasts; each further miss doubles it, up to an hour. */
const freeTries = 5;
const firstLockMs = minuteMs;
const longestLockMs = hourMs;
/** A session nobody used for so long is over. */
const sessionIdleMs = 16 * hourMs;
const pairingMs = 10 * minuteMs;
const pairingTries = 5;
/** Checked against where there is no hash, so that an unknown number takes as long as a wrong PIN. */
const noHash = `scrypt$32768$8$1$${Buffer.alloc(16).toString('base64')}$${Buffer.alloc(32).toString('base64')}`;

export interface SignInOptions {
  db: StoreDatabase;
  now(): number;
  newId: NewId;
  /** Journals who came and who was refused. */
  record: RunOwn;
}

/** Who may work at a screen: PINs with lock-out, sessions, paired stations. */
export class SignIn {
  readonly #options: SignInOptions;
  /** Who is signed in on a live connection, by token: a new PIN ends these too. */
  readonly #live = new Map<string, Connection>();
  #pairing: { code: string; expiresAt: number; triesLeft: number } | null = null;

  constructor(options: SignInOptions) {
    this.#options = options;
  }

  /** Throws as `prove`. */
  async withPin(connection: Connection, staffNo: string, pin: string): Promise<OpenedSession> {
    return this.#open(connection, await this.prove(connection, staffNo, pin), 'pin');
  }

  /**
   * Whose number and PIN these are, without a session. Throws PIN_WRONG, PIN_LOCKED. An unknown number and one without
   * a PIN are told apart from nothing.
   */
  async prove(connection: Connection, staffNo: string, pin: string): Promise<SiteStaff> {
    const { db, now, record } = this.#options;
    const staff = db.state.site.staff.get(staffNo);
    const credential = staff ? credentialOf(db.read, staffNo) : null;
    const lockedMs = (credential?.lockedUntil ?? 0) - now();
    if (lockedMs > 0) throw staffError('PIN_LOCKED', { minutes: Math.ceil(lockedMs / minuteMs) });
    const isRight = await isPin(pin, credential?.pinHash ?? noHash);
    // Several guesses can have run side by side: what counts is how the lock stands now.
    const current = credential ? credentialOf(db.read, staffNo) : null;
    const stillLockedMs = (current?.lockedUntil ?? 0) - now();
    if (stillLockedMs > 0) throw staffError('PIN_LOCKED', { minutes: Math.ceil(stillLockedMs / minuteMs) });
    if (!staff || !current || !isRight) {
      if (staff && current) {
        const missed = current.failedCount + 1;
        const lockMs = Math.min(firstLockMs * 2 ** (missed - freeTries), longestLockMs);
        db.transact((tx) => recordFailure(tx, staffNo, missed >= freeTries ? now() + lockMs : null));
        record('staff.recordRefusal', { staffNo, code: 'PIN_WRONG' }, 'system', connection.stationId);
      }
      throw staffError('PIN_WRONG');
    }
    db.transact((tx) => clearFailures(tx, staffNo));
    return staff;
  }

  /** Null for a card that is no member of staff's. */
  withCard(connection: Connection, uid: string): OpenedSession | null {
    const { cards, lostCards } = this.#options.db.state.site;
    const lost = lostCards.get(uid);
    if (lost?.holder === 'staff') {
      const refusal = { staffNo: lost.no, code: 'CARD_BLOCKED' } as const;
      this.#options.record('staff.recordRefusal', refusal, 'system', connection.stationId);
    }
    const holder = cards.get(uid);
    return holder?.kind === 'staff' ? this.#open(connection, holder.staff, 'card') : null;
  }

  signOut(connection: Connection): void {
    const { session } = connection;
    if (!session) return;
    connection.session = null;
    this.#live.delete(session.token);
    this.#options.db.transact((tx) => removeSession(tx, hashOf(session.token)));
    this.#options.record('staff.recordSignOut', { staffNo: session.staffNo }, session.staffNo, connection.stationId);
  }

  /** Puts a session back on a connection that came anew. */
  resume(connection: Connection, token: string): void {
    const { db, now } = this.#options;
    const session = sessionOf(db.read, hashOf(token));
    const staff = session && db.state.site.staff.get(session.staffNo);
    if (!session || !staff || now() - session.lastSeenAt > sessionIdleMs) return;
    db.transact((tx) => touchSession(tx, session.tokenHash, now()));
    connection.session = { ...viewOf(staff), token };
    this.#live.set(token, connection);
  }

  /** Sets a PIN and signs that person out everywhere else. Throws STAFF_UNKNOWN. */
  async setPin(connection: Connection, staffNo: string, pin: string): Promise<void> {
    const { db, record } = this.#options;
    if (!db.state.site.staff.has(staffNo)) throw staffError('STAFF_UNKNOWN', { staffNo });
    const hash = await hashPin(pin);
    const keep = connection.session?.staffNo === staffNo ? connection.session : null;
    db.transact((tx) => {
      setPinHash(tx, staffNo, hash);
      removeSessionsOf(tx, staffNo);
      if (keep) addSession(tx, this.#sessionRow(keep, connection));
    });
    for (const [token, other] of this.#live) {
      if (other.session?.token !== token) this.#live.delete(token);
      else if (other.session.staffNo === staffNo && other.session !== keep) {
        other.session = null;
        this.#live.delete(token);
      }
    }
    record('staff.recordPin', { staffNo }, connection.session?.staffNo ?? 'system', connection.stationId);
  }

  /** The first manager's PIN of a new store. Throws PIN_ALREADY_SET, NOT_ALLOWED, STAFF_UNKNOWN. */
  async setFirstPin(connection: Connection, staffNo: string, pin: string): Promise<OpenedSession> {
    const staff = this.#options.db.state.site.staff.get(staffNo);
    if (!staff) throw staffError('STAFF_UNKNOWN', { staffNo });
    if (!mayDo(staff.role, 'staff.pin')) throw staffError('NOT_ALLOWED', { permission: 'staff.pin' });
    if (!this.needsFirstPin()) throw staffError('PIN_ALREADY_SET');
    const hash = await hashPin(pin);
    this.#options.db.transact((tx) => {
      if (!this.needsFirstPin()) throw staffError('PIN_ALREADY_SET');
      setPinHash(tx, staffNo, hash);
    });
    this.#options.record('staff.recordPin', { staffNo }, 'system', connection.stationId);
    return this.#open(connection, staff, 'pin');
  }

  /**
   * Nobody who may give PINs ever had one: the store is being set up. Where all who had one are gone, a new one is given
   * at the computer itself (`npm run pin`).
   */
  needsFirstPin(): boolean {
    const { db } = this.#options;
    if (db.state.pins.roles().some((role) => role === null || mayDo(role, 'staff.pin'))) return false;
    const withPin = new Set(staffWithPin(db.read));
    return !db.state.site.site.staff.some((staff) => withPin.has(staff.no) && mayDo(staff.role, 'staff.pin'));
  }

  /** Takes the PINs of a site file over, hashed; people without one keep what they have. */
  adoptPins(pins: ReadonlyMap<string, string>): void {
    // One hash a distinct PIN: the demo store has one for everybody, and hashing is slow on purpose.
    const hashes = new Map([...new Set(pins.values())].map((pin) => [pin, hashPinNow(pin)]));
    this.#options.db.transact((tx) => {
      for (const [staffNo, pin] of pins) setPinHash(tx, staffNo, hashes.get(pin) ?? hashPinNow(pin));
    });
  }

  /** One code at a time; a new one takes the place of the old. */
  pairingCode(): { code: string; expiresAt: number } {
    const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
    this.#pairing = { code, expiresAt: this.#options.now() + pairingMs, triesLeft: pairingTries };
    return { code, expiresAt: this.#pairing.expiresAt };
  }

  /** Throws PAIRING_CODE_WRONG; after five wrong ones the code is void. */
  pair(code: string, name: string): { stationToken: string } {
    const { db, now, newId } = this.#options;
    const pairing = this.#pairing;
    if (!pairing || now() > pairing.expiresAt || pairing.code !== code) {
      if (pairing) {
        pairing.triesLeft -= 1;
        if (pairing.triesLeft <= 0) this.#pairing = null;
      }
      throw staffError('PAIRING_CODE_WRONG');
    }
    this.#pairing = null;
    const stationToken = randomBytes(32).toString('base64url');
    db.transact((tx) => addStation(tx, { id: newId(), tokenHash: hashOf(stationToken), name, createdAt: now() }));
    return { stationToken };
  }

  stationOf(stationToken: string): { stationId: string } | null {
    const station = stationWithToken(this.#options.db.read, hashOf(stationToken));
    return station && { stationId: station.name };
  }

  #open(connection: Connection, staff: SiteStaff, by: 'pin' | 'card'): OpenedSession {
    const session: OpenedSession = { ...viewOf(staff), token: randomBytes(32).toString('base64url') };
    this.#options.db.transact((tx) => addSession(tx, this.#sessionRow(session, connection)));
    connection.session = session;
    this.#live.set(session.token, connection);
    this.#options.record('staff.recordSignIn', { staffNo: staff.no, by }, staff.no, connection.stationId);
    return session;
  }

  #sessionRow({ token, staffNo }: OpenedSession, { stationId }: Connection) {
    const at = this.#options.now();
    return { tokenHash: hashOf(token), staffNo, createdAt: at, lastSeenAt: at, stationId };
  }
}

function viewOf(staff: SiteStaff): SessionView {
  return { staffNo: staff.no, name: staff.name, role: staff.role, permissions: permissionsOf(staff.role) };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
