import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { StoreError } from '../../../../core/kernel/error.ts';
import type { CommandInput } from '../../../../core/model/commands.ts';
import { permissionAtScreen, requireSender, touchedBy } from '../../../../core/parts.ts';
import { verifyStore } from '../../../../db/verify.ts';
import { AttendanceBook } from '../../../../host/parts/attendance/attendance.ts';
import { PayBooks } from '../../../../host/parts/commission/pay.ts';
import { temporaryDirectory } from '../../../db/files.ts';
import { journalOf, written } from '../../../db/forged.ts';
import { must } from '../../../db/shop-day.ts';
import { codeOf } from '../../code-of.ts';
import { TestStore } from '../../test-store.ts';

type Input = CommandInput<'attendance.correctSpell'>;
type Spell = NonNullable<Input['spell']>;

const hourMs = 3_600_000;
/** Sunday, ten in the store. */
const ten = Date.UTC(2026, 10, 22, 2);
const today = '2026-11-22';
const technician = { kind: 'technician', no: '1' } as const;
const staff = { kind: 'staff', no: 'R01' } as const;

let store: TestStore;

beforeEach(() => {
  store = new TestStore();
  store.at = ten;
});

const bookOf = () => new AttendanceBook({ db: store.db, now: () => store.at, businessDate: () => store.businessDate });
const spellsOf = (person: Input['person'], date = today) => bookOf().day(person, date).spells;
const hours = (from: number, to: number | null): Spell => ({
  ...{ onAt: ten + from * hourMs, offAt: to === null ? null : ten + to * hourMs },
});

function correct(person: Input['person'], was: Spell | null, spell: Spell | null): string {
  return codeOf(() => store.act('attendance.correctSpell', { person, was, spell, reason: ' forgot to swipe ' }, 'M01'));
}

/** On duty for so many hours from now. */
function serve(person: Input['person'], length: number): void {
  const [come, go] =
    person.kind === 'technician'
      ? [() => store.onDuty(person.no), () => store.act('technician.goOffDuty', { technicianNo: person.no })]
      : [
          () => store.act('staff.comeOnDuty', { staffNo: person.no }),
          () => store.act('staff.goOffDuty', { staffNo: person.no }),
        ];
  come();
  store.wait(length * 60);
  go();
}

async function problemsOf(path = join(temporaryDirectory(), 'store.sqlite')) {
  await store.db.copyTo(path);
  return { path, problems: verifyStore(path).problems };
}

