import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardsIn, isHashedCard, mayNameCards } from '../../core/kernel/card-fields.ts';
import { commandSchemas, namesCards, saysSecrets } from '../../core/model/commands.ts';
import { definitionOf, event, eventTypes } from '../../core/model/events.ts';
import { sectionsOf } from '../../core/model/site/sections.ts';
import { versionOf } from '../../core/model/site/settings.ts';
import { cardHash } from '../../core/seal/card-hash.ts';
import { commandHash } from '../../core/seal/command-hash.ts';
import { eventOfRow, journalAfter, journalRows } from '../../db/engine/journal.ts';
import { KeyStore, keysPathOf, noKeys } from '../../db/engine/key-store.ts';
import { StoreDatabase } from '../../db/store-database.ts';
import { verifyStore } from '../../db/verify.ts';
import { cardUidOf } from '../../host/devices/simulated-cards.ts';
import { codeOf } from '../host/code-of.ts';
import { commandOf, smallStore, step } from '../host/commands/any-command.ts';
import { TestStore } from '../host/test-store.ts';
import { howMany } from '../support/how-many.ts';
import { damagedCopy, temporaryDirectory } from './files.ts';
import { journalIn, oldFile, sealedFile } from './old-files.ts';
import { exampleSite, misfits, must, ShopDay } from './shop-day.ts';

const newCard = '04AABBCCDDEE01';
const plannedCard = '04AABBCCDDEE02';
const strangers = '04DEADBEEF0001';

/** Every card that a store's settings have ever had in them, of any kind. */
function cardsOf(store: { db: StoreDatabase }): string[] {
  const { site } = store.db.state.site;
  const found = new Set<string>();
  cardsIn(site, (card) => found.add(card));
  return [...found];
}

/** Which of the cards stand in what the rows say, whichever column it is. */
const namedIn = (rows: readonly object[], cards: Iterable<string>) => {
  const texts = rows.map((row) => JSON.stringify(row).toUpperCase());
  return [...cards].filter((card) => texts.some((text) => text.includes(card)));
};

/** A store in a file, in which everything happens that names a card; with the cards that were named. */
function busyStore(path = join(temporaryDirectory(), 'store.sqlite')) {
  const store = new TestStore(exampleSite(), StoreDatabase.open(path));
  const cards = new Set([...cardsOf(store), newCard, plannedCard, strangers]);
  const people = (card: string) => {
    const { technicians, ...others } = sectionsOf(store.state.site.site, true).people;
    return { ...others, technicians: technicians.map((one) => (one.no === '3' ? { ...one, card } : one)) };
  };
  store.act('card.block', { holder: 'technician', no: '1', reason: '丢失' }, 'M01');
  store.act('card.release', { holder: 'technician', no: '1', reason: '找到' }, 'M01');
  store.act('card.replace', { holder: 'technician', no: '1', card: newCard }, 'M01');
  store.act('card.block', { holder: 'staff', no: 'R02', reason: '丢失' }, 'M01');
  const refused = { place: 'floor-2/1', roomNo: '201', code: 'CARD_UNKNOWN' };
  store.act('swipe.refuse', { ...refused, card: strangers, who: null });
  store.act('swipe.refuse', { ...refused, card: store.cardOf('2'), who: '2', code: 'CLOCK_NOT_CALLED_HERE' });
  store.act('settings.setPeople', {
    basedOn: versionOf(store.state.settings, 'people'),
    fromDate: '2026-11-22',
    value: people(plannedCard),
  });
  return { store, path, cards };
}

/** How a file answers whose card is which, and which are lost. */
function holdersIn(db: StoreDatabase, cards: Iterable<string>): [card: string, holder: string][] {
  const { cards: held, lostCards } = db.state.site;
  return [...cards].map((card) => [card, lostCards.has(card) ? 'lost' : JSON.stringify(held.get(card) ?? null)]);
}

