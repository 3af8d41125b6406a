import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { permissionAtScreen } from '../../../../core/parts.ts';
import { verifyStore } from '../../../../db/verify.ts';
import { AttendanceBook } from '../../../../host/parts/attendance/attendance.ts';
import { AtTerminal } from '../../../core/terminal/at-terminal.ts';
import { temporaryDirectory } from '../../../db/files.ts';
import { must } from '../../../db/shop-day.ts';
import { codeOf } from '../../code-of.ts';
import { TestStore } from '../../test-store.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Sunday, ten in the store. */
const ten = Date.UTC(2026, 10, 22, 2);
const [sunday, monday] = ['2026-11-22', '2026-11-23'];
const technician = { kind: 'technician', no: '1' } as const;
const staff = { kind: 'staff', no: 'R01' } as const;
type Person = typeof technician | typeof staff;

let store: TestStore;

beforeEach(() => {
  store = new TestStore();
  store.at = ten;
});

const bookOf = () => new AttendanceBook({ db: store.db, now: () => store.at, businessDate: () => store.businessDate });
const asked = () => bookOf().leftOpen();
const inMonth = ({ no }: Person) =>
  must(
    bookOf()
      .month('2026-11')
      .people.find((row) => row.no === no),
  );
const spellsOf = (person: Person, date = sunday) => bookOf().day(person, date).spells;
const place = (no = '1') => store.state.rotation.queue('foot').findIndex(({ technicianNo }) => technicianNo === no);

function come(person: Person): void {
  if (person.kind === 'technician') store.onDuty(person.no);
  else store.act('staff.comeOnDuty', { staffNo: person.no });
}

/** Comes on Sunday at ten and goes home without a swipe; it is Monday, ten. */
function forget(person: Person): void {
  come(person);
  store.wait(24 * 60);
}

const ended = (person: Person, offAt: number | null, onAt = ten) =>
  codeOf(() => store.act('attendance.endSpell', { person, onAt, offAt, reason: 'forgot' }, 'M01'));
const here = (person: Person, onAt = ten) => codeOf(() => store.act('attendance.stillHere', { person, onAt }, 'M01'));

async function problems() {
  const path = join(temporaryDirectory(), 'store.sqlite');
  await store.db.copyTo(path);
  return verifyStore(path).problems;
}

describe.each([technician, staff])('a $kind who did not swipe off', (person) => {
  it('is asked about after the cut-over, not before, and counts no hours until somebody says', () => {
    come(person);
    store.wait(18 * 60);
    expect(asked()).toEqual([]);
    store.wait(6 * 60);
    expect(asked()).toMatchObject([{ person, no: person.no, onAt: ten, date: sunday }]);
    store.wait(48 * 60);
    expect(inMonth(person)).toMatchObject({ sums: { workedDays: 1, workedMinutes: 0 }, unendedDates: [sunday] });
  });

  it('is not asked about while a night goes on past the cut-over', () => {
    store.wait(10 * 60);
    come(person);
    store.wait(10.5 * 60);
    expect([store.businessDate, asked()]).toEqual([monday, []]);
    store.wait(2 * 60);
    expect(asked()).toMatchObject([{ person, date: sunday }]);
  });

  it('went when somebody says: off duty now, the spell as it was, with who said it and why', async () => {
    forget(person);
    expect(ended(person, ten + 13 * hourMs)).toBe('done');
    expect(spellsOf(person)).toEqual([{ onAt: ten, offAt: ten + 13 * hourMs }]);
    expect(inMonth(person)).toMatchObject({
      ...{ sums: { workedMinutes: 13 * 60 }, unendedDates: [], correctedDates: [sunday] },
    });
    expect(bookOf().day(person, sunday).corrections).toMatchObject([
      { by: expect.stringMatching(/^M01 /), reason: 'forgot' },
    ]);
    expect(asked()).toEqual([]);
    expect(
      must(
        bookOf()
          .onDuty()
          .find(({ no }) => no === person.no),
      ).duty,
    ).toBe('off');
    expect(await problems()).toEqual([]);
  });

  it('went nobody knows when: open in the month, without hours, until a manager gives the end', async () => {
    forget(person);
    expect(ended(person, null)).toBe('done');
    expect(inMonth(person)).toMatchObject({ sums: { workedMinutes: 0 }, unendedDates: [sunday] });
    expect(asked()).toEqual([]);
    expect(await problems()).toEqual([]);
    const was = must(spellsOf(person)[0]);
    const spell = { onAt: ten, offAt: ten + 9 * hourMs };
    const correct = () => store.act('attendance.correctSpell', { person, was, spell, reason: 'asked her' }, 'M01');
    expect(codeOf(correct)).toBe('done');
    expect(inMonth(person)).toMatchObject({ sums: { workedMinutes: 9 * 60 }, unendedDates: [] });
    expect(await problems()).toEqual([]);
  });

  it('is still here: not asked about again that day, but the next', () => {
    forget(person);
    expect(here(person)).toBe('done');
    expect(asked()).toEqual([]);
    expect(here(person)).toBe('SPELL_SAME');
    store.wait(24 * 60);
    expect(asked()).toMatchObject([{ person }]);
  });

  it('is refused what cannot be', () => {
    come(person);
    store.wait(60);
    expect(here(person)).toBe('SPELL_OF_TODAY');
    expect(ended(person, ten + hourMs / 2)).toBe('SPELL_OF_TODAY');
    store.wait(24 * 60);
    expect(ended(person, ten)).toBe('SPELL_ENDS_FIRST');
    expect(ended(person, ten + 26 * hourMs)).toBe('SPELL_IN_FUTURE');
    expect(ended(person, null, ten - 1)).toBe('SPELL_CHANGED');
    expect(ended(person, ten + hourMs / 2)).toBe('done');
    expect(ended(person, ten + hourMs / 2)).toBe('SPELL_CHANGED');
    expect(here(person)).toBe('SPELL_CHANGED');
  });

  it('is told by nobody who may not put people off duty', () => {
    const data = { person, onAt: ten, offAt: null, reason: 'forgot' };
    expect(permissionAtScreen('attendance.endSpell', data)).toBe('technician.duty');
    expect(permissionAtScreen('attendance.stillHere', { person, onAt: ten })).toBe('technician.duty');
  });

  it('is asked at the next swipe: the time, and then she or he has come', async () => {
    forget(person);
    const reader = new AtTerminal(store, null);
    expect(reader.swipe(person.no)).toMatchObject({ lines: ['上次几点走?2330#', '0#不清 #一直在班'], tone: 'ask' });
    expect(reader.press('9999#')).toMatchObject({ tone: 'error', lines: ['时间不对', '上次几点走?2330#'] });
    expect(reader.press('2330#').tone).toBe('ok');
    expect(spellsOf(person)).toEqual([{ onAt: ten, offAt: ten + 13.5 * hourMs }]);
    expect(spellsOf(person, monday)).toEqual([{ onAt: store.at, offAt: null }]);
    expect(bookOf().day(person, sunday).corrections).toMatchObject([{ by: expect.stringMatching(`^${person.no} `) }]);
    expect(await problems()).toEqual([]);
  });

  it('may not know, may have been here all the time, or may leave it at that', () => {
    forget(person);
    const reader = new AtTerminal(store, null, { language: 'en' });
    expect(reader.swipe(person.no, '*').dialog).toBeNull();
    expect(asked()).toHaveLength(1);
    expect(reader.swipe(person.no, '#').tone).toBe('ask');
    expect(spellsOf(person)).toEqual([{ onAt: ten, offAt: null }]);
    store.wait(24 * 60);
    expect(reader.swipe(person.no, '0#').tone).toBe('ok');
    expect(inMonth(person).unendedDates).toEqual([sunday]);
    expect(spellsOf(person, '2026-11-24')).toEqual([{ onAt: store.at, offAt: null }]);
  });

  it('comes where the reader has no keys, and the end is left to a manager', () => {
    forget(person);
    expect(new AtTerminal(store, null, { hasKeypad: false }).swipe(person.no)).toMatchObject({ dialog: null });
    expect(inMonth(person).unendedDates).toEqual([sunday]);
    expect(spellsOf(person, monday)).toEqual([{ onAt: store.at, offAt: null }]);
  });
});

