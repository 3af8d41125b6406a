import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardsIn } from '../../../../core/kernel/card-fields.ts';
import { addDays } from '../../../../core/kernel/time.ts';
import { screenSections } from '../../../../core/model/site/screen-sections.ts';
import { changesBetween } from '../../../../db/parts/site/settings.ts';
import type { Proposal } from '../../../../host/parts/settings/service.ts';
import { SettingsBook } from '../../../../host/parts/settings/settings-book.ts';
import { exampleSite } from '../../../db/shop-day.ts';
import { howMany } from '../../../support/how-many.ts';
import { codeOf } from '../../code-of.ts';
import { books } from '../../commands/at-settings.ts';
import { refused } from '../../commands/at-store.ts';
import { TestStore } from '../../test-store.ts';

const bookOf = (store: TestStore) => new SettingsBook(books(store));
const newCard = '04A1B2C3D4E5F6';

/** The items with a price, as a screen proposes it. */
function priced(store: TestStore, price: number, fromDate?: string) {
  const { value, version } = bookOf(store).section('items');
  const services = value.services.map((one) => (one.code === '101' ? { ...one, price } : one));
  return { value: { services }, basedOn: version, ...(fromDate ? { fromDate } : {}) };
}

describe('a section as screens are given it', () => {
  it('says what is in force and since when, who has a card, and no card', () => {
    const store = new TestStore();
    const book = bookOf(store);
    const told = JSON.stringify(screenSections.map((section) => book.section(section)));
    const cards: string[] = [];
    cardsIn(store.state.site.site, (card) => cards.push(card));
    expect(cards.length).toBeGreaterThan(50);
    expect(cards.filter((card) => told.includes(card))).toEqual([]);
    const people = book.section('people');
    expect(people.withCard).toHaveLength(people.value.technicians.length + people.value.staff.length);
    expect(people).toMatchObject({ version: 1, plannedFrom: null, today: store.businessDate });
    const from = addDays(store.businessDate, 1);
    store.act('settings.setItems', priced(store, 15_800, from));
    expect(book.section('items').plannedFrom).toBe(from);
  });
});

describe('a preview', () => {
  it('changes nothing, and names the lines that are done when it was read', () => {
    const store = new TestStore();
    const seq = store.seq;
    const { changes, missing, promises, key } = bookOf(store).preview({ section: 'items', ...priced(store, 1) }, 'M01');
    expect(changes).toMatchObject([{ no: '101', field: 'price', before: 13_800, after: 1, right: 'settings.prices' }]);
    expect([missing, promises]).toEqual([[], []]);
    expect(store.seq).toBe(seq);
    store.act('settings.setItems', { ...priced(store, 1), read: key });
    const [row] = changesBetween(store.db.read, store.businessDate, store.businessDate);
    expect(row).toMatchObject({ actor: 'M01', way: 'section', changes });
    // What was read is not what another value would do.
    const context = refused(store, 'SITE_CHANGES_SETTINGS', () =>
      store.act('settings.setItems', { ...priced(store, 2), read: key }),
    );
    expect(context.difference).toMatchObject({ changes: [{ before: 1, after: 2 }] });
  });

  it('says what somebody needs a manager for, and what is promised', () => {
    const store = new TestStore();
    const book = bookOf(store);
    const { missing } = book.preview({ section: 'items', ...priced(store, 1) }, 'T01');
    expect(missing).toMatchObject([{ no: '101', field: 'price' }]);
    store.act('attendance.setRoster', {
      entries: [{ technicianNo: '2', date: store.businessDate, entry: { kind: 'off' } }],
    });
    const { value, version } = book.section('people');
    const technicians = value.technicians.filter(({ no }) => no !== '2');
    const { promises } = book.preview({ section: 'people', value: { ...value, technicians }, basedOn: version }, 'M01');
    expect(promises).toMatchObject([{ kind: 'roster', no: '2', count: 1 }]);
  });

  it('is refused as the change would be: changed meanwhile, planned already, over, in use', () => {
    const store = new TestStore({ ...exampleSite(), buses: [] });
    const book = bookOf(store);
    const preview = (proposal: Proposal) => codeOf(() => book.preview(proposal, 'M01'));
    const looked = priced(store, 2);
    const from = addDays(store.businessDate, 1);
    store.act('settings.setItems', priced(store, 15_800));
    expect(preview({ section: 'items', ...looked })).toBe('SETTINGS_CHANGED');
    expect(preview({ section: 'items', ...priced(store, 3, addDays(from, -2)) })).toBe('SETTINGS_DAY_PAST');
    store.act('settings.setItems', priced(store, 3, from));
    expect(preview({ section: 'items', ...priced(store, 4, from) })).toBe('SETTINGS_PLANNED');
    store.onDuty('2');
    store.open('201', '101', '2');
    const { value, version } = book.section('rooms');
    const rooms = value.rooms.filter(({ no }) => no !== '201');
    expect(preview({ section: 'rooms', value: { rooms }, basedOn: version })).toBe('SITE_IN_USE');
    expect(preview({ section: 'rooms', value: { rooms }, basedOn: version, fromDate: from })).toBe('done');
  });

  it('says of any change of rooms what is done then', () => {
    const edit = fc.record({
      drop: fc.nat(5),
      beds: fc.integer({ min: 1, max: 40 }),
      added: fc.uniqueArray(fc.integer({ min: 700, max: 799 }), { maxLength: 5 }),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        // A terminal's room cannot be taken away from it.
        const store = new TestStore({ ...exampleSite(), buses: [] });
        const book = bookOf(store);
        for (const { drop, beds, added } of edits) {
          const { value, version: basedOn } = book.section('rooms');
          const rooms = [
            ...value.rooms.slice(drop).map((one, index) => (index === 0 ? { ...one, beds } : one)),
            ...added
              .map(String)
              .filter((no) => value.rooms.every((one) => one.no !== no))
              .map((no) => ({ no, floor: '7', kind: 'foot', beds })),
          ];
          const { changes, key } = book.preview({ section: 'rooms', value: { rooms }, basedOn }, 'M01');
          store.act('settings.setRooms', { value: { rooms }, basedOn, read: key });
          store.wait(1);
          const [row] = changesBetween(store.db.read, store.businessDate, store.businessDate);
          if (changes.length > 0) expect(row?.changes).toEqual(changes);
          // What was seen back again is no change.
          const now = book.section('rooms');
          expect(book.preview({ section: 'rooms', value: now.value, basedOn: now.version }, 'M01').changes).toEqual([]);
        }
      }),
      { numRuns: howMany({ usual: 15, nightly: 200 }) },
    );
  });
});

