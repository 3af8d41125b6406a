import type { SiteStaff } from '../../core/model/site/schema.ts';
import { staffError } from '../../core/model/staff/errors.ts';
import { mayDo, needsMoreThanANumber } from '../../core/model/staff/permissions.ts';
import { credentialOf, setPinHash, staffWithPin } from '../../db/operational/credentials.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import type { RunOwn } from '../contract/commands.ts';
import type { Access, CardSignIn, Connection, LiveSession, OpenedSession } from '../contract/connection.ts';
import type { NewId } from '../contract/time.ts';
import { PinGate } from './pin-gate.ts';
import { hashPin, hashPinNow } from './pins.ts';
import { Sessions } from './sessions.ts';
import { Stations } from './stations.ts';
import { type Touch, Touches } from './touches.ts';
import { TypedCards } from './typed-cards.ts';

export interface SignInOptions {
  db: StoreDatabase;
  /** The wall clock, UTC ms. */
  now(): number;
  /** Milliseconds on a clock that never jumps: locks and idle screens count by it. */
  elapsed(): number;
  newId: NewId;
  /** Of the hash of a PIN, 16 bytes; the system's random ones unless given. */
  salt?: (() => Uint8Array) | undefined;
  /** Journals who came and who was refused. */
  record: RunOwn;
}

/** Who may work at a screen: PINs, sessions, paired stations. */
export class SignIn implements Access {
  readonly sessions: Sessions;
  readonly stations: Stations;
  readonly touches = new Touches();
  readonly typedCards: { admit(stationId: string): void; missed(stationId: string): void };
  readonly #options: SignInOptions;
  readonly #pins: PinGate;
  readonly #listeners = new Set<() => void>();

  constructor(options: SignInOptions) {
    this.#options = options;
    this.#pins = new PinGate(options);
    this.sessions = new Sessions({ ...options, onChange: () => this.tellChange() });
    this.stations = new Stations(options);
    const tries = new TypedCards(options.elapsed);
    this.typedCards = {
      admit: (stationId) => tries.admit(stationId),
      missed: (stationId) => {
        const code = tries.missed(stationId) ? 'CARD_TRIES' : 'CARD_UNKNOWN';
        const refusal = { place: stationId, roomNo: null, card: '', who: null, code };
        options.record('swipe.refuse', refusal, 'system', stationId);
      },
    };
  }

  isTrusted(connection: Connection): boolean {
    return this.stations.isTrusted(connection);
  }

  sessionOn(connection: Connection): LiveSession | null {
    return this.isTrusted(connection) ? this.sessions.of(connection) : null;
  }

  use(connection: Connection): void {
    this.sessions.use(connection);
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The settings changed: numbers may have passed on. */
  siteChanged(): void {
    this.#pins.readAgain();
    this.tellChange();
  }

  /** Somebody's rights may have changed: a role, a number, a session, a pairing. */
  tellChange(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** Throws as `prove`. */
  async withPin(connection: Connection, staffNo: string, pin: string, signal?: AbortSignal): Promise<OpenedSession> {
    return this.sessions.open(connection, await this.prove(connection, staffNo, pin, signal), 'pin');
  }

  /** Whose number and PIN these are, without a session. Throws PIN_WRONG, PIN_LOCKED, PIN_BUSY. */
  prove(connection: Connection, staffNo: string, pin: string, signal?: AbortSignal): Promise<SiteStaff> {
    return this.#pins.check(connection, staffNo, pin, signal);
  }

  /** Waits for a card of staff while nobody is signed in on the connection. Returns how to stop. */
  waitToSignIn(connection: Connection, listener: (came: CardSignIn) => void): () => void {
    return this.touches.wait('sign-in', connection, {
      waitsFor: ({ uid }) => this.#isOfStaff(uid) && this.isTrusted(connection) && this.sessionOn(connection) === null,
      take: (touch) => {
        const came = this.#withCard(connection, touch);
        if (came) listener(came);
      },
      refuse: () => listener({ kind: 'several' }),
    });
  }

  /** Waits for the card of whoever has locked the screen, which then goes on. Returns how to stop. */
  waitToUnlock(connection: Connection): () => void {
    const waitsFor = ({ uid, isHeld }: Touch) => {
      const session = this.sessionOn(connection);
      const holder = this.#options.db.state.site.cards.get(uid);
      if (!session?.isLocked || holder?.kind !== 'staff' || holder.staff.no !== session.staffNo) return false;
      return isHeld || !needsMoreThanANumber(session.role);
    };
    const take = () => this.sessions.unlock(connection);
    return this.touches.wait('unlock', connection, { waitsFor, take, refuse: () => {} });
  }

  /** A card of staff, or one that was reported lost. */
  #isOfStaff(uid: string): boolean {
    const { cards, lostCards } = this.#options.db.state.site;
    return cards.get(uid)?.kind === 'staff' || lostCards.get(uid)?.holder === 'staff';
  }

  /**
   * What a card does at a screen where nobody is signed in: opens a session, or asks for the PIN where only a number was
   * sent and the role may too much for that. Null for one that was reported lost.
   */
  #withCard(connection: Connection, { uid, isHeld }: Touch): CardSignIn | null {
    const { site } = this.#options.db.state;
    const lost = site.lostCards.get(uid);
    if (lost?.holder === 'staff') {
      const refusal = { staffNo: lost.no, code: 'CARD_BLOCKED' } as const;
      this.#options.record('staff.recordRefusal', refusal, 'system', connection.stationId);
    }
    const holder = site.cards.get(uid);
    if (holder?.kind !== 'staff') return null;
    if (!isHeld && needsMoreThanANumber(holder.staff.role)) return { kind: 'pin' };
    return { kind: 'in', session: this.sessions.open(connection, holder.staff, 'card') };
  }