/** Acts in a store that has some rows: no id comes twice. */
function laterDay(db: StoreDatabase, at: number): ShopDay {
  const day = new ShopDay(db);
  day.at = at;
  const { rows } = must(db.read.get<{ rows: number }>('SELECT count(*) AS rows FROM journal'));
  for (let used = 0; used < 3 * rows; used += 1) day.id();
  return day;
}

describe('a row of the journal', () => {
  it('says no number of a card, in no column, whatever was done', () => {
    const { store, path, cards } = busyStore();
    store.at += 86_400_000;
    store.act('settings.takeEffect', {});
    expect(store.cardOf('3')).toBe(plannedCard);
    expect(cards.size).toBeGreaterThan(100);
    store.db.close();
    const rows = journalIn(path);
    const types = new Set(rows.map(({ type }) => type));
    for (const type of eventTypes.filter((type) => definitionOf(type)?.cards && type !== 'site.imported')) {
      expect(types).toContain(type);
    }
    expect(namedIn(rows, cards)).toEqual([]);
    // Nor what whoever knows everything but a number could try numbers against.
    const keyed = rows.filter(({ type }) => definitionOf(type)?.cards && type !== 'settings.cardsSet');
    expect(
      keyed.filter(({ commandHash: hash }) => !/^[\w-]{22}:[0-9a-f]{64}$/.test(hash)).map(({ type }) => type),
    ).toEqual(
      // What has come due by itself, and acts that name whoever holds a card.
      ['card.blocked', 'card.released', 'card.blocked', 'settings.peopleSet'],
    );
    expect(verifyStore(path).problems).toEqual([]);
  });

  it('has the same hash for the same card, and another in another store', () => {
    const [one, other] = [busyStore(), busyStore()];
    const hashOf = ({ store }: typeof one) => {
      const [blocked, , again] = store.rowsOf('card.blocked').map(({ payload }) => JSON.parse(payload).card as string);
      const [replaced] = store.rowsOf('card.replaced').map(({ payload }) => JSON.parse(payload).oldCard as string);
      expect([isHashedCard(blocked ?? ''), again]).toEqual([true, undefined]);
      expect(blocked).toBe(replaced);
      return blocked;
    };
    expect(hashOf(one)).not.toBe(hashOf(other));
  });

  it('reads as the number for the store, and as the hash for whoever has the rows alone', () => {
    const { store, cards } = busyStore();
    const replaced = must(store.rowsOf('card.replaced')[0]);
    expect(eventOfRow(replaced, store.db.keys).payload).toMatchObject({ card: newCard });
    expect(namedIn(journalAfter(store.db.read, 0, 1_000, noKeys), cards)).toEqual([]);
    // Of a card that was only turned away the number is kept nowhere, also not for the store.
    expect(namedIn(store.eventsOf('swipe.refused'), cards)).toEqual([]);
    expect(store.db.read.all('SELECT * FROM card_numbers WHERE uid = ?', strangers)).toEqual([]);
  });

  it('of any day says none, and the day replays to the same tables', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
        const store = smallStore();
        const cards = new Set(cardsOf(store));
        for (const one of steps) {
          store.wait(one.minutes);
          const command = commandOf(store, one);
          if (command) codeOf(() => store.act(command.name as 'site.import', command.data as never, command.actor));
          for (const card of cardsOf(store)) cards.add(card);
        }
        expect(namedIn([...journalRows(store.db.read)], cards)).toEqual([]);
        const again = StoreDatabase.open(':memory:');
        again.takeCardNumbers(store.db.read.all<{ hash: string; uid: string }>('SELECT * FROM card_numbers'));
        again.takeRows(journalRows(store.db.read));
        const tables = ['site', 'setting_plans', 'refusals'];
        for (const table of tables) {
          expect(again.read.all(`SELECT * FROM ${table}`)).toEqual(store.db.read.all(`SELECT * FROM ${table}`));
        }
        again.close();
        store.db.close();
      }),
      { numRuns: howMany({ usual: 15, nightly: 300 }) },
    );
  });
});

