import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { cardsIn, isHashedCard } from '../../core/kernel/card-fields.ts';
import { event } from '../../core/model/events.ts';
import { eventOfRow } from '../../db/engine/journal.ts';
import { keysPathOf } from '../../db/engine/key-store.ts';
import { setPinHash } from '../../db/operational/credentials.ts';
import { makeFitForPractice } from '../../db/practice-copy.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { verifyStore } from '../../db/verify.ts';
import { temporaryDirectory } from './files.ts';
import { journalIn, oldFile, sealedFile } from './old-files.ts';
import { misfits, must, ShopDay } from './shop-day.ts';

/** What a copy may not say: every card by its number, hash, token and phone number of the file. */
function secretsIn(path: string): { cards: Set<string>; others: Set<string> } {
  const cards = new Set<string>();
  for (const { payload } of journalIn(path)) cardsIn(JSON.parse(payload), (card) => cards.add(card));
  for (const card of cards) if (isHashedCard(card)) cards.delete(card);
  const db = new Database(path, { readonly: true });
  const values = (sql: string) =>
    db
      .prepare<[], string | null>(sql)
      .pluck()
      .all()
      .filter((value) => value);
  const others = new Set([
    ...values('SELECT pinHash FROM credentials'),
    ...values('SELECT tokenHash FROM sessions'),
    ...values('SELECT tokenHash FROM stations'),
    ...values('SELECT phone FROM reservations'),
    ...values('SELECT guestName FROM reservations'),
    ...values('SELECT commandHash FROM journal'),
    ...values('SELECT uid FROM card_numbers'),
  ] as string[]);
  db.close();
  return { cards, others };
}

/** Which of the texts stand in any file of a folder. */
function foundIn(folder: string, texts: Iterable<string>): string[] {
  const bytes = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  return [...texts].filter((text) => bytes.some((one) => one.includes(text)));
}

/** The old store, a PIN, a session and a pairing in it, and its copy as a practice gets it. */
async function practised(path: string): Promise<{ path: string; copy: string }> {
  const db = StoreDatabase.open(path);
  db.transact((tx) => {
    setPinHash(tx, 'M01', 'scrypt$1$thehashofapin');
    tx.run('INSERT INTO pin_misses (staffNo, stationId, count) VALUES (?, ?, 3)', 'M01', 'desk');
    const session = { id: 'i', tokenHash: 'hash-of-a-session', staffNo: 'M01', createdAt: 1, lastSeenAt: 1 };
    tx.insert('sessions', { ...session, stationId: 'desk' });
    tx.insert('stations', { id: 's', tokenHash: 'hash-of-a-station', name: 'tablet', createdAt: 1 });
  });
  const folder = join(temporaryDirectory(), 'practice');
  mkdirSync(folder);
  await db.copyForPractice(folder, 5);
  db.close();
  return { path, copy: join(folder, 'store.sqlite') };
}

const stores = {
  'a whole day': () => oldFile('simulated-day'),
  'two imports': () => oldFile('two-imports'),
  'reservations, sealed and plain': () => sealedFile(true),
} as const;

describe.each(Object.entries(stores))('a copy for practice of %s', (_name, oldStore) => {
  it('says no card, no PIN, no token and no guest of the store, in no table and no byte', async () => {
    const { path, copy } = await practised(oldStore());
    const { cards, others } = secretsIn(path);
    expect(cards.size).toBeGreaterThan(50);
    expect(others).toContain('scrypt$1$thehashofapin');
    expect(foundIn(dirname(copy), [...cards, ...others])).toEqual([]);
    expect(existsSync(keysPathOf(copy))).toBe(false);
  });

  it('has books that fit, of as many rows, and everybody has a card of her own', async () => {
    const { path, copy } = await practised(oldStore());
    expect(verifyStore(copy).problems).toEqual([]);
    expect(journalIn(copy).map(({ type, id }) => [type, id])).toEqual(
      journalIn(path).map(({ type, id }) => [type, id]),
    );
    const db = StoreDatabase.open(copy);
    const { site } = db.state.site;
    const held = [...site.technicians, ...site.staff, ...site.wristbands].flatMap(({ card }) => card ?? []);
    expect(new Set(held).size).toBe(held.length);
    expect(held.every((card) => /^08([0-9A-F]{2}){3,9}$/.test(card))).toBe(true);
    db.close();
    expect(verifyStore(copy).problems).toEqual([]);
  });

  it('says of nobody what she earns', async () => {
    const { copy } = await practised(oldStore());
    const db = new Database(copy, { readonly: true });
    const sum = (sql: string) => db.prepare<[], number | null>(sql).pluck().get() ?? 0;
    expect([
      sum('SELECT sum(abs(amountMinor)) FROM commission_entries'),
      sum('SELECT sum(abs(amountMinor)) FROM commission_shares'),
      sum('SELECT sum(abs(amountMinor)) FROM commission_corrections'),
      sum('SELECT sum(abs(totalMinor)) FROM commission_months'),
      sum('SELECT sum(abs(totalMinor)) FROM commission_month_totals'),
    ]).toEqual([0, 0, 0, 0, 0]);
    const rules = db
      .prepare<[], string>(`SELECT payload FROM journal WHERE payload LIKE '%"pay":%' OR type LIKE 'commission.%'`)
      .pluck()
      .all();
    for (const text of rules) expect(text.match(/"pay":\{[^}]*"(?:amount|percent)":"?(?!0)\d/)).toBeNull();
    db.close();
  });
});

it('is another each time, so that two copies do not tell of each other', () => {
  const path = oldFile('simulated-day');
  const db = StoreDatabase.open(path);
  const { no, card } = db.state.site.site.staff[0] ?? { no: '', card: '' };
  db.close();
  const copies = ['first', 'second'].map((name) => {
    const copy = join(temporaryDirectory(), `${name}.sqlite`);
    copyFileSync(path, copy);
    makeFitForPractice(copy, 5);
    const opened = StoreDatabase.open(copy);
    const madeUp = opened.state.site.staff.get(no)?.card;
    opened.close();
    return madeUp;
  });
  expect(new Set([card, ...copies]).size).toBe(3);
});

it('says no card that somebody typed into a reason, with or without a space around it', async () => {
  const day = new ShopDay(StoreDatabase.open(join(temporaryDirectory(), 'store.sqlite')));
  day.importSite();
  const { card = '', no } = day.db.state.site.site.technicians[0] ?? { no: '' };
  const reason = `卡号${card}，CARD${card}A，${card} 坏了`;
  day.act(event('card.blocked', { holder: 'technician', no, card, reason }));
  day.act(event('room.putOutOfOrder', { roomNo: '201', reason }));
  const folder = join(temporaryDirectory(), 'practice');
  mkdirSync(folder);
  await day.db.copyForPractice(folder, day.at);
  day.db.close();
  expect(foundIn(folder, [card])).toEqual([]);
  const db = StoreDatabase.open(join(folder, 'store.sqlite'));
  const madeUp = db.state.site.site.technicians[0]?.card ?? '';
  expect(db.state.site.lostCards.get(madeUp)).toMatchObject({ no });
  const row = must(journalIn(join(folder, 'store.sqlite')).find(({ type }) => type === 'card.blocked'));
  expect(eventOfRow(row, db.keys).payload).toMatchObject({
    card: madeUp,
    reason: `卡号${madeUp}，CARD${madeUp}A，${madeUp} 坏了`,
  });
  db.close();
  expect(misfits(verifyStore(join(folder, 'store.sqlite')))).toEqual([]);
});
