import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../core/kernel/error.ts';
import { addDays } from '../../core/kernel/time.ts';
import type { JournalEvent, StoreEvent } from '../../core/model/events.ts';
import { sectionsOf } from '../../core/model/site/sections.ts';
import type { StoreState } from '../../core/model/state.ts';

import type { ReadHandle, WriteHandle } from '../../db/engine/connection.ts';
import { eventOfRow, journalRows } from '../../db/engine/journal.ts';
import type { DatabasePart } from '../../db/engine/part.ts';
import { changesNothing } from '../../db/engine/projection.ts';
import { namingColumns } from '../../db/hand-over.ts';
import { reservationsOfDay } from '../../db/parts/reservations/queries.ts';
import { databaseParts } from '../../db/parts.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { runDay } from '../../scripts/day/run-day.ts';
import { commandOf, smallStore, step } from '../host/commands/any-command.ts';
import { end, start, visitIn } from '../host/commands/at-store.ts';
import type { TestStore } from '../host/test-store.ts';
import { exportsOf, methodsOf, plansOf, statementsOf } from './driven.ts';
import { ShopDay } from './shop-day.ts';

const minuteMs = 60_000;
const day = '2026-11-21';
const month = '2026-11';
const nos = ['1', '5'];

/** Tables that may be read whole, and why. All others grow with every day: what is read of them is searched for. */
const mayBeScanned: Readonly<Record<string, string>> = {
  CONSTANT: 'no table',
  asked: 'the one row that a rule is asked of',
  site: 'one row',
  earned: 'what the statement itself has found so far: months',
  '(subquery-3)': 'what the statement itself has found so far: pay of one month',
  json_each: 'as long as what is asked for',
  clock_types: 'one row for each type of clock',
  rooms: 'one row for each room',
  technicians: 'one row for each technician',
  technician_marks: 'one row at most for each technician',
  stock: 'one row for each article',
  queue_places: 'one row for each technician and group',
  setting_plans: 'one row for each change of the settings that is still to come',
  rotation_policies: 'one row for each change of policy since the settings',
  credentials: 'one row for each of the staff',
  pin_misses: 'one row for each who has just missed the PIN, at one station',
  staff_pins: 'one row for each of the staff',
  sessions: 'those who are signed in now',
  stations: 'one row for each screen',
  card_numbers: 'one row for each card that was ever in the settings',
};

/** Indexes over what is open now, which is as much as the store holds. */
const openOnly: readonly string[] = [
  'visits_open',
  'clocks_busy',
  'clocks_waiting',
  'goods_lines_open',
  'service_calls_open',
  'reservations_booked',
  'technician_locks_open',
];

/** Statements that scan and may, by how they begin, and why. */
const mayScan: readonly (readonly [begins: string, why: string])[] = [
  ['SELECT at FROM journal ORDER BY seq DESC LIMIT 1', 'the last row of its key: one step'],
  ['SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1', 'the last row of its key: one step'],
  [
    'SELECT seq, id, commandId, commandHash, at, businessDate, actor, station, type, version, payload, prevHash, hash FROM journal ORDER BY seq DESC LIMIT ?',
    'the last rows of its key',
  ],
  ['SELECT 1 FROM visits LIMIT 1', 'stops at the first row'],
  [
    'SELECT seq, id, commandId, commandHash, at, businessDate, actor, station, type, version, payload, prevHash, hash FROM journal ORDER BY seq',
    'the proof and the look back go along the whole journal',
  ],
  ['SELECT keyId, kind, ownerId FROM keys', 'at the opening: which keys are there'],
  ['SELECT keyId, kind, ownerId, state FROM sealed_keys', 'at the opening, and by the proof: which keys are known'],
  [`UPDATE sealed_keys SET state = 'blank' WHERE state = 'shown'`, 'in a copy that is to be kept'],
  ['DELETE FROM rooms WHERE no = ?', 'when a room is left out of the settings: whether anything refers to it'],
  ['DELETE FROM technicians WHERE no = ?', 'when somebody is left out of the settings: whether anything refers to her'],
  ...namingColumns
    .filter(({ field }) => field === null)
    .map(({ table, column }): [string, string] => [
      `UPDATE ${table} SET ${column} = ? WHERE ${column} = ?`,
      'when a number passes on to another',
    ]),
];
/** Indexes that are gone along as a whole, and why. */
const mayBeGoneAlong: Readonly<Record<string, string>> = {
  reservations_phone: 'a part of a phone number, typed by a person, is looked for in the numbers alone',
  journal_plain_guests: 'rows of before there were seals: there will never be more',
  staff_log_pins: 'one row for each PIN that was ever given',
  commission_corrections_month: 'one row for each correction that somebody made by hand',
};

