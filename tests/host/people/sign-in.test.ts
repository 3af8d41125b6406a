import { describe, expect, it } from 'vitest';
import { StoreError } from '../../../core/kernel/error.ts';
import { hourMs, minuteMs } from '../../../core/kernel/time.ts';
import type { Site } from '../../../core/model/site/schema.ts';
import { versionOf } from '../../../core/model/site/settings.ts';
import { removeCredential } from '../../../db/operational/credentials.ts';
import type { CardSignIn, Connection } from '../../../host/contract/connection.ts';
import { SignIn } from '../../../host/people/sign-in.ts';
import type { Proof } from '../../../host/people/touches.ts';
import { codeOf } from '../code-of.ts';
import { TestStore } from '../test-store.ts';
import { answerOf, connection, paired, withPeople } from './with-people.ts';

describe('signing in', () => {
  it('by PIN opens a session on the connection and is written down without the PIN', async () => {
    const { store, people } = withPeople();
    const desk = connection();
    const session = await people.withPin(desk, 'M01', '735019');
    const { token, ...view } = session;
    expect(people.sessionOn(desk)).toEqual({ ...view, isLocked: false });
    expect(desk.sessionToken).toBe(token);
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

  it('by card is for staff only; a number that was only typed is too little for whoever may much', () => {
    const { store, people } = withPeople();
    const touch = (uid: string, isHeld = true) => {
      const came: CardSignIn[] = [];
      const stop = people.waitToSignIn(connection(), (each) => came.push(each));
      people.touches.offer({ uid, stationId: 'desk', isHeld });
      stop();
      return came[0] ?? null;
    };
    expect(touch(store.cardOf('R01'))).toMatchObject({ kind: 'in', session: { staffNo: 'R01', role: 'receptionist' } });
    expect(touch(store.cardOf('R01'), false)).toMatchObject({ kind: 'in' });
    expect(touch(store.cardOf('M01'), false)).toEqual({ kind: 'pin' });
    expect(touch(store.cardOf('M01'))).toMatchObject({ kind: 'in' });
    expect(touch(store.cardOf('1'))).toBeNull();
    expect(touch('04FFFFFFFFFFFF')).toBeNull();
  });

  it('of a touch is for one window, in which an approval comes before all; of several that wait none gets it', () => {
    const { store, people } = withPeople();
    const told: string[] = [];
    const wait = (proof: Proof, name: string, window: Connection, isOpen = true) =>
      people.touches.wait(proof, window, {
        waitsFor: () => isOpen,
        take: () => told.push(name),
        refuse: () => told.push(`not ${name}`),
      });
    const touch = (from?: Connection) =>
      people.touches.offer({ uid: store.cardOf('M01'), stationId: 'desk', isHeld: true, ...(from && { from }) });
    const front = connection();
    const hidden = connection();
    const stops = [
      wait('sign-in', 'front', front),
      wait('unlock', 'of somebody else', hidden, false),
      wait('approval', 'elsewhere', connection('office')),
    ];
    expect(touch()).toBe(true);
    stops.push(wait('approval', 'approval', front));
    touch();
    stops.push(wait('approval', 'hidden', hidden));
    expect(touch()).toBe(true);
    expect(touch(hidden)).toBe(true);
    for (const stop of stops) stop();
    expect(touch()).toBe(false);
    expect(told).toEqual(['front', 'approval', 'not front', 'not approval', 'not hidden', 'hidden']);
  });

  it('a locked screen goes on with the card of its person only, held', async () => {
    const { store, people } = withPeople();
    const desk = connection();
    await people.withPin(desk, 'M01', '735019');
    people.waitToUnlock(desk);
    const touch = (no: string, isHeld = true) =>
      people.touches.offer({ uid: store.cardOf(no), stationId: 'desk', isHeld });
    expect(touch('M01')).toBe(false);
    people.sessions.lock(desk);
    expect([touch('M02'), touch('1'), touch('M01', false), touch('M01')]).toEqual([false, false, false, true]);
    expect(people.sessionOn(desk)?.isLocked).toBe(false);
  });

  it('numbers nobody holds are written down, and after ten of one station not looked at for a while', () => {
    const { store, people } = withPeople();
    const { typedCards } = people;
    const miss = (at = 'desk') => {
      typedCards.admit(at);
      typedCards.missed(at);
    };
    for (let tries = 1; tries <= 10; tries += 1) miss();
    expect(() => miss()).toThrow('CARD_TRIES');
    miss('office');
    const codes = store.eventsOf('swipe.refused').map(({ code, card, place }) => [code, card, place]);
    expect(codes).toEqual([
      ...Array.from({ length: 9 }, () => ['CARD_UNKNOWN', '', 'desk']),
      ['CARD_TRIES', '', 'desk'],
      ['CARD_UNKNOWN', '', 'office'],
    ]);
    store.at += minuteMs;
    miss();
    // The same again is not listened to for twice as long; what was missed long ago is forgotten.
    for (let tries = 2; tries <= 10; tries += 1) miss();
    store.at += minuteMs;
    expect(() => miss()).toThrow('CARD_TRIES');
    store.at += minuteMs;
    for (let tries = 1; tries <= 30; tries += 1) {
      miss();
      store.at += minuteMs;
    }
  });

  it('ends with the sign-out, also for whoever kept the token', async () => {
    const { store, people, staffAt } = withPeople();
    const desk = connection();
    const { token } = await people.withPin(desk, 'R01', '1234');
    const twin = connection();
    people.sessions.resume(twin, token);
    people.sessions.end(desk);
    people.sessions.end(desk);
    expect([people.sessionOn(desk), people.sessionOn(twin), staffAt(token)]).toEqual([null, null, null]);
    expect(store.eventsOf('staff.signedOut').length).toBe(1);
  });
});

describe('a session', () => {
  it('goes on when the connection comes anew, and ends when nobody used it for sixteen hours', async () => {
    const { store, people, staffAt } = withPeople();
    const desk = connection();
    const { token } = await people.withPin(desk, 'R01', '1234');
    store.at += 16 * hourMs;
    expect(staffAt(token)).toBe('R01');
    // A line that comes anew is no use; what was done is.
    people.sessions.unlock(desk);
    store.at += 16 * hourMs;
    expect(staffAt(token)).toBe('R01');
    store.at += 1;
    expect(staffAt(token)).toBeNull();
    expect(people.sessionOn(desk)).toBeNull();
  });

  it('is good where it was opened, and nowhere else', async () => {
    const { people, staffAt } = withPeople();
    const { token } = await people.withPin(connection(), 'R01', '1234');
    expect([staffAt(token, 'desk 2'), staffAt(token)]).toEqual([null, 'R01']);
  });

  it('ends when somebody else signs in on the same screen, whose sign-in says so', async () => {
    const { store, people, staffAt } = withPeople();
    const desk = connection();
    const first = await people.withPin(desk, 'R01', '1234');
    const second = await people.withPin(desk, 'M01', '735019');
    expect([staffAt(first.token), staffAt(second.token)]).toEqual([null, 'M01']);
    expect(store.eventsOf('staff.sessionEnded')).toMatchObject([{ staffNo: 'R01', stationId: 'desk', why: 'another' }]);
  });

  it('has the role and the rights of now, and none once the person has left', async () => {
    const { store, people } = withPeople();
    const desk = connection();
    const { token } = await people.withPin(desk, 'R01', '1234');
    let told = 0;
    people.onChange(() => {
      told += 1;
    });
    const { site } = store.state.site;
    const withStaff = (staff: typeof site.staff) => store.act('site.import', { site: { ...site, staff }, demo: true });
    withStaff(site.staff.map((person) => (person.no === 'R01' ? { ...person, role: 'cleaner' as const } : person)));
    expect(people.sessionOn(desk)).toMatchObject({ role: 'cleaner', permissions: ['board.view', 'room.clean'] });
    withStaff(site.staff.filter(({ no }) => no !== 'R01'));
    expect(people.sessionOn(desk)).toBeNull();
    for (const text of [token, '', 'x', token.toLowerCase()]) {
      const again = connection();
      people.sessions.resume(again, text);
      expect(people.sessionOn(again)).toBeNull();
    }
    people.sessions.sweep();
    expect(store.eventsOf('staff.sessionEnded')).toMatchObject([{ staffNo: 'R01', why: 'left', actor: 'system' }]);
    expect(told).toBeGreaterThan(0);
  });

  it('of others ends when the PIN changes, the own one stays; the PIN of now is asked for', async () => {
    const { people, staffAt } = withPeople();
    const desk = connection();
    const elsewhere = connection('desk 2');
    const other = await people.withPin(elsewhere, 'R01', '1234');
    const own = await people.withPin(desk, 'R01', '1234');
    const set = (pin: string, ownPin: string, staffNo = 'R01') =>
      answerOf(people.setPin(desk, { staffNo, pin, ownPin }));
    expect(await set('567890', '9999')).toBe('PIN_WRONG');
    expect(await set('567890', '1234')).toBe('in');
    // A screen that is open somewhere has to sign in anew, this one goes on.
    expect([people.sessionOn(desk)?.staffNo, people.sessionOn(elsewhere)]).toEqual(['R01', null]);
    expect([staffAt(own.token), staffAt(other.token, 'desk 2')]).toEqual(['R01', null]);
    expect(await answerOf(people.withPin(connection(), 'R01', '1234'))).toBe('PIN_WRONG');
    expect(await answerOf(people.withPin(connection(), 'R01', '567890'))).toBe('in');
    expect(await set('1111', '567890', 'X99')).toBe('STAFF_UNKNOWN');
    expect(await answerOf(people.setPin(connection(), { staffNo: 'R01', pin: '1', ownPin: '1' }))).toBe(
      'NOT_SIGNED_IN',
    );
    const withCardOnly = connection();
    people.as(withCardOnly, 'R02', 'card');
    const pins = { staffNo: 'R02', pin: '1111', ownPin: '' };
    expect(await answerOf(people.setPin(withCardOnly, pins))).toBe('PIN_NONE');
  });

  it('locks itself when nobody touches the screen, as the role says, and goes on with the PIN of its person', async () => {
    const { store, people } = withPeople();
    const desk = connection();
    await people.withPin(desk, 'M01', '735019');
    const isLocked = () => people.sessionOn(desk)?.isLocked;
    store.at += 5 * minuteMs - 1;
    expect([isLocked(), people.sessions.locksInMs(desk)]).toEqual([false, 1]);
    people.use(desk);
    store.at += 5 * minuteMs - 1;
    expect(isLocked()).toBe(false);
    store.at += 1;
    expect([isLocked(), people.sessions.locksInMs(desk)]).toEqual([true, null]);
    people.use(desk);
    expect(isLocked()).toBe(true);
    expect(await answerOf(people.unlock(desk, '1234'))).toBe('PIN_WRONG');
    expect(await answerOf(people.unlock(desk, '735019'))).toBe('in');
    expect(isLocked()).toBe(false);
    people.sessions.lock(desk);
    expect(isLocked()).toBe(true);
    const started = new SignIn({
      ...{ db: store.db, now: () => store.at, elapsed: () => store.at + 5, newId: () => store.newId() },
      record: () => {},
    });
    expect(started.sessionOn(desk)?.isLocked).toBe(true);
    // Of a cook never.
    const kitchen = connection('kitchen');
    people.as(kitchen, 'K01', 'card');
    store.at += 10 * hourMs;
    expect([people.sessionOn(kitchen)?.isLocked, people.sessions.locksInMs(kitchen)]).toEqual([false, null]);
  });

  it('is listed, and ended by somebody else with a trace', async () => {
    const { store, people } = withPeople();
    const office = connection('office');
    await people.withPin(office, 'M01', '735019');
    const desk = connection();
    await people.withPin(desk, 'R01', '1234');
    const found = people.sessions.all().find(({ staffNo }) => staffNo === 'R01');
    expect(found).toMatchObject({ stationId: 'desk', createdAt: store.at, lastSeenAt: store.at });
    people.sessions.endById(found?.id ?? '', office);
    expect(people.sessionOn(desk)).toBeNull();
    expect(store.eventsOf('staff.sessionEnded')).toEqual([
      { staffNo: 'R01', stationId: 'desk', why: 'ended', actor: 'M01', station: 'office' },
    ]);
    expect(() => people.sessions.endById(found?.id ?? '', office)).toThrow('SESSION_UNKNOWN');
  });
});

describe('the first PIN of a store', () => {
  const newStore = () => {
    const store = new TestStore();
    const people = new SignIn({
      db: store.db,
      now: () => store.at,
      elapsed: () => store.at,
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
    await people.givePin('M02', '8642', 'office');
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
    await people.givePin('M02', '8642', 'office');
    setStaff(store, others);
    expect(await answerOf(people.withPin(connection(), 'M02', '8642'))).toBe('in');
  });
});

describe('pairing another screen', () => {
  const pairing = () => {
    const { store, people, setTheClock } = withPeople();
    const { stations } = people;
    const { code, expiresAt } = stations.pairingCode('M01');
    const other = code === '000000' ? '000001' : '000000';
    const pair = (given: string, name = 'cashier 2', address = '10.0.0.7') => {
      try {
        return stations.pair(given, name, address).stationToken;
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        return error.code;
      }
    };
    return { store, people, stations, code, other, expiresAt, pair, setTheClock };
  };

  it('takes the code once and gives a token of a station that is its own id; the name is for people', () => {
    const { store, stations, code, pair } = pairing();
    expect(code).toMatch(/^\d{6}$/);
    const token = pair(code);
    const station = stations.of(token);
    expect(station).toMatchObject({ name: 'cashier 2', revokedAt: null });
    expect(station?.id).not.toBe('cashier 2');
    expect(pair(code)).toBe('PAIRING_CODE_WRONG');
    expect(stations.of('made up')).toBeNull();
    expect(store.eventsOf('staff.stationPaired')).toEqual([
      { stationId: station?.id, name: 'cashier 2', actor: 'M01', station: station?.id },
    ]);
  });

  it('refuses names of what is no paired screen, and one that is taken; the code stays good', () => {
    const { stations, code, pair } = pairing();
    for (const name of ['desk', 'Desk', 'SYSTEM', 'store', '前台'])
      expect(pair(code, name)).toBe('STATION_NAME_RESERVED');
    expect(stations.of(pair(code))).not.toBeNull();
    const next = stations.pairingCode('M01').code;
    expect(pair(next, 'CASHIER 2')).toBe('STATION_NAME_TAKEN');
    expect(stations.of(pair(next, 'cashier 3'))).not.toBeNull();
  });

  it('refuses a name that looks like another: by case, width, spaces, accents, letters of another script', () => {
    const { stations, pair } = pairing();
    const next = () => stations.pairingCode('M01').code;
    expect(stations.of(pair(next(), 'Cashier 2'))).not.toBeNull();
    for (const name of ['cаshier 2', 'Ｃａｓｈｉｅｒ２', 'Cashier2', 'CASHlER 2', 'Cáshier 2', 'Саshіеr-2']) {
      expect([name, pair(next(), name)]).toEqual([name, 'STATION_NAME_TAKEN']);
    }
    for (const name of ['dеsk', 'ＤＥＳＫ', 'st0re', 'S y s t e m', '前 台']) {
      expect([name, pair(next(), name)]).toEqual([name, 'STATION_NAME_RESERVED']);
    }
    for (const name of ['Cashier 3', '收银 2', '二楼前台', 'Cashier 22']) {
      expect(stations.of(pair(next(), name))).not.toBeNull();
    }
  });

  it('takes the code however it is grouped', () => {
    const { stations, pair } = pairing();
    const grouped = (code: string) => [
      `${code.slice(0, 3)} ${code.slice(3)}`,
      ` ${code} `,
      `${code.slice(0, 2)}-${code.slice(2)}`,
    ];
    for (let at = 0; at < 3; at += 1) {
      const { code } = stations.pairingCode('M01');
      expect(stations.of(pair(grouped(code)[at] ?? '', `tablet ${'abc'[at]}`))).not.toBeNull();
    }
  });

  it('that is over is known for what it was', () => {
    const { people, stations, code, pair, store } = pairing();
    const stationToken = pair(code);
    const screen = { ...paired(stations.of(stationToken)?.id ?? ''), stationToken };
    expect(stations.lost(screen)).toBeNull();
    expect(stations.lost(paired('unpaired'))).toBeNull();
    people.revoke(connection(), screen.stationId);
    expect(stations.lost(screen)).toEqual({ why: 'revoked', name: 'cashier 2', at: store.at });
    expect(stations.lost({ ...paired('unpaired'), stationToken: 'of another store' })).toEqual({ why: 'unknown' });
  });

  it('is void for an address after five wrong codes, though the sixth is right; not for another', () => {
    const { stations, code, other, pair } = pairing();
    for (let miss = 1; miss <= 5; miss += 1) expect(pair(other)).toBe('PAIRING_CODE_WRONG');
    expect(pair(code)).toBe('PAIRING_CODE_WRONG');
    expect(stations.of(pair(code, 'tablet', '10.0.0.8'))).not.toBeNull();
  });

  it('is void for all after fifty', () => {
    const { code, other, pair } = pairing();
    for (let miss = 0; miss < 50; miss += 1) expect(pair(other, 'x', `10.0.1.${miss}`)).toBe('PAIRING_CODE_WRONG');
    expect(pair(code, 'tablet', '10.0.0.8')).toBe('PAIRING_CODE_WRONG');
  });

  it('survives four, and is too old after ten minutes, whatever the date is set to', () => {
    const first = pairing();
    for (let miss = 1; miss <= 4; miss += 1) first.pair(first.other);
    first.setTheClock(24 * hourMs);
    expect(first.pair(first.code)).not.toBe('PAIRING_CODE_WRONG');
    const second = pairing();
    second.store.at = second.expiresAt + 1;
    expect(second.pair(second.code)).toBe('PAIRING_CODE_WRONG');
  });

  it('is taken back: the screen is nobody’s, and whoever was signed in on it is signed out', () => {
    const { store, people, stations, code, pair } = pairing();
    const id = stations.of(pair(code))?.id ?? '';
    const tablet = paired(id);
    const { token } = people.as(tablet, 'R01', 'pin');
    expect([people.isTrusted(tablet), people.sessionOn(tablet)?.staffNo]).toEqual([true, 'R01']);
    const office = connection('office');
    people.as(office, 'M01', 'pin');
    people.revoke(office, id);
    expect([people.isTrusted(tablet), people.sessionOn(tablet)]).toEqual([false, null]);
    people.sessions.resume(tablet, token);
    expect(people.sessionOn(tablet)).toBeNull();
    expect(() => people.revoke(office, id)).toThrow('STATION_UNKNOWN');
    expect(store.eventsOf('staff.stationUnpaired')).toEqual([
      { stationId: id, name: 'cashier 2', actor: 'M01', station: 'office' },
    ]);
    expect(store.eventsOf('staff.sessionEnded')).toMatchObject([{ staffNo: 'R01', stationId: id, why: 'revoked' }]);
  });

  it('gives no rights to a screen that shows the id of none', () => {
    const { people } = pairing();
    for (const id of ['', 'unpaired', 'desk', 'cashier 2']) expect(people.isTrusted(paired(id))).toBe(false);
  });
});

describe('a session that somebody else ended', () => {
  it('says why at its screen, on the line that was open and on one that comes anew; one that was left does not', () => {
    const { people } = withPeople();
    const [desk, bar] = [connection(), connection('bar')];
    const { token } = people.as(desk, 'R01', 'pin');
    people.as(bar, 'M01', 'pin');
    expect(people.sessions.whyEnded(desk)).toBeNull();
    people.sessions.endById(people.sessions.idOn(desk) ?? '', bar);
    expect(people.sessions.whyEnded(desk)).toBe('ended');
    const again = connection();
    people.sessions.resume(again, token);
    expect([again.sessionToken, people.sessions.whyEnded(again)]).toEqual([null, 'ended']);
    people.sessions.end(bar);
    expect(people.sessions.whyEnded(bar)).toBeNull();
    const second = people.as(desk, 'R01', 'pin');
    people.as(desk, 'M01', 'pin');
    const third = connection();
    people.sessions.resume(third, second.token);
    expect(people.sessions.whyEnded(third)).toBe('another');
    const unknown = connection();
    people.sessions.resume(unknown, 'made up');
    expect(people.sessions.whyEnded(unknown)).toBeNull();
  });
});