describe.each([technician, staff])('a spell of a $kind', (person) => {
  it('is put right, added and struck; who, when, why, before and after stay', async () => {
    serve(person, 10);
    expect(correct(person, hours(0, 10), hours(0.5, 8))).toBe('done');
    expect(correct(person, null, hours(9, 9.5))).toBe('done');
    expect(spellsOf(person)).toEqual([hours(0.5, 8), hours(9, 9.5)]);
    expect(correct(person, hours(9, 9.5), null)).toBe('done');
    expect(spellsOf(person)).toEqual([hours(0.5, 8)]);
    const entry = { at: store.at, by: expect.stringMatching(/^M01 ./), reason: 'forgot to swipe' };
    expect(bookOf().day(person, today).corrections).toEqual([
      { ...entry, before: hours(0, 10), after: hours(0.5, 8) },
      { ...entry, before: null, after: hours(9, 9.5) },
      { ...entry, before: hours(9, 9.5), after: null },
    ]);
    const row = must(
      bookOf()
        .today()
        .find(({ no }) => no === person.no),
    );
    expect(row).toMatchObject({ isCorrected: true, day: { workedMinutes: 450 } });
    const inMonth = must(
      bookOf()
        .month('2026-11')
        .people.find(({ no }) => no === person.no),
    );
    expect(inMonth).toMatchObject({ sums: { workedMinutes: 450 }, correctedDates: [today] });
    expect((await problemsOf()).problems).toEqual([]);
  });

  it('is refused where it cannot be true', () => {
    serve(person, 4);
    store.wait(60);
    serve(person, 2);
    const [first, second] = [hours(0, 4), hours(5, 7)];
    expect(spellsOf(person)).toEqual([first, second]);
    expect(correct(person, first, hours(4, 4))).toBe('SPELL_ENDS_FIRST');
    expect(correct(person, first, hours(4, 3))).toBe('SPELL_ENDS_FIRST');
    expect(correct(person, second, hours(5, 7.1))).toBe('SPELL_IN_FUTURE');
    expect(correct(person, null, hours(8, 9))).toBe('SPELL_IN_FUTURE');
    expect(correct(person, first, hours(0, 5.5))).toBe('SPELL_OVERLAPS');
    expect(correct(person, null, hours(1, 2))).toBe('SPELL_OVERLAPS');
    expect(correct(person, null, hours(-1, 6))).toBe('SPELL_OVERLAPS');
    expect(correct(person, null, hours(4.5, null))).toBe('SPELL_UNENDED');
    expect(correct(person, first, hours(0, null))).toBe('SPELL_UNENDED');
    expect(correct(person, first, first)).toBe('SPELL_SAME');
    expect(correct(person, null, null)).toBe('SPELL_SAME');
    expect(correct(person, hours(0, 3), hours(0, 2))).toBe('SPELL_CHANGED');
    expect(bookOf().day(person, today).corrections).toEqual([]);
    // One may begin as another ends.
    expect(correct(person, null, hours(4, 5))).toBe('done');
  });

  it('that lasts can begin earlier, and ends by going off duty only', async () => {
    store.wait(-60);
    serve(person, 0.5);
    store.at = ten;
    if (person.kind === 'technician') store.onDuty('1');
    else store.act('staff.comeOnDuty', { staffNo: 'R01' });
    store.wait(120);
    const open = hours(0, null);
    expect(correct(person, open, hours(0, 1))).toBe('SPELL_OPEN');
    expect(correct(person, open, hours(0.5, null))).toBe('SPELL_OPEN');
    expect(correct(person, open, null)).toBe('SPELL_OPEN');
    expect(correct(person, open, hours(-0.75, null))).toBe('SPELL_OVERLAPS');
    expect(correct(person, open, hours(-0.25, null))).toBe('done');
    expect(correct(person, null, hours(1, 1.5))).toBe('SPELL_OVERLAPS');
    if (person.kind === 'technician') store.act('technician.goOffDuty', { technicianNo: '1' });
    else store.act('staff.goOffDuty', { staffNo: 'R01' });
    expect(spellsOf(person)).toEqual([hours(-1, -0.5), hours(-0.25, 2)]);
    expect((await problemsOf()).problems).toEqual([]);
  });

  it('moves to the trading day it begins on', () => {
    serve(person, 1);
    // Before the cut-over it is the evening before.
    const night = hours(-8, -7);
    expect(correct(person, hours(0, 1), night)).toBe('done');
    expect(spellsOf(person)).toEqual([]);
    expect(spellsOf(person, '2026-11-21')).toEqual([night]);
    const inMonth = must(
      bookOf()
        .month('2026-11')
        .people.find(({ no }) => no === person.no),
    );
    expect(inMonth.correctedDates).toEqual(['2026-11-21', today]);
  });

  it('of a closed month stays', () => {
    serve(person, 8);
    store.wait(31 * 24 * 60);
    const expectedTotalMinor = store.state.pay.totals('2026-11').reduce((sum, { totalMinor }) => sum + totalMinor, 0);
    store.act('commission.closeMonth', { month: '2026-11', expectedTotalMinor }, 'M01');
    expect(correct(person, hours(0, 8), hours(0, 7))).toBe('MONTH_CLOSED');
    expect(correct(person, hours(0, 8), null)).toBe('MONTH_CLOSED');
    expect(correct(person, null, hours(-30, -29))).toBe('MONTH_CLOSED');
    expect(bookOf().day(person, today).isClosed).toBe(true);
  });
});