describe('the rotation and the work', () => {
  it('gives no first place to who never left: after the swipe she stands where she came', () => {
    store.onDuty('1');
    store.wait(24 * 60);
    store.onDuty('2', '3');
    expect(place()).toBe(0);
    new AtTerminal(store, null).swipe('1', '2330#');
    expect(place()).toBe(2);
  });

  it('knows who works: no question, and no end before the last clock', () => {
    store.onDuty('1');
    store.wait(13 * 60);
    store.open('201', '101', '1');
    const clock = () => must(store.state.clocks.busyOf('1') ?? undefined);
    store.act('clock.start', { clockId: clock().id, reason: 'card forgotten' });
    store.wait(11 * 60);
    expect(asked()).toEqual([]);
    expect(ended(technician, ten + 12 * hourMs)).not.toBe('done');
    store.act('clock.end', { clockId: clock().id, reason: 'guest gone' });
    store.wait(60);
    expect(ended(technician, ten + 12 * hourMs)).toBe('SPELL_TOO_SHORT');
    expect(asked()).toMatchObject([{ probablyAt: ten + 24 * hourMs }]);
    expect(ended(technician, ten + 24 * hourMs)).toBe('done');
  });

  it('whatever is told, hours are never more than from coming to now, and the books fit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 40 * 60 }), fc.constantFrom('come', 'tell', 'unknown', 'here')), {
          maxLength: 12,
        }),
        fc.constantFrom<Person>(technician, staff),
        async (steps, person) => {
          store = new TestStore();
          store.at = ten;
          for (const [minutes, step] of steps) {
            const [open] = store.state.attendance.openSpells(person);
            if (step === 'come' && !open) come(person);
            if (open && step === 'here') here(person, open.onAt);
            if (open && step === 'unknown') ended(person, null, open.onAt);
            if (open && step === 'tell') ended(person, open.onAt + Math.floor((store.at - open.onAt) / 2), open.onAt);
            store.wait(minutes);
          }
          const row = bookOf()
            .month('2026-11')
            .people.find(({ no }) => no === person.no);
          expect(row?.sums.workedMinutes ?? 0).toBeLessThanOrEqual((store.at - ten) / minuteMs);
          for (const { date } of asked()) expect(date < store.businessDate).toBe(true);
          expect(await problems()).toEqual([]);
        },
      ),
      { numRuns: 15 },
    );
  }, 120_000);
});
