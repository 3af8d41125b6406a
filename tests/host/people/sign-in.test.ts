import { describe, expect, it } from 'vitest';
import { StoreError } from '../../../core/kernel/error.ts';
import type { Site } from '../../../core/model/site/schema.ts';
import { versionOf } from '../../../core/model/site/settings.ts';
import { removeCredential, setPinHash } from '../../../db/operational/credentials.ts';
import type { Connection } from '../../../host/contract/connection.ts';

import { hashPinNow } from '../../../host/people/pins.ts';
import { SignIn } from '../../../host/people/sign-in.ts';
import { codeOf } from '../code-of.ts';
import { TestStore } from '../test-store.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const connection = (stationId = 'desk'): Connection => ({ stationId, trusted: true, session: null });

/** Made once: hashing is slow on purpose. */
const hashes = [
  ['M01', hashPinNow('735019')],
  ['R01', hashPinNow('1234')],
] as const;

/** A store whose manager M01 has the PIN 735019 and receptionist R01 the PIN 1234. */
function withPeople() {
  const store = new TestStore();
  const people = new SignIn({
    db: store.db,
    now: () => store.at,
    newId: () => store.newId(),
    record: (name, data, actor, station) => void store.act(name, data, actor, station),
  });
  store.db.transact((tx) => {
    for (const [staffNo, hash] of hashes) setPinHash(tx, staffNo, hash);
  });
  const wrong = (staffNo = 'R01', pin = '9999') => answerOf(people.withPin(connection(), staffNo, pin));
  return { store, people, wrong };
}

async function answerOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return 'in';
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return error.code === 'PIN_LOCKED' ? [error.code, error.context.minutes] : error.code;
  }
}

describe('signing in', () => {
  it('by PIN opens a session on the connection and is written down without the PIN', async () => {
    const { store, people } = withPeople();
    const desk = connection();
    const session = await people.withPin(desk, 'M01', '735019');
    expect(desk.session).toEqual(session);
    expect(session).toMatchObject({ staffNo: 'M01', role: 'manager' });
    expect(session.permissions).toContain('staff.pin');
    expect(store.eventsOf('staff.signedIn')).toEqual([{ staffNo: 'M01', by: 'pin', actor: 'M01', station: 'desk' }]);
  });

  it('answers an unknown number, one without a PIN and a wrong PIN the same way', async () => {
    const { store, wrong } = withPeople();
    expect([await wrong('X99'), await wrong('R02'), await wrong('R01')]).toEqual([
      'PIN_WRONG',
      'PIN_WRONG',
      'PIN_WRONG',
    ]);
    // Only the one who exists and has a PIN can be locked, so only that one is counted.
    expect(store.eventsOf('staff.signInRefused').map((event) => event.staffNo)).toEqual(['R01']);
  });

  it('by card is for staff only', () => {
    const { store, people } = withPeople();
    expect(people.withCard(connection(), store.cardOf('R01'))).toMatchObject({ staffNo: 'R01', role: 'receptionist' });
    expect(people.withCard(connection(), store.cardOf('1'))).toBeNull();
    expect(people.withCard(connection(), '04FFFFFFFFFFFF')).toBeNull();
  });

  it('ends with the sign-out, also for whoever kept the token', async () => {
    const { store, people } = withPeople();
    const desk = connection();
    const { token } = await people.withPin(desk, 'R01', '1234');
    people.signOut(desk);
    people.signOut(desk);
    const again = connection();
    people.resume(again, token);
    expect([desk.session, again.session]).toEqual([null, null]);
    expect(store.eventsOf('staff.signedOut').length).toBe(1);
  });
});

describe('the lock after wrong PINs', () => {
  it('comes with the fifth, holds a minute even against the right one, and doubles with each further miss', async () => {
    const { store, people, wrong } = withPeople();
    for (let miss = 1; miss <= 5; miss += 1) expect(await wrong()).toBe('PIN_WRONG');
    expect(await answerOf(people.withPin(connection(), 'R01', '1234'))).toEqual(['PIN_LOCKED', 1]);
    store.at += minuteMs - 1;
    expect(await wrong()).toEqual(['PIN_LOCKED', 1]);
    store.at += 1;
    expect(await wrong()).toBe('PIN_WRONG');
    expect(await wrong()).toEqual(['PIN_LOCKED', 2]);
    for (const minutes of [4, 8, 16, 32, 60, 60]) {
      store.at += hourMs;
      await wrong();
      expect(await wrong()).toEqual(['PIN_LOCKED', minutes]);
    }
    // Nobody else is locked out by that.
    expect(await answerOf(people.withPin(connection(), 'M01', '735019'))).toBe('in');
  });

  it('is forgotten with the right PIN', async () => {
    const { people, wrong } = withPeople();
    for (let round = 0; round < 2; round += 1) {
      for (let miss = 1; miss <= 4; miss += 1) await wrong();
      expect(await answerOf(people.withPin(connection(), 'R01', '1234'))).toBe('in');
    }
  });

  it('cannot be run past by guessing side by side', async () => {
    const { store, people, wrong } = withPeople();
    const answers = await Promise.all(Array.from({ length: 7 }, () => wrong()));
    expect(answers.filter((answer) => answer === 'PIN_WRONG').length).toBe(5);
    expect(store.eventsOf('staff.signInRefused').length).toBe(5);
    expect(await answerOf(people.withPin(connection(), 'R01', '1234'))).toEqual(['PIN_LOCKED', 1]);
  });
});

