import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { JournalRow } from '../../db/engine/journal.ts';
import { eventOfRow } from '../../db/engine/journal.ts';
import { noKeys } from '../../db/engine/key-store.ts';
import { evolve } from '../../db/evolve.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { verifyStore } from '../../db/verify.ts';
import { fixture, hashedFile, journalIn, oldFile, sealedFile } from './old-files.ts';

type Tables = Record<string, Record<string, unknown>[]>;

/** Not derived: a replay does not give them. */
const notDerived = ['journal', 'job_runs', 'credentials', 'sessions', 'stations', 'pin_misses', 'sealed_keys'];

/** Tables that have another name today. */
const renamed: Readonly<Record<string, string>> = { clock_incidents: 'incidents' };

/** What stood in the tables before today's program has seen the file. */
function contentOf(path: string): { journal: JournalRow[]; tables: Tables } {
  const db = new Database(path, { readonly: true });
  const all = <Row>(sql: string, ...params: string[]) => db.prepare<string[], Row>(sql).all(...params);
  const tables: Tables = {};
  for (const { name } of all<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
  )) {
    if (notDerived.includes(name)) continue;
    const keys = all<{ name: string }>('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk', name);
    tables[name] = all(`SELECT * FROM ${name} ORDER BY ${keys.map((key) => key.name).join(', ')}`);
  }
  db.close();
  return { journal: journalIn(path), tables };
}

/** Replays an old journal into a new store, and expects every row that stood then, in the columns there were then. */
function expectSameTables(journal: readonly JournalRow[], tables: Tables): void {
  const db = StoreDatabase.open(':memory:');
  db.transact((tx) => {
    for (const row of journal) evolve(tx, eventOfRow(row, noKeys), db.state);
  });
  for (const [name, rows] of Object.entries(tables)) {
    const table = renamed[name] ?? name;
    const keys = db.read.all<{ name: string }>('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk', table);
    const order = keys.map((key) => key.name).join(', ');
    const [first] = rows;
    const columns = first ? Object.keys(first).map((name) => `"${name}"`) : ['*'];
    expect({ table, rows: db.read.all(`SELECT ${columns.join(', ')} FROM ${table} ORDER BY ${order}`) }).toEqual({
      table,
      rows,
    });
  }
  db.close();
}

describe.each(['simulated-day', 'two-imports'])('a store of before, %s', (name) => {
  it('opens, is brought up to date, and its books fit', () => {
    const path = oldFile(name);
    const { journal } = contentOf(path);
    const db = StoreDatabase.open(path);
    expect(db.isSetUp).toBe(true);
    expect(db.state.site.site.rooms.length).toBeGreaterThan(0);
    db.close();
    const { problems, checked } = verifyStore(path);
    expect(problems).toEqual([]);
    expect(checked.journalRows).toBe(journal.length);
    expect(checked.rows).toBeGreaterThan(journal.length);
  });

  it('has its journal as it was afterwards, row by row', () => {
    const path = oldFile(name);
    const { journal } = contentOf(path);
    StoreDatabase.open(path).close();
    expect(contentOf(path).journal).toEqual(journal);
  });

  it('has the tables that a replay gives', () => {
    const { journal, tables } = contentOf(oldFile(name));
    expectSameTables(journal, tables);
  });
});

it('a journal of before gives the tables that stood then', () => {
  const lines = fixture('two-imports.journal.jsonl').toString('utf8').trim().split('\n');
  const journal = lines.map((line) => JSON.parse(line) as JournalRow);
  const tables = JSON.parse(fixture('two-imports.tables.json').toString('utf8')) as Tables;
  expect(journal.filter(({ type }) => type === 'site.imported')).toHaveLength(3);
  expect(Object.values(tables).filter((rows) => rows.length > 0).length).toBeGreaterThan(30);
  expectSameTables(journal, tables);
});

it('what is kept besides the journal is kept when an old store is brought up to date', () => {
  const path = oldFile('simulated-day');
  const names = ['job_runs', 'credentials', 'sessions', 'stations'];
  const columnsOf = (db: Database.Database, table: string) =>
    db.prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?)').all(table);
  /** In the columns there were before. */
  const kept = (columns?: readonly string[]) => {
    const db = new Database(path, { readonly: true });
    const asked =
      columns ??
      names.map((table) =>
        columnsOf(db, table)
          .map(({ name }) => name)
          .join(', '),
      );
    const rows = names.map((table, at) => db.prepare(`SELECT ${asked[at]} FROM ${table}`).all());
    db.close();
    return { asked, rows };
  };
  const { asked, rows: before } = kept();
  StoreDatabase.open(path).close();
  expect(kept(asked).rows).toEqual(before);
  expect(before[0]?.length).toBeGreaterThan(100);
});

describe('the first store with sealed rows', () => {
  const guestsIn = (path: string) => {
    const db = StoreDatabase.open(path);
    const rows = db.read.all('SELECT guestName, phone, note, state FROM reservations ORDER BY state');
    db.close();
    return rows;
  };
  const erased = { guestName: '', phone: '', note: null, state: 'cancelled' };

  it('opens with its keys as it was written, and its books fit', () => {
    const path = sealedFile(true);
    expect(guestsIn(path)).toEqual([
      { guestName: '陈淑芬女士', phone: '13812345678', note: '怕吵，靠里', state: 'booked' },
      erased,
    ]);
    expect(verifyStore(path).problems).toEqual([]);
  });

  it('without them is blank, and its books fit', () => {
    const path = sealedFile(false);
    expect(guestsIn(path)).toEqual([{ ...erased, state: 'booked' }, erased]);
    expect(verifyStore(path).problems).toEqual([]);
  });
});

describe('the first store with cards as hashes', () => {
  const cards = ['04AABBCCDDEE01', '04AABBCCDDEE02', '04DEADBEEF0001'];
  const holdersIn = (db: StoreDatabase) => {
    const { staff, technicians } = db.state.site.site;
    const lostCard = staff.find(({ no }) => no === 'R02')?.card ?? '';
    const thirds = technicians.find(({ no }) => no === '3')?.card ?? '';
    return [...cards, lostCard, thirds].map((card) => {
      const holder = db.state.site.cards.get(card);
      if (db.state.site.lostCards.has(card)) return 'lost';
      return holder?.kind === 'technician' ? holder.technician.no : null;
    });
  };

  it.each([true, false])('opens what it opened, its keys beside it: %s, and its books fit', (withKeys) => {
    const path = withKeys ? hashedFile() : oldFile('hashed-cards');
    const before = journalIn(path);
    const db = StoreDatabase.open(path);
    expect(holdersIn(db)).toEqual(['1', null, null, 'lost', '3']);
    db.close();
    expect(verifyStore(path).problems).toEqual([]);
    expect(journalIn(path)).toEqual(before);
    const texts = JSON.stringify(before);
    expect(cards.filter((card) => texts.includes(card))).toEqual([]);
  });

  it('knows its cards by the key where only its rows are left', () => {
    const path = hashedFile();
    const rows = journalIn(path);
    rmSync(path);
    const db = StoreDatabase.open(path);
    expect(db.takeRows(rows)).toBe(rows.length);
    expect(holdersIn(db).slice(0, 3)).toEqual([null, null, null]);
    for (const card of cards) db.meetCard(card);
    expect(holdersIn(db).slice(0, 3)).toEqual(['1', null, null]);
    // The plan names the third one's next card.
    expect(db.read.get('SELECT 1 FROM setting_plans WHERE instr(value, ?) > 0', cards[1] ?? '')).toBeDefined();
    db.close();
    expect(verifyStore(path).problems).toEqual([]);
  });
});
