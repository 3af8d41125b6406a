import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScreenSection } from '../../../../core/model/site/screen-sections.ts';
import { changesBetween } from '../../../../db/parts/site/settings.ts';
import { SettingsBook } from '../../../../host/parts/settings/settings-book.ts';
import { exampleSite } from '../../../db/shop-day.ts';
import { howMany } from '../../../support/how-many.ts';
import { books, setPeople } from '../../commands/at-settings.ts';
import { refused } from '../../commands/at-store.ts';
import { TestStore } from '../../test-store.ts';

const bookOf = (store: TestStore) => new SettingsBook(books(store));
const lastChange = (store: TestStore) => changesBetween(store.db.read, store.businessDate, store.businessDate)[0];

/** Sets prices and lengths of items by their codes. */
function setItems(store: TestStore, to: Readonly<Record<string, { price?: number; minutes?: number }>>): number {
  const { value, version } = bookOf(store).section('items');
  const services = value.services.map((one) => ({ ...one, ...to[one.code] }));
  store.act('settings.setItems', { value: { services }, basedOn: version });
  store.wait(1);
  return lastChange(store)?.seq ?? 0;
}

/** Turns a change back as a screen does it: looked at, and set as a change of its own. */
function turnBack(store: TestStore, seq: number, section: ScreenSection = 'items') {
  const turned = bookOf(store).turnedBack(seq, section);
  if (!turned) throw new Error('nothing to turn back');
  const { version: basedOn } = bookOf(store).section(section);
  const { key, promises, changes } = bookOf(store).preview(
    { section, value: turned.value, basedOn } as Parameters<SettingsBook['preview']>[0],
    'M01',
  );
  const command = section === 'people' ? 'settings.setPeople' : 'settings.setItems';
  const despite = promises.map((one) => one.key);
  store.act(command, { value: turned.value, basedOn, read: key, despite } as never);
  return { stays: turned.stays, changes };
}

const itemIn = (store: TestStore, code: string) => store.state.site.services.get(code);

describe('a change of the settings that is turned back', () => {
  it('is a change of its own, hours later, and what came after it stays', () => {
    const store = new TestStore();
    const before = itemIn(store, '101');
    const seq = setItems(store, { 101: { price: 9_900 }, 102: { price: 8_800 } });
    store.wait(180);
    setItems(store, { 101: { minutes: 55 } });
    const { stays, changes } = turnBack(store, seq);
    expect(stays).toEqual([]);
    expect(changes.map(({ no, field, before: was }) => [no, field, was])).toEqual([
      ['101', 'price', 9_900],
      ['102', 'price', 8_800],
    ]);
    expect(itemIn(store, '101')).toEqual({ ...before, minutes: 55 });
    expect(lastChange(store)?.changes).toEqual(changes);
  });

  it('says which lines stay, since they were changed again', () => {
    const store = new TestStore();
    const seq = setItems(store, { 101: { price: 9_900 }, 102: { price: 8_800 } });
    setItems(store, { 101: { price: 7_700 } });
    const { stays } = turnBack(store, seq);
    expect(stays).toMatchObject([{ no: '101', field: 'price', before: 13_800, after: 9_900 }]);
    expect(itemIn(store, '101')?.price).toBe(7_700);
    expect(itemIn(store, '102')?.price).not.toBe(8_800);
    // What was put back already is done.
    expect(turnBack(store, seq).changes).toEqual([]);
  });

  it('brings back whoever was taken out, as the same person and without her card', () => {
    const store = new TestStore({ ...exampleSite(), buses: [] });
    const before = store.state.site.technicians.get('2');
    const pin = store.state.pins.has('2');
    setPeople(store, (technicians) => technicians.filter(({ no }) => no !== '2'));
    store.wait(1);
    const seq = lastChange(store)?.seq ?? 0;
    const { stays } = turnBack(store, seq, 'people');
    expect(stays).toMatchObject([{ no: '2', field: 'card', before: '***', after: null }]);
    const { card: _card, ...others } = before ?? {};
    expect(store.state.site.technicians.get('2')).toEqual(others);
    expect(store.state.pins.has('2')).toBe(pin);
    expect(bookOf(store).section('people').withCard).not.toContain(before?.id);
    // She is where she was in the list.
    const nos = store.state.site.site.technicians.map(({ no }) => no);
    expect(nos.indexOf('2')).toBe(exampleSite().technicians.findIndex(({ no }) => no === '2'));
  });

  it('tells what counts on somebody who would go again', () => {
    const store = new TestStore();
    const { people } = { people: bookOf(store).section('people') };
    const [first] = people.value.technicians;
    if (!first) throw new Error('nobody is there');
    const { id: _id, card: _card, ...like } = first;
    const technicians = [...people.value.technicians, { ...like, no: '777', name: '新来的' }];
    store.act('settings.setPeople', { value: { ...people.value, technicians }, basedOn: people.version });
    const seq = lastChange(store)?.seq ?? 0;
    store.act('attendance.setRoster', {
      entries: [{ technicianNo: '777', date: store.businessDate, entry: { kind: 'off' } }],
    });
    const turned = bookOf(store).turnedBack(seq, 'people');
    if (!turned) throw new Error('nothing to turn back');
    const { version: basedOn } = bookOf(store).section('people');
    const proposal = { section: 'people', value: turned.value, basedOn } as const;
    expect(bookOf(store).preview(proposal, 'M01').promises).toMatchObject([{ kind: 'roster', no: '777' }]);
    refused(store, 'SETTINGS_PROMISED', () => store.act('settings.setPeople', { value: turned.value, basedOn }));
    store.onDuty('777');
    refused(store, 'SITE_IN_USE', () => store.act('settings.setPeople', { value: turned.value, basedOn }));
  });

  it('is none where there is no such row, or another section was changed by it', () => {
    const store = new TestStore();
    const seq = setItems(store, { 101: { price: 9_900 } });
    expect(bookOf(store).turnedBack(seq, 'rooms')).toBe(null);
    expect(bookOf(store).turnedBack(seq + 1, 'items')).toBe(null);
    expect(bookOf(store).turnedBack(9_999_999, 'items')).toBe(null);
  });

  it('tells no card', () => {
    const store = new TestStore({ ...exampleSite(), buses: [] });
    const card = store.cardOf('2');
    setPeople(store, (technicians) => technicians.filter(({ no }) => no !== '2'));
    const told = JSON.stringify(bookOf(store).turnedBack(lastChange(store)?.seq ?? 0, 'people'));
    expect(told).toContain('"no":"2"');
    expect(told).not.toContain(card);
    expect(told).not.toContain('"card":');
  });

  it('leaves the settings as they were, whatever was changed and in whatever order it is turned back', () => {
    const step = fc.record({ code: fc.constantFrom('101', '102', '103'), price: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), (steps) => {
        const store = new TestStore();
        const before = bookOf(store).section('items').value;
        const seqs = steps.map(({ code, price }) => setItems(store, { [code]: { price: price * 100 } }));
        for (const seq of [...new Set(seqs)].reverse()) turnBack(store, seq);
        expect(bookOf(store).section('items').value).toEqual(before);
      }),
      { numRuns: howMany({ usual: 15, nightly: 200 }) },
    );
  });
});