describe('a session', () => {
  it('goes on when the connection comes anew, and ends when nobody used it for sixteen hours', async () => {
    const { store, people } = withPeople();
    const { token } = await people.withPin(connection(), 'R01', '1234');
    const resumed = () => {
      const again = connection('desk 2');
      people.resume(again, token);
      return again.session?.staffNo ?? null;
    };
    store.at += 16 * hourMs;
    expect(resumed()).toBe('R01');
    // Used just now, it lasts again.
    store.at += 16 * hourMs;
    expect(resumed()).toBe('R01');
    store.at += 16 * hourMs + 1;
    expect(resumed()).toBeNull();
  });

  it('is not opened by a token made up, nor for somebody who is no longer staff', async () => {
    const { store, people } = withPeople();
    const { token } = await people.withPin(connection(), 'R01', '1234');
    const { site } = store.state.site;
    store.act('site.import', { site: { ...site, staff: site.staff.filter(({ no }) => no !== 'R01') }, demo: true });
    for (const text of [token, '', 'x', token.toLowerCase()]) {
      const again = connection();
      people.resume(again, text);
      expect(again.session).toBeNull();
    }
  });

  it('of others ends when the PIN changes, the own one stays', async () => {
    const { people } = withPeople();
    const desk = connection();
    const elsewhere = connection('desk 2');
    const other = await people.withPin(elsewhere, 'R01', '1234');
    const own = await people.withPin(desk, 'R01', '1234');
    await people.setPin(desk, 'R01', '567890');
    // A screen that is open somewhere has to sign in anew, this one goes on.
    expect([desk.session?.staffNo, elsewhere.session]).toEqual(['R01', null]);
    const resumed = (token: string) => {
      const again = connection();
      people.resume(again, token);
      return again.session?.staffNo ?? null;
    };
    expect([resumed(own.token), resumed(other.token)]).toEqual(['R01', null]);
    expect(await answerOf(people.withPin(connection(), 'R01', '1234'))).toBe('PIN_WRONG');
    expect(await answerOf(people.withPin(connection(), 'R01', '567890'))).toBe('in');
    expect(await answerOf(people.setPin(desk, 'X99', '1111'))).toBe('STAFF_UNKNOWN');
  });
});

