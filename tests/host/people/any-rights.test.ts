import fc from 'fast-check';
import { expect, it } from 'vitest';
import { minuteMs } from '../../../core/kernel/time.ts';
import { settingDefaults } from '../../../core/model/site/defaults.ts';
import type { Site, StaffRole } from '../../../core/model/site/schema.ts';
import { permissionsOf } from '../../../core/model/staff/permissions.ts';
import type { Connection } from '../../../host/contract/connection.ts';
import { SignIn } from '../../../host/people/sign-in.ts';
import { exampleSite } from '../../db/shop-day.ts';
import { howMany } from '../../support/how-many.ts';
import { TestStore } from '../test-store.ts';

const people = ['M01', 'M02', 'R01', 'W01'] as const;
type Person = (typeof people)[number];
const roles: StaffRole[] = ['manager', 'receptionist', 'waiter', 'technical'];
/** Windows: three at the store's own machine, two at each of two tablets. */
const windows = ['desk', 'desk', 'desk', 'a', 'a', 'b', 'b'] as const;

// Most of what happens, happens at two windows: there sequences grow long.
const window = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(0, 3) }, fc.nat(windows.length - 1));
const person = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('M01' as const, 'R01' as const) },
  fc.constantFrom(...people),
);
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('signIn'), window, person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('signOut'), window }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait'), window, isOn: fc.constantFrom(true, true, true, false) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('touch'),
      person,
      isHeld: fc.boolean(),
      at: fc.constantFrom('desk', 'a', 'b'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('copy'), window, from: window }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('role'), person, role: fc.constantFrom(...roles, null) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('lock'), window }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('use'), window }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pass'), minutes: fc.constantFrom(1, 4, 6, 16, 1000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('revoke'), tablet: fc.constantFrom('a', 'b') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pair'), tablet: fc.constantFrom('a', 'b') }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

interface ModelSession {
  person: Person;
  /** The station it was opened at: a tablet paired anew is another. */
  station: string;
  lastUse: number;
  isLocked: boolean;
}

/** What should be, written down by hand: no row, no token, no hash. */
class Model {
  now = 0;
  readonly roles = new Map<Person, StaffRole | null>();
  readonly stationOf = new Map<string, string | null>();
  /** Which session each window shows. */
  readonly shown: (ModelSession | null)[] = windows.map(() => null);
  readonly over = new Set<ModelSession>();
  /** Windows that wait for a card, the last one last. */
  readonly waiting: number[] = [];

  /** Who is signed in on the window, and whether it is locked. */
  at(index: number): { person: Person; role: StaffRole; isLocked: boolean } | null {
    const session = this.shown[index];
    const role = session && this.roles.get(session.person);
    const station = this.stationOf.get(windows[index] ?? '');
    if (!session || !role || !station || this.over.has(session) || session.station !== station) return null;
    if (this.now - session.lastUse > 16 * 60) return null;
    const lockMinutes = settingDefaults.store.screenLock[role];
    if (lockMinutes > 0 && this.now - session.lastUse >= lockMinutes) session.isLocked = true;
    return { person: session.person, role, isLocked: session.isLocked };
  }

  open(index: number, person: Person): void {
    this.end(index);
    const station = this.stationOf.get(windows[index] ?? '') ?? '';
    this.shown[index] = { person, station, lastUse: this.now, isLocked: false };
  }

  end(index: number): void {
    const session = this.shown[index];
    if (session && this.at(index)) this.over.add(session);
    this.shown[index] = null;
  }
}

/** A store has a manager, whatever becomes of the four. */
function withOneWhoStays(): Site {
  const site = exampleSite();
  const stays = { no: 'M99', name: '店长', role: 'manager' as const, card: '0A0B0C0D' };
  return { ...site, staff: [...site.staff, stays] };
}

/** The same steps taken by the product. */
class Real {
  readonly store = new TestStore(withOneWhoStays());
  readonly people: SignIn;
  readonly tablets = new Map<string, string>();
  readonly connections: Connection[] = [];
  readonly stops = new Map<number, () => void>();
  /** Also of whoever has left. */
  readonly cards = new Map(people.map((no) => [no, this.store.cardOf(no)]));

  constructor() {
    const { store } = this;
    this.people = new SignIn({
      db: store.db,
      now: () => store.at,
      elapsed: () => store.at,
      newId: () => store.newId(),
      record: (name, data, actor, station) => void store.act(name, data, actor, station),
    });
    for (const tablet of ['a', 'b']) this.pair(tablet);
  }

  pair(tablet: string): void {
    const { stations } = this.people;
    const { stationToken } = stations.pair(stations.pairingCode('M01').code, `tablet ${tablet}`, 'x');
    const id = stations.of(stationToken)?.id ?? '';
    this.tablets.set(tablet, id);
    windows.forEach((at, index) => {
      if (at === tablet) this.connect(index, id);
    });
  }

  connect(index: number, stationId: string): void {
    this.stops.get(index)?.();
    this.stops.delete(index);
    this.connections[index] = { stationId, isOwn: false, sessionToken: null };
  }

  at(index: number): Connection {
    const isOwn = windows[index] === 'desk';
    this.connections[index] ??= { stationId: 'desk', isOwn, sessionToken: null };
    return this.connections[index];
  }

  wait(index: number): () => void {
    const { people: signIn } = this;
    const connection = this.at(index);
    const stops = [signIn.waitToSignIn(connection, () => {}), signIn.waitToUnlock(connection)];
    return () => {
      for (const stop of stops) stop();
    };
  }