/** What each slice of the state is asked, by method. A new method without is a failure below. */
const questions: {
  [S in keyof Omit<StoreState, 'site' | 'isSetUp'>]: Record<keyof StoreState[S], readonly unknown[]>;
} = {
  settings: {
    holderById: ['person', '1'],
    holderByKey: ['person', '1'],
    passedOn: ['person'],
    versions: [],
    plans: [],
    changesSince: ['items', 1],
  },
  rooms: { byNo: ['201'] },
  pins: { has: ['M01'], roles: [] },
  visits: {
    byId: ['v'],
    openIn: ['201'],
    guest: ['g'],
    guestsOf: ['v'],
    guestWithWristband: ['1'],
    countOn: [day],
    toNoticeOpen: [day],
    hasAny: [],
  },
  clocks: {
    byId: ['c'],
    ofVisit: ['v'],
    extensionsOf: ['c'],
    busy: [],
    busyOf: ['1'],
    waiting: [],
    toRemind: [1],
    ofItem: ['c'],
    onDay: ['1', day],
    onDayAtMost: ['1', day],
    givenUpSince: [0],
    types: [],
  },
  technicians: { byNo: ['1'], marks: ['1'], allMarks: [] },
  rotation: {
    queue: ['foot'],
    policies: [],
    hasJoined: ['foot', '1', day],
    lastLeft: ['foot', '1', day],
    calledBehind: ['foot', 1, 0],
    moves: ['foot', 0, 10],
  },
  reservations: { byId: ['r'], booked: [0, 1], locks: [], lockAt: ['1', 0] },
  goods: { line: ['l'], ofVisit: ['v'], stockOf: ['D01'] },
  authorisations: { byId: ['a'] },
  staff: { pinMarks: [], arePinsBound: [] },
  bills: { ofVisit: ['v'], isReferenceUsed: ['wechat', 'T1'], after: [day], settledAfter: [0, day], countOn: [day] },
  wishes: { byId: ['w'], ofVisit: ['v'] },
  serviceCalls: { byId: ['s'], openIn: ['201'] },
  pay: {
    frozenRules: ['c'],
    spansOf: ['c'],
    countOf: ['1', month, 'rule'],
    isClosed: [month],
    months: [],
    totals: [month],
    payslip: [month, '1'],
  },
  attendance: {
    roster: [day, day, '1'],
    spells: [day, day, '1'],
    breaks: [day, day, '1'],
    staffSpells: [day, day],
    openSpells: [{ kind: 'technician', no: '1' }],
    staffOnDutySince: ['R01'],
    spellsOf: [{ kind: 'technician', no: '1' }, 0, 1],
  },
};