describe('the first PIN of a store', () => {
  const newStore = () => {
    const store = new TestStore();
    const people = new SignIn({
      db: store.db,
      now: () => store.at,
      newId: () => store.newId(),
      record: (name, data, actor, station) => void store.act(name, data, actor, station),
    });
    return { store, people };
  };

  it('is given once, to somebody who may give PINs', async () => {
    const { store, people } = newStore();
    expect(people.needsFirstPin()).toBe(true);
    const first = (staffNo: string) => answerOf(people.setFirstPin(connection(), staffNo, '2468'));
    expect(await first('X99')).toBe('STAFF_UNKNOWN');
    expect(await first('R01')).toBe('NOT_ALLOWED');
    expect(await first('M01')).toBe('in');
    expect(people.needsFirstPin()).toBe(false);
    expect(await first('M02')).toBe('PIN_ALREADY_SET');
    expect(store.eventsOf('staff.pinSet').map((event) => event.staffNo)).toEqual(['M01']);
    expect(await answerOf(people.withPin(connection(), 'M01', '2468'))).toBe('in');
  });

  it('goes to one of two who ask at the same time', async () => {
    const { people } = newStore();
    const answers = await Promise.all(
      ['M01', 'M02'].map((no) => answerOf(people.setFirstPin(connection(), no, '2468'))),
    );
    expect(answers.toSorted()).toEqual(['PIN_ALREADY_SET', 'in']);
  });

  it('is still missing when only others have one', () => {
    const { store, people } = newStore();
    people.adoptPins(new Map([['R01', '1234']]));
    store.act('staff.recordPin', { staffNo: 'R01' });
    expect(people.needsFirstPin()).toBe(true);
  });

  /** The staff of the store otherwise, by whoever sets people. */
  const setStaff = (store: TestStore, change: (staff: Site['staff']) => Site['staff']) => {
    const { technicians, groups, staff } = store.state.site.site;
    const basedOn = versionOf(store.state.settings, 'people');
    store.act('settings.setPeople', { basedOn, value: { groups, technicians, staff: change(staff) } });
  };
  const anew = (no: string, card: string) => ({ no, name: '新店长', role: 'manager' as const, card });

  it('is not open again when no manager has one any more: whoever had it left, changed roles, lost it', async () => {
    const { store, people } = newStore();
    await people.setFirstPin(connection(), 'M01', '2468');
    await people.setPin(connection(), 'M02', '8642');
    setStaff(store, (staff) => staff.map((one) => (one.no === 'M01' ? anew('M01', '0A0B0C0D') : one)));
    expect(await answerOf(people.withPin(connection(), 'M01', '2468'))).toBe('PIN_WRONG');
    const first = (no: string) => answerOf(people.setFirstPin(connection(), no, '1111'));
    expect(await first('M01')).toBe('PIN_ALREADY_SET');
    // What a version before let happen: the only one left with a PIN has gone.
    store.db.transact((tx) => removeCredential(tx, 'M02'));
    expect(people.needsFirstPin()).toBe(false);
    expect([await first('M01'), await first('M02')]).toEqual(['PIN_ALREADY_SET', 'PIN_ALREADY_SET']);
  });

  it('leaves a manager who has one: another without cannot be all that is left', async () => {
    const fresh = newStore();
    // Nobody has one yet: any manager may go as long as one stays.
    setStaff(fresh.store, (staff) => staff.filter(({ no }) => no !== 'M01'));
    const { store, people } = newStore();
    await people.setFirstPin(connection(), 'M01', '2468');
    const others = (staff: Site['staff']) => staff.filter(({ no }) => no !== 'M01');
    expect(codeOf(() => setStaff(store, others))).toBe('SITE_MANAGER_STAYS');
    const passedOn = (staff: Site['staff']) => [...others(staff), anew('M01', '0A0B0C0D')];
    expect(codeOf(() => setStaff(store, passedOn))).toBe('SITE_MANAGER_STAYS');
    const demoted = (staff: Site['staff']) =>
      staff.map((one) => (one.no === 'M01' ? { ...one, role: 'cook' as const } : one));
    expect(codeOf(() => setStaff(store, demoted))).toBe('SITE_MANAGER_STAYS');
    await people.setPin(connection(), 'M02', '8642');
    setStaff(store, others);
    expect(await answerOf(people.withPin(connection(), 'M02', '8642'))).toBe('in');
  });
});

describe('pairing another screen', () => {
  const pairing = () => {
    const { store, people } = withPeople();
    const { code, expiresAt } = people.pairingCode();
    const other = code === '000000' ? '000001' : '000000';
    const pair = (given: string) => {
      try {
        return people.pair(given, 'cashier 2').stationToken;
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        return error.code;
      }
    };
    return { store, people, code, other, expiresAt, pair };
  };

  it('takes the code once and gives a token that names the station', () => {
    const { people, code, pair } = pairing();
    expect(code).toMatch(/^\d{6}$/);
    const token = pair(code);
    expect(people.stationOf(token)).toEqual({ stationId: 'cashier 2' });
    expect(pair(code)).toBe('PAIRING_CODE_WRONG');
    expect(people.stationOf('made up')).toBeNull();
  });

  it('is void after five wrong codes, though the sixth is right', () => {
    const { code, other, pair } = pairing();
    for (let miss = 1; miss <= 4; miss += 1) expect(pair(other)).toBe('PAIRING_CODE_WRONG');
    expect(pair(other)).toBe('PAIRING_CODE_WRONG');
    expect(pair(code)).toBe('PAIRING_CODE_WRONG');
  });

  it('survives four, and is too old after ten minutes', () => {
    const first = pairing();
    for (let miss = 1; miss <= 4; miss += 1) first.pair(first.other);
    expect(first.pair(first.code)).not.toBe('PAIRING_CODE_WRONG');
    const second = pairing();
    second.store.at = second.expiresAt + 1;
    expect(second.pair(second.code)).toBe('PAIRING_CODE_WRONG');
  });
});