describe('what may name a card', () => {
  it.each(eventTypes)('%s: stands as a hash where it does, and has nothing personal beside it', (type) => {
    const definition = must(definitionOf(type));
    expect(definition.cards !== undefined).toBe(mayNameCards(definition.payload));
    expect(definition.cards && definition.sealing).toBe(undefined);
  });

  it('of commands is told apart by a key', () => {
    const names = Object.keys(commandSchemas) as (keyof typeof commandSchemas)[];
    const naming = ['settings.setPeople', 'settings.setCards', 'site.import', 'card.replace', 'swipe.refuse'];
    expect(names.filter(namesCards).toSorted()).toEqual(naming.toSorted());
    expect(names.filter(namesCards).every(saysSecrets)).toBe(true);
    const { store } = busyStore();
    const data = { holder: 'technician' as const, no: '1', card: newCard };
    const row = must(store.rowsOf('card.replaced')[0]);
    expect(row.commandHash).not.toBe(commandHash({ name: 'card.replace', data }));
    expect(store.db.isSameCommand(row.commandHash, 'card.replace', data)).toBe(true);
    expect(store.db.isSameCommand(row.commandHash, 'card.replace', { ...data, card: strangers })).toBe(false);
  });
});

describe('the books', () => {
  it('fit with the keys, without them, and with them found again; every card opens what it opened', () => {
    const { store, path, cards } = busyStore();
    const before = holdersIn(store.db, cards);
    expect(before.filter(([, holder]) => holder === 'lost').length).toBe(2);
    store.db.close();
    const opened = (work: (db: StoreDatabase) => void = () => {}) => {
      const db = StoreDatabase.open(path);
      expect(holdersIn(db, cards)).toEqual(before);
      work(db);
      db.close();
      expect(verifyStore(path).problems).toEqual([]);
    };
    opened();
    const [keys, aside] = [keysPathOf(path), join(temporaryDirectory(), 'keys.sqlite')];
    renameSync(keys, aside);
    // The cards of before keep their hash; the first that is new has one of a new key.
    opened((db) => {
      const again = laterDay(db, store.at + 60_000);
      again.act(event('swipe.refused', { place: 'p', roomNo: null, card: strangers, who: null, code: 'CARD_UNKNOWN' }));
      const hashes = db.read.all<{ hash: string }>('SELECT hash FROM card_numbers');
      expect(new Set(hashes.map(({ hash }) => hash.slice(0, 22))).size).toBe(1);
    });
    rmSync(keys);
    renameSync(aside, keys);
    opened();
  });

  it('do not fit where a number was written into the file, or stands plain in a row', () => {
    const { store, path } = busyStore();
    const card = store.cardOf('M01');
    store.db.close();
    // The replay goes by the numbers, so the settings were changed along.
    const swapped = damagedCopy(
      path,
      `UPDATE card_numbers SET uid = '${strangers}' WHERE uid = '${card}'`,
      `UPDATE site SET json = replace(json, '${card}', '${strangers}')`,
      `UPDATE setting_plans SET value = replace(value, '${card}', '${strangers}')`,
    );
    expect(verifyStore(swapped).problems.map(({ code }) => code)).toEqual(['CARD_NUMBER_WRONG']);
    const plain = damagedCopy(
      path,
      `UPDATE journal SET payload = replace(payload, '"place":"floor-2/1"', '"place":"floor-2/1","oldCard":"${card}"')
       WHERE type = 'swipe.refused'`,
    );
    const [failed] = verifyStore(plain).problems.filter(({ code }) => code === 'REPLAY_FAILED');
    expect(String(failed?.context.message)).toContain('card: a number');
  });

  it('keep the key of cards through an erasure', () => {
    const { store, path } = busyStore();
    const startsAt = store.at + 3_600_000;
    const guest = { roomNo: '202', startsAt, guestCount: 1, guestName: '陈女士', phone: '13812345678' };
    const [booked] = store.act('reservation.book', guest);
    const reservationId = booked?.type === 'reservation.booked' ? booked.payload.reservationId : '';
    const kinds = () => KeyStore.rowsOf(keysPathOf(path)).map(({ kind }) => kind);
    const cardKey = () => KeyStore.rowsOf(keysPathOf(path)).find(({ kind }) => kind === 'cards');
    const before = cardKey();
    expect(kinds()).toContain('reservation');
    store.act('reservation.cancel', { reservationId, reason: '不来了' });
    store.act('reservation.erase', { reservationIds: [reservationId], reason: 'guest-asked' }, 'M01');
    expect(kinds()).not.toContain('reservation');
    expect(cardKey()).toEqual(before);
    store.db.close();
    expect(verifyStore(path).problems).toEqual([]);
  });
});