/** What each query is asked beside the handle, more than once where it is asked in several ways. */
const queries: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  spellCorrectionsOf: [[day, day]],
  billsOfDay: [[day]],
  billById: [['b']],
  wristbandsOf: [['b']],
  rowOfBill: [['v', 'b']],
  refusalsOf: [[day]],
  storedClockTypes: [[]],
  clockCounts: [[day], [day, nos]],
  segmentsOf: [['v']],
  incidentsOf: [[day]],
  timeSettingsBetween: [[day, day]],
  servedInMonth: [[month]],
  closingOf: [[month]],
  payEntries: [
    [month, null],
    [month, '1'],
  ],
  payParts: [[month, '1']],
  earnedOnDay: [[day], [day, nos]],
  allStock: [[]],
  kitchenOpen: [[]],
  kitchenDone: [[day]],
  reservationById: [['r']],
  allBooked: [[]],
  reservationsOfDay: [[day]],
  reservationsFrom: [[day, 5]],
  reservationsOfPhone: [['138', 5]],
  noShowsOf: [['138']],
  openLocks: [[]],
  lockAt: [['1', 0]],
  reservationsByPhonePart: [['13', 5]],
  plainRowsOf: [['r']],
  plainRows: [[5]],
  countPlainRows: [[]],
  allRooms: [[]],
  allQueues: [[]],
  storedPolicies: [[]],
  movesInQueue: [['foot', 0, 10]],
  hasJoined: [['foot', '1', day]],
  lastLeft: [['foot', '1', day]],
  calledBehind: [['foot', 1, 0]],
  openServiceCalls: [[]],
  allTechnicians: [[]],
  allMarks: [[]],
  openVisits: [[]],
};

/** The same of what is kept beside the journal, and of the journal itself. */
const kept: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  addJobRun: [['7.1', 1]],
  takeNextJob: [['voice', 1]],
  expireJobs: [[1]],
  nextJobAt: [['voice']],
  finishJob: [['7.1', 1]],
  retryJob: [['7.1', 1, 'X']],
  failJob: [['7.1', 1, 'X']],
  markJobUncertain: [['7.1', 1, 'X']],
  repeatJob: [['7.1', 1, 2]],
  dismissJob: [['7.1', 1]],
  rerouteJob: [['7.1', 'voice', 1]],
  mergeJob: [['7.1', 1]],
  markJobSound: [['7.1', 1]],
  soundsOf: [['voice', 20]],
  recoverJobs: [[1]],
  doubtJobs: [[1]],
  jobsIn: [['waiting'], ['waiting', 'uncertain']],
  jobHeadsIn: [['waiting'], ['waiting', 'uncertain']],
  jobById: [['7.1']],
  setPinHash: [['R01', 'x']],
  credentialOf: [['R01']],
  staffWithPin: [[]],
  allPinMisses: [[]],
  keepPinMisses: [[{ staffNo: 'R01', stationId: 's', count: 1, lockedUntil: null }]],
  forgetPinMisses: [['R01', 's']],
  staffWithForeignPin: [[]],
  allPinHashes: [[]],
  restorePinHashes: [[[{ staffNo: 'R09', pinHash: 'x' }]]],
  forgetWhoComesIn: [[]],
  // A slice, and a check of the proof: asked above, and by every proof.
  StoredPins: [],
  PinCheck: [],
  removeCredential: [['R01']],
  addSession: [[{ id: 'n', tokenHash: 't', staffNo: 'R01', createdAt: 1, lastSeenAt: 1, stationId: 's' }]],
  sessionOf: [['t']],
  touchSession: [['t', 1]],
  removeSession: [['t']],
  allSessions: [[]],
  addStation: [[{ id: 's', tokenHash: 't', name: 'desk', createdAt: 1 }]],
  stationWithToken: [['t']],
  anyStationWithToken: [['t']],
  allStations: [[]],
  stationWithId: [['s']],
  revokeStation: [['s', 1]],
  forgetForPractice: [[1]],
  rememberKey: [['k', { kind: 'reservation', id: 'r' }]],
  eraseKeysOf: [[{ kind: 'reservation', id: 'r' }]],
  setKeyState: [['k', 'blank']],
  hideAllKeys: [[]],
  allSealedKeys: [[]],
  numberOfCard: [['h']],
  hashOfNumber: [['04AABBCCDD']],
  allCardNumbers: [[]],
  cardsWithoutNumber: [[]],
  rememberCard: [['h']],
  keepNumber: [[{ hash: 'h', uid: '04AABBCCDD' }], [{ hash: 'i', uid: '04AABBCCDD' }]],
  // By every command above.
  appendRow: [],
  projectJobs: [],
  eventOfRow: [],
  journalRows: [[]],
  readHead: [[]],
  lastRowAt: [[]],
  lastRows: [[5]],
  rowsAfter: [[0]],
  hashOfRow: [[1]],
  journalAfter: [[0, 5]],
  pastOf: [[['setup', 'practice']]],
  findCommand: [['c']],
  visitHistory: [['v']],
};

