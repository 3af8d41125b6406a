import { siteError } from '../../../core/model/site/errors.ts';
import type { StoreDatabase } from '../../../db/store-database.ts';
import { renderSvg } from '../../../hardware/printer/render.ts';
import type { Scheduler, TimerHandle } from '../../../hardware/scheduler.ts';
import {
  type CardSignIn,
  type Connection,
  type LiveSession,
  type OpenedSession,
  ownStationId,
} from '../../contract/connection.ts';
import { qrCode } from '../../paper/markup.ts';
import type { SignIn } from '../../people/sign-in.ts';
import type { SessionService } from './service.ts';
import type { NetworkView, PairingView, ScreenState, StationsView, Welcome } from './views.ts';
import { welcomeOf } from './welcome.ts';

export interface SessionDeskOptions {
  db: StoreDatabase;
  people: SignIn;
  scheduler: Scheduler;
  isPractice: boolean;
  /** How other machines find the store. */
  network?: (() => NetworkView | null) | undefined;
}

/** The store's door: who is asked in, by PIN or by the card at the own station's reader, and which screens belong to it. */
export class SessionDesk implements SessionService {
  readonly #options: SessionDeskOptions;

  constructor(options: SessionDeskOptions) {
    this.#options = options;
  }

  isTrusted(connection: Connection): boolean {
    return this.#options.people.isTrusted(connection);
  }

  sessionOn(connection: Connection): LiveSession | null {
    return this.#options.people.sessionOn(connection);
  }

  use(connection: Connection): void {
    this.#options.people.use(connection);
  }

  onChange(listener: () => void): () => void {
    return this.#options.people.onChange(listener);
  }

  welcome(connection: Connection): Welcome {
    const { db, people, isPractice } = this.#options;
    return welcomeOf(db, {
      isPractice,
      needsFirstPin: () => people.needsFirstPin(),
      needsPairing: !people.isTrusted(connection),
      lostPairing: people.stations.lost(connection),
      session: people.sessionOn(connection),
    });
  }

  signIn(connection: Connection, staffNo: string, pin: string, signal?: AbortSignal): Promise<OpenedSession> {
    return this.#options.people.withPin(connection, staffNo, pin, signal);
  }

  signOut(connection: Connection): void {
    this.#options.people.sessions.end(connection);
  }

  resume(connection: Connection, sessionToken: string): void {
    this.#options.people.sessions.resume(connection, sessionToken);
  }

  setFirstPin(connection: Connection, staffNo: string, pin: string): Promise<OpenedSession> {
    return this.#options.people.setFirstPin(connection, staffNo, pin);
  }

  setPin(
    connection: Connection,
    pins: { staffNo: string; pin: string; ownPin: string },
    signal?: AbortSignal,
  ): Promise<void> {
    return this.#options.people.setPin(connection, pins, signal);
  }

  lock(connection: Connection): void {
    this.#options.people.sessions.lock(connection);
  }

  unlock(connection: Connection, pin: string, signal?: AbortSignal): Promise<void> {
    return this.#options.people.unlock(connection, pin, signal);
  }

  onCardSignIn(connection: Connection, listener: (came: CardSignIn) => void): () => void {
    return this.#options.people.waitToSignIn(connection, listener);
  }

  onState(connection: Connection, listener: (state: ScreenState) => void): () => void {
    const { people, scheduler } = this.#options;
    let last = '';
    let timer: TimerHandle | undefined;
    const look = () => {
      scheduler.clearTimeout(timer);
      const locksInMs = people.sessions.locksInMs(connection);
      // What is used meanwhile locks later: the look then finds it so and waits on.
      if (locksInMs !== null) timer = scheduler.setTimeout(look, locksInMs + 1);
      const state = this.#stateOf(connection);
      const text = JSON.stringify(state);
      if (text !== last) listener(state);
      last = text;
    };
    const stops = [people.onChange(look), people.waitToUnlock(connection)];
    look();
    return () => {
      for (const stop of stops) stop();
      scheduler.clearTimeout(timer);
    };
  }

  #stateOf(connection: Connection): ScreenState {
    const live = this.sessionOn(connection);
    if (!live) {
      const ended = this.#options.people.sessions.whyEnded(connection);
      return { isTrusted: this.isTrusted(connection), session: null, isLocked: false, ended };
    }
    const { isLocked, ...session } = live;
    return { isTrusted: true, session, isLocked, ended: null };
  }

  stations(connection: Connection): StationsView {
    const { db, people } = this.#options;
    const own = people.sessions.idOn(connection);
    return {
      stations: [
        { id: ownStationId, name: null, pairedAt: null, revokedAt: null },
        ...people.stations
          .all()
          .map(({ id, name, createdAt, revokedAt }) => ({ id, name, pairedAt: createdAt, revokedAt })),
      ],
      sessions: people.sessions.all().map(({ id, staffNo, stationId, createdAt, lastSeenAt, isLocked }) => {
        const staff = db.state.site.staff.get(staffNo);
        return {
          ...{ id, staffNo, name: staff?.name ?? '', role: staff?.role ?? 'cleaner' },
          ...{ stationId, since: createdAt, lastUsedAt: lastSeenAt, isLocked, isOwn: id === own },
        };
      }),
      network: this.#options.network?.() ?? null,
    };
  }

  endSession(connection: Connection, sessionId: string): void {
    this.#options.people.sessions.endById(sessionId, connection);
  }

  revokeStation(connection: Connection, stationId: string): void {
    this.#options.people.revoke(connection, stationId);
  }

  /** The settings changed: somebody may have another role or number, or have left. */
  siteChanged(): void {
    this.#options.people.siteChanged();
  }

  /** Signs in whoever is signed in at the real store. Gives the token. Throws STAFF_UNKNOWN. */
  signInAs(connection: Connection, staffNo: string): string {
    return this.#options.people.as(connection, staffNo, 'pin').token;
  }

  /** Throws PRACTICE_NOT_HERE: who pairs in a practice would be paired with nothing. */
  pairingCode(connection: Connection): PairingView {
    const { people, isPractice, network } = this.#options;
    if (isPractice) throw siteError('PRACTICE_NOT_HERE');
    const code = people.stations.pairingCode(people.sessionOn(connection)?.staffNo ?? 'system');
    const where = network?.() ?? null;
    return { ...code, qrSvg: qrOf(where), network: where };
  }

  pair({ address = '' }: Connection, code: string, name: string): { stationToken: string } {
    return this.#options.people.stations.pair(code, name, address);
  }

  stationOf(stationToken: string): { stationId: string } | null {
    const station = this.#options.people.stations.of(stationToken);
    return station && { stationId: station.id };
  }
}

/** In plain text: a device that does not know the store yet can open no other. */
function qrOf(network: NetworkView | null): string | null {
  const [address] = network?.addresses ?? [];
  const [markup] = address === undefined ? [] : qrCode(`http://${address}/`);
  return markup === undefined ? null : renderSvg(markup, { paperMm: 58 });
}
