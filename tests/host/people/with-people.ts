import { StoreError } from '../../../core/kernel/error.ts';
import { setPinHash } from '../../../db/operational/credentials.ts';
import type { Connection } from '../../../host/contract/connection.ts';
import { hashPinNow } from '../../../host/people/pins.ts';
import { SignIn } from '../../../host/people/sign-in.ts';
import { TestStore } from '../test-store.ts';

export const connection = (stationId = 'desk'): Connection => ({ stationId, isOwn: true, sessionToken: null });
export const paired = (stationId: string): Connection => ({ ...connection(stationId), isOwn: false });

/** Made once: hashing is slow on purpose. */
const hashes = [
  ['M01', hashPinNow('735019')],
  ['R01', hashPinNow('1234')],
] as const;

/** A store whose manager M01 has the PIN 735019 and receptionist R01 the PIN 1234. */
export function withPeople() {
  /** How far somebody set the computer's clock, which elapsed time does not follow. */
  const wallJump = { ms: 0 };
  const store = new TestStore();
  const people = new SignIn({
    db: store.db,
    now: () => store.at,
    elapsed: () => store.at - wallJump.ms,
    newId: () => store.newId(),
    record: (name, data, actor, station) => void store.act(name, data, actor, station),
  });
  store.db.transact((tx) => {
    for (const [staffNo, hash] of hashes) setPinHash(tx, staffNo, hash);
  });
  const wrong = (staffNo = 'R01', pin = '9999', at = 'desk') => answerOf(people.withPin(connection(at), staffNo, pin));
  const setTheClock = (ms: number) => {
    store.at += ms;
    wallJump.ms += ms;
  };
  const staffAt = (token: string, at = 'desk') => {
    const again = connection(at);
    people.sessions.resume(again, token);
    return people.sessionOn(again)?.staffNo ?? null;
  };
  return { store, people, wrong, setTheClock, staffAt };
}

export async function answerOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return 'in';
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return error.code === 'PIN_LOCKED' ? [error.code, error.context.minutes] : error.code;
  }
}
