import { copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { dayMs } from '../../core/kernel/time.ts';
import { tablesOf } from '../../db/proof-mark.ts';
import { type ProveOptions, proveStore } from '../../db/prove.ts';
import { verifyStore } from '../../db/verify.ts';
import { BenchStore } from '../../scripts/bench/bench-store.ts';
import { damagedCopy, temporaryDirectory } from './files.ts';

const at = Date.parse('2026-12-03T12:00:00Z');

/** A store's folder with what was proved of it, and a witness elsewhere. */
interface Proved {
  folder: string;
  file: string;
  options: ProveOptions;
}

function provedIn(folder: string, file = join(folder, 'store.sqlite')): Proved {
  const witnesses = [join(folder, 'near.proof'), join(folder, 'far.proof')];
  const places = { folder: join(folder, 'proof'), witnesses };
  return { folder, file, options: { places, program: 'p1', at, wholeEveryMs: 7 * dayMs } };
}

function prove({ file, options }: Proved, more: Partial<ProveOptions> = {}) {
  return proveStore(file, { ...options, ...more });
}

/** A day of some guests, in a folder. */
function played(folder: string, fromDate: string, visitsPerDay: number): void {
  const store = new BenchStore(join(folder, 'store.sqlite'), false);
  if (!store.db.isSetUp) store.setUp('2026-12-01T00:00:00Z');
  store.playBusyDays({ fromDate, days: 1, visitsPerDay }, () => {});
  store.close();
}

/** Two days; the first was proved. */
let image: string;

beforeAll(() => {
  image = mkdtempSync(join(tmpdir(), 'clockroom-prove-'));
  played(image, '2026-12-01', 6);
  expect(prove(provedIn(image))).toMatchObject({ ok: true, after: null, why: 'no-mark' });
  played(image, '2026-12-02', 6);
  return () => rmSync(image, { recursive: true });
});

/** A copy of it, in which times of files are kept. */
function copied(): Proved {
  const folder = temporaryDirectory();
  cpSync(image, folder, { recursive: true, preserveTimestamps: true });
  return provedIn(folder);
}

/** The same with something changed by raw SQL. */
function damaged(...sql: string[]): Proved {
  const proved = copied();
  const copy = damagedCopy(proved.file, ...sql);
  copyFileSync(copy, proved.file);
  return proved;
}

const markedSeq = () => JSON.parse(readFileSync(join(image, 'proof', 'mark.json'), 'utf8')).head.seq as number;

describe('a proof that goes on from a mark', () => {
  it('looks at what is new, and says the same as the whole', () => {
    const proved = copied();
    const whole = verifyStore(proved.file);
    const found = prove(proved);
    expect(found).toMatchObject({ ok: true, after: markedSeq(), why: null, problems: [] });
    expect(found.counts).toEqual(whole.counts);
    expect(found.head).toEqual(whole.head);
    // It is kept where it came to: the next one has nothing new to look at.
    expect(prove(proved)).toMatchObject({ ok: true, after: whole.head?.seq, why: null });
  });

  it('leaves the mark as it is where a copy of the store is proved', () => {
    const proved = copied();
    expect(prove(proved, { isCopy: true })).toMatchObject({ ok: true, after: markedSeq() });
    expect(prove(proved)).toMatchObject({ ok: true, after: markedSeq() });
  });

  it('keeps nothing personal beside the store', () => {
    const { folder } = copied();
    const tables = new Database(tablesOf(provedIn(folder).options.places), { readonly: true });
    const names = tables.prepare<[], { guestName: string; phone: string }>('SELECT guestName, phone FROM reservations');
    const rows = names.all();
    tables.close();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ guestName, phone }) => guestName === '' && phone === '')).toBe(true);
    const mark = readFileSync(join(folder, 'proof', 'mark.json'), 'utf8');
    expect(mark).not.toMatch(/女士|先生|小姐|Mary Chen|138\d{8}/);
  });
});

