import { describe, expect, it } from 'vitest';
import { hourMs, minuteMs } from '../../../core/kernel/time.ts';
import { versionOf } from '../../../core/model/site/settings.ts';
import type { Connection } from '../../../host/contract/connection.ts';
import { SignIn } from '../../../host/people/sign-in.ts';
import { answerOf, connection, withPeople } from './with-people.ts';

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

  it('holds at that station only, and for a manager five minutes at most', async () => {
    const { store, people, wrong } = withPeople();
    for (let miss = 1; miss <= 5; miss += 1) await wrong('M01');
    for (const minutes of [2, 4, 5, 5]) {
      store.at += 5 * minuteMs;
      expect(await wrong('M01')).toBe('PIN_WRONG');
      expect(await wrong('M01', '735019')).toEqual(['PIN_LOCKED', minutes]);
    }
    expect(await answerOf(people.withPin(connection('office'), 'M01', '735019'))).toBe('in');
  });

  it('of a station comes with twenty misses of different people, fades, and does not hold managers', async () => {
    const { store, people, wrong } = withPeople();
    for (let miss = 1; miss <= 20; miss += 1) expect(await wrong(`X${miss}`)).toBe('PIN_WRONG');
    expect(await wrong('R01', '1234')).toEqual(['PIN_LOCKED', 1]);
    expect(await wrong('X1')).toEqual(['PIN_LOCKED', 1]);
    expect(await wrong('R01', '1234', 'office')).toBe('in');
    expect(await wrong('M01', '735019')).toBe('in');
    store.at += 30 * minuteMs;
    // A right one of somebody who guesses does not wipe the count away.
    expect(await wrong('R01', '1234')).toBe('in');
    for (let miss = 1; miss <= 9; miss += 1) expect(await wrong(`X${miss}`)).toBe('PIN_WRONG');
    expect(await wrong('X10')).toBe('PIN_WRONG');
    expect(await answerOf(people.withPin(connection(), 'R01', '1234'))).toEqual(['PIN_LOCKED', 1]);
  });

  it('counts a person at all stations together: many fresh stations give no more guesses', async () => {
    const { wrong } = withPeople();
    const at = (n: number) => `tablet ${n}`;
    for (let n = 0; n < 19; n += 1) expect(await wrong('M01', '0000', at(n))).toBe('PIN_WRONG');
    expect(await wrong('M01', '0000', at(19))).toBe('PIN_WRONG');
    expect(await wrong('M01', '0000', at(20))).toEqual(['PIN_LOCKED', 1]);
    expect(await wrong('M01', '735019', at(21))).toEqual(['PIN_LOCKED', 1]);
  });

  it('holds no window that stood there long before and from which nobody missed', async () => {
    const { store, people, wrong } = withPeople();
    const desk: Connection = { ...connection(), since: store.at };
    store.at += 10 * minuteMs;
    const fresh: Connection = { ...connection(), since: store.at };
    for (let miss = 1; miss <= 5; miss += 1) await wrong('M01');
    const right = (window: Connection) => answerOf(people.withPin(window, 'M01', '735019'));
    expect([await right(fresh), await right(connection())]).toEqual([
      ['PIN_LOCKED', 1],
      ['PIN_LOCKED', 1],
    ]);
    expect(await answerOf(people.withPin(desk, 'M01', '1'))).toBe('PIN_WRONG');
    // From here on it is one like any other.
    expect(await right(desk)).toEqual(['PIN_LOCKED', 2]);
    const other: Connection = { ...connection(), since: store.at - 10 * minuteMs };
    expect(await right(other)).toBe('in');
  });

  it('stays with its person when numbers change', async () => {
    const { store, people, wrong } = withPeople();
    for (let miss = 1; miss <= 5; miss += 1) await wrong('R01');
    const { site } = store.state.site;
    const staff = site.staff.map((one) => {
      if (one.no === 'R01') return { ...one, no: 'R02' };
      return one.no === 'R02' ? { ...one, no: 'R01' } : one;
    });
    const basedOn = versionOf(store.state.settings, 'people');
    const { technicians, groups } = site;
    store.act('settings.setPeople', { basedOn, value: { groups, technicians, staff }, despite: [] });
    people.siteChanged();
    expect(await wrong('R02', '1234')).toEqual(['PIN_LOCKED', 1]);
    expect(await wrong('R01', '0000')).toBe('PIN_WRONG');
  });

  it('counts elapsed time: no date that is set ends or lengthens it, nor a start of the program', async () => {
    const { store, people, wrong, setTheClock } = withPeople();
    setTheClock(10 * 365 * 24 * hourMs);
    for (let miss = 1; miss <= 5; miss += 1) await wrong();
    setTheClock(-10 * 365 * 24 * hourMs);
    expect(await wrong()).toEqual(['PIN_LOCKED', 1]);
    setTheClock(2 * hourMs);
    expect(await wrong()).toEqual(['PIN_LOCKED', 1]);
    setTheClock(-5 * 365 * 24 * hourMs);
    const started = () =>
      new SignIn({ db: store.db, now: () => store.at, elapsed: () => 0, newId: () => store.newId(), record: () => {} });
    expect(await answerOf(started().withPin(connection(), 'R01', '1234'))).toEqual(['PIN_LOCKED', 60]);
    expect(await answerOf(people.withPin(connection(), 'R01', '1234'))).toEqual(['PIN_LOCKED', 1]);
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
    expect(answers.filter((answer) => Array.isArray(answer)).length).toBe(2);
    expect(store.eventsOf('staff.signInRefused').length).toBe(5);
    expect(await answerOf(people.withPin(connection(), 'R01', '1234'))).toEqual(['PIN_LOCKED', 1]);
  });
});