describe('a store that has its rows and not the numbers', () => {
  /** Another file with the same rows, as segments give them. */
  function rowsAlone(withKeys: boolean) {
    const own = busyStore();
    const path = join(temporaryDirectory(), 'store.sqlite');
    const rows = [...journalRows(own.store.db.read)];
    const before = holdersIn(own.store.db, own.cards);
    own.store.db.close();
    if (withKeys) copyFileSync(keysPathOf(own.path), keysPathOf(path));
    const db = StoreDatabase.open(path);
    expect(db.takeRows(rows)).toBe(rows.length);
    return { own, path, db, before };
  }

  it('knows each card again by the key, when it is held, and its books fit all along', () => {
    const { own, path, db, before } = rowsAlone(true);
    expect(cardsOf({ db }).every(isHashedCard)).toBe(true);
    expect(verifyStore(path).problems).toEqual([]);
    const [held = ''] = own.cards;
    db.meetCard(held);
    expect(holdersIn(db, [held])).toEqual(before.filter(([card]) => card === held));
    expect(cardsOf({ db }).filter((card) => !isHashedCard(card))).toEqual([held]);
    expect(verifyStore(path).problems).toEqual([]);
    for (const card of own.cards) db.meetCard(card);
    expect(holdersIn(db, own.cards)).toEqual(before);
    db.close();
    expect(verifyStore(path).problems).toEqual([]);
  });

  it('does not give such a card to a second one', () => {
    const { own, db } = rowsAlone(true);
    const store = new TestStore(exampleSite(), db, false);
    const [card] = [...own.cards].filter((one) => one === newCard);
    expect(codeOf(() => store.act('card.replace', { holder: 'technician', no: '2', card: must(card) }, 'M01'))).toBe(
      'CARD_HELD',
    );
    const lost = must(must(exampleSite().staff.find(({ no }) => no === 'R02')).card);
    expect(codeOf(() => store.act('card.replace', { holder: 'technician', no: '2', card: lost }, 'M01'))).toBe(
      'CARD_BLOCKED',
    );
  });

  it('without the key knows none, and goes on with new ones', () => {
    const { own, path, db } = rowsAlone(false);
    for (const card of own.cards) db.meetCard(card);
    expect(cardsOf({ db }).every(isHashedCard)).toBe(true);
    expect(codeOf(() => cardUidOf(db.state.site, 'technician:2'))).toBe('CARD_UNKNOWN');
    const store = new TestStore(exampleSite(), db, false);
    store.act('card.replace', { holder: 'technician', no: '2', card: '04AABBCCDDEE09' }, 'M01');
    expect(store.cardOf('2')).toBe('04AABBCCDDEE09');
    db.close();
    expect(verifyStore(path).problems).toEqual([]);
  });

  it('practises with cards that are made up', async () => {
    const { own, db } = rowsAlone(true);
    const folder = temporaryDirectory();
    await db.copyForPractice(folder, 5);
    db.close();
    const path = join(folder, 'store.sqlite');
    const copy = StoreDatabase.open(path);
    const madeUp = cardsOf({ db: copy });
    expect(new Set(madeUp).size).toBe(cardsOf({ db: copy }).length);
    expect(madeUp.every((card) => /^08([0-9A-F]{2}){6}$/.test(card))).toBe(true);
    expect(madeUp.filter((card) => own.cards.has(card))).toEqual([]);
    copy.close();
    expect(verifyStore(path).problems).toEqual([]);
  });
});