  /** Opens a session for somebody whom another store has let in already. Throws STAFF_UNKNOWN. */
  as(connection: Connection, staffNo: string, by: 'pin' | 'card'): OpenedSession {
    return this.sessions.open(connection, this.#staff(staffNo), by);
  }

  /** A locked screen goes on where it was, for the person of its session only. Throws NOT_SIGNED_IN and as `prove`. */
  async unlock(connection: Connection, pin: string, signal?: AbortSignal): Promise<void> {
    const session = this.sessionOn(connection);
    if (!session) throw staffError('NOT_SIGNED_IN');
    await this.prove(connection, session.staffNo, pin, signal);
    this.sessions.unlock(connection);
  }

  /**
   * Sets a PIN and signs that person out everywhere else. `ownPin`: of whoever sets it, as an open screen alone proves
   * nobody. Throws NOT_SIGNED_IN, PIN_NONE, STAFF_UNKNOWN and as `prove`.
   */
  async setPin(
    connection: Connection,
    { staffNo, pin, ownPin }: { staffNo: string; pin: string; ownPin: string },
    signal?: AbortSignal,
  ): Promise<void> {
    const { db } = this.#options;
    const session = this.sessionOn(connection);
    if (!session) throw staffError('NOT_SIGNED_IN');
    this.#staff(staffNo);
    if (!credentialOf(db.read, session.staffNo)) throw staffError('PIN_NONE');
    await this.prove(connection, session.staffNo, ownPin, signal);
    const hash = await hashPin(pin, this.#options.salt?.());
    // Whoever it was may be nobody any more.
    if (this.sessionOn(connection)?.staffNo !== session.staffNo) throw staffError('NOT_SIGNED_IN');
    this.#takePin(staffNo, hash, session.staffNo, connection);
  }

  /** Gives somebody a PIN from outside of any screen, with the rights over the store's files. Throws STAFF_UNKNOWN. */
  async givePin(staffNo: string, pin: string, stationId: string): Promise<void> {
    this.#staff(staffNo);
    this.#takePin(staffNo, await hashPin(pin, this.#options.salt?.()), 'system', {
      stationId,
      isOwn: true,
      sessionToken: null,
    });
  }

  #takePin(staffNo: string, hash: string, actor: string, from: Connection): void {
    const { db, record } = this.#options;
    db.transact((tx) => setPinHash(tx, staffNo, hash));
    this.#pins.forget(staffNo);
    record('staff.recordPin', { staffNo }, actor, from.stationId);
    this.sessions.endWhere((row) => row.staffNo === staffNo, 'new-pin', from);
  }

  /** The first manager's PIN of a new store. Throws PIN_ALREADY_SET, NOT_ALLOWED, STAFF_UNKNOWN. */
  async setFirstPin(connection: Connection, staffNo: string, pin: string): Promise<OpenedSession> {
    const staff = this.#staff(staffNo);
    if (!mayDo(staff.role, 'staff.pin')) throw staffError('NOT_ALLOWED', { permission: 'staff.pin' });
    if (!this.needsFirstPin()) throw staffError('PIN_ALREADY_SET');
    const hash = await hashPin(pin, this.#options.salt?.());
    this.#options.db.transact((tx) => {
      if (!this.needsFirstPin()) throw staffError('PIN_ALREADY_SET');
      setPinHash(tx, staffNo, hash);
    });
    this.#options.record('staff.recordPin', { staffNo }, 'system', connection.stationId);
    return this.sessions.open(connection, staff, 'pin');
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
    const hashes = new Map([...new Set(pins.values())].map((pin) => [pin, hashPinNow(pin, this.#options.salt?.())]));
    this.#options.db.transact((tx) => {
      for (const [staffNo, pin] of pins)
        setPinHash(tx, staffNo, hashes.get(pin) ?? hashPinNow(pin, this.#options.salt?.()));
    });
  }

  /** Takes a pairing back; whoever is signed in there is signed out. Throws STATION_UNKNOWN. */
  revoke(connection: Connection, stationId: string): void {
    this.stations.revoke(stationId, this.sessionOn(connection)?.staffNo ?? 'system', connection.stationId);
    this.sessions.endWhere((row) => row.stationId === stationId, 'revoked', connection);
    this.tellChange();
  }

  #staff(staffNo: string): SiteStaff {
    const staff = this.#options.db.state.site.staff.get(staffNo);
    if (!staff) throw staffError('STAFF_UNKNOWN', { staffNo });
    return staff;
  }
}
