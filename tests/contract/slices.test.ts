import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../core/kernel/error.ts';
import { addDays } from '../../core/kernel/time.ts';
import type { JournalEvent } from '../../core/model/events.ts';
import type { PolicyVersion } from '../../core/model/rotation/policy.ts';

import type { RotationState } from '../../core/rules/rotation/policy-in-force.ts';
import { eventOfRow, journalRows } from '../../db/engine/journal.ts';
import { noKeys } from '../../db/engine/key-store.ts';
import { journalIn, oldFile } from '../db/old-files.ts';
import { commandOf, type Step, smallStore, step } from '../host/commands/any-command.ts';
import { inMemory, inSqlite } from './led-stores.ts';

/** What there is to be asked about after some of a journal. */
interface Known {
  at: number;
  clockIds: ReadonlySet<string>;
  technicianNos: ReadonlySet<string>;
  queueIds: ReadonlySet<string>;
  dates: ReadonlySet<string>;
}

type Questions<Slice> = { [Method in keyof Slice]: (slice: Slice, known: Known) => unknown };

/** Every pair of two lists. */
function pairs<A, B>(first: Iterable<A>, second: Iterable<B>): [A, B][] {
  return [...first].flatMap((a) => [...second].map((b): [A, B] => [a, b]));
}

/** Asks for each of the keys; the key stands beside the answer, so that a difference says whose it is. */
function each<Key, Answer>(keys: Iterable<Key>, ask: (key: Key) => Answer): [Key, Answer][] {
  return [...keys].map((key) => [key, ask(key)]);
}

/** All that both kinds of slices have; a method more is a type error here until it is asked. */
const questions: {
  clocks: Questions<RotationState['clocks']>;
  technicians: Questions<RotationState['technicians']>;
  rotation: Questions<RotationState['rotation']>;
  reservations: Questions<RotationState['reservations']>;
} = {
  clocks: {
    byId: (clocks, { clockIds }) => each(clockIds, (id) => clocks.byId(id)),
    busyOf: (clocks, { technicianNos }) => each(technicianNos, (no) => clocks.busyOf(no)),
    waiting: (clocks) => clocks.waiting(),
    ofItem: (clocks, { clockIds }) => each(clockIds, (id) => clocks.ofItem(id)),
    onDay: (clocks, { technicianNos, dates }) =>
      each(pairs(technicianNos, dates), ([no, date]) => clocks.onDay(no, date)),
    onDayAtMost: (clocks, { technicianNos, dates }) =>
      each(pairs(technicianNos, dates), ([no, date]) => clocks.onDayAtMost(no, date)),
    types: (clocks) => clocks.types(),
  },
  technicians: {
    byNo: (technicians, { technicianNos }) => each(technicianNos, (no) => technicians.byNo(no)),
    marks: (technicians, { technicianNos }) => each(technicianNos, (no) => technicians.marks(no)),
    allMarks: (technicians) => technicians.allMarks(),
  },
  rotation: {
    queue: (rotation, { queueIds }) => each(queueIds, (id) => rotation.queue(id)),
    policies: (rotation) => rotation.policies().map(bare),
    hasJoined: (rotation, { queueIds, technicianNos, dates }) =>
      each(pairs(pairs(queueIds, technicianNos), dates), ([[queueId, no], date]) =>
        rotation.hasJoined(queueId, no, date),
      ),
    lastLeft: (rotation, { queueIds, technicianNos, dates }) =>
      each(pairs(pairs(queueIds, technicianNos), dates), ([[queueId, no], date]) =>
        rotation.lastLeft(queueId, no, date),
      ),
    calledBehind: (rotation, { queueIds, at }) =>
      each(pairs(pairs(queueIds, ranks(rotation, queueIds)), [0, 5, 60, 300]), ([[queueId, rank], minutes]) =>
        rotation.calledBehind(queueId, rank, at - minutes * 60_000),
      ),
  },
  reservations: { locks: (reservations) => reservations.locks() },
};

