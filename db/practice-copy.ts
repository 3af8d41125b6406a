import { createHmac, randomBytes } from 'node:crypto';
import { cardsIn, isHashedCard } from '../core/kernel/card-fields.ts';
import { withPersonal } from '../core/kernel/personal.ts';
import { definitionOf } from '../core/model/events.ts';
import { MadeUpCards, saidForPractice, saysNothingSecret } from '../core/model/for-practice.ts';
import { keepNumbers } from './card-tables.ts';
import { Connection, type ReadHandle, type SqlValue, type WriteHandle } from './engine/connection.ts';
import { type JournalRow, journalRows } from './engine/journal.ts';
import type { DatabasePart } from './engine/part.ts';
import { rewriteJournal } from './engine/rewritten-journal.ts';
import { allCardNumbers, cardsWithoutNumber } from './operational/card-numbers.ts';
import { forgetForPractice } from './operational/practice.ts';
import { hideAllKeys } from './operational/sealed-keys.ts';
import { databaseParts, schema } from './parts.ts';
import { blankAllRows } from './personal-tables.ts';

const parts: readonly DatabasePart[] = databaseParts;

/**
 * Makes the copy of a store fit for practice, in journal and tables alike, so that its books still fit: every card is a
 * made-up one, nobody has a PIN, a session or a pairing, rules of pay and what was earned by them are nothing, and
 * nothing personal of guests is left; there is no key beside it. `at`: UTC ms. Takes as long as the journal is; for a
 * thread of its own. Throws DatabaseError.
 */
export function makeFitForPractice(path: string, at: number): void {
  const copy = Connection.open(path, schema, { durable: false });
  try {
    copy.transact((tx) => {
      const cards = madeUpFor(cardsOf(tx));
      rewriteJournal(tx, (row) => rowForPractice(row, cards));
      tx.withReferencesLast(() => rewriteTables(tx, cards));
      keepNumbers(
        tx,
        cardsWithoutNumber(tx).map((hash) => ({ hash, uid: newNumber() })),
      );
      for (const { pay = [] } of parts) {
        for (const { table, blanks } of pay) {
          const set = Object.keys(blanks).map((name) => `${name} = ?`);
          tx.run(`UPDATE ${table} SET ${set.join(', ')}`, ...Object.values(blanks));
        }
      }
      blankAllRows(tx);
      hideAllKeys(tx);
      forgetForPractice(tx, at);
    });
    // What was written over lies about in the file until then.
    copy.compact();
  } finally {
    copy.close();
  }
}

/** Every card the journal ever named, by its number: rows of before have it, of later ones it stands beside. */
function cardsOf(read: ReadHandle): Set<string> {
  const cards = new Set(allCardNumbers(read).map(({ uid }) => uid));
  for (const { payload } of journalRows(read)) {
    if (!payload.includes('ard":"')) continue;
    cardsIn(JSON.parse(payload), (card) => {
      if (!isHashedCard(card)) cards.add(card);
    });
  }
  return cards;
}

/** Of a card whose number was lost, to practise with. */
const newNumber = () => `08${randomBytes(6).toString('hex').toUpperCase()}`;

/**
 * A card for each, as long as it, under a key that nobody keeps. They begin with 08, as cards do that make a number up
 * at each touch (ISO/IEC 14443-3): no card that somebody could own has it.
 */
function madeUpFor(real: ReadonlySet<string>): MadeUpCards {
  const key = randomBytes(32);
  const taken = new Set(real);
  const cards = new Map<string, string>();
  for (const card of real) {
    for (let tries = 0; !cards.has(card); tries += 1) {
      const digits = createHmac('sha256', key).update(`${tries} ${card}`).digest('hex').toUpperCase();
      const madeUp = `08${digits}`.slice(0, card.length);
      if (card.length >= 4 && taken.has(madeUp)) continue;
      cards.set(card, madeUp);
      taken.add(madeUp);
    }
  }
  return new MadeUpCards(cards);
}

function rowForPractice({ type, payload }: Pick<JournalRow, 'type' | 'payload'>, cards: MadeUpCards): string {
  const isPay = type.startsWith('commission.');
  if (!isPay && !definitionOf(type)?.sealing && saysNothingSecret(payload, cards)) return payload;
  const said = saidForPractice(JSON.parse(payload), cards, isPay);
  return JSON.stringify(withoutPlain(type, said));
}

/** What rows of before there were seals say plain of somebody is blank; what is sealed has no key. */
function withoutPlain(type: string, said: unknown): unknown {
  const fields = definitionOf(type)?.sealing?.fields ?? [];
  return fields.reduce(
    (whole, field) =>
      withPersonal(whole, [field], (value) =>
        typeof value === 'object' && value !== null && 'sealed' in value ? value : field.blank,
      ),
    said,
  );
}

/** All texts in all tables but the journal. */
function rewriteTables(tx: WriteHandle, cards: MadeUpCards): void {
  const tables = tx.all<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'journal'`,
  );
  for (const { name: table } of tables) {
    const columns = tx.all<{ name: string; type: string; pk: number }>(
      'SELECT name, type, pk FROM pragma_table_info(?)',
      table,
    );
    const texts = columns.filter(({ type }) => type === 'TEXT').map(({ name }) => name);
    const key = columns.filter(({ pk }) => pk > 0).map(({ name }) => name);
    if (texts.length === 0) continue;
    const changed: { row: Record<string, SqlValue>; now: Record<string, string> }[] = [];
    const asked = [...new Set([...key, ...texts])].map((name) => `"${name}"`).join(', ');
    for (const row of tx.iterate<Record<string, SqlValue>>(`SELECT ${asked} FROM ${table}`)) {
      const now: Record<string, string> = {};
      for (const name of texts) {
        const before = row[name];
        const after = typeof before === 'string' ? textForPractice(before, cards) : before;
        if (typeof after === 'string' && after !== before) now[name] = after;
      }
      if (Object.keys(now).length > 0) changed.push({ row, now });
    }
    const where = key.map((name) => `"${name}" = ?`).join(' AND ');
    for (const { row, now } of changed) {
      const set = Object.keys(now).map((name) => `"${name}" = ?`);
      const params = [...Object.values(now), ...key.map((name) => row[name] ?? null)];
      tx.run(`UPDATE ${table} SET ${set.join(', ')} WHERE ${where}`, ...params);
    }
  }
}

function textForPractice(text: string, cards: MadeUpCards): string {
  const isPay = text.includes('"kind":"print-payslip"');
  if (!isPay && saysNothingSecret(text, cards)) return text;
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    return cards.inText(text);
  }
  // What is no list and no object is a text that happens to read like a number.
  if (typeof said !== 'object' || said === null) return cards.inText(text);
  const now = JSON.stringify(saidForPractice(said, cards, isPay));
  return now === JSON.stringify(said) ? text : now;
}