/** Calls every function of a module that asks with what stands for it; a function that nothing stands for is named. */
function drive(
  exported: ReadonlyMap<string, unknown>,
  handle: ReadHandle | WriteHandle,
  asked: Readonly<Record<string, readonly (readonly unknown[])[]>>,
): string[] {
  return [...exported].flatMap(([name, value]) => {
    if (typeof value !== 'function') return [];
    const calls = asked[name];
    if (!calls) return [name];
    for (const params of calls) value(handle, ...params);
    return [];
  });
}

function fullScans(statements: Iterable<string>): string[] {
  return plansOf(statements).flatMap(({ sql, steps }) =>
    steps.flatMap((step) => {
      const [, table] = /^SCAN (\S+)/.exec(step) ?? [];
      if (table === undefined || table in mayBeScanned) return [];
      const index = step.split(' ').at(-1) ?? '';
      if (openOnly.includes(index) || index in mayBeGoneAlong) return [];
      if (mayScan.some(([begin]) => sql.startsWith(begin))) return [];
      return [`${step}: ${sql}`];
    }),
  );
}

const texts = (prepared: readonly { sql: string }[]) => prepared.map(({ sql }) => sql);

/** All event types that change tables, as the projections of the parts have them. */
async function projectedTypes(): Promise<string[]> {
  const projections = await exportsOf('db/parts/*', (file) => file === 'projection.ts');
  return [...projections.values()]
    .flatMap((value) => (typeof value === 'object' && value !== null ? Object.entries(value) : []))
    .flatMap(([type, project]) => (type.includes('.') && project !== changesNothing ? [type] : []));
}

/** A slice of the state, to whoever asks all of it. */
type Slice = Record<string, (...params: readonly unknown[]) => unknown>;

/** A day of commands by chance, always the same. */
function anyDay(): TestStore {
  const store = smallStore();
  for (const one of fc.sample(step, { seed: 5, numRuns: 1_500 })) {
    store.wait(one.minutes);
    const command = commandOf(store, one);
    try {
      if (command) store.act(command.name, command.data as never, command.actor);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
    }
  }
  return store;
}