describe('a correction', () => {
  it('is a manager’s, at a screen, and makes the attendance lists old', () => {
    expect(permissionAtScreen('attendance.correctSpell', {})).toBe('attendance.edit');
    expect(codeOf(() => requireSender('attendance.correctSpell', 'terminal'))).toBe('NOT_ALLOWED');
    serve(technician, 1);
    const data = { person: technician, was: hours(0, 1), spell: null, reason: 'no' };
    const events = store.act('attendance.correctSpell', data, 'M01');
    expect(events.map(({ type }) => type)).toEqual(['attendance.spellCorrected']);
    expect([...touchedBy(events, store.state).stale]).toEqual(['attendance']);
  });

  it('adds nothing for somebody unknown', () => {
    expect(correct({ kind: 'technician', no: '999' }, null, hours(-2, -1))).toBe('TECHNICIAN_UNKNOWN');
    expect(correct({ kind: 'staff', no: '1' }, null, hours(-2, -1))).toBe('STAFF_UNKNOWN');
  });

  it('ends the rest that was never ended, and the payslip follows', async () => {
    store.onDuty('1');
    store.wait(60);
    store.act('technician.rest', { technicianNo: '1' });
    // She went home from it and swiped off the morning after.
    store.wait(20 * 60);
    store.act('technician.goOffDuty', { technicianNo: '1' });
    expect(correct(technician, hours(0, 21), hours(0, 1.25))).toBe('done');
    const { sums } = must(
      bookOf()
        .month('2026-11')
        .people.find(({ no }) => no === '1'),
    );
    expect(sums).toMatchObject({ workedMinutes: 75, restMinutes: 15, overrunMinutes: 0 });
    store.act('commission.correct', { payeeNo: '1', aboutMonth: '2026-11', amountMinor: 100, reason: 'tip' }, 'M01');
    const pay = new PayBooks({ db: store.db, now: () => store.at, businessDate: () => store.businessDate });
    expect(pay.person('2026-11', '1')).toMatchObject({ attendance: { workedMinutes: 75, restMinutes: 15 } });
    expect((await problemsOf()).problems).toEqual([]);
  });

  it('that nobody could have made is found by the proof, though chain and tables fit', () => {
    serve(staff, 2);
    correct(staff, hours(0, 2), hours(0, 1));
    const forged = (end: number) =>
      journalOf(store).map((event) =>
        event.type === 'attendance.spellCorrected' && event.payload.after
          ? { ...event, payload: { ...event.payload, after: { ...event.payload.after, offAt: ten + end * hourMs } } }
          : event,
      );
    expect(verifyStore(written(forged(1))).problems).toEqual([]);
    // It had not come yet.
    expect(verifyStore(written(forged(3))).problems).toMatchObject([
      { code: 'FACT_WRONG', context: { what: 'correction', expected: 'SPELL_IN_FUTURE' } },
    ]);
  });

  it('whose row was changed is found by the proof', async () => {
    serve(staff, 2);
    correct(staff, hours(0, 2), hours(0, 1));
    const { path, problems } = await problemsOf();
    expect(problems).toEqual([]);
    const db = new Database(path);
    db.exec("UPDATE spell_corrections SET correctedBy = 'M02'");
    db.close();
    expect(verifyStore(path).problems).toMatchObject([
      { code: 'TABLE_DIFFERS', context: { table: 'spell_corrections' } },
    ]);
  });

  it('never lets two spells of a person overlap, whatever is asked, and every such day proves', async () => {
    const half = fc.integer({ min: -40, max: 30 }).map((halves) => halves / 2);
    const asked = fc.record({
      person: fc.constantFrom<Input['person']>(technician, staff),
      act: fc.constantFrom('add', 'change', 'strike', 'swipe'),
      from: half,
      length: fc.integer({ min: 0, max: 12 }).map((halves) => halves / 2),
      pick: fc.nat(5),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { maxLength: 25 }), async (steps) => {
        store = new TestStore();
        store.at = ten;
        for (const { person, act, from, length, pick } of steps) {
          const there = store.state.attendance.spellsOf(person, 0, store.at);
          const found = there[pick % (there.length || 1)];
          const was = found && act !== 'add' ? { onAt: found.onAt, offAt: found.offAt } : null;
          try {
            if (act === 'swipe') serve(person, length);
            else correct(person, was, act === 'strike' ? null : hours(from, from + length));
          } catch (error) {
            if (!(error instanceof StoreError)) throw error;
          }
        }
        for (const person of [technician, staff]) {
          const spells = store.state.attendance.spellsOf(person, 0, store.at);
          for (const [index, { onAt, offAt }] of spells.entries()) {
            expect(offAt ?? store.at).toBeGreaterThanOrEqual(onAt);
            expect(onAt).toBeGreaterThanOrEqual(spells[index - 1]?.offAt ?? 0);
          }
        }
        expect((await problemsOf()).problems).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});
