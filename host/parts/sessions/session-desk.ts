import { siteError } from '../../../core/model/site/errors.ts';
import { staffError } from '../../../core/model/staff/errors.ts';
import type { StoreDatabase } from '../../../db/store-database.ts';
import type { Connection, OpenedSession } from '../../contract/connection.ts';
import type { SignIn } from '../../people/sign-in.ts';
import type { SessionService } from './service.ts';
import type { Welcome } from './views.ts';
import { welcomeOf } from './welcome.ts';

export interface SessionDeskOptions {
  db: StoreDatabase;
  people: SignIn;
  isPractice: boolean;
}

/** The store's door: who is asked in, by PIN or by the card at the own station's reader, and which screens belong to it. */
export class SessionDesk implements SessionService {
  readonly #options: SessionDeskOptions;
  readonly #cardListeners = new Set<(uid: string, stationId: string) => void>();

  constructor(options: SessionDeskOptions) {
    this.#options = options;
  }

  welcome(connection: Connection): Welcome {
    const { db, people, isPractice } = this.#options;
    return welcomeOf(db, connection, { isPractice, needsFirstPin: () => people.needsFirstPin() });
  }

  signIn(connection: Connection, staffNo: string, pin: string): Promise<OpenedSession> {
    return this.#options.people.withPin(connection, staffNo, pin);
  }

  signOut(connection: Connection): void {
    this.#options.people.signOut(connection);
  }

  resume(connection: Connection, sessionToken: string): void {
    const { db, people } = this.#options;
    if (db.isSetUp) people.resume(connection, sessionToken);
  }

  setFirstPin(connection: Connection, staffNo: string, pin: string): Promise<OpenedSession> {
    return this.#options.people.setFirstPin(connection, staffNo, pin);
  }

  setPin(connection: Connection, staffNo: string, pin: string): Promise<void> {
    return this.#options.people.setPin(connection, staffNo, pin);
  }

  onCardSignIn(connection: Connection, listener: (session: OpenedSession) => void): () => void {
    const onCard = (uid: string, stationId: string) => {
      // A card signs in where it was held, and nowhere else.
      if (stationId !== connection.stationId || connection.session !== null) return;
      const session = this.#options.people.withCard(connection, uid);
      if (session) listener(session);
    };
    this.#cardListeners.add(onCard);
    return () => this.#cardListeners.delete(onCard);
  }

  /** A card was held to the reader of a station. */
  cardHeld(uid: string, stationId: string): void {
    for (const listener of this.#cardListeners) listener(uid, stationId);
  }

  /** Signs in whoever is signed in at the real store. Gives the token. Throws STAFF_UNKNOWN. */
  signInAs(connection: Connection, staffNo: string): string {
    const card = this.#options.db.state.site.staff.get(staffNo)?.card;
    const signedIn = card === undefined ? null : this.#options.people.withCard(connection, card);
    if (!signedIn) throw staffError('STAFF_UNKNOWN', { staffNo });
    return signedIn.token;
  }

  /** Throws PRACTICE_NOT_HERE: who pairs in a practice would be paired with nothing. */
  pairingCode(): { code: string; expiresAt: number } {
    if (this.#options.isPractice) throw siteError('PRACTICE_NOT_HERE');
    return this.#options.people.pairingCode();
  }

  pair(code: string, name: string): { stationToken: string } {
    return this.#options.people.pair(code, name);
  }

  stationOf(stationToken: string): { stationId: string } | null {
    return this.#options.people.stationOf(stationToken);
  }
}