/** What chance seldom brings. */
function rareDay(): TestStore {
  const store = smallStore();
  // A number passes on to somebody else.
  const { people } = sectionsOf(store.state.site.site, true);
  const technicians = people.technicians.map(({ id, ...one }) =>
    one.no === '9' ? { ...one, name: '新来的', hiredOn: day } : { id, ...one },
  );
  store.act('settings.setPeople', { basedOn: 1, value: { ...people, technicians } }, 'M01');
  store.act('room.putOutOfOrder', { roomNo: '203', reason: 'because' });
  store.act('room.putInOrder', { roomNo: '203' });
  // Settings are planned, taken back, and come into force.
  const { voice, printers } = sectionsOf(store.state.site.site, true);
  store.act('settings.setVoice', { basedOn: 1, fromDate: addDays(store.businessDate, 1), value: voice }, 'M01');
  store.act('settings.setPrinters', { basedOn: 1, fromDate: addDays(store.businessDate, 2), value: printers }, 'M01');
  const [first, later] = store.state.settings.plans();
  store.act('settings.confirmPlan', { planId: first?.planId ?? '' }, 'M01');
  store.act('settings.withdrawPlan', { planId: later?.planId ?? '' }, 'M01');
  store.act('staff.comeOnDuty', { staffNo: 'R01' });
  store.wait(1);
  store.act('staff.goOffDuty', { staffNo: 'R01' });
  // Spells are put right, added and struck, of technicians and of others.
  const spell = { onAt: store.at - 9 * minuteMs, offAt: store.at - 8 * minuteMs };
  for (const person of [{ kind: 'staff', no: 'R01' } as const, { kind: 'technician', no: '9' } as const]) {
    const correct = (was: typeof spell | null, now: typeof spell | null) =>
      store.act('attendance.correctSpell', { person, was, spell: now, reason: 'because' }, 'M01');
    const longer = { ...spell, onAt: spell.onAt - minuteMs };
    correct(null, spell);
    correct(spell, longer);
    correct(longer, null);
  }
  // A place is held for a while.
  store.act('technician.hold', { technicianNo: '3', reason: 'because' });
  store.act('technician.endHold', { technicianNo: '3' });
  // Somebody who waits pauses at once.
  for (const isOn of [true, false]) store.act('technician.pauseAfter', { technicianNo: '3', isOn });
  // Wishes of guests who go to another room.
  store.open('204', null);
  store.act('wish.note', { whose: { kind: 'room', visitId: visitIn(store, '204') }, text: 'quiet' });
  const [wish] = store.state.wishes.ofVisit(visitIn(store, '204'));
  store.act('wish.change', { wishId: wish?.id ?? '', was: 'quiet', text: 'very quiet' });
  store.act('visit.changeRoom', { visitId: visitIn(store, '204'), toRoomNo: '205' });
  store.act('wish.withdraw', { wishId: wish?.id ?? '', was: 'very quiet' });
  // A technician is kept for guests who come too late.
  const startsAt = store.at + 10 * minuteMs;
  const items = [{ serviceCode: '101', technicianNos: ['1'] }];
  const guest = { guestCount: 1, guestName: '陈女士', phone: '', items };
  store.act('reservation.book', { roomNo: '202', startsAt, ...guest, despiteRoster: 'because' });
  for (let minutes = 0; minutes < 120; minutes += 1) {
    store.wait(1);
    store.act('reservation.keepTime', {});
  }
  const [missed] = reservationsOfDay(store.db.read, day);
  store.act('reservation.arriveLate', { reservationId: missed?.id ?? '' });
  // Another one never comes, and is forgotten.
  store.act('reservation.book', { roomNo: '203', startsAt: store.at + minuteMs, ...guest, items: [] });
  const [other] = store.state.reservations.booked(0, Number.MAX_SAFE_INTEGER);
  store.act('reservation.cancel', { reservationId: other?.id ?? '', reason: 'because' });
  store.act('reservation.erase', { reservationIds: [other?.id ?? ''], reason: 'guest-asked' }, 'M01');
  // A clock goes on for longer than it was sold.
  start(store, '202');
  store.wait(67);
  store.act('clock.extendOverrun', {});
  const [extension] = store.state.clocks.ofVisit(visitIn(store, '202')).filter(({ automatic }) => automatic);
  store.act('clock.undoExtension', { clockId: extension?.id ?? '', reason: 'because' });
  end(store, '202');
  store.wait(31 * 24 * 60);
  const expectedTotalMinor = store.state.pay.totals(month).reduce((sum, { totalMinor }) => sum + totalMinor, 0);
  store.act('commission.closeMonth', { month, expectedTotalMinor }, 'M01');
  // Somebody is still there after the trading day.
  store.wait(24 * 60);
  store.act('visit.noticeLeftOpen', {}, 'system');
  const [lasting] = store.state.attendance.openSpells();
  if (lasting) store.act('attendance.stillHere', { person: lasting.person, onAt: lasting.onAt });
  return store;
}

/** Appends a journal's events to a store of its own. */
function appendAgain(events: readonly JournalEvent[]): void {
  const db = StoreDatabase.open(':memory:');
  db.transact((tx) => {
    for (const { id, commandId, at, businessDate, actor, station, type, version, payload } of events) {
      const command = { id: commandId, hash: 'h', at, businessDate, actor, station };
      db.append(tx, command, [{ type, version, payload } as StoreEvent], () => id);
    }
  });
  db.close();
}