/** Who set a policy and when is told by the file alone. */
function bare({ group, gender, fromDate, preset, policy }: PolicyVersion): PolicyVersion {
  return { group, gender, fromDate, preset, policy };
}

/** Those of the places as they stand, between them, and at both ends. */
function ranks(rotation: RotationState['rotation'], queueIds: Iterable<string>): number[] {
  const own = [...queueIds].flatMap((id) => rotation.queue(id).map(({ rank }) => rank));
  return [...new Set([...own, ...own.map((rank) => rank - 0.5), Math.min(...own, 0) - 1])];
}

function answersOf(state: RotationState, known: Known): unknown {
  const slices = Object.entries(questions) as [keyof typeof questions, Record<string, unknown>][];
  return slices.map(([name, asked]) =>
    Object.entries(asked).map(([method, ask]) => {
      const slice = state[name];
      return { method: `${name}.${method}`, answer: (ask as (slice: unknown, known: Known) => unknown)(slice, known) };
    }),
  );
}

/** Leads both kinds along a journal; after every few commands, and at its end, they have to give the same answers. */
function expectSameAnswers(journal: readonly JournalEvent[], everyCommands: number): number {
  const [memory, sqlite] = [inMemory(), inSqlite()];
  const known = {
    at: 0,
    clockIds: new Set<string>(['nothing']),
    technicianNos: new Set<string>(['nobody']),
    queueIds: new Set<string>(['foot']),
    dates: new Set<string>(),
  };
  let commands = 0;
  let moments = 0;
  for (const [index, one] of journal.entries()) {
    memory.take(one);
    sqlite.take(one);
    note(one, known);
    if (journal[index + 1]?.commandId === one.commandId) continue;
    commands += 1;
    if (commands % everyCommands !== 0 && index < journal.length - 1) continue;
    moments += 1;
    expect(answersOf(memory.state, known)).toEqual(answersOf(sqlite.state, known));
  }
  return moments;
}

/** What an event tells of, to be asked about from now on. */
function note({ at, businessDate, payload, ...one }: JournalEvent, known: Record<string, unknown> & Known): void {
  Object.assign(known, { at });
  const { clockIds, technicianNos, queueIds, dates } = known as { [K in keyof Known]: Set<string> } & { at: number };
  for (const date of [addDays(businessDate, -1), businessDate, addDays(businessDate, 1)]) dates.add(date);
  const { clockId, technicianNo, toTechnicianNo, queueId } = payload as Record<string, unknown>;
  if (typeof clockId === 'string') clockIds.add(clockId);
  for (const no of [technicianNo, toTechnicianNo]) if (typeof no === 'string') technicianNos.add(no);
  if (typeof queueId === 'string') queueIds.add(queueId);
  if (one.type === 'site.imported') technicianNos.add('88');
}

/** The journal of a day of such commands; what is refused leaves nothing. */
function journalOf(steps: readonly Step[]): JournalEvent[] {
  const store = smallStore();
  for (const one of steps) {
    store.wait(one.minutes);
    const command = commandOf(store, one);
    try {
      if (command) store.act(command.name, command.data as never, command.actor);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
    }
  }
  return [...journalRows(store.db.read)].map((row) => eventOfRow(row, store.db.keys));
}

// Random days have the time they take on a machine that does other things too.
describe('slices in memory and in the file', { timeout: 180_000 }, () => {
  it('give the same answers to everything, at many moments of any day', () => {
    let moments = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 100, maxLength: 250, size: 'max' }), (steps) => {
        moments += expectSameAnswers(journalOf(steps), 8);
      }),
      { numRuns: 12, endOnFailure: true },
    );
    expect(moments).toBeGreaterThan(60);
  });

  it.each([
    ['simulated-day', 20],
    ['two-imports', 1],
  ])('and along the journal of a real store, %s', (name, everyCommands) => {
    const journal = journalIn(oldFile(name)).map((row) => eventOfRow(row, noKeys));
    expect(expectSameAnswers(journal, everyCommands)).toBeGreaterThan(15);
  });
});