describe('cards of people on screens', () => {
  const people = (store: TestStore) => bookOf(store).section('people');

  it('stay with whoever is given none, are given to whoever is given one, and nobody has to have one', () => {
    const store = new TestStore();
    const { value, version } = people(store);
    const held = store.cardOf('2');
    const { no, name, gender, groups, skills, level, hiredOn } = value.technicians[0] ?? ({} as never);
    const newcomer = { no: '777', name: `${name}甲`, gender, groups, skills, level, hiredOn };
    const technicians = [
      ...value.technicians.map((one) => (one.no === no ? { ...one, card: newCard } : one)),
      newcomer,
    ];
    store.act('settings.setPeople', { value: { ...value, technicians }, basedOn: version });
    expect(store.cardOf('2')).toBe(held);
    expect(store.cardOf(no)).toBe(newCard);
    expect(store.state.site.technicians.get('777')?.card).toBe(undefined);
    expect(people(store).withCard).not.toContain('777');
    const [row] = changesBetween(store.db.read, store.businessDate, store.businessDate);
    expect(row?.changes.filter(({ field }) => field === 'card')).toMatchObject([{ no, after: '***' }]);
  });

  it('of somebody new under an old number are not hers', () => {
    const store = new TestStore();
    const { value, version } = people(store);
    const technicians = value.technicians.map(({ id, ...one }) =>
      one.no === '2' ? { ...one, name: '新来的', hiredOn: '2026-11-21' } : { ...one, id },
    );
    store.act('settings.setPeople', { value: { ...value, technicians }, basedOn: version });
    expect(store.state.site.technicians.get('2')?.card).toBe(undefined);
  });

  it('cannot be guessed by whoever may not give any', () => {
    const store = new TestStore();
    const { value, version: basedOn } = people(store);
    const guess = (card: string) => ({
      ...value,
      staff: value.staff.map((one) => (one.no === 'T01' ? { ...one, card } : one)),
    });
    for (const card of [store.cardOf('2'), newCard]) {
      expect(codeOf(() => bookOf(store).preview({ section: 'people', value: guess(card), basedOn }, 'T01'))).toBe(
        'NOT_ALLOWED',
      );
      expect(codeOf(() => store.act('settings.setPeople', { value: guess(card), basedOn }, 'T01'))).toBe('NOT_ALLOWED');
    }
  });
});

describe('wristbands on screens', () => {
  const bands = (store: TestStore) => bookOf(store).section('cards');

  it('keep their cards, and lost cards stay lost, though a screen is told neither', () => {
    const store = new TestStore();
    const lost = store.cardOf('1');
    store.act('card.block', { holder: 'technician', no: '1', reason: '丢失' });
    const view = bands(store);
    const held = new Map(store.state.site.site.wristbands.map(({ no, card }) => [no, card]));
    const [one] = view.value.wristbands;
    expect(one).not.toHaveProperty('card');
    expect(view.value).not.toHaveProperty('lostCards');
    expect(view.withCard).toHaveLength([...held.values()].filter((card) => card !== undefined).length);
    const wristbands = [...view.value.wristbands, { no: '9901', card: newCard }, { no: '9902' }];
    store.act('settings.setCards', { value: { wristbands }, basedOn: view.version });
    const after = new Map(store.state.site.site.wristbands.map(({ no, card }) => [no, card]));
    expect(after).toEqual(new Map([...held, ['9901', newCard], ['9902', undefined]]));
    expect(store.state.site.lostCards.has(lost)).toBe(true);
    expect(bands(store).value.wristbands.at(-1)).toMatchObject({ no: '9902' });
  });

  it('cannot be guessed by whoever may not give any', () => {
    const store = new TestStore();
    const { value, version: basedOn } = bands(store);
    const taken = store.state.site.site.wristbands.find(({ card }) => card !== undefined)?.card ?? '';
    for (const card of [taken, store.cardOf('2'), newCard]) {
      const wristbands = [...value.wristbands, { no: '9901', card }];
      const guess = () => bookOf(store).preview({ section: 'cards', value: { wristbands }, basedOn }, 'T01');
      expect(codeOf(guess)).toBe('NOT_ALLOWED');
      expect(codeOf(() => store.act('settings.setCards', { value: { wristbands }, basedOn }, 'T01'))).toBe(
        'NOT_ALLOWED',
      );
    }
  });
});