describe('every statement searches by index', () => {
  it('of every question of a decision', async () => {
    const missing: string[] = [];
    const prepared = await statementsOf(() => {
      const shop = new ShopDay();
      shop.importSite();
      const { site: _, isSetUp: __, ...slices } = shop.db.state as unknown as Record<string, Slice>;
      for (const [name, slice] of Object.entries<Slice>(slices)) {
        for (const method of methodsOf(slice)) {
          const params = (questions as Record<string, Record<string, readonly unknown[]>>)[name]?.[method];
          if (params) slice[method]?.(...params);
          else missing.push(`${name}.${method}`);
        }
      }
    });
    expect(missing).toEqual([]);
    expect(prepared.length).toBeGreaterThan(40);
    expect(fullScans(texts(prepared))).toEqual([]);
  });

  it('of every query that screens, slips and reports ask', async () => {
    const exported = new Map([
      ...(await exportsOf('db/parts/*', (file) => file.endsWith('queries.ts'))),
      ...(await exportsOf('db/queries', () => true)),
    ]);
    const missing: string[] = [];
    const prepared = await statementsOf(() => {
      missing.push(...drive(exported, new ShopDay().db.read, queries));
    });
    expect(missing).toEqual([]);
    expect(prepared.length).toBeGreaterThan(30);
    expect(fullScans(texts(prepared))).toEqual([]);
  });

  it('of the job runner, of who comes in, and of the journal itself', async () => {
    const exported = new Map([
      ...(await exportsOf('db/operational', () => true)),
      ...(await exportsOf('db/engine', (file) => file === 'journal.ts')),
    ]);
    const missing: string[] = [];
    const prepared = await statementsOf(() => {
      const { db } = new ShopDay();
      db.transact((tx) => missing.push(...drive(exported, tx, kept)));
    });
    expect(missing).toEqual([]);
    expect(prepared.length).toBeGreaterThan(35);
    expect(fullScans(texts(prepared))).toEqual([]);
  });

  it('of the rules that the proof of a night asks: of each row that has changed', () => {
    const parts: readonly DatabasePart[] = databaseParts;
    const rules = parts.flatMap((part) => part.rules ?? []);
    const ofRows = rules.flatMap(({ ofRow }) => ofRow?.sql ?? []);
    expect(ofRows.length).toBeGreaterThan(10);
    expect(fullScans(ofRows)).toEqual([]);
    // Asked as a whole each night: of those who are on duty.
    expect(rules.filter(({ ofRow }) => !ofRow).map(({ code }) => code)).toEqual(['QUEUE_LOST']);
  });

  it('of every event’s projection, on a day of any commands and on one written by hand', async () => {
    const written = new ShopDay();
    written.writeWholeDay();
    const days = [anyDay(), rareDay(), written].map(({ db }) =>
      [...journalRows(db.read)].map((row) => eventOfRow(row, db.keys)),
    );
    const happened = new Set<string>(days.flat().map(({ type }) => type));
    expect((await projectedTypes()).filter((type) => !happened.has(type))).toEqual([]);
    const prepared = await statementsOf(() => {
      for (const events of days) appendAgain(events);
    });
    expect(prepared.length).toBeGreaterThan(80);
    expect(fullScans(texts(prepared))).toEqual([]);
  });

  it('of a running store with terminals, printers, readers and screens', async () => {
    const prepared = await statementsOf(() =>
      runDay({
        seed: 7,
        hours: 6,
        habits: { cancellations: 0.2, late: 0.1 },
        log: { info() {}, warn() {}, error() {} },
      }),
    );
    // The first that writes to a file: the proof and the figures of the day come after it, and read all there is.
    const running = prepared.find(({ db }) => !db.readonly && db.name.endsWith('store.sqlite'))?.db;
    const own = prepared.filter(({ db }) => db === running);
    expect(own.length).toBeGreaterThan(100);
    expect(fullScans(texts(own))).toEqual([]);
  });
});