describe.each([
  ['a whole day', () => oldFile('simulated-day')],
  ['two imports', () => oldFile('two-imports')],
  ['sealed guests', () => sealedFile(true)],
])('a store of before, %s', (_name, stored) => {
  it('goes on: its rows are read as they stand, its next ones say no card, with the key, without, and with it again', () => {
    const path = stored();
    const old = journalIn(path);
    const first = laterDay(StoreDatabase.open(path), must(old.at(-1)).at + 60_000);
    const { no, card: held } = must(first.db.state.site.site.technicians[0]);
    const card = must(held);
    const acts = (day: ShopDay, other: string, oldCard: string) => {
      const whose = { holder: 'technician' as const, no };
      const at = { place: 'p', roomNo: null, code: 'CARD_BLOCKED', who: null };
      day.act(event('card.replaced', { ...whose, card: other, oldCard }));
      day.act(event('swipe.refused', { ...at, card: oldCard }));
    };
    acts(first, newCard, card);
    first.db.close();
    const fits = () => misfits(verifyStore(path)).filter(({ code }) => code !== 'COMMAND_TORN');
    const rightsIn = () => {
      const db = StoreDatabase.open(path);
      const told = holdersIn(db, [card, newCard, plannedCard]).map(([, holder]) => holder);
      db.close();
      return told.map((holder) => (holder === 'lost' ? holder : (JSON.parse(holder)?.technician?.no ?? null)));
    };
    expect(fits()).toEqual([]);
    expect(rightsIn()).toEqual(['lost', no, null]);
    const [keys, aside] = [keysPathOf(path), join(temporaryDirectory(), 'keys.sqlite')];
    renameSync(keys, aside);
    expect(rightsIn()).toEqual(['lost', no, null]);
    expect(fits()).toEqual([]);
    const second = laterDay(StoreDatabase.open(path), first.at + 60_000);
    acts(second, plannedCard, newCard);
    second.db.close();
    expect(rightsIn()).toEqual(['lost', 'lost', no]);
    expect(fits()).toEqual([]);
    if (existsSync(keys)) rmSync(keys);
    renameSync(aside, keys);
    expect(rightsIn()).toEqual(['lost', 'lost', no]);
    expect(fits()).toEqual([]);
    const now = journalIn(path);
    expect(now.slice(0, old.length)).toEqual(old);
    expect(namedIn(now.slice(old.length), [card, newCard, plannedCard])).toEqual([]);
  });
});

it('a card’s hash is HMAC-SHA-256 under the key of the store', () => {
  const key = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
  expect(cardHash('04A1B2C3D4E5F6', { id: 'AAAAAAAAAAAAAAAAAAAAAA', key })).toBe(
    'AAAAAAAAAAAAAAAAAAAAAA.3PEuIuQIcH0BNRL-rFb-IQUvJBUsf1F6HqPNW4pyEzM',
  );
});

it('a row of before with numbers reads as it stood', () => {
  const path = oldFile('two-imports');
  const db = new Database(path, { readonly: true });
  const row = must(journalIn(path).find(({ type }) => type === 'site.imported'));
  db.close();
  const said = eventOfRow(row, noKeys).payload;
  const [cards, stored]: string[][] = [[], []];
  cardsIn(said, (card) => cards?.push(card));
  cardsIn(JSON.parse(row.payload), (card) => stored?.push(card));
  expect(cards).toEqual(stored);
  expect(cards?.length).toBeGreaterThan(50);
});