  setRole(no: Person, role: StaffRole | null): void {
    const { site } = this.store.state.site;
    const known = site.staff.find((one) => one.no === no) ?? this.left.get(no);
    if (!known) throw new Error(no);
    this.left.set(no, known);
    const others = site.staff.filter((one) => one.no !== no);
    const staff = role === null ? others : [...others, { ...known, role }];
    this.store.act('site.import', { site: { ...site, staff }, demo: true }, 'system');
  }
  readonly left = new Map<string, TestStore['state']['site']['site']['staff'][number]>();
}

function take(step: Step, model: Model, real: Real): void {
  switch (step.do) {
    case 'signIn': {
      const mayCome = model.roles.get(step.person) && model.stationOf.get(windows[step.window] ?? '');
      if (!mayCome) return;
      model.open(step.window, step.person);
      real.people.as(real.at(step.window), step.person, 'pin');
      return;
    }
    case 'signOut':
      model.end(step.window);
      real.people.sessions.end(real.at(step.window));
      return;
    case 'copy': {
      // Whoever has the token shows it elsewhere: good at the same station only.
      const { sessionToken } = real.at(step.from);
      const session = model.shown[step.from] ?? null;
      const isGood = session !== null && model.at(step.from) !== null && windows[step.window] === windows[step.from];
      model.shown[step.window] = isGood ? session : null;
      const connection = real.at(step.window);
      connection.sessionToken = null;
      if (sessionToken) real.people.sessions.resume(connection, sessionToken);
      return;
    }
    case 'role':
      model.roles.set(step.person, step.role);
      real.setRole(step.person, step.role);
      return;
    case 'lock': {
      const session = model.shown[step.window];
      if (session && model.at(step.window)) session.isLocked = true;
      if (model.at(step.window)) real.people.sessions.lock(real.at(step.window));
      return;
    }
    case 'use': {
      const session = model.shown[step.window];
      const live = model.at(step.window);
      if (session && live && !live.isLocked) session.lastUse = model.now;
      real.people.use(real.at(step.window));
      return;
    }
    case 'pass':
      model.now += step.minutes;
      real.store.at += step.minutes * minuteMs;
      return;
    case 'revoke':
      if (model.stationOf.get(step.tablet) === null) return;
      real.people.revoke({ stationId: 'office', isOwn: true, sessionToken: null }, real.tablets.get(step.tablet) ?? '');
      model.stationOf.set(step.tablet, null);
      return;
    case 'pair':
      if (model.stationOf.get(step.tablet) !== null) return;
      real.pair(step.tablet);
      model.stationOf.set(step.tablet, real.tablets.get(step.tablet) ?? '');
      windows.forEach((at, index) => {
        if (at !== step.tablet) return;
        model.shown[index] = null;
        if (model.waiting.includes(index)) model.waiting.splice(model.waiting.indexOf(index), 1);
      });
      return;
    case 'wait': {
      const before = model.waiting.indexOf(step.window);
      if (before >= 0) model.waiting.splice(before, 1);
      real.stops.get(step.window)?.();
      real.stops.delete(step.window);
      if (!step.isOn) return;
      model.waiting.push(step.window);
      real.stops.set(step.window, real.wait(step.window));
      return;
    }
    case 'touch':
      touch(step, model, real);
  }
}

function touch({ person, isHeld, at }: Extract<Step, { do: 'touch' }>, model: Model, real: Real): void {
  const uid = real.cards.get(person) ?? '';
  const stationId = at === 'desk' ? 'desk' : (real.tablets.get(at) ?? '');
  real.people.touches.offer({ uid, stationId, isHeld });
  const role = model.roles.get(person);
  if (!role) return;
  const here = model.waiting.filter((index) => windows[index] === at);
  const isEnough = isHeld || role === 'receptionist' || role === 'waiter';
  const waits = (index: number) => {
    const live = model.at(index);
    if (live === null) return model.stationOf.get(at) !== null;
    return live.person === person && live.isLocked && isEnough;
  };
  const [only, another] = here.filter(waits);
  // Several windows wait: none gets it.
  if (only === undefined || another !== undefined) return;
  const session = model.at(only) === null ? null : model.shown[only];
  if (session) {
    session.isLocked = false;
    session.lastUse = model.now;
  } else if (isEnough) model.open(only, person);
}

it('nobody ever acts with a right he does not have at that instant, whatever happens at which window', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 30, maxLength: 120, size: 'max' }), (steps) => {
      const model = new Model();
      const real = new Real();
      model.stationOf.set('desk', 'desk');
      for (const tablet of ['a', 'b']) model.stationOf.set(tablet, real.tablets.get(tablet) ?? '');
      for (const no of people) {
        model.roles.set(no, real.store.state.site.staff.get(no)?.role ?? null);
      }
      for (const step of steps) {
        take(step, model, real);
        const live = windows.map((_at, index) => real.people.sessionOn(real.at(index)));
        expect(live.map((each) => each && [each.staffNo, each.role, each.isLocked, each.permissions.length])).toEqual(
          windows.map((_at, index) => {
            const wanted = model.at(index);
            return wanted && [wanted.person, wanted.role, wanted.isLocked, permissionsOf(wanted.role).length];
          }),
        );
      }
    }),
    { numRuns: howMany({ usual: 20, nightly: 1_000 }) },
  );
});
