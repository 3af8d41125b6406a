import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StaffRole } from '../../../../core/model/site/schema.ts';
import { mayDo, type Permission } from '../../../../core/model/staff/permissions.ts';
import { setPinHash } from '../../../../db/operational/credentials.ts';
import type { Connection } from '../../../../host/contract/connection.ts';
import { type AppRouter, appRouter } from '../../../../host/doors/api/router.ts';
import type { StoreService } from '../../../../host/doors/api/store-service.ts';
import { hashPinNow } from '../../../../host/people/pins.ts';
import { SignIn } from '../../../../host/people/sign-in.ts';
import { TestStore } from '../../test-store.ts';

type Procedures = AppRouter['_def']['procedures'];
/** The address of every call: a new one without its row below does not compile. */
type Path = {
  [Part in keyof Procedures & string]: Procedures[Part] extends { _def: object }
    ? Part
    : `${Part}.${keyof Procedures[Part] & string}`;
}[keyof Procedures & string];

/**
 * Who may: `anybody` in the house's network, a `station` that belongs to the store, somebody signed in (`locked`: also
 * while the screen is locked), whoever has a permission.
 */
type Rule = 'anybody' | 'station' | 'locked' | 'signed-in' | Permission;

const rules = {
  'session.welcome': 'anybody',
  'session.signIn': 'station',
  'session.onCard': 'station',
  'session.state': 'anybody',
  'session.use': 'locked',
  'session.lock': 'locked',
  'session.unlock': 'locked',
  'session.signOut': 'station',
  'session.setFirstPin': 'station',
  'session.setPin': 'signed-in',
  'session.stations': 'station.pair',
  'session.endSession': 'station.pair',
  'session.revokeStation': 'station.pair',
  'session.pair': 'anybody',
  'session.pairingCode': 'station.pair',
  'setup.demo': 'station',
  'setup.fromFile': 'station',
  'setup.fromAnswers': 'station',
  'setup.missing': 'settings.edit',
  'setup.importSite': 'site.import',
  'setup.exportSite': 'site.view',
  'board.catalog': 'station',
  'board.snapshot': 'station',
  'board.changes': 'station',
  'visits.history': 'board.view',
  'cards.refusals': 'board.view',
  'incidents.day': 'incident.view',
  'guide.view': 'board.view',
  'settings.changes': 'site.view',
  'settings.plans': 'site.view',
  'settings.section': 'site.view',
  'settings.turnedBack': 'site.view',
  'settings.preview': 'site.view',
  'reservations.day': 'reservation.edit',
  'reservations.find': 'reservation.edit',
  'reservations.one': 'reservation.edit',
  'reservations.phone': 'reservation.edit',
  'reservations.erasable': 'reservation.erase',
  'reservations.plainRows': 'reservation.erase',
  'reservations.free': 'reservation.edit',
  'rotation.policies': 'board.view',
  'rotation.whyHere': 'station',
  'rotation.whatIf': 'rotation.policy',
  'bills.preview': 'bill.view',
  'bills.today': 'bill.view',
  'bills.svg': 'bill.view',
  'kitchen.list': 'board.view',
  'pay.month': 'pay.view',
  'pay.person': 'pay.view',
  'pay.excel': 'pay.view',
  'pay.payslipExcel': 'pay.view',
  'attendance.week': 'attendance.edit',
  'attendance.today': 'attendance.edit',
  'attendance.onDuty': 'technician.duty',
  'attendance.leftOpen': 'technician.duty',
  'attendance.day': 'attendance.edit',
  'attendance.month': 'attendance.edit',
  'attendance.excel': 'attendance.edit',
  'books.verify': 'journal.view',
  'authorisations.give': 'signed-in',
  'authorisations.onCard': 'signed-in',
  'devices.terminals': 'device.view',
  'devices.jobs': 'board.view',
  'devices.retryJob': 'job.resolve',
  'devices.dismissJob': 'job.resolve',
  'devices.takeSystemTime': 'authorise',
  'devices.test': 'device.test',
  'bus.status': 'device.view',
  'bus.frames': 'device.view',
  'bus.installKey': 'site.export-keys',
  'readers.list': 'device.view',
  'readers.typedShapes': 'station',
  'readers.card': 'station',
  'readers.presets': 'device.view',
  'readers.addPreset': 'device.test',
  'readers.addTyping': 'device.test',
  'readers.attached': 'device.test',
  'readers.learn': 'device.test',
  'readers.learning': 'device.test',
  'readers.cancelLearning': 'device.test',
  'readers.onCard': 'signed-in',
  'finding.plugged': 'settings.devices',
  'finding.searchNetwork': 'settings.devices',
  'finding.searchLine': 'settings.devices',
  'finding.listen': 'settings.devices',
  'finding.tryReader': 'settings.devices',
  'finding.learnReader': 'settings.devices',
  'finding.typed': 'settings.devices',
  'finding.view': 'settings.devices',
  'finding.stop': 'settings.devices',
  'finding.testPrinter': 'settings.devices',
  'finding.testTerminal': 'settings.devices',
  'finding.testVoice': 'settings.devices',
  'outputs.rerouteJob': 'job.resolve',
  'outputs.reroutePrinter': 'job.resolve',
  'outputs.speak': 'station',
  'outputs.reportSentence': 'station',
  'outputs.log': 'device.view',
  'outputs.logText': 'device.view',
  'practiceRun.state': 'station',
  'practiceRun.changes': 'station',
  'practiceRun.join': 'practice.use',
  'practiceRun.enter': 'station',
  'practiceRun.leave': 'station',
  'practiceRun.end': 'practice.use',
  'practice.view': 'practice.use',
  'practice.changes': 'practice.use',
  'practice.holdCard': 'practice.use',
  'practice.holdCardAtReader': 'station',
  'practice.press': 'practice.use',
  'practice.setPlugged': 'practice.use',
  'practice.setPrinter': 'practice.use',
  'safekeeping.state': 'station',
  'safekeeping.accept': 'station',
  'safekeeping.copies': 'station',
  'safekeeping.restore': 'station',
  'safekeeping.movePlaces': 'station',
  'safekeeping.move': 'station',
  'safekeeping.takeMoveBack': 'station',
  'safekeeping.openMove': 'station',
  'safekeeping.copyNow': 'settings.edit',
  'safekeeping.makeSheet': 'settings.edit',
  'health.now': 'device.view',
  'support.bundle': 'settings.devices',
  act: 'signed-in',
} satisfies Record<Path, Rule>;

