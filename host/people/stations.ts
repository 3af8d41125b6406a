import { randomInt } from 'node:crypto';
import { lookOf } from '../../core/kernel/look.ts';
import { minuteMs } from '../../core/kernel/time.ts';
import { staffError } from '../../core/model/staff/errors.ts';
import {
  addStation,
  allStations,
  anyStationWithToken,
  revokeStation,
  type Station,
  stationWithId,
  stationWithToken,
} from '../../db/operational/stations.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import type { RunOwn } from '../contract/commands.ts';
import type { Connection } from '../contract/connection.ts';
import type { NewId } from '../contract/time.ts';
import { hashOf, newToken } from './tokens.ts';

const pairingMs = 10 * minuteMs;
/** Wrong codes from one address, and from all together: a stranger who guesses does not void it for others at once. */
const triesPerAddress = 5;
const triesInAll = 50;
/** Names that the journal has for what is no paired screen. */
const reservedNames = new Set(['desk', 'store', 'setup', 'system', 'duty', 'office', 'unpaired', 'practice', '前台']);

export interface StationsOptions {
  db: StoreDatabase;
  /** Milliseconds on a clock that never jumps. */
  elapsed(): number;
  /** The wall clock, UTC ms. */
  now(): number;
  newId: NewId;
  record: RunOwn;
}

interface Pairing {
  code: string;
  /** Who asked for it. */
  by: string;
  /** On the clock that never jumps. */
  until: number;
  tries: Map<string, number>;
}

/** The screens that belong to the store. A station is its id; its name is for people only. */
export class Stations {
  readonly #options: StationsOptions;
  #pairing: Pairing | null = null;

  constructor(options: StationsOptions) {
    this.#options = options;
  }

  /** A code that lets one other screen in; a new one takes the place of the old. `by`: staff number. */
  pairingCode(by: string): { code: string; expiresAt: number } {
    const { elapsed, now } = this.#options;
    const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
    this.#pairing = { code, by, until: elapsed() + pairingMs, tries: new Map() };
    return { code, expiresAt: now() + pairingMs };
  }

  /**
   * Lets the screen in that shows the code. Throws PAIRING_CODE_WRONG, also for the right one after five wrong ones of
   * this address; STATION_NAME_TAKEN, STATION_NAME_RESERVED, with which the code stays good.
   */
  pair(code: string, name: string, address: string): { stationToken: string } {
    const { db, elapsed, now, newId, record } = this.#options;
    const pairing = this.#pairing;
    const tries = pairing?.tries.get(address) ?? 0;
    if (
      !pairing ||
      elapsed() > pairing.until ||
      tries >= triesPerAddress ||
      pairing.code !== code.replaceAll(/[\s-]/g, '')
    ) {
      if (pairing) this.#missed(pairing, address);
      throw staffError('PAIRING_CODE_WRONG');
    }
    if (!/^[\p{L}\p{N}][\p{L}\p{N} ._·-]*$/u.test(name)) throw staffError('STATION_NAME_RESERVED', { name });
    const same = (other: string) => lookOf(other) === lookOf(name);
    if ([...reservedNames].some(same)) throw staffError('STATION_NAME_RESERVED', { name });
    const other = this.all().find((station) => station.revokedAt === null && same(station.name));
    if (other) throw staffError('STATION_NAME_TAKEN', { name: other.name });
    this.#pairing = null;
    const stationToken = newToken();
    const id = newId();
    db.transact((tx) => addStation(tx, { id, tokenHash: hashOf(stationToken), name, createdAt: now() }));
    record('staff.recordPairing', { stationId: id, name }, pairing.by, id);
    return { stationToken };
  }

  /** What became of the pairing that a screen showed; null where it showed none, or it holds. */
  lost({ stationToken }: Connection): { why: 'revoked'; name: string; at: number } | { why: 'unknown' } | null {
    if (stationToken === undefined) return null;
    const station = anyStationWithToken(this.#options.db.read, hashOf(stationToken));
    if (!station) return { why: 'unknown' };
    const { name, revokedAt } = station;
    return revokedAt === null ? null : { why: 'revoked', name, at: revokedAt };
  }

  /** Null for a token never given or taken back. */
  of(stationToken: string): Station | null {
    return stationWithToken(this.#options.db.read, hashOf(stationToken));
  }

  /** Whether the screen is of this machine, or its pairing still holds. */
  isTrusted({ isOwn, stationId }: Connection): boolean {
    const station = stationWithId(this.#options.db.read, stationId);
    // A pairing that was taken back is no way in, on whatever machine.
    return station ? station.revokedAt === null : isOwn;
  }

  /** By time of pairing, those taken back too. */
  all(): Station[] {
    return allStations(this.#options.db.read);
  }

  /** Takes a pairing back. Throws STATION_UNKNOWN, also for one that was taken back before. */
  revoke(stationId: string, actor: string, from: string): void {
    const { db, now, record } = this.#options;
    const station = stationWithId(db.read, stationId);
    if (!station || station.revokedAt !== null) throw staffError('STATION_UNKNOWN');
    db.transact((tx) => revokeStation(tx, stationId, now()));
    record('staff.recordUnpairing', { stationId, name: station.name }, actor, from);
  }

  #missed(pairing: Pairing, address: string): void {
    pairing.tries.set(address, (pairing.tries.get(address) ?? 0) + 1);
    const all = [...pairing.tries.values()].reduce((sum, tries) => sum + tries, 0);
    if (all >= triesInAll) this.#pairing = null;
  }
}
