import { hourMs, minuteMs } from '../../core/kernel/time.ts';
import type { SiteStaff } from '../../core/model/site/schema.ts';
import { staffError } from '../../core/model/staff/errors.ts';
import { mayDo } from '../../core/model/staff/permissions.ts';
import { credentialOf } from '../../db/operational/credentials.ts';
import { allPinMisses, anybody, anywhere, forgetPinMisses, keepPinMisses } from '../../db/operational/pin-misses.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import type { RunOwn } from '../contract/commands.ts';
import type { Connection } from '../contract/connection.ts';
import { FairQueue } from './fair-queue.ts';
import { isPin } from './pins.ts';

/** Wrong PINs in a row of one person at one station before the lock; each further miss doubles it. */
const freeTries = 5;
const firstLockMs = minuteMs;
const longestLockMs = hourMs;
/**
 * Whoever may give PINs is never kept out for longer: a lock on a manager is a weapon too. Twelve guesses an hour
 * against four digits are still more than a month of guessing, each of them in the journal.
 */
const longestManagerLockMs = 5 * minuteMs;
/** Wrong PINs of all people at one station together, and of one person at all stations; a miss counts for so long. */
const manyTries = 20;
const missMs = 3 * minuteMs;
const longestSharedLockMs = 5 * minuteMs;
/** A window that has stood there for so long, and from which nobody missed, is no guesser's. */
const knownAfterMs = 10 * minuteMs;
/** Checked against where there is no hash, so that an unknown number takes as long as a wrong PIN. */
const noHash = `scrypt$32768$8$1$${Buffer.alloc(16).toString('base64')}$${Buffer.alloc(32).toString('base64')}`;

export interface PinGateOptions {
  db: StoreDatabase;
  /** The wall clock, UTC ms: for the file only. */
  now(): number;
  /** Milliseconds on a clock that never jumps: what locks count by. */
  elapsed(): number;
  record: RunOwn;
}

interface Misses {
  count: number;
  /** On the clock that never jumps. */
  lockedUntil: number;
  lastAt: number;
}

/**
 * Where PINs are looked at: a few at a time, so that a flood from one screen stops nobody's sign-in, and with locks for
 * each person at each station and for each station. A lock counts elapsed time; whoever is locked out at one screen
 * comes in at another, or with the card.
 */
export class PinGate {
  readonly #options: PinGateOptions;
  readonly #misses = new Map<string, Misses>();
  readonly #queues = new Map<string, FairQueue>();
  /** Windows from which somebody missed and nobody has come in since. */
  readonly #missedFrom = new WeakSet<Connection>();
  #isRead = false;

  constructor(options: PinGateOptions) {
    this.#options = options;
  }