describe('the whole is proved', () => {
  const dropWitness = ({ options }: Proved, nth: number) => rmSync(options.places.witnesses[nth] ?? '');
  const cases: [string, (proved: Proved) => unknown, string][] = [
    ['when it is asked for', () => ({ isWhole: true }), 'asked'],
    ['when the last one is too old', () => ({ at: at + 7 * dayMs }), 'due'],
    ['when the clock was set back', () => ({ at: at - 1 }), 'due'],
    ['by another program', () => ({ program: 'p2' }), 'other-program'],
    ['without a mark', ({ folder }) => rmSync(join(folder, 'proof', 'mark.json')), 'no-mark'],
    ['when a witness has lost its word', (proved) => dropWitness(proved, 1), 'no-witness'],
    [
      'when the mark was written anew',
      ({ folder }) => {
        const mark = join(folder, 'proof', 'mark.json');
        writeFileSync(mark, readFileSync(mark, 'utf8').replace('"table":0', '"table":1'));
      },
      'mark-changed',
    ],
    [
      'when the tables beside it were written to',
      ({ options }) => {
        const tables = new Database(tablesOf(options.places));
        tables.exec(`UPDATE bills SET totalMinor = totalMinor + 100`);
        tables.close();
      },
      'mark-changed',
    ],
    ['when the tables are gone', ({ options }) => rmSync(tablesOf(options.places)), 'mark-changed'],
    [
      'when the file is another store',
      ({ folder }) => {
        const other = temporaryDirectory();
        played(other, '2026-12-01', 6);
        for (const name of ['store.sqlite', 'keys.sqlite']) copyFileSync(join(other, name), join(folder, name));
      },
      'other-journal',
    ],
  ];
  it.each(cases)('%s', (_, change, why) => {
    const proved = copied();
    const more = change(proved) as Partial<ProveOptions> | undefined;
    expect(prove(proved, more)).toMatchObject({ ok: true, after: null, why });
    // And there is a mark again.
    expect(prove(proved, { ...more, isWhole: false })).toMatchObject({ ok: true, why: null });
  });

  it('where nothing can be kept, each time', () => {
    const proved = copied();
    rmSync(join(proved.folder, 'proof'), { recursive: true });
    writeFileSync(join(proved.folder, 'proof'), 'a file where the folder would be');
    for (let night = 0; night < 2; night += 1)
      expect(prove(proved)).toMatchObject({ ok: true, after: null, why: 'no-mark' });
  });

  it('with a witness whose place is away, it goes on', () => {
    const proved = copied();
    const [near = ''] = proved.options.places.witnesses;
    const witnesses = [near, join(proved.folder, 'stick', 'far.proof')];
    const places = { ...proved.options.places, witnesses };
    expect(prove(proved, { places })).toMatchObject({ ok: true, after: markedSeq() });
  });
});

describe('damage', () => {
  it.each([
    ['a new row of the journal', (seq: number) => `UPDATE journal SET actor = 'M02' WHERE seq = ${seq + 20}`],
    ['an old row of the journal', () => `UPDATE journal SET actor = 'M02' WHERE seq = 30`],
    ['the marked row', (seq: number) => `UPDATE journal SET hash = 'x' WHERE seq = ${seq}`],
    ['the end cut off', (seq: number) => `DELETE FROM journal WHERE seq > ${seq + 50}`],
    ['a new bill', () => `UPDATE bills SET totalMinor = totalMinor + 100 WHERE rowid = (SELECT MAX(rowid) FROM bills)`],
    ['an old bill', () => `UPDATE bills SET totalMinor = totalMinor + 100 WHERE rowid = 1`],
    ['a row that nobody wrote', () => `INSERT INTO stock VALUES ('X99', 5)`],
    ['a payment that is gone', () => `DELETE FROM payments WHERE rowid = (SELECT MAX(rowid) FROM payments)`],
    [
      'a job that was never queued',
      () => `DELETE FROM job_runs WHERE jobId = (SELECT id FROM jobs ORDER BY CAST(id AS INTEGER) DESC LIMIT 1)`,
    ],
  ])('of %s is named as the whole proof names it', (_, sql) => {
    const proved = damaged(sql(markedSeq()));
    const whole = verifyStore(proved.file);
    expect(whole.ok).toBe(false);
    const found = prove(proved);
    expect(found.problems).toEqual(whole.problems);
    // It was the look from the mark that came upon it.
    expect(['problems', 'other-journal']).toContain(found.why);
    // Nothing that does not fit is gone on from.
    expect(prove(proved).problems).toEqual(whole.problems);
    expect(existsSync(join(proved.folder, 'proof', 'mark.json'))).toBe(false);
  });

  it('of any row after the mark is found as by the whole', () => {
    const tables = ['bills', 'payments', 'clocks', 'clock_segments', 'commission_entries', 'queue_moves', 'visits'];
    const damage = fc.record({
      table: fc.constantFrom(...tables),
      share: fc.double({ min: 0, max: 0.999, noNaN: true }),
      isGone: fc.boolean(),
    });
    fc.assert(
      fc.property(damage, ({ table, share, isGone }) => {
        const proved = copied();
        const db = new Database(proved.file);
        const { count } = db.prepare<[], { count: number }>(`SELECT COUNT(*) AS count FROM ${table}`).get() ?? {
          count: 0,
        };
        const keys = db
          .prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
          .all(table)
          .map(({ name }) => name);
        const row = db
          .prepare<[number], Record<string, unknown>>(`SELECT * FROM ${table} LIMIT 1 OFFSET ?`)
          .get(Math.floor(count * share));
        const where = keys.map((key) => `${key} = '${row?.[key]}'`).join(' AND ');
        db.close();
        const changed = isGone
          ? `DELETE FROM ${table}`
          : `UPDATE ${table} SET ${amountOf[table]} = ${amountOf[table]} + 1`;
        copyFileSync(damagedCopy(proved.file, `${changed} WHERE ${where}`), proved.file);
        const whole = verifyStore(proved.file);
        expect(whole.ok).toBe(false);
        expect(prove(proved).problems).toEqual(whole.problems);
      }),
      { numRuns: 12 },
    );
  });
});

/** A column of numbers of each. */
const amountOf: Record<string, string> = {
  bills: 'totalMinor',
  payments: 'valueMinor',
  clocks: 'priceMinor',
  clock_segments: 'fromAt',
  commission_entries: 'amountMinor',
  queue_moves: 'at',
  visits: 'openedAt',
};
