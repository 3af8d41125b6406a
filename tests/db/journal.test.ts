import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { event } from '../../core/model/events.ts';

import type { ReadHandle } from '../../db/engine/connection.ts';
import { DatabaseError } from '../../db/engine/error.ts';
import { journalAfter } from '../../db/engine/journal.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { verifyStore } from '../../db/verify.ts';
import { temporaryDirectory } from './files.ts';
import { exampleSite, must, ShopDay } from './shop-day.ts';

type Row = Record<string, string | number | null>;
const rowsOf = (read: ReadHandle, table: string) => read.all<Row>(`SELECT * FROM ${table}`);

/** Everything in the store, to see that nothing changed. */
function contentOf(read: ReadHandle): Record<string, Row[]> {
  const tables = read.all<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`);
  return Object.fromEntries(tables.map(({ name }) => [name, rowsOf(read, name)]));
}

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof DatabaseError) return error.code;
    throw error;
  }
  return 'no error';
};

describe('the journal', () => {
  it('chains every row to the one before by the documented hash', () => {
    const day = new ShopDay();
    day.writeWholeDay();
    let previous = '0'.repeat(64);
    const rows = rowsOf(day.db.read, 'journal');
    expect(rows.length).toBeGreaterThan(50);
    for (const [index, row] of rows.entries()) {
      const { hash, prevHash, seq, ...rest } = row;
      expect([seq, prevHash]).toEqual([index + 1, previous]);
      const text = JSON.stringify([prevHash, seq, ...Object.values(rest)]);
      expect(hash).toBe(createHash('sha256').update(text).digest('hex'));
      previous = String(hash);
    }
  });

  it('answers a repeated command with what it did', () => {
    const day = new ShopDay();
    day.importSite();
    const events = [event('room.soiled', { roomNo: '201' }), event('room.cleaned', { roomNo: '201' })];
    const appended = day.actAs('0193a000-0000-7000-8000-00000000aaaa', ...events);
    expect(day.db.findCommand('0193a000-0000-7000-8000-00000000aaaa')).toEqual({
      hash: 'hash of 0193a000-0000-7000-8000-00000000aaaa',
      events: appended,
    });
    expect(appended.map(({ seq, type, payload }) => ({ seq, type, payload }))).toEqual([
      { seq: 2, type: 'room.soiled', payload: { roomNo: '201' } },
      { seq: 3, type: 'room.cleaned', payload: { roomNo: '201' } },
    ]);
    expect(day.db.findCommand('0193a000-0000-7000-8000-00000000bbbb')).toBeNull();
  });

  it('gives the feed from any place on', () => {
    const day = new ShopDay();
    day.writeWholeDay();
    const all = journalAfter(day.db.read, 0, 1_000, day.db.keys);
    expect(journalAfter(day.db.read, 10, 5, day.db.keys)).toEqual(all.slice(10, 15));
    expect(all.map((row) => row.seq)).toEqual(all.map((_, index) => index + 1));
  });

  it('cannot be changed or thinned out by SQL', () => {
    const day = new ShopDay();
    day.importSite();
    const change = (sql: string) => codeOf(() => day.db.transact((tx) => tx.run(sql)));
    expect(change(`UPDATE journal SET actor = 'M02'`)).toBe('CONSTRAINT');
    expect(change('DELETE FROM journal')).toBe('CONSTRAINT');
  });

  it('never takes a PIN or a key', () => {
    const day = new ShopDay();
    const site = exampleSite();
    const [first, ...others] = site.staff;
    const staff = [{ ...must(first), pin: '4711' }, ...others];
    expect(codeOf(() => day.importSite({ ...site, staff }))).toBe('SECRET_IN_EVENT');
    const terminals = [{ address: 1, scbk: '00'.repeat(16) }];
    const buses = [{ id: 'b', transport: { type: 'sim' as const }, terminals }];
    expect(codeOf(() => day.importSite({ ...site, buses }))).toBe('SECRET_IN_EVENT');
    expect(journalAfter(day.db.read, 0, 10, day.db.keys)).toEqual([]);
  });
});

describe('a transaction', () => {
  it('that throws leaves journal, tables and jobs untouched, and the chain goes on', () => {
    const day = new ShopDay();
    const { openVisitId } = day.writeWholeDay();
    const before = contentOf(day.db.read);
    const guest = must(day.db.state.visits.guestsOf(openVisitId)[0]);
    const command = { id: 'c', hash: 'h', at: day.at, businessDate: day.businessDate, actor: 'R01', station: 'desk' };
    expect(() =>
      day.db.transact((tx) => {
        const { roomNo } = must(day.db.state.visits.byId(openVisitId));
        const events = [
          event('visit.wristbandSet', { visitId: openVisitId, roomNo, guestId: guest.id, wristbandNo: '77' }),
          event('service.called', { callId: 'call', roomNo, by: '1' }),
        ];
        day.db.append(tx, command, events, () => day.id());
        // What was appended is seen inside, before the commit.
        expect(day.db.state.visits.guestWithWristband('77')?.id).toBe(guest.id);
        throw new Error('power cut');
      }),
    ).toThrow('power cut');
    expect(contentOf(day.db.read)).toEqual(before);

    day.comeOnDuty('9');
    const [last, previous] = day.db.read.all<Row>('SELECT seq, prevHash, hash FROM journal ORDER BY seq DESC LIMIT 2');
    expect(must(last).prevHash).toBe(must(previous).hash);
  });

  it('that throws forgets the settings it had read', () => {
    const day = new ShopDay();
    const site = exampleSite();
    const renamed = (reminderMinutes: number) => ({ ...site, store: { ...site.store, reminderMinutes } });
    expect(() =>
      day.db.transact((tx) => {
        const command = { id: 'c', hash: 'h', at: 1, businessDate: '2026-11-21', actor: 'system', station: 'desk' };
        day.db.append(tx, command, [event('site.imported', { site: renamed(7), demo: true })], () => day.id());
        expect(day.db.state.site.site.store.reminderMinutes).toBe(7);
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(() => day.db.state.site).toThrow('STORE_NOT_SET_UP');
    day.importSite(renamed(9));
    expect(day.db.state.site.site.store.reminderMinutes).toBe(9);
    expect(day.db.state.site).toBe(day.db.state.site);
  });

  it('refuses an event about something that is not there, whole command included', () => {
    const day = new ShopDay();
    day.importSite();
    const before = contentOf(day.db.read);
    const soiled = event('room.soiled', { roomNo: '201' });
    expect(codeOf(() => day.act(soiled, event('room.cleaned', { roomNo: 'nowhere' })))).toBe('ROW_MISSING');
    const facts = { clockId: 'c', visitId: 'v', guestId: 'g', roomNo: '201', serviceCode: '101' };
    const ordered = event('clock.ordered', {
      ...facts,
      type: 'rotation',
      choice: { kind: 'rotation' },
      minutes: 60,
      priceMinor: 1,
      currency: 'CNY',
      pairOf: null,
    });
    expect(codeOf(() => day.act(ordered))).toBe('CONSTRAINT');
    expect(contentOf(day.db.read)).toEqual(before);
  });

  it('may not nest, wait, or go on after its end; a read handle may not write', () => {
    const { db } = new ShopDay();
    expect(codeOf(() => db.transact(() => db.transact(() => 1)))).toBe('NESTED_TRANSACTION');
    expect(codeOf(() => db.transact(async () => 1))).toBe('ASYNC_TRANSACTION');
    const kept = db.transact((tx) => tx);
    expect(codeOf(() => kept.run('DELETE FROM stock'))).toBe('NOT_IN_TRANSACTION');
    expect(codeOf(() => db.read.all('DELETE FROM stock RETURNING goodsCode'))).toBe('NOT_A_READ');
  });

  it('on a full disk takes everything back and says so; with room again the store goes on', () => {
    const path = join(temporaryDirectory(), 'store.sqlite');
    const day = new ShopDay(StoreDatabase.open(path));
    day.importSite();
    const limit = (pages: number) => day.db.read.get(`PRAGMA max_page_count = ${pages}`);
    const before = contentOf(day.db.read);
    limit(1);
    expect(codeOf(() => day.importSite())).toBe('DISK_FULL');
    expect(contentOf(day.db.read)).toEqual(before);
    limit(1_000_000);
    day.importSite();
    day.db.close();
    expect(verifyStore(path)).toMatchObject({ ok: true, checked: { journalRows: 2 } });
  });

  it('of another connection is seen at once', () => {
    const path = join(temporaryDirectory(), 'store.sqlite');
    const day = new ShopDay(StoreDatabase.open(path));
    day.importSite();
    const other = StoreDatabase.open(path);
    other.transact((tx) => tx.run(`UPDATE stock SET quantity = 5 WHERE goodsCode = 'D01'`));
    expect(day.db.state.goods.stockOf('D01')).toBe(5);
    other.close();
    day.db.close();
  });
});

describe('slow statements', () => {
  it('are told with their SQL', () => {
    const told: string[] = [];
    const db = StoreDatabase.open(':memory:', { slowMs: 0, onSlow: ({ sql }) => told.push(sql) });
    const atOpening = ['FROM sealed_keys', 'FROM site', 'FROM setting_plans'];
    expect(told.splice(0)).toEqual(atOpening.map((sql) => expect.stringContaining(sql)));
    db.state.visits.countOn('2026-11-21');
    expect(told).toEqual(['SELECT COUNT(*) AS count FROM visits WHERE businessDate = ?']);
  });
});