const paths = Object.keys(rules) as Path[];
const isSubscription = (path: Path) =>
  (appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>)[path]?._def.type ===
  'subscription';

const managerPin = hashPinNow('735019');
const roles: StaffRole[] = ['manager', 'receptionist', 'cashier', 'waiter', 'cleaner', 'cook', 'technical'];
const refusals = ['STATION_NOT_PAIRED', 'NOT_SIGNED_IN', 'SESSION_LOCKED', 'NOT_ALLOWED'];
/** Inputs of subscriptions that check them before they listen; what a what-if asks is too much for here. */
const inputs: Partial<Record<Path, unknown>> = {
  'outputs.speak': { device: 'voice' },
  'bus.frames': { busId: 'bus-1' },
  'authorisations.onCard': { act: 'clock.refuse', subject: { kind: 'clock', id: '1' } },
};

/** Whatever is asked of it, it answers nothing and does nothing: here only who may ask is looked at. */
function deaf(): unknown {
  const answer = () => () => {};
  return new Proxy(answer, { get: (_target, name) => (name === 'then' ? undefined : deaf()), apply: () => () => {} });
}

describe('who may call what', () => {
  let store: TestStore;
  let people: SignIn;
  let tablet: Connection;

  beforeEach(() => {
    store = new TestStore();
    people = new SignIn({
      db: store.db,
      now: () => store.at,
      elapsed: () => store.at,
      newId: () => store.newId(),
      record: (name, data, actor, station) => void store.act(name, data, actor, station),
    });
    const { code } = people.stations.pairingCode('M01');
    const { stationToken } = people.stations.pair(code, 'tablet', '10.0.0.7');
    const stationId = people.stations.of(stationToken)?.id ?? '';
    tablet = { stationId, isOwn: false, sessionToken: null };
    store.onCommitted = () => people.tellChange();
  });

  const staffOf = (role: StaffRole) => {
    const person = store.state.site.site.staff.find((each) => each.role === role);
    if (!person) throw new Error(`nobody is ${role}`);
    return person.no;
  };
  const signedIn = (role: StaffRole): Connection => {
    const connection = { ...tablet };
    people.as(connection, staffOf(role), 'pin');
    return connection;
  };
  const withRoles = (change: (no: string, role: StaffRole) => StaffRole | null) => {
    const { site } = store.state.site;
    const staff = site.staff.flatMap((person) => {
      const role = change(person.no, person.role);
      return role === null ? [] : [{ ...person, role }];
    });
    store.act('site.import', { site: { ...site, staff }, demo: true });
  };

  function call(connection: Connection, path: Path): Promise<unknown> {
    const rest = deaf() as Record<string, unknown>;
    const service = new Proxy(
      {},
      { get: (_target, name) => (name === 'sessions' ? sessions : name === 'books' ? books : rest[String(name)]) },
    );
    // A proof that goes on.
    const books = { verify: () => new Promise(() => {}) };
    const sessions = new Proxy(people, {
      get(target, name) {
        if (name === 'isTrusted' || name === 'sessionOn' || name === 'use' || name === 'onChange') {
          return target[name].bind(target);
        }
        return (rest.sessions as Record<string, unknown>)[String(name)];
      },
    });
    const caller = appRouter.createCaller({ store: service as StoreService, connection }) as unknown as Record<
      string,
      ((input: unknown) => Promise<unknown>) & Record<string, (input: unknown) => Promise<unknown>>
    >;
    const [part = '', name] = path.split('.');
    const procedure = name === undefined ? caller[part] : caller[part]?.[name];
    return Promise.resolve(procedure?.(inputs[path]));
  }

  /** Why it is refused, or null where the rights would do. */
  async function refusalOf(connection: Connection, path: Path): Promise<string | null> {
    try {
      const answer = await call({ ...connection }, path);
      if (isSubscription(path)) await (answer as AsyncIterator<unknown>).return?.();
    } catch (error) {
      const code = error instanceof Error ? error.message : String(error);
      return refusals.includes(code) ? code : null;
    }
    return null;
  }

  const all = async (connection: Connection) =>
    Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await refusalOf(connection, path)])));
  const wanted = (refusal: (rule: Rule) => string | null) =>
    Object.fromEntries(paths.map((path) => [path, refusal(rules[path])]));
  const nobodys = (code: string) => (rule: Rule) => (rule === 'anybody' || rule === 'station' ? null : code);

  it.each(roles)('a %s may what the permissions say', async (role) => {
    const ofAll = ['anybody', 'station', 'locked', 'signed-in'];
    expect(await all(signedIn(role))).toEqual(
      wanted((rule) => (ofAll.includes(rule) || mayDo(role, rule as Permission) ? null : 'NOT_ALLOWED')),
    );
  });

  it('a locked screen may only what unlocks it', async () => {
    const manager = signedIn('manager');
    people.sessions.lock(manager);
    expect(await all(manager)).toEqual(wanted((rule) => (rule === 'locked' ? null : nobodys('SESSION_LOCKED')(rule))));
  });

  it('whoever is not signed in may what stations may', async () => {
    const desk: Connection = { stationId: 'desk', isOwn: true, sessionToken: null };
    for (const connection of [tablet, desk]) {
      expect(await all(connection)).toEqual(wanted(nobodys('NOT_SIGNED_IN')));
    }
  });

  it('nor does a session of another station, a made-up one, one that is over, nor that of somebody who has left', async () => {
    const { sessionToken } = signedIn('manager');
    const desk: Connection = { stationId: 'desk', isOwn: true, sessionToken };
    const madeUp: Connection = { ...tablet, sessionToken: 'x'.repeat(43) };
    const over = signedIn('manager');
    people.sessions.end({ ...over });
    const left = signedIn('receptionist');
    withRoles((no, role) => (no === staffOf('receptionist') ? null : role));
    for (const connection of [desk, madeUp, over, left]) {
      expect(await all(connection)).toEqual(wanted(nobodys('NOT_SIGNED_IN')));
    }
  });

  it('a station that was taken back, or never paired, may what anybody may', async () => {
    const manager = signedIn('manager');
    people.revoke({ stationId: 'desk', isOwn: true, sessionToken: null }, tablet.stationId);
    for (const connection of [manager, tablet, { ...tablet, stationId: 'unpaired' }]) {
      expect(await all(connection)).toEqual(wanted((rule) => (rule === 'anybody' ? null : 'STATION_NOT_PAIRED')));
    }
  });

  describe('what a subscription gives ends at once', () => {
    type Open = { path: Path; next: Promise<string> };
    const open: { stop: () => Promise<unknown> }[] = [];
    afterEach(async () => {
      await Promise.all(open.splice(0).map(({ stop }) => stop()));
    });

    /** All that this screen may listen to. */
    async function listening(connection: Connection): Promise<Open[]> {
      const found: Open[] = [];
      for (const path of paths.filter(isSubscription)) {
        const stream = await call(connection, path).then(
          (answer) => answer as AsyncIterator<unknown>,
          () => null,
        );
        if (!stream) continue;
        const next = stream.next().then(
          ({ done }) => (done ? 'over' : 'a value'),
          (error: Error) => error.message,
        );
        open.push({ stop: async () => stream.return?.() });
        found.push({ path, next });
      }
      return found;
    }
    const still = Symbol('still listening');
    const now = async (listeners: Open[]) =>
      Object.fromEntries(
        await Promise.all(
          listeners.map(async ({ path, next }) => {
            const asked = new Promise((resolve) => setImmediate(() => setImmediate(() => resolve(still))));
            return [path, await Promise.race([next, asked])];
          }),
        ),
      );
    const ofStation = (path: Path) => rules[path] === 'station' || rules[path] === 'anybody';

    const endings: [what: string, code: string, end: (connection: Connection) => unknown][] = [
      ['by signing out', 'NOT_SIGNED_IN', (connection) => people.sessions.end(connection)],
      ['when another window of it signs out', 'NOT_SIGNED_IN', (connection) => people.sessions.end({ ...connection })],
      ['when somebody else signs in on it', 'NOT_SIGNED_IN', (connection) => people.as(connection, 'M02', 'pin')],
      [
        'when the session is ended by somebody',
        'NOT_SIGNED_IN',
        () => {
          const manager: Connection = { stationId: 'desk', isOwn: true, sessionToken: null };
          const id = people.sessions.all().find(({ staffNo }) => staffNo === 'M01')?.id ?? '';
          people.as(manager, 'M02', 'pin');
          people.sessions.endById(id, manager);
        },
      ],
      [
        'with a new PIN',
        'NOT_SIGNED_IN',
        async () => {
          const office: Connection = { stationId: 'desk', isOwn: true, sessionToken: null };
          store.db.transact((tx) => setPinHash(tx, 'M02', managerPin));
          people.as(office, 'M02', 'pin');
          await people.setPin(office, { staffNo: 'M01', pin: '1357', ownPin: '735019' });
        },
      ],
      ['with a dismissal', 'NOT_SIGNED_IN', () => withRoles((no, role) => (no === 'M01' ? null : role))],
      ['with a lock', 'SESSION_LOCKED', (connection) => people.sessions.lock(connection)],
    ];
    it.each(endings)('%s', async (_what, code, end) => {
      const manager = signedIn('manager');
      const listeners = await listening(manager);
      expect(listeners).toHaveLength(paths.filter(isSubscription).length - 1);
      expect(new Set(Object.values(await now(listeners)))).toEqual(new Set([still]));
      await end(manager);
      expect(await now(listeners)).toEqual(
        Object.fromEntries(listeners.map(({ path }) => [path, ofStation(path) ? still : code])),
      );
    });

    it('with a changed role, where the new one may not', async () => {
      const manager = signedIn('manager');
      const listeners = await listening(manager);
      withRoles((no, role) => (no === 'M01' ? 'waiter' : role));
      const may = (path: Path) =>
        ofStation(path) || rules[path] === 'signed-in' || mayDo('waiter', rules[path] as Permission);
      expect(await now(listeners)).toEqual(
        Object.fromEntries(listeners.map(({ path }) => [path, may(path) ? still : 'NOT_ALLOWED'])),
      );
    });

    it('with the pairing, for whatever only stations may', async () => {
      const listeners = await listening(signedIn('manager'));
      people.revoke({ stationId: 'desk', isOwn: true, sessionToken: null }, tablet.stationId);
      expect(await now(listeners)).toEqual(
        Object.fromEntries(
          listeners.map(({ path }) => [path, rules[path] === 'anybody' ? still : 'STATION_NOT_PAIRED']),
        ),
      );
    });
  });
});