  /**
   * Whose number and PIN these are. Throws PIN_WRONG, PIN_LOCKED, PIN_BUSY. An unknown number and one without a PIN are
   * told apart from nothing. `signal`: whoever asked has gone.
   */
  check(connection: Connection, staffNo: string, pin: string, signal?: AbortSignal): Promise<SiteStaff> {
    const { stationId } = connection;
    const queue = this.#queues.get(stationId) ?? new FairQueue();
    this.#queues.set(stationId, queue);
    const done = queue.add(connection, () => this.#look(connection, staffNo, pin), signal);
    if (!done) throw staffError('PIN_BUSY');
    return done.finally(() => {
      if (queue.isEmpty) this.#queues.delete(stationId);
    });
  }

  /** The person has a new PIN: what was missed before is forgotten. */
  forget(staffNo: string): void {
    for (const key of [...this.#known().keys()]) if (key.startsWith(`${staffNo}\n`)) this.#misses.delete(key);
  }

  /** Numbers may have passed on, and what stands beside them with them. */
  readAgain(): void {
    this.#misses.clear();
    this.#isRead = false;
  }

  async #look(connection: Connection, staffNo: string, pin: string): Promise<SiteStaff> {
    const { db } = this.#options;
    const { stationId } = connection;
    const staff = db.state.site.staff.get(staffNo);
    const isManager = staff !== undefined && mayDo(staff.role, 'staff.pin');
    const hash = staff ? credentialOf(db.read, staffNo)?.pinHash : undefined;
    this.#refuseLocked(connection, staffNo, isManager);
    const isRight = await isPin(pin, hash ?? noHash);
    // It may have been changed, or taken away, while it was looked at.
    const isCurrent = hash !== undefined && credentialOf(db.read, staffNo)?.pinHash === hash;
    if (!staff || !isCurrent || !isRight) {
      this.#missed(connection, hash === undefined ? null : staffNo, isManager);
      throw staffError('PIN_WRONG');
    }
    this.#misses.delete(keyOf(staffNo, stationId));
    this.#missedFrom.delete(connection);
    db.transact((tx) => forgetPinMisses(tx, staffNo, stationId));
    return staff;
  }

  /**
   * The locks of the person here, of the person anywhere and of the station; the last one holds no manager. None holds a
   * window that was there long before and from which nobody missed: whoever guesses elsewhere keeps nobody out of it.
   */
  #refuseLocked(connection: Connection, staffNo: string, isManager: boolean): void {
    const at = this.#options.elapsed();
    const { stationId, since } = connection;
    if (since !== undefined && at - since >= knownAfterMs && !this.#missedFrom.has(connection)) return;
    const until = (who: string, where: string) => this.#known().get(keyOf(who, where))?.lockedUntil ?? 0;
    const ofStation = isManager ? 0 : until(anybody, stationId);
    const leftMs = Math.max(until(staffNo, stationId), until(staffNo, anywhere), ofStation) - at;
    if (leftMs > 0) throw staffError('PIN_LOCKED', { minutes: Math.ceil(leftMs / minuteMs) });
  }

  /** `staffNo`: null for a number that cannot be guessed right. */
  #missed(connection: Connection, staffNo: string | null, isManager: boolean): void {
    const { record } = this.#options;
    const { stationId } = connection;
    this.#missedFrom.add(connection);
    this.#count(anybody, stationId, manyTries, longestSharedLockMs);
    if (staffNo === null) return;
    this.#count(staffNo, stationId, freeTries, isManager ? longestManagerLockMs : longestLockMs);
    this.#count(staffNo, anywhere, manyTries, longestSharedLockMs);
    record('staff.recordRefusal', { staffNo, code: 'PIN_WRONG' }, 'system', stationId);
  }

  #count(staffNo: string, stationId: string, free: number, longestMs: number): void {
    const { db, elapsed, now } = this.#options;
    const at = elapsed();
    const key = keyOf(staffNo, stationId);
    const before = this.#known().get(key);
    const isShared = staffNo === anybody || stationId === anywhere;
    const faded = isShared && before ? Math.floor((at - before.lastAt) / missMs) : 0;
    const count = Math.max(0, (before?.count ?? 0) - faded) + 1;
    const lockMs = count < free ? 0 : Math.min(firstLockMs * 2 ** Math.min(count - free, 30), longestMs);
    this.#misses.set(key, { count, lockedUntil: at + lockMs, lastAt: at });
    const lockedUntil = lockMs === 0 ? null : now() + lockMs;
    db.transact((tx) => keepPinMisses(tx, { staffNo, stationId, count, lockedUntil }));
  }

  /** After a start only the file knows: what is left of a lock by the wall clock, and never more than an hour. */
  #known(): Map<string, Misses> {
    const { db, elapsed, now } = this.#options;
    if (this.#isRead || !db.isSetUp) return this.#misses;
    this.#isRead = true;
    const at = elapsed();
    for (const { staffNo, stationId, count, lockedUntil } of allPinMisses(db.read)) {
      const leftMs = Math.min(Math.max(0, (lockedUntil ?? 0) - now()), longestLockMs);
      this.#misses.set(keyOf(staffNo, stationId), { count, lockedUntil: at + leftMs, lastAt: at });
    }
    return this.#misses;
  }
}

function keyOf(staffNo: string, stationId: string): string {
  return `${staffNo}\n${stationId}`;
}
